// Parts of JSON Schemas (draft 7, which editors' YAML modes read) that those of our files share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace kindbank::bot {

using SchemaJson = nlohmann::ordered_json;

inline constexpr const char* schema_name_pattern = "^[a-z][a-z0-9_]{0,63}$";

SchemaJson schema_text(const std::string& description);
SchemaJson schema_matching(const std::string& description, const std::string& pattern);

// A map of no other keys than these.
SchemaJson schema_keys(const SchemaJson& properties, const std::vector<std::string>& required = {});

// A map whose keys are names.
SchemaJson schema_by_name(const std::string& description, const SchemaJson& each);

// The whole file; `made_by` says how it is made anew.
std::string written_schema(const std::string& title, const std::string& made_by,
                           const SchemaJson& schema);

}  // namespace kindbank::bot
