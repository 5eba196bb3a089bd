// How a visit went, as each side said the day after it: "well", "partly" or "worried".
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

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

}  // namespace kindbank::store
