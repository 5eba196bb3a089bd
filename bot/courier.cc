#include "bot/courier.h"

#include <algorithm>

#include "adapters/outcome.h"
#include "bot/message_class.h"
#include "bot/post.h"
#include "store/contacts.h"

namespace kindbank::bot {
namespace {

using adapters::Delivery;
using adapters::HttpReply;
using adapters::HttpRequest;
using adapters::HttpResponse;
using adapters::Later;
using adapters::Never;
using adapters::Outgoing;
using adapters::Sent;
using adapters::Unknown;
using store::Part;
using store::Transaction;

constexpr int many_attempts = 12;
constexpr Duration patience = std::chrono::hours(6);  // longer than a bad hour of a provider's
constexpr int most_blind = 3;  // texts that one person may get twice and more

// A text that is urgent is rather sent twice than looked for at length.
int most_looks(store::Lane lane) { return lane == store::Lane::express ? 1 : 5; }

bool is_stale(const Part& part, Time now) { return part.stale_at && *part.stale_at <= now; }

// What never goes stale is never given up.
bool is_given_up(const Part& part, Time now) {
  return part.stale_at && part.attempts > many_attempts &&
         now - std::max(part.queued_at, part.not_before) > patience;
}

Outgoing outgoing(const Part& part, Time now) {
  Outgoing out;
  out.to = part.to;
  out.message.text = part.text;
  auto beside = read_beside(part.options_json);
  out.message.options = std::move(beside.options);
  out.slots = std::move(beside.slots);
  out.reference = std::to_string(part.id);
  out.question = part.question;
  out.queued_at = part.queued_at;
  out.language = part.language;
  out.message_class = part.message_class;
  out.message_template = part.message_template;
  if (part.heard_at) out.silent_for = now - *part.heard_at;
  return out;
}

std::string left_as(adapters::Rung rung) {
  return rung == adapters::Rung::delivered || rung == adapters::Rung::read ? "delivered" : "sent";
}

std::string seconds(Duration wait) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()) + " s";
}

std::string line(const Part& part, const std::string& what) {
  return part.channel + ": part " + std::to_string(part.id) + " of message " +
         std::to_string(part.message) + " " + what;
}

}  // namespace

Courier::Courier(store::Database& database, const adapters::Channel& channel, const Clock& clock,
                 store::Lane lane, LaneNotes& notes, FetchOptions fetch, std::uint64_t seed)
    : database_(database),
      channel_(channel),
      clock_(clock),
      lane_(lane),
      notes_(notes),
      fetch_(fetch),
      backoff_(seed) {}

Time Courier::paused_until() const {
  const std::lock_guard lock(notes_.mutex);
  return notes_.paused_until;
}

// The lease on the part makes its doubt ours alone until it is settled.
LaneNotes::Doubt& Courier::doubt_of(const Part& part) {
  const std::lock_guard lock(notes_.mutex);
  return notes_.doubts[part.id];
}

void Courier::forget_doubt(const Part& part) {
  const std::lock_guard lock(notes_.mutex);
  notes_.doubts.erase(part.id);
}

void Courier::settle_rest() {
  if (!unsettled_) return;
  try {
    database_.transact(unsettled_->store);
  } catch (const store::Busy&) {
    throw;  // kept for the next step
  } catch (...) {
    unsettled_.reset();
    throw;
  }
  report(unsettled_->level, unsettled_->line);
  unsettled_.reset();
}

std::optional<Part> Courier::claim_one(Time now) {
  store::Claim claim;
  claim.channel = channel_.name;
  claim.lane = lane_;
  claim.now = now;
  claim.lease_id = store::Ids(now, store::fresh_seed()).next();
  claim.limit = 1;
  return database_.transact([&](Transaction& tx) -> std::optional<Part> {
    auto parts = store::claim(tx, claim);
    if (parts.empty()) return std::nullopt;
    return std::move(parts.front());
  });
}

HttpReply Courier::exchange(const HttpRequest& request) {
  auto reply = fetch_.send(request);
  const auto* response = std::get_if<HttpResponse>(&reply);
  std::unique_lock lock(notes_.mutex);
  if (response == nullptr || response->status != 429) {
    notes_.throttled = 0;
    return reply;
  }
  const auto asked = adapters::retry_after(*response).value_or(Duration{});
  const auto pause = std::max(asked, backoff_.draw(++notes_.throttled));
  notes_.paused_until = std::max(notes_.paused_until, clock_.now() + pause);
  lock.unlock();
  report(Level::warning, channel_.name + ": the provider asks for a pause of " + seconds(pause));
  return reply;
}

Delivery Courier::send(const Outgoing& out) {
  HttpRequest request;
  try {
    request = channel_.write(out, Clock::machine());
  } catch (const std::exception&) {
    return Never{"it cannot be written for this channel", false};
  }
  const auto reply = exchange(request);
  try {
    return channel_.outcome(out, reply);
  } catch (const std::exception&) {
    return Unknown{};
  }
}

Delivery Courier::look_up(const Outgoing& out) {
  try {
    return channel_.found(
        out, exchange(channel_.look_up(out, Clock::machine())), [this](const std::string& id) {
          return database_.read(
              [&](Transaction& tx) { return store::is_taken(tx, channel_.name, id); });
        });
  } catch (const store::Busy&) {
    throw;  // the lease lapses, and it is looked up again
  } catch (const store::Broken&) {
    throw;
  } catch (const std::exception&) {
    return Unknown{};
  }
}

