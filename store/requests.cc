#include "store/requests.h"

#include "store/columns.h"
#include "store/locks.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Request> select_requests(Transaction& tx, const std::string& rest,
                                     const Values& values) {
  using Text = std::string;
  using MaybeText = std::optional<std::string>;
  using Number = std::int64_t;
  using MaybeNumber = std::optional<std::int64_t>;
  std::vector<Request> found;
  for (auto& [id, code, member, subject, category, need, urgency, wanted, area, vetting, state,
              reason, answer_by, door_word, helper, created_at, matched_at, waves_before] :
       tx.rows<Id, Text, Number, Number, Text, MaybeText, Text, Text, Text, Text, Text, Text,
               MaybeNumber, MaybeText, MaybeNumber, Number, MaybeNumber, Number>(
           "SELECT id, code, member, subject, category, need_sealed, urgency, wanted, area, "
           "vetting, "
           "state, waiting_reason, answer_by, door_word_sealed, helper, created_at, matched_at, "
           "waves_before "
           "FROM requests " +
               rest,
           values))
    found.push_back({id, code, member, subject, category, opened(tx, need), urgency, wanted, area,
                     vetting, state, reason, maybe_time(answer_by), opened(tx, door_word), helper,
                     from_millis(created_at), maybe_time(matched_at),
                     static_cast<int>(waves_before)});
  return found;
}

std::optional<Request> select_request(Transaction& tx, const std::string& rest,
                                      const Values& values) {
  auto found = select_requests(tx, rest, values);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

Inserted insert_request(Transaction& tx, const Request& request) {
  const auto inserted = tx.run(
      R"(INSERT INTO requests (id, code, member, subject, category, need_sealed, urgency, wanted, area,
                               vetting, state, waiting_reason, answer_by, door_word_sealed, helper,
                               created_at, matched_at, waves_before)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l, :m, :n, :o, :p, :q, :r)
         ON CONFLICT (code) DO NOTHING)",
      {request.id, request.code, request.member, request.subject, request.category,
       sealed(tx, request.need), request.urgency, request.wanted, request.area, request.vetting,
       request.state, request.waiting_reason, value(request.answer_by),
       sealed(tx, request.door_word), value(request.helper), value(request.created_at),
       value(request.matched_at), value(request.waves_before)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::optional<Request> find_request(Transaction& tx, Id id) {
  return select_request(tx, "WHERE id = :a" + for_update(tx), {id});
}

std::optional<Request> find_by_code(Transaction& tx, const std::string& code) {
  return select_request(tx, "WHERE code = :a" + for_update(tx), {code});
}

std::vector<Request> requests(Transaction& tx, std::optional<std::int64_t> member) {
  if (member) return select_requests(tx, "WHERE member = :a ORDER BY created_at, id", {*member});
  return select_requests(tx, "ORDER BY created_at, id", {});
}

std::vector<Request> requests_in_state(Transaction& tx, const std::string& state) {
  return select_requests(tx, "WHERE state = :a ORDER BY created_at, id", {state});
}

std::int64_t count_requests(Transaction& tx, const std::string& state) {
  return std::get<0>(
      *tx.row<std::int64_t>("SELECT COUNT(*) FROM requests WHERE state = :a", {state}));
}

std::int64_t count_open_since(Transaction& tx, Time before) {
  return std::get<0>(*tx.row<std::int64_t>(
      "SELECT COUNT(*) FROM requests WHERE state = 'open' AND created_at < :a", {value(before)}));
}

std::set<std::int64_t> helpers_of(Transaction& tx, std::int64_t member) {
  std::set<std::int64_t> helpers;
  for (const auto& [helper] : tx.rows<std::int64_t>("SELECT DISTINCT helper FROM requests WHERE "
                                                    "member = :a AND state = 'done' AND helper IS "
                                                    "NOT NULL",
                                                    {member}))
    helpers.insert(helper);
  return helpers;
}

bool win(Transaction& tx, Id request, std::int64_t helper, Time now) {
  return tx.run(
             R"(UPDATE requests SET state = 'matched', helper = :a, matched_at = :b
                WHERE id = :c AND state = 'open')",
             {helper, value(now), request}) == 1;
}

void reopen_request(Transaction& tx, Id id, const Reopened& reopened) {
  set_request_state(tx, id, "open");
  tx.run(
      "UPDATE requests SET waves_before = :a, answer_by = :b, door_word_sealed = :c WHERE id = :d",
      {value(reopened.waves), value(reopened.answer_by), sealed(tx, reopened.door_word), id});
}

void move_request(Transaction& tx, const Request& moved) {
  tx.run(
      "UPDATE requests SET wanted = :a, urgency = :b, waves_before = :c, answer_by = :d "
      "WHERE id = :e AND state = 'open'",
      {moved.wanted, moved.urgency, value(moved.waves_before), value(*moved.answer_by), moved.id});
}

void set_request_state(Transaction& tx, Id id, const std::string& state,
                       const std::string& waiting_reason) {
  if (state == "matched") throw std::logic_error("a request is matched by win");
  move_to(tx, Noun::request, id, state);
  tx.run("UPDATE requests SET waiting_reason = :a WHERE id = :b", {waiting_reason, id});
  if (state == "open" || state == "waiting")
    tx.run("UPDATE requests SET helper = NULL, matched_at = NULL WHERE id = :a", {id});
}

}  // namespace kindbank::store
