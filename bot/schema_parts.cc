#include "bot/schema_parts.h"

#include <nlohmann/json.hpp>

namespace kindbank::bot {

SchemaJson schema_text(const std::string& description) {
  return {{"description", description}, {"type", "string"}, {"minLength", 1}};
}

SchemaJson schema_matching(const std::string& description, const std::string& pattern) {
  return {{"description", description}, {"type", "string"}, {"pattern", pattern}};
}

SchemaJson schema_keys(const SchemaJson& properties, const std::vector<std::string>& required) {
  SchemaJson map = {
      {"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
  if (!required.empty()) map["required"] = required;
  return map;
}

SchemaJson schema_by_name(const std::string& description, const SchemaJson& each) {
  return {{"description", description},
          {"type", "object"},
          {"propertyNames", {{"pattern", schema_name_pattern}}},
          {"additionalProperties", each}};
}

std::string written_schema(const std::string& title, const std::string& made_by,
                           const SchemaJson& schema) {
  SchemaJson whole = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", title},
                      {"$comment", "Made by " + made_by + "."}};
  whole.update(schema);
  return whole.dump(1, ' ', false, SchemaJson::error_handler_t::replace) + "\n";
}

}  // namespace kindbank::bot
