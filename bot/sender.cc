#include "bot/sender.h"

#include <algorithm>

namespace kindbank::bot {
namespace {

// With all but one of them in sends that hang the lane still moves; and two hundred texts to a
// provider that takes a third of a second for each have left within eight.
constexpr std::uint64_t couriers_a_lane = 8;

constexpr Duration shortest_wait = std::chrono::milliseconds(20);

}  // namespace

Sender::Sender(store::Database& database, const adapters::Channel& channel, const Clock& clock,
               SenderOptions options)
    : clock_(clock),
      grace_(options.grace),
      unrecorded_(channel, clock, options.fetch, options.seed) {
  fill(express_, store::Lane::express, database, channel, options);
  fill(normal_, store::Lane::normal, database, channel, options);
  unrecorded_.report = [this](Level level, const std::string& line) { report(level, line); };
  unrecorded_.on_outcome = [this](const adapters::Delivery& delivery) { on_outcome(delivery); };
}

void Sender::fill(Lane& lane, store::Lane name, store::Database& database,
                  const adapters::Channel& channel, const SenderOptions& options) {
  for (std::uint64_t i = 0; i < couriers_a_lane; ++i) {
    lane.couriers.push_back(std::make_unique<Courier>(database, channel, clock_, name, lane.notes,
                                                      options.fetch, options.seed + i));
    auto& courier = *lane.couriers.back();
    courier.report = [this](Level level, const std::string& line) { report(level, line); };
    courier.on_outcome = [this](const adapters::Delivery& delivery) { on_outcome(delivery); };
  }
}

Sender::~Sender() { stop(); }

std::optional<Time> Sender::carry(Courier& courier) {
  while (!quiet_alarm_.is_stopped() && courier.step(clock_.now())) {
  }
  return courier.next_due();
}

std::optional<Time> Sender::look_in(Courier& courier) {
  const auto next = courier.next_due();
  return next && *next <= clock_.now() ? carry(courier) : next;
}

void Sender::loop(const Round& round, Alarm& alarm) {
  while (!alarm.is_stopped()) {
    std::optional<Time> next;
    try {
      next = round();
    } catch (const store::Broken&) {
      return on_broken();
    } catch (const std::exception& failure) {  // busy: the rows stay, the next round has them
      report(Level::warning, std::string("the sender could not work: ") + failure.what());
    }
    alarm.wait_for(next ? std::clamp(*next - clock_.now(), shortest_wait, longest_wait)
                        : longest_wait);
  }
}

void Sender::start(Lane& lane) {
  for (const auto& one : lane.couriers) {
    auto* courier = one.get();
    if (courier == lane.couriers.front().get())
      threads_.emplace_back([this, courier, alarm = &lane.alarm] {
        loop([=, this] { return carry(*courier); }, *alarm);
      });
    else
      threads_.emplace_back(
          [this, courier] { loop([=, this] { return look_in(*courier); }, quiet_alarm_); });
  }
}

void Sender::start() {
  start(express_);
  start(normal_);
  threads_.emplace_back([this] {
    const auto round = [this] {
      unrecorded_.run(clock_.now());
      return unrecorded_.next_due();
    };
    loop(round, unrecorded_alarm_);
    unrecorded_.run(Time::max());  // there is no later for what has no row
    if (unrecorded_.next_due()) report(Level::error, "answers without a row were lost at the stop");
  });
}

void Sender::stop() {
  for (auto* alarm : {&quiet_alarm_, &express_.alarm, &normal_.alarm, &unrecorded_alarm_})
    alarm->stop();
  for (const auto* lane : {&express_, &normal_})
    for (const auto& courier : lane->couriers) courier->end_within(grace_);
  unrecorded_.end_within(grace_);
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Sender::poke(store::Lane lane) {
  (lane == store::Lane::express ? express_ : normal_).alarm.ring();
}

int Sender::run_once(store::Lane lane) {
  const auto now = clock_.now();  // what is put off meanwhile is for another time
  int done = lane == store::Lane::express ? unrecorded_.run(now) : 0;
  auto& courier = *(lane == store::Lane::express ? express_ : normal_).couriers.front();
  while (courier.step(now)) ++done;
  return done;
}

bool Sender::send_now(adapters::Outgoing answer) {
  if (!unrecorded_.push(std::move(answer))) return false;
  unrecorded_alarm_.ring();
  return true;
}

}  // namespace kindbank::bot
