// Where a member's helpers go: the street, and the number apart from it, both sealed. It is kept
// while it is used and forgotten after (bank/street.h).
#pragma once

#include <optional>
#include <string>

#include "store/database.h"

namespace kindbank::store {

struct Street {
  std::string house;  // "12", "Flat 3, 12"; "" where none was said
  std::string name;   // "High Street"
  Time used_at{};     // when it was said, or a job with it began or ended
  bool operator==(const Street&) const = default;
};

void put_street(Transaction& tx, std::int64_t member, const Street& street);
std::optional<Street> find_street(Transaction& tx, std::int64_t member);
// "12 High Street"; "" where none is known.
std::string say_street(Transaction& tx, std::int64_t member);
void use_street(Transaction& tx, std::int64_t member, Time now);
void forget_street(Transaction& tx, std::int64_t member);

}  // namespace kindbank::store
