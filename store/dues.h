// "Look again at this subject at that time": how the bank keeps its promises. Waves, reminders and
// deadlines are rows, so that no restart forgets one. What fires is checked anew by whoever hears
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct Due {
  Id id = 0;
  std::string kind;     // "request"
  std::string subject;  // its id, as text
  std::string step;     // "wave 2"
  Time at{};
  bool operator==(const Due&) const = default;
};

// Once for each (kind, subject, step), done or not.
Inserted insert_due(Transaction& tx, const Due& due);
std::vector<Due> dues_at(Transaction& tx, Time now, int limit);
std::optional<Time> next_due_at(Transaction& tx);
// First thing in its turn: true for one caller only.
[[nodiscard]] bool finish_due(Transaction& tx, Id id, Time now);
// What has not fired for this subject never will; it may be set up anew.
void cancel_dues(Transaction& tx, const std::string& kind, const std::string& subject);

}  // namespace kindbank::store
