#include "dialog/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace kindbank {
namespace {

// How deep brackets nest outside of strings. Up to the first syntax error this is what the parser
// will see, and the parser stops there.
int depth_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

Result<nlohmann::json> read_json(std::string_view text) {
  if (text.size() > max_json_bytes) {
    return fail("the JSON is longer than " + std::to_string(max_json_bytes) + " bytes");
  }
  if (depth_of(text) > max_json_depth) {
    return fail("the JSON nests deeper than " + std::to_string(max_json_depth) + " levels");
  }
  auto value = nlohmann::json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return fail("this is not JSON");
  return value;
}

std::string write_json(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace kindbank
