// The one checked way into and out of JSON. nlohmann's parser takes any depth and then overruns the
// stack when such a value is copied or written, so size and depth are checked on the bytes before
// it sees them. Its values stay incomplete here: a source that looks inside includes
// <nlohmann/json.hpp>.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "dialog/result.h"

namespace kindbank {

constexpr std::size_t max_json_bytes = 4 * 1024 * 1024;
constexpr int max_json_depth = 32;

// Fails with one sentence, without any of the text, on bad syntax, depth over 32 or more than 4
// MiB.
Result<nlohmann::json> read_json(std::string_view text);

// Compact; invalid UTF-8 inside strings is replaced, never thrown over.
std::string write_json(const nlohmann::json& value);

}  // namespace kindbank
