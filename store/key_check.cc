#include "store/key_check.h"

namespace kindbank::store {

Result<void> check_key(Connection& connection, const Sealer& sealer, Schema schema) {
  constexpr std::string_view word = "kindbank";
  const auto rows =
      connection.fetch("SELECT value FROM bank_state WHERE name = 'key_check'", {}, {Column::text});
  if (rows.empty() && schema == Schema::apply) {
    connection.run("INSERT INTO bank_state (name, value) VALUES ('key_check', :a)",
                   {sealer.seal(word).text});
    return {};
  }
  try {
    if (!rows.empty() && sealer.open({std::get<std::string>(rows.front().front())}) == word)
      return {};
  } catch (const std::runtime_error&) {
  }
  return fail("the ledger was sealed with another key");
}

}  // namespace kindbank::store
