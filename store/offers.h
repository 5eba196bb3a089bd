// What members can do for others. A member has one offer a category.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Offer {
  Id id = 0;
  std::int64_t member = 0;
  std::string category;
  std::string free_when;
  std::string distance;
  int monthly_cap = 1;           // jobs won, not invitations
  std::string state = "active";  // "paused", "left"
  Time created_at{};
  bool operator==(const Offer&) const = default;
};

// Made anew, or brought up to date where the member offered this before; then it is active again.
void put_offer(Transaction& tx, const Offer& offer);
std::vector<Offer> offers(Transaction& tx, std::optional<std::int64_t> member = std::nullopt);
void set_offer_state(Transaction& tx, Id id, const std::string& state);

}  // namespace kindbank::store
