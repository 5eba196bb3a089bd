#include "bot/csv_line.h"

#include <algorithm>

namespace kindbank::bot {

bool read_csv_line(std::istream& in, std::string& line) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const bool first = in.tellg() == std::istream::pos_type(0);
  if (!std::getline(in, line)) return false;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (first && line.starts_with(mark)) line.erase(0, mark.size());
  return true;
}

std::optional<std::vector<std::string>> split_csv(std::string_view line) {
  std::vector<std::string> fields(1);
  bool inside = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"' && inside && at + 1 < line.size() && line[at + 1] == '"') {
      fields.back() += line[++at];
    } else if (c == '"') {
      inside = !inside;
    } else if (c == ',' && !inside) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  if (inside) return std::nullopt;
  return fields;
}

bool is_column(std::string_view name, std::string_view pattern) {
  return name.size() == pattern.size() &&
         std::equal(name.begin(), name.end(), pattern.begin(), [](char c, char wanted) {
           if (wanted == '#') return c >= '0' && c <= '9';
           return (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) == wanted;
         });
}

}  // namespace kindbank::bot
