#include "store/outbox.h"

#include <algorithm>

#include "store/columns.h"
#include "store/locks.h"
#include "store/part_state.h"

namespace kindbank::store {
namespace {

std::string name_of(Lane lane) { return lane == Lane::express ? "express" : "normal"; }

constexpr std::string_view forgotten = "its words are not kept any more";

void clear_words(Transaction& tx, Id part) {
  tx.run("UPDATE outbox SET text_sealed = NULL, options_sealed = NULL WHERE id = :a", {part});
}

// Without its words a part can neither be looked up nor sent again.
void come_again(Transaction& tx, Id part, std::optional<Time> at) {
  const auto next = has_words(tx, part) ? at : std::nullopt;
  tx.run("UPDATE outbox SET next_try_at = :a WHERE id = :b", {value(next), part});
}

// Of contact `c`: the person's, or what was chosen there.
constexpr std::string_view language_of_contact =
    "COALESCE((SELECT p.language FROM members p WHERE p.number = c.member), c.language)";

// What is in the way of part `o` at :now (given twice): an earlier part of the same contact that
// was not accepted yet. One that is held back until later, or is not worth sending, is not in the
// way.
constexpr std::string_view nothing_before = R"(
  AND NOT EXISTS (
    SELECT 1 FROM outbox p WHERE p.contact = o.contact AND p.lane = 'normal'
      AND p.state IN ('queued', 'unknown') AND p.next_try_at IS NOT NULL
      AND (p.place < o.place OR (p.place = o.place AND p.number < o.number))
      AND p.not_before <= :x AND (p.stale_at IS NULL OR p.stale_at > :y)) )";

// In the other lane only an earlier part of the same message is in the way, and only while it is
// under way (:now): what helps is to be read in order, and not to be held up.
constexpr std::string_view none_under_way = R"(
  AND NOT EXISTS (
    SELECT 1 FROM outbox p WHERE p.message = o.message AND p.number < o.number
      AND p.lease_until > :x) )";

void end_lapsed_leases(Transaction& tx, const Claim& claim) {
  for (const auto& [id, message] : tx.rows<Id, Id>(
           R"(SELECT id, message FROM outbox WHERE channel = :a AND lane = :b
              AND state = 'queued' AND lease_until <= :c ORDER BY id)" +
               skip_locked(tx),
           {claim.channel, name_of(claim.lane), value(claim.now)})) {
    settle(tx, id, message, "unknown", "the sender stopped while it was sending");
    come_again(tx, id, claim.now);
  }
}

// One state at a time and by one column, so that the index gives the oldest first and a long
// backlog is not sorted for each part that leaves. What is in doubt goes before what is new.
std::vector<Part> due_parts(Transaction& tx, const Claim& claim, const std::string& state,
                            std::size_t limit) {
  using Text = std::string;
  using MaybeText = std::optional<std::string>;
  using Number = std::int64_t;
  std::string sql = R"(
    SELECT o.id, o.message, o.contact, o.number, c.address_sealed, o.channel, o.text_sealed,
           o.options_sealed, o.question, o.class, o.queued_at, o.not_before,
           o.stale_at, o.attempts, o.template, c.last_heard_at, )" +
                    std::string(language_of_contact) + R"(
    FROM outbox o JOIN contacts c ON c.id = o.contact
    WHERE o.channel = :a AND o.lane = :b AND o.state = :c
      AND o.next_try_at <= :d AND o.not_before <= :e
      AND (o.lease_until IS NULL OR o.lease_until <= :f) )";
  Values values = {claim.channel,    name_of(claim.lane), state,
                   value(claim.now), value(claim.now),    value(claim.now)};
  if (claim.lane == Lane::normal) {
    sql += nothing_before;  // so a contact has one part at most
    sql += " ORDER BY o.next_try_at LIMIT :z";
    values.insert(values.end(), {value(claim.now), value(claim.now)});
  } else {
    sql += none_under_way;
    sql += " ORDER BY o.next_try_at, o.place, o.number, o.id LIMIT :z";
    values.push_back(value(claim.now));
  }
  values.push_back(value(static_cast<Number>(limit)));
  sql += skip_locked(tx, "o");

  std::vector<Part> parts;
  for (auto& [id, message, contact, number, to, channel, text, options, question, message_class,
              queued_at, not_before, stale_at, attempts, message_template, heard_at, language] :
       tx.rows<Id, Id, Id, Number, Text, Text, MaybeText, MaybeText, Text, Text, Number, Number,
               std::optional<Number>, Number, Text, std::optional<Number>, MaybeText>(sql, values))
    parts.push_back({id, message, contact, static_cast<int>(number),
                     read_address(tx.sealer().open({to})).value_or(Address{}), channel,
                     opened(tx, text), opened(tx, options), question, message_class,
                     from_millis(queued_at), from_millis(not_before), maybe_time(stale_at),
                     static_cast<int>(attempts) + 1, state == "unknown", claim.lease_id,
                     maybe_time(heard_at), language.value_or(""), message_template});
  return parts;
}

