#include "store/visits.h"

#include <utility>

#include "store/columns.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Visit> select_visits(Transaction& tx, const std::string& rest, const Values& values) {
  using MaybeNumber = std::optional<std::int64_t>;
  std::vector<Visit> found;
  for (auto& [id, request, code, helper, state, agreed_for, started_at, ended_at, created_at,
              planned_end, expected_at, shut_out_at] :
       tx.rows<Id, Id, std::string, std::int64_t, std::string, std::optional<std::string>,
               MaybeNumber, MaybeNumber, std::int64_t, MaybeNumber, MaybeNumber, MaybeNumber>(
           "SELECT id, request, code, helper, state, agreed_for, started_at, ended_at, created_at, "
           "planned_end, expected_at, shut_out_at FROM visits " +
               rest,
           values))
    found.push_back({id, request, code, helper, state, agreed_for, maybe_time(started_at),
                     maybe_time(ended_at), from_millis(created_at), maybe_time(planned_end),
                     maybe_time(expected_at), maybe_time(shut_out_at)});
  return found;
}

}  // namespace

void insert_visit(Transaction& tx, const Visit& visit) {
  tx.run(
      R"(INSERT INTO visits (id, request, code, helper, state, agreed_for, started_at, ended_at,
                             created_at, planned_end, expected_at, shut_out_at)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l))",
      {visit.id, visit.request, visit.code, visit.helper, visit.state, value(visit.agreed_for),
       value(visit.started_at), value(visit.ended_at), value(visit.created_at),
       value(visit.planned_end), value(visit.expected_at), value(visit.shut_out_at)});
}

std::vector<Visit> visits(Transaction& tx) {
  return select_visits(tx, "ORDER BY created_at, id", {});
}

std::vector<Visit> open_visits_of_helper(Transaction& tx, std::int64_t helper) {
  return select_visits(
      tx, "WHERE helper = :a AND state IN ('agreed', 'started') ORDER BY created_at, id", {helper});
}

std::vector<Visit> unreported_visits_of_helper(Transaction& tx, std::int64_t helper) {
  return select_visits(tx, "WHERE helper = :a AND unreported = 1 ORDER BY created_at, id",
                       {helper});
}

std::optional<Visit> find_visit(Transaction& tx, Id id) {
  auto found = select_visits(tx, "WHERE id = :a", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Visit> visits_of_helper(Transaction& tx, std::int64_t helper, Time since) {
  return select_visits(tx, "WHERE helper = :a AND created_at >= :b ORDER BY created_at, id",
                       {helper, value(since)});
}

std::optional<Visit> last_visit(Transaction& tx, Id request) {
  auto found =
      select_visits(tx, "WHERE request = :a ORDER BY created_at DESC, id DESC LIMIT 1", {request});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void set_agreed_for(Transaction& tx, Id id, const std::string& local_time) {
  tx.run("UPDATE visits SET agreed_for = :a, expected_at = NULL WHERE id = :b", {local_time, id});
}

void set_expected(Transaction& tx, Id id, Time at) {
  tx.run("UPDATE visits SET expected_at = :a WHERE id = :b", {value(at), id});
}

void set_shut_out(Transaction& tx, Id id, std::optional<Time> since) {
  tx.run("UPDATE visits SET shut_out_at = :a WHERE id = :b", {value(since), id});
}

void set_planned_end(Transaction& tx, Id id, Time end) {
  tx.run("UPDATE visits SET planned_end = :a WHERE id = :b", {value(end), id});
}

void set_visit_state(Transaction& tx, Id id, const std::string& state, Time now) {
  if (move_to(tx, Noun::visit, id, state) == Moved::was_there) return;
  if (state == "started")
    tx.run("UPDATE visits SET started_at = :a WHERE id = :b", {value(now), id});
  if (state == "ended")
    tx.run("UPDATE visits SET ended_at = :a, unreported = 1 WHERE id = :b", {value(now), id});
}

}  // namespace kindbank::store
