// The ledger of hours, in whole minutes: bookings of two entries and more that sum to zero. What is
// booked is never changed or deleted, and the engine refuses to; a mistake is put right by booking
// the reverse of it. Given and had are told apart by an entry's side, so that what somebody gives
// away stays given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

// The Kindness Pot, which belongs to all, and the town itself, from which the pot was first filled.
// A member's account is "member 2", a partner organisation's "partner 2".
inline constexpr std::string_view pot_account = "pot";
inline constexpr std::string_view town_account = "town";
std::string member_account(std::int64_t number);
std::string partner_account(std::int64_t number);

// gave: help given; had: help received; gift: moved between accounts with no help behind it.
enum class Side { gave, had, gift };

struct HoursEntry {
  std::string account;
  Side side = Side::gift;
  std::int64_t minutes = 0;
  bool operator==(const HoursEntry&) const = default;
};

struct Booking {
  Id id = 0;
  std::string reason;         // "helped", "gift", "gap", "reversed"
  std::optional<Id> visit{};  // the job, where there is one
  std::optional<Id> reverses{};
  std::string typed_by;  // "member 2", "coordinator 17"
  std::string channel;
  Time created_at{};
  std::vector<HoursEntry> entries{};
  bool operator==(const Booking&) const = default;
};

// Throws std::logic_error where the entries do not sum to zero or one of them is of no minutes.
void book(Transaction& tx, const Booking& booking);
// With everything but `entries` and `reverses` said; once for each booking.
Inserted reverse(Transaction& tx, const Booking& wrong, Booking by);

std::vector<Booking> bookings(Transaction& tx);
std::optional<Booking> find_booking(Transaction& tx, Id id);
// Those that hold: neither reversed nor a reversal. The oldest first.
std::vector<Booking> standing_bookings(Transaction& tx, Id visit);

std::int64_t balance(Transaction& tx, const std::string& account);
// Of one account, or of all; help that was had is negative.
std::int64_t minutes_of(Transaction& tx, const std::string& account, Side side);
std::int64_t minutes_of_all(Transaction& tx, Side side);

// Until the transaction ends nobody else takes from the pot or from a member's account.
void lock_hours(Transaction& tx);

}  // namespace kindbank::store
