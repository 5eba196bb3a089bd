#include "bot/flow_schema.h"

#include <nlohmann/json.hpp>

#include "bank/actions.h"
#include "bot/schema_parts.h"
#include "dialog/flow.h"

namespace kindbank::bot {
namespace {

using Json = SchemaJson;

Json name(const std::string& description) {
  return schema_matching(description, schema_name_pattern);
}

Json target() {
  return schema_matching("A step of this flow, end, or flow:name.",
                         "^(flow:)?[a-z][a-z0-9_]{0,63}$");
}

template <class Rows>
Json names_in(const Rows& rows) {
  Json names = Json::array();
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

Json spoken(const std::string& description) {
  return {
      {"description", description},
      {"oneOf", Json::array({schema_text("For every phone."),
                             schema_keys({{"sms", schema_text("For every phone.")},
                                          {"rich", schema_text("Where there is room for more.")}},
                                         {"sms"})})}};
}

Json silence(const std::string& description, const std::vector<std::string>& required) {
  Json map = schema_keys(
      {{"after", schema_matching("30m, 24h, 2d or 6w.", "^([0-9]+[smhdw])+$")}, {"next", target()}},
      required);
  map["description"] = description;
  return map;
}

Json starts_on() {
  const Json event = schema_keys(
      {{"bank",
        {{"description", "What the bank tells."}, {"enum", names_in(bank::bank_events())}}}},
      {"bank"});
  const Json said = schema_keys({{"says",
                                  {{"description", "What a text asks for in its own words."},
                                   {"enum", {dialog::need_said, dialog::need_of_other_said}}}}},
                                {"says"});
  const Json words = schema_text("Whole messages; \"{code} done\" has a slot.");
  const Json items = {{"oneOf", Json::array({words, event, said})}};
  return {{"description", "What begins the flow."},
          {"oneOf", Json::array({{{"type", "array"}, {"items", items}}, event, said})}};
}

Json choices() {
  const Json choice = schema_keys(
      {{"label", schema_text("What the person reads.")}, {"next", target()}}, {"label"});
  return {{"description", "The answers, each as key: \"what the person reads\"."},
          {"type", "object"},
          {"minProperties", 1},
          {"maxProperties", 9},
          {"additionalProperties",
           {{"oneOf", Json::array({schema_text("What the person reads."), choice})}}}};
}

Json choices_from() {
  Json map = schema_keys(
      {{"list", {{"description", "What the bank lists."}, {"enum", names_in(bank::bank_lists())}}},
       {"label", schema_text("How an entry is shown: \"{code} {task}\".")},
       {"save", name("The fact of the entry that is kept.")},
       {"none", target()}},
      {"list", "label", "save"});
  map["description"] = "Answers that the bank lists.";
  return map;
}

// What an action takes, and how it comes out.
Json action_rule(const bank::Action& action) {
  Json arguments = Json::array();
  for (const auto& argument : action.arguments) arguments.push_back(argument);
  for (const auto& argument : action.optional) arguments.push_back(argument);
  Json outcomes = Json::array();
  for (const auto& outcome : action.outcomes) outcomes.push_back(outcome.name);
  const auto only = [](Json allowed) -> Json {
    if (allowed.empty()) return {{"maxProperties", 0}};
    return {{"propertyNames", {{"enum", std::move(allowed)}}}};
  };
  return {{"if", {{"properties", {{"do", {{"const", action.name}}}}}, {"required", {"do"}}}},
          {"then",
           {{"properties",
             {{"with", only(std::move(arguments))}, {"then", only(std::move(outcomes))}}}}}};
}

Json action_names() {
  Json each = Json::array();
  for (const auto& action : bank::actions())
    each.push_back({{"const", action.name}, {"description", action.does}});
  return {{"description", "What the bank does."}, {"oneOf", std::move(each)}};
}

Json step() {
  Json map = schema_keys({
      {"do", action_names()},
      {"with",
       {{"description", "Other facts for the action: argument: fact."},
        {"type", "object"},
        {"additionalProperties", name("A fact, or answer.")}}},
      {"then",
       {{"description", "Where each outcome of the action leads."},
        {"type", "object"},
        {"additionalProperties", target()}}},
      {"say", spoken("What the person reads.")},
      {"ask", spoken("What the person is asked.")},
      {"choices", choices()},
      {"choices_from", choices_from()},
      {"expect", {{"description", "How the answer is read."}, {"enum", dialog::expect_names()}}},
      {"save", name("The fact that the answer is kept as.")},
      {"day", name("The fact that a day or an hour is kept as, said instead of a choice.")},
      {"keep", {{"description", "false: the answer and its words vanish."}, {"type", "boolean"}}},
      {"skip", schema_text("The answer that is taken for whoever would rather not give one.")},
      {"why", schema_text("Why it is asked, for whoever would rather not answer.")},
      {"next", target()},
      {"silence",
       silence("What happens when nobody answers; without next: asked again.", {"after"})},
  });
  map["description"] = "A step does, says, asks, then goes on.";
  map["dependencies"] = {{"with", {"do"}},          {"then", {"do"}},  {"choices", {"ask"}},
                         {"choices_from", {"ask"}}, {"save", {"ask"}}, {"day", {"ask"}},
                         {"keep", {"ask"}},         {"skip", {"ask"}}, {"why", {"ask"}},
                         {"silence", {"ask"}}};
  map["allOf"] = Json::array();
  for (const auto& action : bank::actions()) map["allOf"].push_back(action_rule(action));
  return map;
}

}  // namespace

std::string flow_schema() {
  Json schema = schema_keys(
      {{"flow", name("The name of the flow, as that of its file.")},
       {"about", schema_text("One sentence for whoever looks at it next.")},
       {"starts_on", starts_on()},
       {"facts",
        {{"description", "What must be known when the flow begins."},
         {"type", "array"},
         {"items", name("A fact.")}}},
       {"silence", silence("What happens when nobody answers.", {"after", "next"})},
       {"template", schema_text("The message template of channels that need one.")},
       {"steps",
        {{"description", "The steps by their names; the talk begins with the first."},
         {"type", "object"},
         {"minProperties", 1},
         {"maxProperties", 200},
         {"propertyNames", {{"pattern", schema_name_pattern}, {"not", {{"const", "end"}}}}},
         {"additionalProperties", {{"$ref", "#/definitions/step"}}}}}},
      {"flow", "steps"});
  schema["definitions"] = {{"step", step()}};
  return written_schema("A flow of Kindbank", "kindbank check --schema, from the table of actions",
                        schema);
}

}  // namespace kindbank::bot
