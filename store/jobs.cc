#include "store/jobs.h"

#include <algorithm>

namespace kindbank::store {
namespace {

// A branch for each state, and sorted here: SQLite builds a table for a list of states and another
// to sort by, which costs more than finding the rows.
constexpr std::string_view jobs_of = R"(
  SELECT 1, v.created_at, v.id, r.code, r.category FROM visits v JOIN requests r ON r.id = v.request
    WHERE v.helper = :a AND v.state = 'agreed'
  UNION ALL
  SELECT 1, v.created_at, v.id, r.code, r.category FROM visits v JOIN requests r ON r.id = v.request
    WHERE v.helper = :b AND v.state = 'started'
  UNION ALL
  SELECT 2, created_at, id, code, category FROM requests WHERE member = :c AND state = 'waiting'
  UNION ALL
  SELECT 2, created_at, id, code, category FROM requests WHERE member = :d AND state = 'open'
  UNION ALL
  SELECT 2, created_at, id, code, category FROM requests WHERE member = :e AND state = 'matched')";

}  // namespace

std::vector<OpenJob> open_jobs(Transaction& tx, std::int64_t member) {
  auto rows = tx.rows<std::int64_t, std::int64_t, Id, std::string, std::string>(
      jobs_of, {member, member, member, member, member});
  std::sort(rows.begin(), rows.end());
  std::vector<OpenJob> jobs;
  for (auto& [side, created_at, id, code, category] : rows)
    jobs.push_back({std::move(code), std::move(category),
                    side == 1 ? OpenJob::Side::helps : OpenJob::Side::asks});
  return jobs;
}

}  // namespace kindbank::store
