// "Start what listens to this event for this member, because of that": how one person's turn
// reaches other people. Written in the turn's own transaction; the clock makes each the other's
// turn, at once or after quiet hours. The same cause reaches the same member with the same event
// once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/lease.h"

namespace kindbank::store {

struct Notice {
  enum class Quiet { waits, ignores };

  Id id = 0;
  std::string cause;  // "request 17", "message 42"
  std::int64_t member = 0;
  std::string event;                         // "invitation.made"
  std::map<std::string, std::string> facts;  // kept sealed
  std::string about;                         // "invitation 17"; what can be called off, or ""
  std::string closes;                        // the talk that it ends: "invitation 17", or ""
  std::string message_class;
  Quiet quiet = Quiet::waits;
  Time not_before{};
  Time created_at{};
  Id fence = 0;  // set by claim_notices
  bool operator==(const Notice&) const = default;
};

enum class Inserted { yes, was_there };

Inserted insert_notice(Transaction& tx, const Notice& notice);
// Takes those whose time has come and that nobody else holds, in the order they are due; in quiet
// hours only those that ignore them, so that what waits for the morning holds up none of these.
enum class Hours { open, quiet };
std::vector<Notice> claim_notices(Transaction& tx, const Lease& lease, Hours hours, int limit);
std::optional<Time> next_notice(Transaction& tx, Hours hours = Hours::open);

// First thing in the turn that a notice becomes: true once, and only for whom its lease still is.
[[nodiscard]] bool finish_notice(Transaction& tx, const Notice& notice, Time now);
// Lays a notice down again that has been finished in this turn.
void postpone_notice(Transaction& tx, Id id, Time not_before);
// Whether there was one of this cause, said or not.
bool is_noticed(Transaction& tx, const std::string& cause);
// Whether one of this cause was not said yet.
bool is_waiting(Transaction& tx, const std::string& cause);
// What was not said yet of this cause; how many that were.
std::int64_t withdraw_notice(Transaction& tx, const std::string& cause, Time now);
// What was not said yet about this need not be said any more; how many that were.
std::int64_t cancel_notices(Transaction& tx, const std::string& about, Time now);

}  // namespace kindbank::store
