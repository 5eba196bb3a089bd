#include "store/branch_counts.h"

#include <catch2/catch.hpp>

#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

using dialog::Branch;

TEST_CASE("ways through the flows are counted together, each version and each silence apart") {
  auto database = ledger();
  const Branch yes{"ask", "v1", "confirm", "place"};
  const Branch newer{"ask", "v2", "confirm", "place"};
  const Branch silent{"ask", "v1", "confirm", "place", Branch::By::silence};
  database->transact([&](Transaction& tx) { add_branch_counts(tx, {{yes, 2}, {silent, 1}}); });
  database->transact([&](Transaction& tx) { add_branch_counts(tx, {{yes, 3}, {newer, 1}}); });
  CHECK(database->read(branch_counts) == BranchCounts{{yes, 5}, {newer, 1}, {silent, 1}});
}

}  // namespace
}  // namespace kindbank::store
