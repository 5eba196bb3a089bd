#include "bot/front.h"

#include <algorithm>
#include <utility>

#include "bot/post.h"
#include "store/outbox.h"

namespace kindbank::bot {
namespace {

using adapters::HttpRequest;
using adapters::HttpResponse;

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

// A provider's id in the log: what looks like none is somebody's words, perhaps.
std::string shown(const std::string& id) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.';
  };
  const bool is_id = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), fits);
  return is_id ? id : "(no id)";
}

// ", SM01 is delivered, SM02 is failed, and 9998 more": a provider may hand on thousands at once.
std::string reported(const std::vector<adapters::Report>& reports) {
  constexpr std::size_t most = 8;
  std::string line;
  for (std::size_t i = 0; i < std::min(reports.size(), most); ++i)
    line += ", " + shown(reports[i].provider_id) + " is " + state_of(reports[i].rung);
  if (reports.size() > most) line += ", and " + std::to_string(reports.size() - most) + " more";
  return line;
}

// Of an answer that goes out past the ledger.
std::string reference_of(const adapters::Inbound& inbound) {
  return "crisis-" + inbound.provider_id;
}

// Whether somebody is on the phone and waits to hear what is answered.
bool is_spoken(const adapters::Channel& channel, const adapters::Arrived& arrived) {
  return channel.speak && !arrived.messages.empty() &&
         arrived.messages.front().from.kind == channel.kind;
}

}  // namespace

Front::Front(store::Database& database, Turns& turns, Shelf shelf, const Channels& channels,
             const Clock& clock)
    : database_(database),
      turns_(turns),
      shelf_(std::move(shelf)),
      channels_(channels),
      clock_(clock) {}

std::optional<std::string> Front::crisis_answer(const adapters::Inbound& inbound) const {
  const auto library = shelf_.take();
  const auto gate = dialog::read_gate(library->words, inbound.message.text);
  if (!gate.crisis) return std::nullopt;
  return dialog::crisis_answer(library->words, *gate.crisis);
}

void Front::answer_without_ledger(const adapters::Channel& channel,
                                  const adapters::Inbound& inbound) {
  const auto text = inbound.replyable ? crisis_answer(inbound) : std::nullopt;
  if (!text || channel.speak) return;  // who is on the phone hears it at once (speak_unkept)
  adapters::Outgoing answer;
  answer.to = inbound.from;
  answer.message.text = *text;
  answer.reference = reference_of(inbound);
  answer.queued_at = clock_.now();
  answer.silent_for = Duration{};
  send_now(channel, answer);
  report(Level::warning, "a crisis was answered without the ledger");
}

Turns::Took Front::take(const adapters::Channel& channel, const adapters::Inbound& inbound) {
  using Crisis = Turns::Crisis;
  if (spool != nullptr && !spool->empty()) replay();  // what was said before is heard before
  const bool answered = has_left(channel, reference_of(inbound));
  try {
    return turns_.hear(channel, inbound, clock_.now(),
                       answered ? Crisis::answered : Crisis::unanswered);
  } catch (const RightsUnlogged&) {
    throw;  // what there was to say is in the outbox
  } catch (const std::exception&) {
    answer_without_ledger(channel, inbound);
    throw;
  }
}

void Front::replay() {
  if (spool == nullptr || spool->empty()) return;
  const auto replayed = spool->replay([&](const Spool::Kept& kept) {
    const auto* channel = channel_for(channels_, kept.inbound.from, kept.channel);
    if (channel == nullptr) throw std::runtime_error("no channel reaches them any more");
    if (turns_.hear(*channel, kept.inbound, clock_.now(), kept.crisis) == Turns::Took::done)
      ++heard_late_;
  });
  if (replayed.failed > 0)
    report(Level::error, std::to_string(replayed.failed) + " that were kept aside cannot be heard");
  const int heard = heard_late_.exchange(0);  // those of a time that broke off among them
  if (heard == 0) return;
  report(Level::warning, std::to_string(heard) + " that were kept aside are heard now");
  turns_.tell_desk({"alert_kept_aside", {{"count", std::to_string(heard)}}, clock_.now()},
                   clock_.now());
}

// What the channel that called us never says again.
bool Front::is_spooled(const adapters::Channel& calling, const adapters::Channel& way,
                       const adapters::Inbound& inbound) {
  if (spool == nullptr || calling.redelivery != adapters::Redelivery::none) return false;
  const bool answered = calling.speak && crisis_answer(inbound);
  const auto kept = spool->keep(
      {way.name, inbound, answered ? Turns::Crisis::answered : Turns::Crisis::unanswered});
  report(kept ? Level::warning : Level::error,
         calling.name + ": " + shown(inbound.provider_id) +
             (kept ? " is kept aside" : " is lost, " + kept.error().message));
  return kept.has_value();
}

