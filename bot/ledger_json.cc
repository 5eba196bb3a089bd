#include <nlohmann/json.hpp>

#include "bot/ledger.h"

namespace kindbank::bot {
namespace {

using Json = nlohmann::ordered_json;

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(std::int64_t number) const { return number; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(const std::vector<std::string>& list) const { return list; }
};

Json rows_of(const Table& table) {
  auto list = Json::array();
  for (const auto& row : table.rows) {
    auto object = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      object[table.columns[i]] = std::visit(ToJson{}, row[i]);
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace

std::string ledger_json(const Ledger& ledger) {
  auto whole = Json::object();
  for (const auto& table : ledger.tables) {
    whole[table.name] = rows_of(table);
    if (table.name == "hours") whole["pot_minutes"] = ledger.pot_minutes;
  }
  return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kindbank::bot
