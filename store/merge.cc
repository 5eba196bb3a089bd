#include "store/merge.h"

#include <array>
#include <string>
#include <utility>

#include "store/contacts.h"
#include "store/members.h"
#include "store/no_go.h"
#include "store/offers.h"
#include "store/streets.h"

namespace kindbank::store {
namespace {

void move_phones(Transaction& tx, std::int64_t from, std::int64_t to) {
  for (const auto& contact : contacts_of_member(tx, from)) {
    unlink_member(tx, contact.id, from);
    link_member(tx, contact.id, to);
    speaks_as(tx, contact.id, to);
  }
}

void move_offers(Transaction& tx, std::int64_t from, std::int64_t to) {
  tx.run(
      R"(UPDATE offers SET member = :a,
           area = (SELECT m.area FROM members m WHERE m.number = :b),
           vetting = (SELECT m.vetting FROM members m WHERE m.number = :c),
           last_asked_at = (SELECT COALESCE(m.last_asked_at, 0) FROM members m WHERE m.number = :d)
         WHERE member = :e
           AND category NOT IN (SELECT o.category FROM offers o WHERE o.member = :f))",
      {to, to, to, to, from, to});
  for (const auto& offer : offers(tx, from)) set_offer_state(tx, offer.id, "left");
}

// A table with one row for each member and something else keeps what `to` has there.
void move_rows(Transaction& tx, std::int64_t from, std::int64_t to) {
  constexpr auto columns = std::to_array<std::pair<const char*, const char*>>({
      {"requests", "member"},
      {"requests", "subject"},
      {"requests", "helper"},
      {"visits", "helper"},
      {"series", "member"},
      {"series", "helper"},
      {"consents", "member"},
      {"worries", "member"},
      {"messages", "member"},
  });
  for (const auto& [table, column] : columns)
    tx.run("UPDATE " + std::string(table) + " SET " + column + " = :a WHERE " + column + " = :b",
           {to, from});
  constexpr auto paired = std::to_array<std::pair<const char*, const char*>>(
      {{"invitations", "request"}, {"exclusions", "request"}, {"visit_checks", "visit"}});
  for (const auto& [table, other] : paired)
    tx.run("UPDATE " + std::string(table) + " SET member = :a WHERE member = :b AND " + other +
               " NOT IN (SELECT " + other + " FROM " + table + " WHERE member = :c)",
           {to, from, to});
  tx.run(
      R"(UPDATE notices SET member = :a WHERE member = :b AND done_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM notices n WHERE n.member = :c AND n.cause = notices.cause
             AND n.event = notices.event))",
      {to, from, to});
}

}  // namespace

void merge_members(Transaction& tx, std::int64_t from, std::int64_t to, Time now) {
  move_phones(tx, from, to);
  move_offers(tx, from, to);
  move_rows(tx, from, to);
  for (const auto other : no_go_of(tx, from))
    if (other != to) put_no_go(tx, to, other, now);
  if (const auto street = find_street(tx, from); street && !find_street(tx, to))
    put_street(tx, to, *street);
  if (find_street(tx, from)) forget_street(tx, from);
  if (emergency_contact(tx, to).empty())
    if (const auto named = emergency_contact(tx, from); !named.empty())
      set_emergency_contact(tx, to, named);
  set_member_state(tx, from, "left");
}

}  // namespace kindbank::store
