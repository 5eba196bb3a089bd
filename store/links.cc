#include "store/links.h"

#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {

Kept put_link(Transaction& tx, const Link& link, Time now) {
  drop_link(tx, link.member);
  tx.run("DELETE FROM links WHERE code = :a AND until <= :b", {link.code, value(now)});
  const auto rows = tx.run(
      "INSERT INTO links (code, member, contact, until) VALUES (:a, :b, :c, :d) "
      "ON CONFLICT DO NOTHING",
      {link.code, link.member, value(link.contact), value(link.until)});
  return rows == 1 ? Kept::yes : Kept::taken;
}

std::optional<Link> find_link(Transaction& tx, const std::string& code, Time now) {
  const auto row = tx.row<std::int64_t, std::optional<Id>, std::int64_t>(
      "SELECT member, contact, until FROM links WHERE code = :a AND until > :b" + for_update(tx),
      {code, value(now)});
  if (!row) return std::nullopt;
  return Link{code, std::get<0>(*row), std::get<1>(*row), from_millis(std::get<2>(*row))};
}

bool take_link(Transaction& tx, const std::string& code, Id contact) {
  return tx.run("UPDATE links SET contact = :a WHERE code = :b AND contact IS NULL",
                {contact, code}) == 1;
}

void drop_link(Transaction& tx, std::int64_t member) {
  tx.run("DELETE FROM links WHERE member = :a", {member});
}

}  // namespace kindbank::store
