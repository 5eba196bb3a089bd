// What was said of how long a visit took: at first by its helper, and after a dispute by a
// coordinator. While it is `said` who was helped may object; what is `held` is not booked before a
// person has looked at it.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct HourReport {
  Id visit = 0;
  std::int64_t minutes = 0;
  std::string state = "said";
  Time said_at{};
  bool operator==(const HourReport&) const = default;
};

// The first for this visit; it is not asked for any more.
Inserted insert_report(Transaction& tx, const HourReport& report);
std::optional<HourReport> find_report(Transaction& tx, Id visit);
void set_report_state(Transaction& tx, Id visit, const std::string& state);
void set_report_minutes(Transaction& tx, Id visit, std::int64_t minutes);

}  // namespace kindbank::store