enum class Stale { none, some };  // some expired, and left room for others

Stale take_up(Transaction& tx, const Claim& claim, const std::string& state,
              std::vector<Part>& parts) {
  auto stale = Stale::none;
  const auto room = static_cast<std::size_t>(claim.limit) - parts.size();
  for (auto& part : due_parts(tx, claim, state, room)) {
    if (!part.maybe_sent && part.stale_at && *part.stale_at <= claim.now) {
      settle(tx, part.id, part.message, "expired", "it was not worth sending any more");
      stale = Stale::some;
      continue;
    }
    tx.run(
        "UPDATE outbox SET lease_id = :a, lease_until = :b, attempts = attempts + 1 WHERE id = :c",
        {claim.lease_id, value(claim.now + claim.lease), part.id});
    parts.push_back(std::move(part));
  }
  return stale;
}

bool still_leased(Transaction& tx, const Part& part) {
  return tx
      .row<Id>("SELECT id FROM outbox WHERE id = :a AND lease_id = :b" + for_update(tx),
               {part.id, part.lease_id})
      .has_value();
}

}  // namespace

Lane lane_of(std::string_view message_class) {
  return message_class == "crisis" || message_class == "alert" ? Lane::express : Lane::normal;
}

void enqueue(Transaction& tx, const Part& part) {
  tx.run(
      R"(INSERT INTO outbox (id, message, contact, place, number, channel, lane, class, text_sealed,
                             options_sealed, question, state, queued_at, not_before,
                             next_try_at, stale_at, template)
         VALUES (:a, :b, (SELECT contact FROM messages WHERE id = :c),
                 (SELECT place FROM messages WHERE id = :d), :e, :f, :g, :h,
                 COALESCE(:i, (SELECT text_sealed FROM messages WHERE id = :j)), :k, :l, 'queued',
                 :m, :n, :o, :p, :q))",
      {part.id, part.message, part.message, part.message, value(part.number), part.channel,
       name_of(lane_of(part.message_class)), part.message_class, sealed(tx, part.text),
       part.message, sealed(tx, part.options_json), part.question, value(part.queued_at),
       value(part.not_before), value(std::max(part.queued_at, part.not_before)),
       value(part.stale_at), part.message_template});
}

std::vector<Part> claim(Transaction& tx, const Claim& claim) {
  end_lapsed_leases(tx, claim);
  std::vector<Part> parts;
  take_up(tx, claim, "unknown", parts);
  while (take_up(tx, claim, "queued", parts) == Stale::some) {
  }
  return parts;
}

std::optional<Time> next_due(Transaction& tx, const std::string& channel, Lane lane, Time now) {
  // The index gives the first that nothing is in the way of; a long backlog behind it is not read.
  const std::string first = std::string(R"(
    SELECT o.next_try_at FROM outbox o
    WHERE o.channel = :a AND o.lane = :b AND o.state = :c AND o.next_try_at IS NOT NULL
      AND o.lease_until IS NULL )")
                                .append(lane == Lane::normal ? nothing_before : none_under_way)
                                .append(" ORDER BY o.next_try_at LIMIT 1");
  std::optional<Time> next;
  const auto sooner = [&](const std::optional<std::tuple<std::optional<std::int64_t>>>& row) {
    const auto at = row ? maybe_time(std::get<0>(*row)) : std::nullopt;
    if (at && (!next || *at < *next)) next = at;
  };
  for (const auto* state : {"queued", "unknown"}) {
    Values values = {channel, name_of(lane), std::string(state), value(now)};
    if (lane == Lane::normal) values.push_back(value(now));
    sooner(tx.row<std::optional<std::int64_t>>(first, values));
  }
  sooner(tx.row<std::optional<std::int64_t>>(
      R"(SELECT MIN(lease_until) FROM outbox
         WHERE channel = :a AND lane = :b AND lease_until IS NOT NULL)",
      {channel, name_of(lane)}));
  return next;
}