void Front::settle(const adapters::Channel& channel, const std::vector<adapters::Report>& reports) {
  if (reports.empty()) return;
  const auto now = clock_.now();
  const auto seed = store::fresh_seed();
  database_.transact([&](store::Transaction& tx) {
    using Person = store::DeliveryReport::Person;
    store::Ids ids(now, seed);
    for (const auto& one : reports)
      if (one.rung != adapters::Rung::queued)
        store::climb(tx, {channel.name, one.provider_id, state_of(one.rung), one.why, now,
                          one.stopped ? Person::stopped : Person::reachable,
                          one.again == adapters::Report::Again::later ? ids.next() : 0, one.after});
  });
}

// Whatever happens to one of a call, the others of it may still be kept. What an unforeseen failure
// says may hold somebody's words.
bool Front::is_kept(const adapters::Channel& channel, const std::function<void()>& keep) {
  try {
    keep();
    return true;
  } catch (const store::Busy& busy) {
    report(Level::warning, channel.name + ": not kept, " + busy.what());
  } catch (const store::Broken& broken) {
    report(Level::error, std::string("the ledger is broken: ") + broken.what());
    on_broken();
  } catch (const std::exception&) {
    report(Level::warning, channel.name + ": not kept, of an unforeseen failure");
  }
  return false;
}

HttpResponse Front::speak(const adapters::Channel& channel, const HttpRequest& request,
                          const adapters::Arrived& arrived) {
  std::vector<adapters::Outgoing> said;
  database_.transact([&](store::Transaction& tx) {
    said.clear();
    for (const auto& inbound : arrived.messages)
      for (const auto& part :
           store::take_answers(tx, channel.name, inbound.provider_id, clock_.now())) {
        adapters::Outgoing out;
        out.to = inbound.from;
        out.message.text = part.text;
        out.message.options = read_beside(part.options_json).options;
        out.question = part.question;
        out.language = part.language;
        said.push_back(std::move(out));
      }
  });
  return channel.speak(request, said);
}

// The line is engaged while they wait: what helps is said there, and rings nobody.
HttpResponse Front::speak_unkept(const adapters::Channel& channel, const HttpRequest& request,
                                 const adapters::Inbound& inbound, Kept kept) {
  const auto crisis = crisis_answer(inbound);
  if (!crisis && kept == Kept::aside) return channel.hang_up(request);
  if (crisis) report(Level::warning, "a crisis was answered without the ledger");
  adapters::Outgoing out;
  out.message.text = crisis.value_or(shelf_.take()->words.reply("apology"));
  return channel.speak(request, {out});
}

HttpResponse Front::call(const adapters::Channel& channel, const HttpRequest& request) {
  const auto reading = channel.read(request, public_url + request.target, Clock::machine());
  if (const auto* refused = std::get_if<adapters::Refused>(&reading)) {
    report(Level::warning, channel.name + ": refused, " + refused->why);
    return refused->answer;
  }
  const auto& arrived = std::get<adapters::Arrived>(reading);
  std::string line = channel.name + ": a call was kept";
  bool kept = is_kept(channel, [&] { settle(channel, arrived.reports); });
  bool aside = false;
  line += reported(arrived.reports);
  for (const auto& inbound : arrived.messages) {
    // A call from a mobile phone may be answered by text.
    const auto* way =
        inbound.from.kind == channel.kind ? &channel : channel_for(channels_, inbound.from, "");
    if (way == nullptr) {
      report(Level::warning, channel.name + ": no channel of ours reaches " + inbound.from.kind);
      continue;
    }
    const bool is_taken = is_kept(channel, [&] {
      const auto took = take(*way, inbound);
      line += ", " + shown(inbound.provider_id);
      line += took == Turns::Took::done ? " was heard" : " was heard before";
    });
    const bool spooled = !is_taken && is_spooled(channel, *way, inbound);
    aside = aside || spooled;
    kept = kept && (is_taken || spooled);
  }
  if (kept && !aside) {
    report(Level::info, line);
    return is_spoken(channel, arrived) ? speak(channel, request, arrived) : arrived.answer;
  }
  if (!kept) on_refused_for_now(channel);
  if (is_spoken(channel, arrived))
    return speak_unkept(channel, request, arrived.messages.front(), kept ? Kept::aside : Kept::no);
  return kept ? arrived.answer : not_now();
}

std::vector<Route> Front::routes() {
  std::vector<Route> routes;
  for (const auto& [name, channel] : channels_) {
    const auto* borrowed = &channel;
    const auto handle = [this, borrowed](const HttpRequest& request) {
      const auto began = std::chrono::steady_clock::now();
      auto answer = call(*borrowed, request);
      answer.headers.emplace_back(adapters::answered_by, borrowed->name);
      on_answered(*borrowed, answer.status, std::chrono::steady_clock::now() - began);
      return answer;
    };
    for (const auto& path : {"/hooks/" + name, "/hooks/" + name + "/status"})
      for (const auto* method : {"POST", "GET"})
        routes.push_back({method, path, channel.limits.body, handle});
  }
  return routes;
}

}  // namespace kindbank::bot
