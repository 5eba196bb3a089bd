#include "store/bank_state.h"

namespace kindbank::store {

void put_state(Transaction& tx, const std::string& name, const std::string& value) {
  tx.run(
      "INSERT INTO bank_state (name, value) VALUES (:a, :b) "
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      {name, value});
}

std::optional<std::string> find_state(Transaction& tx, const std::string& name) {
  const auto row = tx.row<std::string>("SELECT value FROM bank_state WHERE name = :a", {name});
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

}  // namespace kindbank::store
