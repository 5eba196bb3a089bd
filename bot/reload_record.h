// What has come of reading the town's flows again while the server runs.
#pragma once

#include <cstdint>
#include <optional>

#include "dialog/time.h"

namespace kindbank::bot {

struct ReloadRecord {
  std::uint64_t taken = 0;
  std::uint64_t refused = 0;
  Time served_since{};             // the set that is in force
  std::optional<Time> refused_at;  // of the last reload, where it was refused
};

}  // namespace kindbank::bot
