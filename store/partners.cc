#include "store/partners.h"

namespace kindbank::store {
namespace {

std::string text_or_none(const std::optional<std::tuple<std::string>>& row) {
  return row ? std::get<0>(*row) : std::string();
}

}  // namespace

void put_partners(Transaction& tx, const std::vector<Partner>& partners) {
  for (const auto& one : partners)
    tx.run(
        "INSERT INTO partners (code, name) VALUES (:a, :b) "
        "ON CONFLICT (code) DO UPDATE SET name = excluded.name",
        {one.code, one.name});
}

std::vector<Partner> partners(Transaction& tx) {
  std::vector<Partner> all;
  for (auto& [code, name] :
       tx.rows<std::string, std::string>("SELECT code, name FROM partners ORDER BY code"))
    all.push_back({code, name});
  return all;
}

std::optional<Partner> find_partner(Transaction& tx, const std::string& code) {
  const auto row = tx.row<std::string>("SELECT name FROM partners WHERE code = :a", {code});
  if (!row) return std::nullopt;
  return Partner{code, std::get<0>(*row)};
}

std::string partner_of_member(Transaction& tx, std::int64_t number) {
  return text_or_none(
      tx.row<std::string>("SELECT partner FROM members WHERE number = :a", {number}));
}

std::string partner_of_contact(Transaction& tx, Id contact) {
  return text_or_none(tx.row<std::string>("SELECT partner FROM contacts WHERE id = :a", {contact}));
}

void set_partner_of_member(Transaction& tx, std::int64_t number, const std::string& code) {
  tx.run("UPDATE members SET partner = :a WHERE number = :b", {code, number});
}

void set_partner_of_contact(Transaction& tx, Id contact, const std::string& code) {
  tx.run("UPDATE contacts SET partner = :a WHERE id = :b", {code, contact});
}

std::set<std::int64_t> members_of_partner(Transaction& tx, const std::string& code) {
  std::set<std::int64_t> numbers;
  for (const auto& [number] : tx.rows<std::int64_t>(
           "SELECT number FROM members WHERE partner = :a ORDER BY number", {code}))
    numbers.insert(number);
  return numbers;
}

}  // namespace kindbank::store
