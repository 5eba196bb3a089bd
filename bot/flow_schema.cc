#include "bot/flow_schema.h"

#include <nlohmann/json.hpp>

#include "bank/actions.h"
#include "bot/flow_keys.h"
#include "bot/schema_parts.h"
#include "dialog/flow.h"

namespace kindbank::bot {
namespace {

using Json = SchemaJson;

Json name(const std::string& description) {
  return schema_matching(description, schema_name_pattern);
}

Json target() {
  return schema_matching(key_means("step", "next"), "^(flow:)?[a-z][a-z0-9_]{0,63}$");
}

template <class Rows>
Json names_in(const Rows& rows) {
  Json names = Json::array();
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

Json spoken(const std::string& description) {
  return {{"description", description},
          {"oneOf", Json::array({schema_text(key_means("text", "sms")),
                                 schema_keys({{"sms", schema_text(key_means("text", "sms"))},
                                              {"rich", schema_text(key_means("text", "rich"))}},
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
  const Json words =
      schema_text("Whole messages; \"{code} done\" has a slot, \"sorry? (im|i am) late\" is four.");
  const Json items = {{"oneOf", Json::array({words, event, said})}};
  return {{"description", key_means("flow", "starts_on")},
          {"oneOf", Json::array({{{"type", "array"}, {"items", items}}, event, said})}};
}

Json choices() {
  const Json choice = schema_keys(
      {{"label", schema_text(key_means("choice", "label"))}, {"next", target()}}, {"label"});
  return {{"description", key_means("step", "choices")},
          {"type", "object"},
          {"minProperties", 1},
          {"maxProperties", 9},
          {"additionalProperties",
           {{"oneOf", Json::array({schema_text("What the person reads."), choice})}}}};
}

Json choices_from() {
  Json map = schema_keys({{"list",
                           {{"description", key_means("choices_from", "list")},
                            {"enum", names_in(bank::bank_lists())}}},
                          {"label", schema_text(key_means("choices_from", "label"))},
                          {"save", name(key_means("choices_from", "save"))},
                          {"none", target()}},
                         {"list", "label", "save"});
  map["description"] = key_means("step", "choices_from");
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
  return {{"description", key_means("step", "do")}, {"oneOf", std::move(each)}};
}

Json step() {
  Json map = schema_keys({
      {"do", action_names()},
      {"with",
       {{"description", key_means("step", "with")},
        {"type", "object"},
        {"additionalProperties", name("A fact, or answer.")}}},
      {"then",
       {{"description", key_means("step", "then")},
        {"type", "object"},
        {"additionalProperties", target()}}},
      {"say", spoken(key_means("step", "say"))},
      {"ask", spoken(key_means("step", "ask"))},
      {"choices", choices()},
      {"choices_from", choices_from()},
      {"expect", {{"description", key_means("step", "expect")}, {"enum", dialog::expect_names()}}},
      {"save", name(key_means("step", "save"))},
      {"day", name(key_means("step", "day"))},
      {"keep", {{"description", key_means("step", "keep")}, {"type", "boolean"}}},
      {"skip", schema_text(key_means("step", "skip"))},
      {"why", schema_text(key_means("step", "why"))},
      {"next", target()},
      {"silence", silence(key_means("step", "silence"), {"after"})},
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
      {{"flow", name(key_means("flow", "flow"))},
       {"about", schema_text(key_means("flow", "about"))},
       {"starts_on", starts_on()},
       {"facts",
        {{"description", key_means("flow", "facts")},
         {"type", "array"},
         {"items", name("A fact.")}}},
       {"silence", silence(key_means("flow", "silence"), {"after", "next"})},
       {"template", schema_text(key_means("flow", "template"))},
       {"steps",
        {{"description", key_means("flow", "steps")},
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
