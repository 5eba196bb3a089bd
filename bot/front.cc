#include "bot/front.h"

#include <algorithm>

#include "store/contacts.h"
#include "store/outbox.h"

namespace kindbank::bot {
namespace {

using adapters::HttpRequest;
using adapters::HttpResponse;

constexpr std::size_t most_remembered = 1024;

// Not acknowledged: the provider sends it again, or we fetch it from the provider's list.
HttpResponse not_now() {
  return {503,
          {{"Retry-After", "30"}, {"Content-Type", "text/plain; charset=utf-8"}},
          "not now, please try again\n"};
}

std::string state_of(adapters::Rung rung) {
  switch (rung) {
    case adapters::Rung::queued:
      return "queued";
    case adapters::Rung::sent:
      return "sent";
    case adapters::Rung::delivered:
      return "delivered";
    case adapters::Rung::read:
      return "read";
    case adapters::Rung::failed:
      return "failed";
  }
  return "queued";
}

}  // namespace

Front::Front(store::Database& database, Turns& turns, const Library& library,
             const Channels& channels, const Clock& clock)
    : database_(database), turns_(turns), library_(library), channels_(channels), clock_(clock) {}

// There is no ledger to ask whether this was answered before, so it is remembered here.
void Front::answer_without_ledger(const adapters::Channel& channel,
                                  const adapters::Inbound& inbound) {
  const auto gate = dialog::read_gate(library_.words, inbound.message.text);
  if (!gate.crisis || !inbound.replyable) return;
  const auto key = channel.name + " " + inbound.provider_id;
  {
    std::scoped_lock lock(mutex_);
    if (std::find(answered_.begin(), answered_.end(), key) != answered_.end()) return;
    answered_.push_back(key);
    if (answered_.size() > most_remembered) answered_.pop_front();
  }
  adapters::Outgoing answer;
  answer.to = inbound.from;
  answer.message.text = dialog::crisis_answer(library_.words, *gate.crisis);
  answer.reference = "crisis-" + inbound.provider_id;
  answer.queued_at = clock_.now();
  send_now(channel, answer);
  report("a crisis was answered without the ledger");
}

void Front::take(const adapters::Channel& channel, const adapters::Inbound& inbound) {
  try {
    turns_.hear(channel, inbound, clock_.now());
  } catch (const std::exception&) {
    answer_without_ledger(channel, inbound);
    throw;
  }
}

void Front::settle(const adapters::Channel& channel, const std::vector<adapters::Report>& reports) {
  if (reports.empty()) return;
  const auto now = clock_.now();
  std::vector<Address> stopped;
  database_.transact([&](store::Transaction& tx) {
    for (const auto& one : reports) {
      if (one.rung == adapters::Rung::queued) continue;
      store::climb(tx, {channel.name, one.provider_id, state_of(one.rung), one.why, now});
      if (!one.stopped) continue;
      const auto id = store::contact_of_part(tx, channel.name, one.provider_id);
      if (const auto contact = id ? store::find_contact(tx, *id) : std::nullopt)
        stopped.push_back(contact->address);
    }
  });
  for (const auto& address : stopped) turns_.stopped_by_provider(address, now);
}

// Whatever happens to one of a call, the others of it may still be kept. What an unforeseen failure
// says may hold somebody's words.
bool Front::is_kept(const adapters::Channel& channel, const std::function<void()>& keep) {
  try {
    keep();
    return true;
  } catch (const store::Busy& busy) {
    report("channel " + channel.name + ": not kept, " + busy.what());
  } catch (const store::Broken& broken) {
    report(std::string("the ledger is broken: ") + broken.what());
    on_broken();
  } catch (const std::exception&) {
    report("channel " + channel.name + ": not kept, of an unforeseen failure");
  }
  return false;
}

HttpResponse Front::call(const adapters::Channel& channel, const HttpRequest& request) {
  const auto reading = channel.read(request, public_url + request.target);
  if (const auto* refused = std::get_if<adapters::Refused>(&reading)) {
    report("channel " + channel.name + ": refused, " + refused->why);
    return refused->answer;
  }
  const auto& arrived = std::get<adapters::Arrived>(reading);
  bool kept = is_kept(channel, [&] { settle(channel, arrived.reports); });
  for (const auto& inbound : arrived.messages)
    if (!is_kept(channel, [&] { take(channel, inbound); })) kept = false;
  if (kept) return arrived.answer;
  on_refused_for_now(channel);
  return not_now();
}

std::vector<Route> Front::routes() {
  std::vector<Route> routes;
  for (const auto& [name, channel] : channels_) {
    const auto* borrowed = &channel;
    const auto handle = [this, borrowed](const HttpRequest& request) {
      return call(*borrowed, request);
    };
    for (const auto& path : {"/hooks/" + name, "/hooks/" + name + "/status"})
      for (const auto* method : {"POST", "GET"})
        routes.push_back({method, path, channel.limits.body, handle});
  }
  return routes;
}

}  // namespace kindbank::bot
