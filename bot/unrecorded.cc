#include "bot/unrecorded.h"

#include <algorithm>

namespace kindbank::bot {
namespace {

using adapters::Delivery;
using adapters::Later;
using adapters::Never;
using adapters::Outgoing;
using adapters::Sent;
using adapters::Unknown;

constexpr std::size_t most_waiting = 256;
constexpr int most_tries = 5;

}  // namespace

Unrecorded::Unrecorded(const adapters::Channel& channel, const Clock& clock, FetchOptions fetch,
                       std::uint64_t seed)
    : channel_(channel), clock_(clock), fetch_(fetch), backoff_(seed) {}

bool Unrecorded::push(Outgoing answer) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= most_waiting) return false;
  waiting_.push_back({std::move(answer), clock_.now(), 0});
  return true;
}

std::optional<Time> Unrecorded::next_due() const {
  const std::lock_guard lock(mutex_);
  std::optional<Time> first;
  for (const auto& one : waiting_)
    if (!first || one.next_try < *first) first = one.next_try;
  return first;
}

std::deque<Unrecorded::Waiting> Unrecorded::take_due(Time now) {
  const std::lock_guard lock(mutex_);
  std::deque<Waiting> due;
  std::deque<Waiting> rest;
  for (auto& one : waiting_) (one.next_try <= now ? due : rest).push_back(std::move(one));
  waiting_.swap(rest);
  return due;
}

Delivery Unrecorded::send(const Outgoing& answer) {
  try {
    return channel_.outcome(fetch_.send(channel_.write(answer)));
  } catch (const std::exception&) {
    return Never{"it cannot be written for this channel", false};
  }
}

void Unrecorded::try_once(Waiting waiting) {
  const auto name = channel_.name + ": an answer without a row ";
  const auto delivery = send(waiting.answer);
  if (std::holds_alternative<Sent>(delivery)) return report(name + "was taken by the provider");
  const auto* never = std::get_if<Never>(&delivery);
  if (never != nullptr || ++waiting.failures == most_tries)
    return report(name + "could not be delivered" + (never ? ": " + never->why : ""));
  // A crisis answer is rather sent twice than not at all, so Unknown is tried again, too.
  const auto* later = std::get_if<Later>(&delivery);
  const auto asked = later && later->after ? *later->after : Duration{};
  waiting.next_try = clock_.now() + std::max(asked, backoff_.draw(waiting.failures));
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(waiting));
}

int Unrecorded::run(Time now) {
  auto due = take_due(now);
  for (auto& one : due) try_once(std::move(one));
  return static_cast<int>(due.size());
}

}  // namespace kindbank::bot
