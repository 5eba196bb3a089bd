#include "bot/ledger.h"

namespace kindbank::bot {
namespace {

constexpr const char* line_end = "\r\n";

bool looks_like_formula(const std::string& text) { return text.find_first_of("=+-@\t\r") == 0; }

struct ToText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const std::string& text) const {
    return looks_like_formula(text) ? "'" + text : text;
  }
  std::string operator()(const std::vector<std::string>& list) const {
    std::string text;
    for (const auto& one : list) text += (text.empty() ? "" : " ") + one;
    return (*this)(text);
  }
};

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string inside;
  for (const char c : text) inside += c == '"' ? std::string("\"\"") : std::string(1, c);
  return "\"" + inside + "\"";
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  return line + line_end;
}

std::string section(const Table& table) {
  std::string text = table.name + line_end + line_of(table.columns);
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const auto& one : row) cells.push_back(std::visit(ToText{}, one));
    text += line_of(cells);
  }
  return text + line_end;
}

}  // namespace

std::string ledger_csv(const Ledger& ledger) {
  std::string text;
  for (const auto& table : ledger.tables) {
    text += section(table);
    if (table.name == "hours")
      text += section({"pot_minutes", {"minutes"}, {{ledger.pot_minutes}}});
  }
  return text;
}

}  // namespace kindbank::bot
