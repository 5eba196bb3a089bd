// What a member has under way, as a turn needs to know it each time: by its code alone, in one
// statement and with nothing unsealed. The whole rows are in requests.h and visits.h.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct OpenJob {
  std::string code;
  std::string category;
  enum class Side { helps, asks, helped } side = Side::asks;
  bool operator==(const OpenJob&) const = default;
};

// The visits that are agreed or started, then the requests that wait, are open or matched, then the
// visits that have ended and of which nobody said how long they took; each the oldest first.
std::vector<OpenJob> open_jobs(Transaction& tx, std::int64_t member);

}  // namespace kindbank::store
