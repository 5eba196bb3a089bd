#include "bot/rehearsal.h"

#include <stdexcept>

#include "store/outbox.h"

namespace kindbank::bot {
namespace {

// A basic phone: no buttons, every character counted as the networks do.
adapters::Channel basic_phones() {
  adapters::Channel channel;
  channel.name = "sim";
  channel.adapter = "rehearsal";
  channel.kind = "sim";
  channel.limits.sms = true;
  channel.limits.buttons = 0;
  return channel;
}

constexpr Duration look_again = std::chrono::minutes(15);  // at what waits for the quiet hours to end
constexpr int most_steps = 20'000;

}  // namespace

Rehearsal::Rehearsal(const Library& library, Time start) : library_(library), now_(start) {
  channels_.emplace("sim", basic_phones());
  store::DatabaseOptions options;
  options.url = "sqlite::memory:";
  auto database = store::Database::open(options);
  if (!database) throw std::runtime_error(database.error().message);
  database_ = std::move(*database);
  turns_ = std::make_unique<Turns>(*database_, library_, channels_, nullptr);
  turns_->purity = Turns::Purity::proved;
  turns_->seed = [this] { return draw_seed(); };
  ticker_ = std::make_unique<Ticker>(*database_, *turns_, library_, clock_);
}

std::vector<Received> Rehearsal::deliver() {
  std::vector<Received> received;
  for (bool more = true; more;) {
    const auto parts = database_->transact([&](store::Transaction& tx) {
      store::Ids ids(now_, draw_seed());
      std::vector<store::Part> claimed;
      for (const auto lane : {store::Lane::express, store::Lane::normal}) {
        store::Claim claim;
        claim.channel = "sim";
        claim.lane = lane;
        claim.now = now_;
        claim.lease_id = ids.next();
        for (auto& part : store::claim(tx, claim)) {
          store::mark_sent(tx, part, "rehearsal-" + part.reference, "delivered", now_);
          claimed.push_back(std::move(part));
        }
      }
      return claimed;
    });
    more = !parts.empty();
    for (const auto& part : parts) received.push_back({part.to, part.text});
  }
  return received;
}

std::vector<Received> Rehearsal::text(const Address& phone, const std::string& words) {
  adapters::Inbound inbound;
  inbound.from = phone;
  inbound.provider_id = "rehearsal-in-" + std::to_string(++texts_);
  inbound.message.text = words;
  turns_->hear(channels_.at("sim"), inbound, now_);
  auto received = deliver();
  ticker_->run(now_);
  for (auto& more : deliver()) received.push_back(std::move(more));
  return received;
}

std::vector<Received> Rehearsal::wait(Duration span) {
  std::vector<Received> received;
  const auto until = now_ + span;
  for (int steps = 0; now_ < until; ++steps) {
    if (steps == most_steps) throw std::runtime_error("too much happens in that time");
    auto next = ticker_->next();
    for (const auto lane : {store::Lane::express, store::Lane::normal}) {
      const auto leaves = database_->read(
          [&](store::Transaction& tx) { return store::next_due(tx, "sim", lane, now_); });
      if (leaves && (!next || *leaves < *next)) next = leaves;
    }
    // What waits for the morning has come due and is not done: look again a little later.
    const auto target = next && *next > now_ ? *next : next ? now_ + look_again : until;
    now_ = std::min(target, until);
    ticker_->run(now_);
    for (auto& more : deliver()) received.push_back(std::move(more));
  }
  return received;
}

}  // namespace kindbank::bot
