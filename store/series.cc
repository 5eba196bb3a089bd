#include "store/series.h"

#include "store/columns.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Series> select_series(Transaction& tx, const std::string& rest, const Values& values) {
  std::vector<Series> found;
  for (auto& [id, request, member, helper, weeks, state, next, last, created_at] :
       tx.rows<Id, Id, std::int64_t, std::int64_t, std::int64_t, std::string, std::string,
               std::optional<std::int64_t>, std::int64_t>(
           "SELECT id, request, member, helper, weeks, state, next_at, last_request, created_at "
           "FROM series " +
               rest,
           values))
    found.push_back({id, request, member, helper, static_cast<int>(weeks), state, next, last,
                     from_millis(created_at)});
  return found;
}

}  // namespace

void insert_series(Transaction& tx, const Series& series) {
  tx.run(
      R"(INSERT INTO series (id, request, member, helper, weeks, state, next_at, last_request,
                             created_at)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i))",
      {series.id, series.request, series.member, series.helper, value(series.weeks), series.state,
       series.next, value(series.last), value(series.created_at)});
}

std::optional<Series> find_series(Transaction& tx, Id id) {
  auto found = select_series(tx, "WHERE id = :a", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Series> series_of(Transaction& tx, std::int64_t member) {
  return select_series(
      tx, "WHERE (member = :a OR helper = :b) AND state <> 'ended' ORDER BY created_at, id",
      {member, member});
}

void set_series_state(Transaction& tx, Id id, const std::string& state) {
  move_to(tx, Noun::series, id, state);
}

void set_series_next(Transaction& tx, Id id, const std::string& next, std::optional<Id> last) {
  tx.run("UPDATE series SET next_at = :a, last_request = :b WHERE id = :c",
         {next, value(last), id});
}

}  // namespace kindbank::store
