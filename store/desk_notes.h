// What the bank keeps of a coordinator's day: the rest of their last digest, which MORE shows, and
// the minutes that they spent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

// In the place of what was left of the one before; no pages leave nothing.
void put_digest_rest(Transaction& tx, Id coordinator, const std::vector<std::string>& pages,
                     Time now);
// The next page, which is then shown; nothing where none is left.
std::optional<std::string> take_digest_page(Transaction& tx, Id coordinator);

struct Spent {
  enum class How { said, counted };  // with SPENT, or by a message that handled something

  Id id = 0;
  Id coordinator = 0;
  std::int64_t minutes = 0;
  std::string code = {};  // of the job, worry or incident; "": of the day's work
  Time at{};
  How how = How::said;
  bool operator==(const Spent&) const = default;
};

void add_spent(Transaction& tx, const Spent& spent);
// Of one coordinator, from `since` on.
void forget_spent(Transaction& tx, Id coordinator, Time since);
// Only what was counted; of one code, or of all.
void forget_counted(Transaction& tx, Id coordinator, const std::string& code, Time since);
// All of it, the oldest first.
std::vector<Spent> all_spent(Transaction& tx);
// From `since` on; of one coordinator, or of all.
std::int64_t minutes_spent(Transaction& tx, Time since,
                           std::optional<Id> coordinator = std::nullopt);
std::int64_t minutes_said(Transaction& tx, Time since, Id coordinator);
std::int64_t minutes_spent_on(Transaction& tx, const std::string& code);
// The jobs whose visit ended from `since` on: what minutes are spread over.
std::int64_t exchanges_since(Transaction& tx, Time since);

}  // namespace kindbank::store
