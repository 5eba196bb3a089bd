#include "bot/sender.h"

#include <algorithm>

namespace kindbank::bot {
namespace {

constexpr Duration longest_wait = std::chrono::seconds(1);  // the clock may be moved meanwhile
constexpr Duration shortest_wait = std::chrono::milliseconds(20);

}  // namespace

Sender::Sender(store::Database& database, const adapters::Channel& channel, const Clock& clock,
               SenderOptions options)
    : clock_(clock),
      grace_(options.grace),
      express_(database, channel, clock, store::Lane::express, options.fetch, options.seed),
      normal_(database, channel, clock, store::Lane::normal, options.fetch, options.seed + 1),
      unrecorded_(channel, clock, options.fetch, options.seed + 2) {
  const auto pass_on = [this](const std::string& line) { report(line); };
  express_.report = pass_on;
  normal_.report = pass_on;
  unrecorded_.report = pass_on;
}

Sender::~Sender() { stop(); }

bool Sender::is_stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

std::optional<Time> Sender::carry(Courier& courier) {
  while (!is_stopping() && courier.step(clock_.now())) {
  }
  return courier.next_due();
}

void Sender::loop(const Round& round) {
  for (;;) {
    std::unique_lock lock(mutex_);
    if (stopping_) return;
    const auto heard = pokes_;
    lock.unlock();
    std::optional<Time> next;
    try {
      next = round();
    } catch (const store::Broken&) {
      return on_broken();
    } catch (const std::exception& failure) {  // busy: the rows stay, the next round has them
      report(std::string("the sender could not work: ") + failure.what());
    }
    const auto wait =
        next ? std::clamp(*next - clock_.now(), shortest_wait, longest_wait) : longest_wait;
    lock.lock();
    changed_.wait_for(lock, wait, [&] { return stopping_ || pokes_ != heard; });
  }
}

void Sender::start() {
  threads_.emplace_back([this] { loop([this] { return carry(express_); }); });
  threads_.emplace_back([this] { loop([this] { return carry(normal_); }); });
  threads_.emplace_back([this] {
    loop([this] {
      unrecorded_.run(clock_.now());
      return unrecorded_.next_due();
    });
    unrecorded_.run(Time::max());  // there is no later for what has no row
    if (unrecorded_.next_due()) report("answers without a row were lost at the stop");
  });
}

void Sender::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  express_.end_within(grace_);
  normal_.end_within(grace_);
  unrecorded_.end_within(grace_);
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Sender::poke() {
  {
    const std::lock_guard lock(mutex_);
    ++pokes_;
  }
  changed_.notify_all();
}

int Sender::run_once(store::Lane lane) {
  const auto now = clock_.now();  // what is put off meanwhile is for another time
  int done = lane == store::Lane::express ? unrecorded_.run(now) : 0;
  auto& courier = lane == store::Lane::express ? express_ : normal_;
  while (courier.step(now)) ++done;
  return done;
}

bool Sender::send_now(adapters::Outgoing answer) {
  if (!unrecorded_.push(std::move(answer))) return false;
  poke();
  return true;
}

}  // namespace kindbank::bot
