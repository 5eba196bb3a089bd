// "Look again at this subject at that time": how the bank keeps its promises. Waves, reminders and
// deadlines are rows, so that no restart forgets one; of several programs one takes each, under a
// lease. What fires is checked anew by whoever hears it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/lease.h"
#include "store/notices.h"

namespace kindbank::store {

struct Due {
  Id id = 0;
  std::string kind;     // "request"
  std::string subject;  // its id, as text
  std::string step;     // "wave 2"
  Time at{};
  Id fence = 0;  // set by claim_dues
  bool operator==(const Due&) const = default;
};

// Once for each (kind, subject, step), done or not.
Inserted insert_due(Transaction& tx, const Due& due);
// Takes those whose time has come and that nobody else holds, the oldest first.
std::vector<Due> claim_dues(Transaction& tx, const Lease& lease, int limit);
std::optional<Time> next_due_at(Transaction& tx);
// First thing in its turn: true once, and only for whom its lease still is.
[[nodiscard]] bool finish_due(Transaction& tx, const Due& due, Time now);
// What has not fired for this subject never will; it may be set up anew.
void cancel_dues(Transaction& tx, const std::string& kind, const std::string& subject);

}  // namespace kindbank::store