void end_all_leases(Transaction& tx, Time now) {
  if (tx.writers() == Transaction::Writers::several) return;
  tx.run("UPDATE outbox SET lease_until = :a WHERE lease_id IS NOT NULL", {value(now)});
  // What a turn of the clock does is in the ledger whole or not at all: nothing to be looked up.
  tx.run("UPDATE notices SET lease_until = NULL WHERE done_at IS NULL AND fence IS NOT NULL");
  tx.run("UPDATE dues SET lease_until = NULL WHERE done_at IS NULL AND fence IS NOT NULL");
}

void later(Transaction& tx, const Part& part, Time next_try_at, const std::string& why) {
  if (!still_leased(tx, part)) return;
  if (!has_words(tx, part.id))
    return settle(tx, part.id, part.message, "expired", std::string(forgotten));
  settle(tx, part.id, part.message, "queued", why);
  come_again(tx, part.id, next_try_at);
}

void never(Transaction& tx, const Part& part, const std::string& why) {
  if (!still_leased(tx, part)) return;
  settle(tx, part.id, part.message, "failed", why);
}

void unknown(Transaction& tx, const Part& part, std::optional<Time> look_up_at,
             const std::string& why) {
  if (!still_leased(tx, part)) return;
  settle(tx, part.id, part.message, "unknown", why);
  come_again(tx, part.id, look_up_at);
  if (!look_up_at) clear_words(tx, part.id);
}

std::vector<Part> take_answers(Transaction& tx, const std::string& channel,
                               const std::string& provider_id, Time now) {
  using Text = std::string;
  using MaybeText = std::optional<std::string>;
  std::vector<Part> parts;
  for (auto& [id, message, contact, number, text, options, question, state, lease, language] :
       tx.rows<Id, Id, Id, std::int64_t, MaybeText, MaybeText, Text, Text, std::optional<Id>,
               MaybeText>(
           R"(SELECT o.id, o.message, o.contact, o.number, COALESCE(o.text_sealed, m.text_sealed),
                     o.options_sealed, o.question, o.state, o.lease_id, )" +
               std::string(language_of_contact) + R"(
              FROM messages i JOIN messages m ON m.contact = i.contact AND m.cause = i.id
              JOIN outbox o ON o.message = m.id JOIN contacts c ON c.id = o.contact
              WHERE i.channel = :a AND i.provider_id = :b AND o.channel = :c
              ORDER BY o.place, o.number)",
           {channel, provider_id, channel})) {
    Part part;
    part.id = id;
    part.message = message;
    part.contact = contact;
    part.number = static_cast<int>(number);
    part.channel = channel;
    part.text = opened(tx, text);
    part.options_json = opened(tx, options);
    part.question = question;
    part.language = language.value_or("");
    if (part.text.empty()) continue;
    if (state == "queued" && !lease) mark_sent(tx, part, "", "delivered", now);
    parts.push_back(std::move(part));
  }
  return parts;
}

void withdraw(Transaction& tx, Id contact, const std::string& why) {
  for (const auto& [id, message] : tx.rows<Id, Id>(
           R"(SELECT id, message FROM outbox WHERE contact = :a AND lane = 'normal'
              AND state = 'queued' AND next_try_at IS NOT NULL AND lease_id IS NULL ORDER BY id)" +
               for_update(tx),
           {contact}))
    settle(tx, id, message, "expired", why);
}

bool waits_untried(Transaction& tx, Id contact, Time queued_at) {
  return tx
      .row<Id>(
          "SELECT id FROM outbox WHERE contact = :a AND state = 'queued' "
          "AND next_try_at IS NOT NULL AND lease_id IS NULL AND queued_at = :b LIMIT 1",
          {contact, value(queued_at)})
      .has_value();
}

void forget_words(Transaction& tx, Id message) {
  for (const auto& [id, state, lease] : tx.rows<Id, std::string, std::optional<Id>>(
           "SELECT id, state, lease_id FROM outbox WHERE message = :a ORDER BY id" + for_update(tx),
           {message})) {
    clear_words(tx, id);
    if (state == "unknown") come_again(tx, id, std::nullopt);
    if (state == "held" || (state == "queued" && !lease))
      settle(tx, id, message, "expired", std::string(forgotten));
  }
}

Backlog backlog(Transaction& tx, const std::string& channel, Lane lane) {
  const auto row = tx.row<std::int64_t, std::optional<std::int64_t>>(
      "SELECT COUNT(*), MIN(queued_at) FROM outbox "
      "WHERE channel = :a AND lane = :b AND state = 'queued' AND next_try_at IS NOT NULL",
      {channel, name_of(lane)});
  return {std::get<0>(*row), maybe_time(std::get<1>(*row))};
}

}  // namespace kindbank::store
