// Work taken for a while: nobody else takes it before `until`, and whoever comes back with another
// fence than the row's has lost it meanwhile.
#pragma once

#include "store/ids.h"

namespace kindbank::store {

struct Lease {
  Time now{};
  // Drawn afresh by whoever takes; a later claim with the same fence takes up again what it left.
  Id fence = 0;
  Duration length = std::chrono::seconds(60);

  Time until() const { return now + length; }
};

}  // namespace kindbank::store
