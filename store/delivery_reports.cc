// What a provider says of a part, at once or later: the ladder of the outbox (outbox.h).
#include <algorithm>
#include <array>

#include "store/columns.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/locks.h"
#include "store/outbox.h"
#include "store/part_state.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

// A report may come while the part's own answer is being stored: then it is either heard with that
// answer, or after it.
void lock_reports(Transaction& tx, const std::string& channel, const std::string& provider_id) {
  if (!provider_id.empty()) lock_name(tx, "reports " + channel + " " + provider_id);
}

// Beside the states of parts, what an early report may say of the person.
constexpr std::string_view person_stopped = "stopped";

void keep_early(Transaction& tx, const DeliveryReport& report, std::string_view state) {
  tx.run(
      R"(INSERT INTO early_reports (channel, provider_id, state, why, at)
         VALUES (:a, :b, :c, :d, :e) ON CONFLICT DO NOTHING)",
      {report.channel, report.provider_id, std::string(state), report.why, value(report.at)});
}

void hear_early_reports(Transaction& tx, const std::string& channel,
                        const std::string& provider_id) {
  const auto reports = tx.rows<std::string, std::string, std::int64_t>(
      "SELECT state, why, at FROM early_reports WHERE channel = :a AND provider_id = :b "
      "ORDER BY at",
      {channel, provider_id});
  const bool stopped = std::any_of(reports.begin(), reports.end(), [](const auto& report) {
    return std::get<0>(report) == person_stopped;
  });
  for (const auto& [state, why, at] : reports)
    climb(tx, {channel, provider_id, state, why, from_millis(at),
               stopped ? DeliveryReport::Person::stopped : DeliveryReport::Person::reachable});
  if (!reports.empty())
    tx.run("DELETE FROM early_reports WHERE channel = :a AND provider_id = :b",
           {channel, provider_id});
}

struct Found {
  Id id;
  Id message;
  std::string state;
};

std::optional<Found> find_part(Transaction& tx, const std::string& channel,
                               const std::string& provider_id) {
  const auto row = tx.row<Id, Id, std::string>(
      "SELECT id, message, state FROM outbox WHERE channel = :a AND provider_id = :b",
      {channel, provider_id});
  if (!row) return std::nullopt;
  return Found{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
}

// How long after each try that reached nobody the next one is made.
constexpr std::array<Duration, 2> tries_again = {std::chrono::minutes{15}, std::chrono::hours{2}};

// False where it was tried often enough.
bool hold(Transaction& tx, const Found& part, const DeliveryReport& report) {
  const auto subject = std::to_string(part.id);
  const auto row = tx.row<std::int64_t>(
      "SELECT COUNT(*) FROM dues WHERE kind = 'call_again' AND subject = :a", {subject});
  const auto tries = static_cast<std::size_t>(std::get<0>(*row));
  if (tries >= tries_again.size() || !has_words(tx, part.id)) return false;
  settle(tx, part.id, part.message, "held", report.why);
  // A second copy of the report is about no part any more.
  tx.run("UPDATE outbox SET provider_id = NULL, next_try_at = NULL WHERE id = :a", {part.id});
  insert_due(tx, {report.again, "call_again", subject, std::to_string(tries + 1),
                  report.at + report.after.value_or(tries_again[tries])});
  return true;
}

}  // namespace

void mark_sent(Transaction& tx, const Part& part, const std::string& provider_id,
               const std::string& state, Time now, Words words) {
  lock_reports(tx, part.channel, provider_id);
  const auto row =
      tx.row<std::string>("SELECT state FROM outbox WHERE id = :a" + for_update(tx), {part.id});
  if (!row || !may_become(Noun::part, std::get<0>(*row), state)) return;
  if (state != "sent") words = Words::done_with;
  settle(tx, part.id, part.message, state, "", words);
  // A provider that gives an id twice must not stop the sender.
  const bool taken = provider_id.empty() || is_taken(tx, part.channel, provider_id);
  tx.run("UPDATE outbox SET provider_id = :a, sent_at = :b WHERE id = :c",
         {taken ? Value{std::monostate{}} : Value{provider_id}, value(now), part.id});
  if (!taken) hear_early_reports(tx, part.channel, provider_id);
}

Climbed climb(Transaction& tx, const DeliveryReport& report) {
  lock_reports(tx, report.channel, report.provider_id);
  const auto part = find_part(tx, report.channel, report.provider_id);
  const bool stopped = report.person == DeliveryReport::Person::stopped;
  if (!part) {
    keep_early(tx, report, report.state);
    if (stopped) keep_early(tx, report, person_stopped);
    return Climbed::early;
  }
  if (stopped) stopped_there(tx, part->id, report.at);
  if (!may_become(Noun::part, part->state, report.state)) return Climbed::stayed;
  if (report.state == "failed" && report.again != 0 && part->state == "sent" &&
      hold(tx, *part, report))
    return Climbed::stepped;
  settle(tx, part->id, part->message, report.state, report.why);
  if (report.state == "failed" && !stopped) undelivered(tx, part->message, report.at);
  return Climbed::stepped;
}

void undelivered(Transaction& tx, Id message, Time now) {
  // One a message, so it can have the message's id.
  insert_due(tx, {message, "undelivered", std::to_string(message), "", now});
}

std::optional<HeldPart> find_held(Transaction& tx, Id part) {
  const auto row = tx.row<Id, Id, std::string, std::int64_t, std::optional<std::int64_t>>(
      "SELECT message, contact, class, queued_at, stale_at FROM outbox "
      "WHERE id = :a AND state = 'held'" +
          for_update(tx),
      {part});
  if (!row) return std::nullopt;
  const auto& [message, contact, message_class, queued_at, stale_at] = *row;
  return HeldPart{
      part, message, contact, message_class, from_millis(queued_at), maybe_time(stale_at)};
}

void send_again(Transaction& tx, const HeldPart& part, Time at) {
  settle(tx, part.id, part.message, "queued", "");
  tx.run("UPDATE outbox SET next_try_at = :a, not_before = :b WHERE id = :c",
         {value(at), value(at), part.id});
}

void give_up(Transaction& tx, const HeldPart& part, const std::string& why) {
  settle(tx, part.id, part.message, "failed", why);
}

void forget_early_reports(Transaction& tx, Time before) {
  tx.run("DELETE FROM early_reports WHERE at < :a", {value(before)});
}

void forget_kept_words(Transaction& tx, Time before) {
  tx.run(
      "UPDATE outbox SET text_sealed = NULL, options_sealed = NULL "
      "WHERE state = 'sent' AND sent_at < :a "
      "AND (text_sealed IS NOT NULL OR options_sealed IS NOT NULL)",
      {value(before)});
}

void stopped_there(Transaction& tx, Id part, Time now) {
  const auto row = tx.row<Id>("SELECT contact FROM outbox WHERE id = :a", {part});
  const auto contact = row ? find_contact(tx, std::get<0>(*row)) : std::nullopt;
  const bool told_before = tx.row<Id>("SELECT id FROM dues WHERE id = :a", {part}).has_value();
  if (!contact || contact->stopped_at || told_before) return;
  set_stopped(tx, contact->address, now);
  withdraw(tx, contact->id, "the person stopped texts");
  // One a part, so it can have the part's id.
  insert_due(tx, {part, "stopped", std::to_string(contact->id), std::to_string(part), now});
}

bool is_taken(Transaction& tx, const std::string& channel, const std::string& provider_id) {
  return find_part(tx, channel, provider_id).has_value();
}

}  // namespace kindbank::store
