// What a provider says of a part, at once or later: the ladder of the outbox (outbox.h).
#include <algorithm>

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

}  // namespace

void mark_sent(Transaction& tx, const Part& part, const std::string& provider_id,
               const std::string& state, Time now) {
  lock_reports(tx, part.channel, provider_id);
  const auto row =
      tx.row<std::string>("SELECT state FROM outbox WHERE id = :a" + for_update(tx), {part.id});
  if (!row || !may_become(Noun::part, std::get<0>(*row), state)) return;
  settle(tx, part.id, part.message, state, "");
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
  settle(tx, part->id, part->message, report.state, report.why);
  if (report.state == "failed" && !stopped) undelivered(tx, part->message, report.at);
  return Climbed::stepped;
}

void undelivered(Transaction& tx, Id message, Time now) {
  // One a message, so it can have the message's id.
  insert_due(tx, {message, "undelivered", std::to_string(message), "", now});
}

void forget_early_reports(Transaction& tx, Time before) {
  tx.run("DELETE FROM early_reports WHERE at < :a", {value(before)});
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
