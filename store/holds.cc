// The value is "<owner> <milliseconds UTC>".
#include "store/holds.h"

#include <sstream>

#include "store/bank_state.h"
#include "store/locks.h"

namespace kindbank::store {

std::optional<Hold> find_hold(Transaction& tx, const std::string& name) {
  const auto written = find_state(tx, name);
  if (!written) return std::nullopt;
  std::istringstream words(*written);
  Hold hold;
  std::int64_t until = 0;
  if (!(words >> hold.owner >> until)) return std::nullopt;
  hold.until = from_millis(until);
  return hold;
}

bool take_hold(Transaction& tx, const std::string& name, const Hold& hold, Time now) {
  lock_name(tx, name);
  const auto held = find_hold(tx, name);
  if (held && held->owner != hold.owner && held->until > now) return false;
  put_state(tx, name, hold.owner + " " + std::to_string(to_millis(hold.until)));
  return true;
}

void end_hold(Transaction& tx, const std::string& name, const std::string& owner) {
  const auto held = find_hold(tx, name);
  if (held && held->owner == owner) put_state(tx, name, owner + " 0");
}

}  // namespace kindbank::store
