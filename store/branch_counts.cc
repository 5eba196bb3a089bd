#include "store/branch_counts.h"

namespace kindbank::store {

using dialog::Branch;

void add_branch_counts(Transaction& tx, const BranchCounts& more) {
  for (const auto& [branch, times] : more)
    tx.run(
        R"(INSERT INTO branch_counts (flow, version_hash, step, target, silent, times)
           VALUES (:a, :b, :c, :d, :e, :f)
           ON CONFLICT (flow, version_hash, step, target, silent)
           DO UPDATE SET times = branch_counts.times + excluded.times)",
        {branch.flow, branch.version, branch.step, branch.target,
         value(branch.by == Branch::By::silence ? 1 : 0), value(times)});
}

BranchCounts branch_counts(Transaction& tx) {
  BranchCounts counts;
  for (auto& [flow, version, step, target, silent, times] :
       tx.rows<std::string, std::string, std::string, std::string, std::int64_t, std::int64_t>(
           "SELECT flow, version_hash, step, target, silent, times FROM branch_counts"))
    counts[{flow, version, step, target,
            silent != 0 ? Branch::By::silence : Branch::By::going_on}] = times;
  return counts;
}

}  // namespace kindbank::store
