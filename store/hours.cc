#include "store/hours.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {
namespace {

constexpr std::array<std::pair<Side, std::string_view>, 3> side_names = {
    {{Side::gave, "gave"}, {Side::had, "had"}, {Side::gift, "gift"}}};

std::string side_name(Side side) {
  for (const auto& [one, name] : side_names)
    if (one == side) return std::string(name);
  throw std::logic_error("an entry's side has no name");
}

Side side_of(std::string_view name) {
  for (const auto& [side, one] : side_names)
    if (one == name) return side;
  throw std::runtime_error("the side of an entry cannot be read");
}

std::vector<HoursEntry> entries_of(Transaction& tx, Id booking) {
  std::vector<HoursEntry> entries;
  for (auto& [account, side, minutes] : tx.rows<std::string, std::string, std::int64_t>(
           "SELECT account, side, minutes FROM hours WHERE booking = :a ORDER BY place", {booking}))
    entries.push_back({account, side_of(side), minutes});
  return entries;
}

std::vector<Booking> select_bookings(Transaction& tx, const std::string& rest,
                                     const Values& values) {
  using Text = std::string;
  using MaybeNumber = std::optional<std::int64_t>;
  std::vector<Booking> found;
  for (auto& [id, reason, visit, reverses, typed_by, channel, created_at] :
       tx.rows<Id, Text, MaybeNumber, MaybeNumber, Text, Text, std::int64_t>(
           "SELECT id, reason, visit, reverses, typed_by, channel, created_at FROM bookings " +
               rest,
           values))
    found.push_back({id, reason, visit, reverses, typed_by, channel, from_millis(created_at), {}});
  for (auto& booking : found) booking.entries = entries_of(tx, booking.id);
  return found;
}

std::int64_t sum_minutes(Transaction& tx, const std::string& where, const Values& values) {
  return std::get<0>(*tx.row<std::int64_t>(
      "SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM hours WHERE " + where, values));
}

void check_entries(const Booking& booking) {
  const auto& entries = booking.entries;
  const auto add = [](std::int64_t sum, const HoursEntry& entry) { return sum + entry.minutes; };
  const auto is_empty = [](const HoursEntry& entry) { return entry.minutes == 0; };
  if (entries.size() < 2 || std::any_of(entries.begin(), entries.end(), is_empty) ||
      std::accumulate(entries.begin(), entries.end(), std::int64_t{0}, add) != 0)
    throw std::logic_error("the entries of a booking sum to zero, and each is of some minutes");
}

}  // namespace

std::string member_account(std::int64_t number) { return "member " + std::to_string(number); }
std::string partner_account(std::int64_t number) { return "partner " + std::to_string(number); }

void book(Transaction& tx, const Booking& booking) {
  check_entries(booking);
  tx.run(
      R"(INSERT INTO bookings (id, reason, visit, reverses, typed_by, channel, created_at)
         VALUES (:a, :b, :c, :d, :e, :f, :g))",
      {booking.id, booking.reason, value(booking.visit), value(booking.reverses), booking.typed_by,
       booking.channel, value(booking.created_at)});
  std::int64_t place = 0;
  for (const auto& entry : booking.entries)
    tx.run("INSERT INTO hours (booking, place, account, side, minutes) VALUES (:a, :b, :c, :d, :e)",
           {booking.id, ++place, entry.account, side_name(entry.side), entry.minutes});
}

Inserted reverse(Transaction& tx, const Booking& wrong, Booking by) {
  lock_row(tx, "bookings", wrong.id);
  const auto known = tx.row<Id>("SELECT id FROM bookings WHERE reverses = :a", {wrong.id});
  if (known) return Inserted::was_there;
  by.reverses = wrong.id;
  by.visit = wrong.visit;
  by.entries = wrong.entries;
  for (auto& entry : by.entries) entry.minutes = -entry.minutes;
  book(tx, by);
  return Inserted::yes;
}

std::vector<Booking> bookings(Transaction& tx) {
  return select_bookings(tx, "ORDER BY created_at, id", {});
}

std::optional<Booking> find_booking(Transaction& tx, Id id) {
  auto found = select_bookings(tx, "WHERE id = :a", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Booking> standing_bookings(Transaction& tx, Id visit) {
  return select_bookings(tx,
                         R"(WHERE visit = :a AND reverses IS NULL
                              AND id NOT IN (SELECT reverses FROM bookings
                                             WHERE visit = :b AND reverses IS NOT NULL)
                            ORDER BY created_at, id)",
                         {visit, visit});
}

std::int64_t balance(Transaction& tx, const std::string& account) {
  return sum_minutes(tx, "account = :a", {account});
}

std::int64_t minutes_of(Transaction& tx, const std::string& account, Side side) {
  return sum_minutes(tx, "account = :a AND side = :b", {account, side_name(side)});
}

std::int64_t minutes_of_all(Transaction& tx, Side side) {
  return sum_minutes(tx, "side = :a", {side_name(side)});
}

void lock_hours(Transaction& tx) { lock_name(tx, "hours"); }

}  // namespace kindbank::store
