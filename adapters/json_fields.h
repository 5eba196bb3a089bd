// What stands in a platform's JSON, whatever it put there instead. Texts come out as valid UTF-8
// without NUL.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "dialog/utf8.h"

namespace kindbank::adapters {

// The object that the body is, or nothing.
std::optional<nlohmann::json> object_of(std::string_view body);

// The text under that key, or "" where it is absent or no text.
Repaired text_at(const nlohmann::json& object, const char* key);

// The whole number under that key, which some platforms write as text; 0 where there is none.
std::int64_t whole_at(const nlohmann::json& object, const char* key);

// What is under that key, where it is an object or a list; nullptr where it is not.
const nlohmann::json* object_at(const nlohmann::json& object, const char* key);
const nlohmann::json* list_at(const nlohmann::json& object, const char* key);

}  // namespace kindbank::adapters
