#include "store/members.h"

#include "store/columns.h"
#include "store/locks.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Member> select_members(Transaction& tx, const std::string& rest, const Values& values) {
  using Text = std::string;
  using Number = std::int64_t;
  using MaybeNumber = std::optional<std::int64_t>;
  std::vector<Member> found;
  for (auto& [number, name, state, area, sector, vetting, vetted_by, vetted_at, language, joined_at,
              last_asked_at, vetted_until, most_open] :
       tx.rows<Number, std::optional<Text>, Text, Text, Text, Text, std::optional<Text>,
               MaybeNumber, Text, Number, MaybeNumber, MaybeNumber, Number>(
           "SELECT number, first_name_sealed, state, area, sector, vetting, vetted_by_sealed, "
           "vetted_at, language, joined_at, last_asked_at, vetted_until, most_open FROM members " +
               rest,
           values))
    found.push_back({number, opened(tx, name), state, area, sector, vetting, opened(tx, vetted_by),
                     maybe_time(vetted_at), language, from_millis(joined_at),
                     maybe_time(last_asked_at), maybe_time(vetted_until),
                     static_cast<int>(most_open)});
  return found;
}

// The same of "ben" and "Ben".
std::string hash_of_name(Transaction& tx, const std::string& name) {
  std::string said;
  for (const char c : name)
    if (c != ' ') said += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return said.empty() ? said : tx.sealer().lookup("name " + said);
}

void check_level(const std::string& level) {
  if (level != "V0" && level != "V1" && level != "V2" && level != "V3")
    throw std::logic_error("a vetting level is V0, V1, V2 or V3");
}

}  // namespace

std::int64_t add_member(Transaction& tx, const Member& member) {
  check_level(member.vetting);
  lock_name(tx, "members");
  const auto number =
      std::get<0>(*tx.row<std::int64_t>("SELECT COALESCE(MAX(number), 0) + 1 FROM members"));
  tx.run(
      R"(INSERT INTO members (number, first_name_sealed, state, area, sector, vetting,
                              vetted_by_sealed, vetted_at, language, joined_at, last_asked_at,
                              name_hash)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l))",
      {number, sealed(tx, member.first_name), member.state, member.area, member.sector,
       member.vetting, sealed(tx, member.vetted_by), value(member.vetted_at), member.language,
       value(member.joined_at), value(member.last_asked_at), hash_of_name(tx, member.first_name)});
  return number;
}

std::optional<Member> find_member(Transaction& tx, std::int64_t number) {
  auto found = select_members(tx, "WHERE number = :a", {number});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Member> members(Transaction& tx) { return select_members(tx, "ORDER BY number", {}); }

std::int64_t active_members(Transaction& tx) {
  return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM members WHERE state = 'active'"));
}

std::vector<std::int64_t> members_of_same_name(Transaction& tx, std::int64_t number) {
  std::vector<std::int64_t> found;
  for (const auto& [other] : tx.rows<std::int64_t>(
           R"(SELECT o.number FROM members m
              JOIN members o ON o.name_hash = m.name_hash AND o.sector = m.sector
              WHERE m.number = :a AND m.name_hash <> '' AND o.number <> m.number
                AND o.state = 'active'
              ORDER BY o.number DESC)",
           {number}))
    found.push_back(other);
  return found;
}

void set_first_name(Transaction& tx, std::int64_t number, const std::string& name) {
  tx.run("UPDATE members SET first_name_sealed = :a, name_hash = :b WHERE number = :c",
         {sealed(tx, name), hash_of_name(tx, name), number});
}

void set_member_language(Transaction& tx, std::int64_t number, const std::string& code) {
  tx.run("UPDATE members SET language = :a WHERE number = :b", {code, number});
}

bool set_vetting(Transaction& tx, std::int64_t number, const std::string& level,
                 const std::string& by, Time now) {
  check_level(level);
  tx.run("UPDATE offers SET vetting = :a WHERE member = :b", {level, number});
  return tx.run(
             "UPDATE members SET vetting = :a, vetted_by_sealed = :b, vetted_at = :c "
             "WHERE number = :d",
             {level, sealed(tx, by), value(now), number}) == 1;
}

void set_vetted_until(Transaction& tx, std::int64_t number, std::optional<Time> until) {
  tx.run("UPDATE members SET vetted_until = :a WHERE number = :b", {value(until), number});
}

std::vector<std::int64_t> members_vetted_until(Transaction& tx, Time before, int limit) {
  std::vector<std::int64_t> found;
  for (const auto& [number] : tx.rows<std::int64_t>(
           R"(SELECT number FROM members WHERE vetted_until < :a AND state = 'active'
              ORDER BY vetted_until, number LIMIT :b)",
           {value(before), std::int64_t{limit}}))
    found.push_back(number);
  return found;
}

void set_most_open(Transaction& tx, std::int64_t number, int most) {
  tx.run("UPDATE members SET most_open = :a WHERE number = :b", {value(most), number});
}

void set_emergency_contact(Transaction& tx, std::int64_t number, const std::string& words) {
  tx.run("UPDATE members SET emergency_sealed = :a WHERE number = :b", {sealed(tx, words), number});
}

std::string emergency_contact(Transaction& tx, std::int64_t number) {
  const auto row = tx.row<std::optional<std::string>>(
      "SELECT emergency_sealed FROM members WHERE number = :a", {number});
  return row ? opened(tx, std::get<0>(*row)) : std::string();
}

void set_gives(Transaction& tx, std::int64_t number, Gives gives) {
  tx.run("UPDATE members SET gives_all = :a WHERE number = :b",
         {std::int64_t{gives == Gives::all}, number});
}

Gives gives(Transaction& tx, std::int64_t number) {
  const auto row =
      tx.row<std::int64_t>("SELECT gives_all FROM members WHERE number = :a", {number});
  return row && std::get<0>(*row) != 0 ? Gives::all : Gives::as_asked;
}

void set_member_state(Transaction& tx, std::int64_t number, const std::string& state) {
  move_to(tx, Noun::member, number, state);
}

void mark_asked(Transaction& tx, std::int64_t number, Time now) {
  tx.run("UPDATE members SET last_asked_at = :a WHERE number = :b", {value(now), number});
  tx.run("UPDATE offers SET last_asked_at = :a WHERE member = :b", {value(now), number});
}

}  // namespace kindbank::store
