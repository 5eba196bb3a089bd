#include "store/migrate.h"

#include <map>

#include "store/key_check.h"
#include "store/migrations.h"

namespace kindbank::store {
namespace {

std::string checksum(const Migration& step) {
  std::string text;
  for (const auto statement : step.statements) text.append(statement).append(";");
  for (const auto table : step.append_only) text.append(table).append(";");
  return content_hash(text);
}

std::map<std::int64_t, std::string> applied(Connection& connection) {
  std::map<std::int64_t, std::string> steps;
  for (const auto& row : connection.fetch("SELECT number, checksum FROM migrations", {},
                                          {Column::integer, Column::text}))
    steps[std::get<std::int64_t>(row[0])] = std::get<std::string>(row[1]);
  return steps;
}

void apply(Connection& connection, const Migration& step) {
  connection.begin(Connection::Access::write);
  try {
    for (const auto statement : step.statements) connection.run(connection.defined(statement));
    for (const auto table : step.append_only)
      for (const auto& statement : connection.kept_for_good(table)) connection.run(statement);
    connection.run("INSERT INTO migrations (number, name, checksum) VALUES (:a, :b, :c)",
                   {std::int64_t{step.number}, std::string(step.name), checksum(step)});
    connection.commit();
  } catch (...) {
    if (connection.in_transaction()) connection.roll_back();
    throw;
  }
}

}  // namespace

Result<void> migrate(Connection& connection, const Sealer& sealer,
                     const std::vector<Migration>& steps, Schema schema,
                     const BeforeChange& before) {
  if (schema == Schema::apply)
    connection.run(
        "CREATE TABLE IF NOT EXISTS migrations "
        "(number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)");
  const auto done = applied(connection);
  if (!done.empty() && done.rbegin()->first > steps.back().number)
    return fail("the ledger is newer than this program: it has step " +
                std::to_string(done.rbegin()->first) + ", the program knows " +
                std::to_string(steps.back().number));
  if (!done.empty())
    if (auto fits = check_key(connection, sealer, schema); !fits) return fits;

  std::vector<const Migration*> missing;
  for (const auto& step : steps) {
    const auto found = done.find(step.number);
    if (found == done.end())
      missing.push_back(&step);
    else if (found->second != checksum(step))
      return fail("step " + std::to_string(step.number) +
                  " of the ledger is not the one that this program knows");
  }
  if (missing.empty()) return {};
  if (schema == Schema::verify)
    return fail("the ledger is older than this program: step " +
                std::to_string(missing.front()->number) + " is missing");
  if (before && !done.empty())
    if (auto ready = before(missing.front()->number); !ready) return ready;
  for (const auto* step : missing) apply(connection, *step);
  if (done.empty()) return check_key(connection, sealer, schema);
  return {};
}

bool schema_is_ours(Transaction& tx) {
  const auto last = tx.row<std::optional<std::int64_t>>("SELECT MAX(number) FROM migrations");
  return std::get<0>(*last) == std::int64_t{migrations().back().number};
}

}  // namespace kindbank::store
