#include "bot/rehearsal.h"

#include <algorithm>
#include <stdexcept>

#include "dialog/utf8.h"

namespace kindbank::bot {
namespace {

// A basic phone: no buttons, every character counted as the networks do.
adapters::Channel basic_phones(const std::string& name, const std::string& kind) {
  adapters::Channel channel;
  channel.name = name;
  channel.adapter = "rehearsal";
  channel.kind = kind;
  channel.limits.sms = true;
  channel.limits.buttons = 0;
  return channel;
}

constexpr std::string_view simulated = "sim";
constexpr Duration look_again =
    std::chrono::minutes(15);  // at what waits for the quiet hours to end
constexpr int most_steps = 20'000;

}  // namespace

Rehearsal::Rehearsal(const Library& library, Time start) : now_(start) {
  store::DatabaseOptions options;
  options.url = "sqlite::memory:";
  auto database = store::Database::open(options);
  if (!database) throw std::runtime_error(database.error().message);
  own_database_ = std::move(*database);
  database_ = own_database_.get();
  begin(library, nullptr);
  turns_->purity = Turns::Purity::proved;
}

Rehearsal::Rehearsal(const Library& library, const Kept& kept)
    : now_(kept.clock.now()), clock_(&kept.clock), database_(&kept.database) {
  for (const auto& [name, channel] : kept.channels) {
    const bool sim = channel.adapter == simulated;
    channels_.emplace(name, sim ? basic_phones(name, channel.kind) : channel);
    if (sim) ours_.insert(name);
  }
  begin(library, kept.rights);
}

void Rehearsal::begin(const Library& library, store::RightsLog* rights) {
  channel_of(std::string(simulated));
  turns_ = std::make_unique<Turns>(*database_, library, channels_, rights);
  turns_->seed = [this] { return draw_seed(); };
  ticker_ = std::make_unique<Ticker>(*database_, *turns_, library,
                                     clock_ == nullptr ? own_clock_ : *clock_);
}

std::uint64_t Rehearsal::draw_seed() { return clock_ == nullptr ? ++seeds_ : store::fresh_seed(); }

bool Rehearsal::is_real(const std::string& kind) const {
  for (const auto& [name, channel] : channels_)
    if (channel.kind == kind && !ours_.contains(name)) return true;
  return false;
}

const adapters::Channel& Rehearsal::channel_of(const std::string& kind) {
  for (const auto& name : ours_)
    if (channels_.at(name).kind == kind) return channels_.at(name);
  auto name = kind;
  while (channels_.contains(name)) name += "_phone";
  ours_.insert(name);
  return channels_.emplace(name, basic_phones(name, kind)).first->second;
}

void Rehearsal::look_at_clock() {
  if (clock_ != nullptr) now_ = clock_->now();
}

bool Rehearsal::is_lost(const Address& phone) const {
  return std::find(lost_.begin(), lost_.end(), phone) != lost_.end();
}

void Rehearsal::settle(store::Transaction& tx, const store::Part& part) const {
  if (!is_lost(part.to))
    return store::mark_sent(tx, part, "rehearsal-" + std::to_string(part.id), "delivered", now_);
  store::never(tx, part, "the number is dead");
  store::undelivered(tx, part.message, now_);
}

std::vector<store::Part> Rehearsal::claim_all(store::Transaction& tx, std::uint64_t seed) const {
  store::Ids ids(now_, seed);
  std::vector<store::Part> claimed;
  for (const auto lane : {store::Lane::express, store::Lane::normal}) {
    for (const auto& name : ours_) {
      store::Claim claim;
      claim.channel = name;
      claim.lane = lane;
      claim.now = now_;
      claim.lease_id = ids.next();
      for (auto& part : store::claim(tx, claim)) {
        settle(tx, part);
        claimed.push_back(std::move(part));
      }
    }
  }
  return claimed;
}

std::vector<Received> Rehearsal::deliver() {
  std::vector<Received> received;
  for (bool more = true; more;) {
    const auto seed = draw_seed();
    const auto parts =
        database_->transact([&](store::Transaction& tx) { return claim_all(tx, seed); });
    more = !parts.empty();
    for (const auto& part : parts)
      if (!is_lost(part.to)) received.push_back({part.to, part.text});
  }
  return received;
}

std::vector<Received> Rehearsal::text(const Address& phone, const std::string& words) {
  if (is_real(phone.kind))
    throw std::logic_error("a rehearsal cannot speak for a phone that is out there");
  look_at_clock();
  auto repaired = repair_utf8(words);
  adapters::Inbound inbound;
  inbound.from = phone;
  inbound.provider_id = "rehearsal-" + std::to_string(store::Ids(now_, draw_seed()).next());
  inbound.message.text = std::move(repaired.text);
  inbound.repaired = repaired.changed;
  turns_->hear(channel_of(phone.kind), inbound, now_);
  auto received = deliver();
  ticker_->run(now_);
  for (auto& more : deliver()) received.push_back(std::move(more));
  return received;
}

// When something comes due or may leave.
std::optional<Time> Rehearsal::next_moment() const {
  auto first = ticker_->next();
  const auto earlier = [&](std::optional<Time> at) {
    if (at && (!first || *at < *first)) first = at;
  };
  for (const auto lane : {store::Lane::express, store::Lane::normal})
    for (const auto& name : ours_)
      earlier(database_->read(
          [&](store::Transaction& tx) { return store::next_due(tx, name, lane, now_); }));
  return first;
}

std::vector<Received> Rehearsal::wait(Duration span) {
  look_at_clock();
  std::vector<Received> received;
  const auto until = now_ + span;
  for (int steps = 0; now_ < until; ++steps) {
    if (steps == most_steps) throw std::runtime_error("too much happens in that time");
    const auto next = next_moment();
    // What waits for the morning has come due and is not done: look again a little later.
    const auto target = next && *next > now_ ? *next : next ? now_ + look_again : until;
    now_ = std::min(target, until);
    ticker_->run(now_);
    for (auto& more : deliver()) received.push_back(std::move(more));
  }
  if (clock_ != nullptr) clock_->move(span);
  return received;
}

}  // namespace kindbank::bot
