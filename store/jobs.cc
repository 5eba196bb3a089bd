#include "store/jobs.h"

#include <algorithm>

namespace kindbank::store {
namespace {

// Three indexes hold just these rows, in these very words (migrations.cc). Sorted here, for SQLite
// would build a table to sort by, which costs more than finding the rows.
constexpr std::string_view jobs_of = R"(
  SELECT 1, v.created_at, v.id, r.code, r.category FROM visits v JOIN requests r ON r.id = v.request
    WHERE v.helper = :a AND v.state IN ('agreed', 'started')
  UNION ALL
  SELECT 2, created_at, id, code, category FROM requests
    WHERE member = :b AND state IN ('waiting', 'open', 'matched')
  UNION ALL
  SELECT 3, v.created_at, v.id, r.code, r.category FROM visits v JOIN requests r ON r.id = v.request
    WHERE v.helper = :c AND v.unreported = 1)";

OpenJob::Side which_side(std::int64_t number) {
  if (number == 1) return OpenJob::Side::helps;
  return number == 2 ? OpenJob::Side::asks : OpenJob::Side::helped;
}

}  // namespace

std::vector<OpenJob> open_jobs(Transaction& tx, std::int64_t member) {
  auto rows = tx.rows<std::int64_t, std::int64_t, Id, std::string, std::string>(
      jobs_of, {member, member, member});
  std::sort(rows.begin(), rows.end());
  std::vector<OpenJob> jobs;
  for (auto& [side, created_at, id, code, category] : rows)
    jobs.push_back({std::move(code), std::move(category), which_side(side)});
  return jobs;
}

}  // namespace kindbank::store
