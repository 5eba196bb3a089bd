#include "store/notices.h"

#include <nlohmann/json.hpp>

#include "dialog/json.h"
#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {
namespace {

std::string write_facts(const std::map<std::string, std::string>& facts) {
  return write_json(nlohmann::json(facts));
}

std::map<std::string, std::string> read_facts(const std::string& text) {
  const auto json = read_json(text);
  if (!json) throw std::runtime_error("the facts of a notice cannot be read");
  return json->get<std::map<std::string, std::string>>();
}

std::string name_of(Hours hours) { return hours == Hours::open ? "open" : "quiet"; }

}  // namespace

Inserted insert_notice(Transaction& tx, const Notice& notice) {
  const auto inserted = tx.run(
      R"(INSERT INTO notices (id, cause, member, event, facts_sealed, about, closes, class, quiet,
                              not_before, created_at)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k)
         ON CONFLICT (cause, member, event) DO NOTHING)",
      {notice.id, notice.cause, notice.member, notice.event,
       value(tx.sealer().seal(write_facts(notice.facts))), notice.about, notice.closes,
       notice.message_class,
       std::string(notice.quiet == Notice::Quiet::waits ? "waits" : "ignores"),
       value(notice.not_before), value(notice.created_at)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::vector<Notice> claim_notices(Transaction& tx, const Lease& lease, Hours hours, int limit) {
  using Text = std::string;
  std::vector<Notice> notices;
  for (auto& [id, cause, member, event, facts, about, closes, message_class, quiet, not_before,
              created] : tx.rows<Id, Text, std::int64_t, Text, Text, Text, Text, Text, Text,
                                 std::int64_t, std::int64_t>(
           R"(SELECT id, cause, member, event, facts_sealed, about, closes, class, quiet,
                     not_before, created_at
              FROM notices WHERE done_at IS NULL AND not_before <= :a
                AND (quiet = 'ignores' OR :b = 'open')
                AND (lease_until IS NULL OR lease_until <= :c OR fence = :d)
              ORDER BY not_before, created_at, id LIMIT :e)" +
               skip_locked(tx),
           {value(lease.now), name_of(hours), value(lease.now), lease.fence, value(limit)}))
    notices.push_back({id, cause, member, event, read_facts(tx.sealer().open({facts})), about,
                       closes, message_class,
                       quiet == "waits" ? Notice::Quiet::waits : Notice::Quiet::ignores,
                       from_millis(not_before), from_millis(created), lease.fence});
  for (const auto& notice : notices)
    tx.run("UPDATE notices SET fence = :a, lease_until = :b WHERE id = :c",
           {lease.fence, value(lease.until()), notice.id});
  return notices;
}

std::optional<Time> next_notice(Transaction& tx, Hours hours) {
  return maybe_time(std::get<0>(*tx.row<std::optional<std::int64_t>>(
      R"(SELECT MIN(not_before) FROM notices
         WHERE done_at IS NULL AND (quiet = 'ignores' OR :a = 'open'))",
      {name_of(hours)})));
}

bool finish_notice(Transaction& tx, const Notice& notice, Time now) {
  return tx.run("UPDATE notices SET done_at = :a WHERE id = :b AND fence = :c AND done_at IS NULL",
                {value(now), notice.id, notice.fence}) == 1;
}

void postpone_notice(Transaction& tx, Id id, Time not_before) {
  tx.run(
      "UPDATE notices SET not_before = :a, done_at = NULL, fence = NULL, lease_until = NULL "
      "WHERE id = :b",
      {value(not_before), id});
}

bool is_noticed(Transaction& tx, const std::string& cause) {
  return tx.row<Id>("SELECT id FROM notices WHERE cause = :a LIMIT 1", {cause}).has_value();
}

bool is_waiting(Transaction& tx, const std::string& cause) {
  return tx.row<Id>("SELECT id FROM notices WHERE cause = :a AND done_at IS NULL LIMIT 1", {cause})
      .has_value();
}

std::int64_t withdraw_notice(Transaction& tx, const std::string& cause, Time now) {
  return tx.run("UPDATE notices SET done_at = :a WHERE cause = :b AND done_at IS NULL",
                {value(now), cause});
}

std::int64_t cancel_notices(Transaction& tx, const std::string& about, Time now) {
  return tx.run("UPDATE notices SET done_at = :a WHERE about = :b AND done_at IS NULL",
                {value(now), about});
}

}  // namespace kindbank::store
