// Brings a ledger up to the newest form, step by step and forward only. Each step is one
// transaction and is written down with the hash of its text, so that a step changed afterwards is
// noticed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/result.h"
#include "store/connection.h"
#include "store/seal.h"

namespace kindbank::store {

struct Migration {
  int number;  // 1, 2, 3 ...
  std::string_view name;
  std::vector<std::string_view> statements;        // SQL that SQLite and PostgreSQL both take
  std::vector<std::string_view> append_only = {};  // tables whose rows are for good from now on
};

enum class Schema { apply, verify };

// Called once before the first step is taken that changes a ledger there was; what fails leaves it
// as it was.
using BeforeChange = std::function<Result<void>(int step)>;

// Fails where the ledger is newer than the list, where it was sealed with another key, where a step
// differs from what was applied, and with `verify` where a step is missing.
Result<void> migrate(Connection& connection, const Sealer& sealer,
                     const std::vector<Migration>& steps, Schema schema,
                     const BeforeChange& before = {});

// Whether the last step that the ledger has is the last that this program knows; another process
// may have brought it further meanwhile.
bool schema_is_ours(Transaction& tx);

}  // namespace kindbank::store
