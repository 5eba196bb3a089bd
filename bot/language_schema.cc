#include "bot/language_schema.h"

#include <nlohmann/json.hpp>

#include "bot/schema_parts.h"

namespace kindbank::bot {
namespace {

using Json = SchemaJson;

Json defined_as(const char* definition) {
  return {{"$ref", std::string("#/definitions/") + definition}};
}

// "text", or {sms: "text", rich: "longer"}.
Json text_variants() {
  return {{"oneOf", Json::array({schema_text("For every phone."),
                                 schema_keys({{"sms", schema_text("For every phone.")},
                                              {"rich", schema_text("Where there is room.")}},
                                             {"sms"})})}};
}

// "the translation", or {en: "the English", pl: "the translation"}.
Json translated_text() {
  return {{"description", "The translation, best as {en: the English, pl: the translation}."},
          {"oneOf", Json::array({schema_text("The translation alone."),
                                 {{"type", "object"},
                                  {"propertyNames", {{"pattern", "^[a-z]{2,3}$"}}},
                                  {"additionalProperties", defined_as("variants")},
                                  {"maxProperties", 2},
                                  {"anyOf", Json::array({{{"minProperties", 2}},
                                                         {{"not", {{"required", {"en"}}}}}})},
                                  {"minProperties", 1}}})}};
}

Json word_list(const std::string& description) {
  return {{"description", description}, {"type", "array"}, {"items", schema_text("Words.")}};
}

// A map whose keys are words that people read or text, like "call me".
Json by_words(const std::string& description, Json each) {
  return {
      {"description", description}, {"type", "object"}, {"additionalProperties", std::move(each)}};
}

Json review_or_none() {
  Json review =
      schema_keys({{"by", schema_text("Who speaks it and has read all of this.")},
                   {"on", schema_matching("The day: 2026-11-20.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")}},
                  {"by", "on"});
  return {{"description", "Who has read it and when; no: nobody yet."},
          {"oneOf", Json::array({{{"enum", {"no", "false", false}}}, std::move(review)})}};
}

Json translated_step() {
  return schema_keys({{"say", defined_as("translated")},
                      {"ask", defined_as("translated")},
                      {"why", defined_as("translated")},
                      {"choices", schema_by_name("The labels, by their keys in the flow.",
                                                 defined_as("translated"))},
                      {"choices_from", schema_keys({{"label", defined_as("translated")}})}});
}

Json translated_flow() {
  return schema_keys(
      {{"starts_on", word_list("What begins it in this language, besides the English words.")},
       {"reviewed", defined_as("reviewed")},
       {"steps", schema_by_name("The steps, by their names in the flow.", defined_as("step"))}});
}

}  // namespace

std::string language_schema() {
  Json code = schema_matching("The code of the language, as that of its file: pl.", "^[a-z]{2,3}$");
  code["not"] = {{"const", "en"}};
  auto schema = schema_keys(
      {{"language", std::move(code)},
       {"reviewed", defined_as("reviewed")},
       {"answers", schema_keys({{"yes", word_list("What means yes, besides the English words.")},
                                {"no", word_list("What means no.")},
                                {"but", word_list("What makes a yes a \"yes but\".")},
                                {"greetings", word_list("What is said first, and nobody's name.")},
                                {"courtesies", word_list("Thanks: they want no answer.")}})},
       {"called", word_list("How people call it; a list of languages shows the first.")},
       {"spoken",
        schema_matching("How it is said and heard on the phone: pl-PL.", "^[a-z]{2,3}-[A-Z]{2}$")},
       {"common", word_list("Words by which a text is told to be in it.")},
       {"standing", by_words("Whole messages, by the English standing word that they are.",
                             word_list("Whole messages."))},
       {"phrases", by_words("What the bank puts into texts, by its English.",
                            schema_text("In this language."))},
       {"replies", schema_by_name("Set replies, by their names in flows/words/replies.en.yaml.",
                                  defined_as("translated"))},
       {"flows", schema_by_name("The flows by their names.", defined_as("flow"))}},
      {"language"});
  schema["definitions"] = {{"variants", text_variants()},
                           {"translated", translated_text()},
                           {"reviewed", review_or_none()},
                           {"step", translated_step()},
                           {"flow", translated_flow()}};
  return written_schema("A language of Kindbank", "kindbank check --language-schema", schema);
}

}  // namespace kindbank::bot