// Who asked for silence while a part was in a sender's hands gets none of what was said before.
bool Courier::was_silenced(const Part& part) const {
  if (lane_ == store::Lane::express || part.attempts == 1) return false;
  const auto contact =
      database_.read([&](Transaction& tx) { return store::find_contact(tx, part.contact); });
  return contact && contact->stopped_at && *contact->stopped_at > part.queued_at;
}

bool Courier::may_send_blindly(const Part& part) {
  const auto rule = message_class(part.message_class).when_unknown;
  return rule == MessageClass::WhenUnknown::resend && doubt_of(part).blind < most_blind;
}

Delivery Courier::deliver(const Part& part) {
  const auto out = outgoing(part, clock_.now());
  const bool silenced = was_silenced(part);
  if (!part.maybe_sent) return silenced ? Never{"the person stopped texts", false} : send(out);
  if (!channel_.look_up) return Unknown{};
  const auto found = look_up(out);
  const bool may_send = !silenced && !is_stale(part, clock_.now());
  if (std::holds_alternative<Later>(found)) {
    forget_doubt(part);
    return may_send ? send(out) : found;
  }
  if (!std::holds_alternative<Unknown>(found)) return found;
  auto& doubt = doubt_of(part);
  if (++doubt.looked < most_looks(lane_) || !may_send || !may_send_blindly(part)) return found;
  ++doubt.blind;
  doubt.looked = 0;
  return send(out);
}

Duration Courier::wait_after(const Part& part, Duration at_least) {
  return std::max(at_least, backoff_.draw(part.attempts));
}

Courier::Settlement Courier::settle(const Part& part, const Sent& sent) {
  forget_doubt(part);
  const auto now = clock_.now();
  return {[part, sent, now](Transaction& tx) {
            const bool kept = sent.words == Sent::Words::kept;
            store::mark_sent(tx, part, sent.provider_id, left_as(sent.rung), now,
                             kept ? store::Words::kept : store::Words::done_with);
          },
          Level::info, line(part, "was taken by the provider")};
}

Courier::Settlement Courier::settle(const Part& part, const Later& later) {
  forget_doubt(part);
  const auto now = clock_.now();
  if (is_given_up(part, now))
    return settle(
        part, Never{"given up after " + std::to_string(part.attempts) + " attempts: " + later.why,
                    false});
  const auto wait = wait_after(part, later.after.value_or(Duration{}));
  return {[part, later, next = now + wait](Transaction& tx) {
            store::later(tx, part, next, later.why);
          },
          Level::warning, line(part, "is tried again in " + seconds(wait) + ": " + later.why)};
}

Courier::Settlement Courier::settle(const Part& part, const Never& never) {
  forget_doubt(part);
  const auto now = clock_.now();
  const auto stopped = " (contact " + std::to_string(part.contact) + " counts as stopped)";
  return {[part, never, now](Transaction& tx) {
            store::never(tx, part, never.why);
            if (never.stopped) return store::stopped_there(tx, part.id, now);
            store::undelivered(tx, part.message, now);
          },
          never.stopped ? Level::warning : Level::error,
          line(part, "cannot be delivered: " + never.why + (never.stopped ? stopped : ""))};
}

Courier::Settlement Courier::settle(const Part& part, const Unknown&) {
  const std::string why = "nobody can tell whether it arrived";
  const auto now = clock_.now();
  const bool resends =
      message_class(part.message_class).when_unknown == MessageClass::WhenUnknown::resend;
  const bool looks = channel_.look_up && (doubt_of(part).looked < most_looks(lane_) || resends);
  if (looks && !is_given_up(part, now)) {
    const auto wait = wait_after(part, look_up_wait);
    return {
        [part, why, next = now + wait](Transaction& tx) { store::unknown(tx, part, next, why); },
        Level::warning, line(part, "is looked up in " + seconds(wait) + ": " + why)};
  }
  if (!channel_.look_up && may_send_blindly(part)) {
    ++doubt_of(part).blind;
    const auto wait = wait_after(part, Duration{});
    return {[part, why, next = now + wait](Transaction& tx) { store::later(tx, part, next, why); },
            Level::warning, line(part, "is sent again in " + seconds(wait) + ": " + why)};
  }
  forget_doubt(part);
  return {[part, why](Transaction& tx) { store::unknown(tx, part, std::nullopt, why); },
          Level::error, line(part, "is left alone: " + why)};
}

bool Courier::step(Time now) {
  settle_rest();
  if (now < paused_until()) return false;
  const auto part = claim_one(now);
  if (!part) return false;
  const auto outcome = deliver(*part);
  unsettled_ = std::visit([&](const auto& delivery) { return settle(*part, delivery); }, outcome);
  on_outcome(outcome);
  settle_rest();
  return true;
}

std::optional<Time> Courier::next_due() const {
  if (const auto paused = paused_until(); clock_.now() < paused) return paused;
  const auto due = database_.read(
      [&](Transaction& tx) { return store::next_due(tx, channel_.name, lane_, clock_.now()); });
  return due ? std::optional(std::max(*due, paused_until())) : std::nullopt;
}

}  // namespace kindbank::bot
