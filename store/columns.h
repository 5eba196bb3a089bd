// How the files of store/ read and write what a column can hold: times, sealed words, nothing at
// all.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"

namespace kindbank::store {

inline std::optional<Time> maybe_time(const std::optional<std::int64_t>& millis) {
  if (!millis) return std::nullopt;
  return from_millis(*millis);
}

// No words are NULL, so that what must not be kept leaves nothing behind.
inline Value sealed(const Transaction& tx, const std::string& words) {
  if (words.empty()) return std::monostate{};
  return tx.sealer().seal(words).text;
}

inline std::string opened(const Transaction& tx, const std::optional<std::string>& column) {
  return column ? tx.sealer().open({*column}) : std::string();
}

}  // namespace kindbank::store
