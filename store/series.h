// Help that comes again: the same helper to the same member, every week or every two. Each visit of
// it is a job of its own (requests.h), made some days before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Series {
  Id id = 0;
  Id request = 0;           // the job that it came of, and is made like
  std::int64_t member = 0;  // who asked for it
  std::int64_t helper = 0;
  int weeks = 1;                // from one visit to the next
  std::string state = "asked";  // or "active", "ended"
  std::string next;             // "2026-12-03T14:00": the visit that is made next, local time
  std::optional<Id> last;       // the job that was made last
  Time created_at{};
  bool operator==(const Series&) const = default;
};

void insert_series(Transaction& tx, const Series& series);
std::optional<Series> find_series(Transaction& tx, Id id);
// Asked or active, of who asked or who helps, the oldest first.
std::vector<Series> series_of(Transaction& tx, std::int64_t member);
// "active" or "ended".
void set_series_state(Transaction& tx, Id id, const std::string& state);
void set_series_next(Transaction& tx, Id id, const std::string& next, std::optional<Id> last);

}  // namespace kindbank::store
