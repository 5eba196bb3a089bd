#include "adapters/json_fields.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "dialog/json.h"

namespace kindbank::adapters {

using nlohmann::json;

std::optional<json> object_of(std::string_view body) {
  auto value = read_json(body);
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(*value);
}

Repaired text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return {};
  return repair_utf8(found->get_ref<const std::string&>());
}

std::int64_t whole_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return 0;
  if (found->is_number_integer()) return found->get<std::int64_t>();
  const auto text = text_at(object, key).text;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const json* object_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

const json* list_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? &*found : nullptr;
}

}  // namespace kindbank::adapters
