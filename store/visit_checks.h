// How a visit went, as each side said the day after it: "well", "partly" or "worried"; and whether
// its helper was thanked.
#pragma once

#include <string>
#include <vector>

#include "store/visits.h"

namespace kindbank::store {

struct VisitCheck {
  Id visit = 0;
  std::int64_t member = 0;
  std::string went;
  Time at{};
  bool operator==(const VisitCheck&) const = default;
};

// The first of each side counts.
void put_check(Transaction& tx, const VisitCheck& check);
// The oldest first.
std::vector<VisitCheck> checks_of_member(Transaction& tx, std::int64_t member);

// Whoever was helped has said thank you, or would rather not; once a visit.
void put_thanked(Transaction& tx, Id visit, Time now);
// Of jobs that the member asked for, ended since then, the newest first.
std::vector<Visit> unthanked_visits(Transaction& tx, std::int64_t member, Time since);

}  // namespace kindbank::store
