#include "store/alerts.h"

#include <sstream>

#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {
namespace {

std::string join(const std::set<Id>& ids) {
  std::string text;
  for (const auto id : ids) text += (text.empty() ? "" : " ") + std::to_string(id);
  return text;
}

std::set<Id> split_ids(const std::string& text) {
  std::istringstream stream(text);
  std::set<Id> ids;
  for (Id id = 0; stream >> id;) ids.insert(id);
  return ids;
}

}  // namespace

void put_urgent(Transaction& tx, const Urgent& urgent) {
  tx.run(
      R"(INSERT INTO alerts (code, text_sealed, state, owner, told, at)
         VALUES (:a, :b, :c, :d, :e, :f)
         ON CONFLICT (code) DO UPDATE SET text_sealed = excluded.text_sealed,
                                          told = excluded.told, at = excluded.at)",
      {urgent.code, sealed(tx, urgent.text), urgent.state, urgent.owner, join(urgent.told),
       value(urgent.at)});
}

std::optional<Urgent> find_urgent(Transaction& tx, const std::string& code) {
  const auto row =
      tx.row<std::string, std::optional<std::string>, std::string, Id, std::string, std::int64_t>(
          "SELECT code, text_sealed, state, owner, told, at FROM alerts WHERE code = :a" +
              for_update(tx),
          {code});
  if (!row) return std::nullopt;
  const auto& [of, text, state, owner, told, at] = *row;
  return Urgent{of, opened(tx, text), state, owner, split_ids(told), from_millis(at)};
}

std::vector<std::string> open_urgent_codes(Transaction& tx) {
  std::vector<std::string> codes;
  for (const auto& [code] :
       tx.rows<std::string>("SELECT code FROM alerts WHERE state = 'open' ORDER BY at, code"))
    codes.push_back(code);
  return codes;
}

std::string last_urgent_code(Transaction& tx, Time since) {
  const auto row = tx.row<std::string>(
      "SELECT code FROM alerts WHERE at >= :a ORDER BY at DESC, code LIMIT 1", {value(since)});
  return row ? std::get<0>(*row) : std::string();
}

void set_told(Transaction& tx, const std::string& code, const std::set<Id>& told) {
  tx.run("UPDATE alerts SET told = :a WHERE code = :b", {join(told), code});
}

bool take_urgent(Transaction& tx, const std::string& code, Id owner, Time now) {
  const auto inserted = tx.run(
      R"(INSERT INTO alerts (code, text_sealed, state, owner, told, at)
         VALUES (:a, NULL, 'mine', :b, '', :c) ON CONFLICT (code) DO NOTHING)",
      {code, owner, value(now)});
  if (inserted == 1) return true;
  return tx.run("UPDATE alerts SET state = 'mine', owner = :a WHERE code = :b AND state = 'open'",
                {owner, code}) == 1;
}

void let_go_urgent(Transaction& tx, const std::string& code) {
  tx.run("UPDATE alerts SET state = 'open', owner = 0, told = '' WHERE code = :a", {code});
}

}  // namespace kindbank::store
