#include "store/part_state.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "store/columns.h"
#include "store/locks.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

// Of the parts of a message the first of these that any has is the message's own.
constexpr std::array<std::string_view, 8> worst_first = {"failed", "expired", "unknown",   "held",
                                                         "queued", "sent",    "delivered", "read"};

void refresh_message(Transaction& tx, Id message) {
  lock_row(tx, "messages", message);  // another of its parts may be settled at the same time
  const auto states =
      tx.rows<std::string>("SELECT DISTINCT state FROM outbox WHERE message = :a", {message});
  for (const auto worst : worst_first) {
    const auto has = [&](const auto& row) { return std::get<0>(row) == worst; };
    if (!std::any_of(states.begin(), states.end(), has)) continue;
    tx.run("UPDATE messages SET state = :a WHERE id = :b", {std::string(worst), message});
    return;
  }
}

}  // namespace

void settle(Transaction& tx, Id part, Id message, const std::string& state, const std::string& why,
            Words words) {
  move_to(tx, Noun::part, part, state);
  tx.run("UPDATE outbox SET why = :a, lease_id = NULL, lease_until = NULL WHERE id = :b",
         {why, part});
  const bool waits = state == "queued" || state == "unknown" || state == "held";
  if (!waits && words == Words::done_with)
    tx.run(
        "UPDATE outbox SET text_sealed = NULL, options_sealed = NULL, next_try_at = NULL "
        "WHERE id = :a",
        {part});
  refresh_message(tx, message);
}

bool has_words(Transaction& tx, Id part) {
  return tx
      .row<Id>(
          "SELECT id FROM outbox WHERE id = :a "
          "AND (text_sealed IS NOT NULL OR options_sealed IS NOT NULL)",
          {part})
      .has_value();
}

}  // namespace kindbank::store
