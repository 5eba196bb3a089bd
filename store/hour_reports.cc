#include "store/hour_reports.h"

#include "store/states.h"

namespace kindbank::store {

Inserted insert_report(Transaction& tx, const HourReport& report) {
  tx.run("UPDATE visits SET unreported = 0 WHERE id = :a", {report.visit});
  const auto inserted = tx.run(
      R"(INSERT INTO hour_reports (visit, minutes, state, said_at) VALUES (:a, :b, :c, :d)
         ON CONFLICT (visit) DO NOTHING)",
      {report.visit, report.minutes, report.state, value(report.said_at)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::optional<HourReport> find_report(Transaction& tx, Id visit) {
  const auto row = tx.row<Id, std::int64_t, std::string, std::int64_t>(
      "SELECT visit, minutes, state, said_at FROM hour_reports WHERE visit = :a", {visit});
  if (!row) return std::nullopt;
  const auto& [of, minutes, state, said_at] = *row;
  return HourReport{of, minutes, state, from_millis(said_at)};
}

void set_report_state(Transaction& tx, Id visit, const std::string& state) {
  move_to(tx, Noun::report, visit, state);
}

void set_report_minutes(Transaction& tx, Id visit, std::int64_t minutes) {
  tx.run("UPDATE hour_reports SET minutes = :a WHERE visit = :b", {minutes, visit});
}

}  // namespace kindbank::store
