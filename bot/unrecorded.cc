#include "bot/unrecorded.h"

#include <algorithm>

namespace kindbank::bot {
namespace {

using adapters::Delivery;
using adapters::Later;
using adapters::Never;
using adapters::Outgoing;
using adapters::Sent;

constexpr std::size_t most_waiting = 256;
constexpr std::size_t most_noted = 1024;
constexpr int most_tries = 5;

}  // namespace

Unrecorded::Unrecorded(const adapters::Channel& channel, const Clock& clock, FetchOptions fetch,
                       std::uint64_t seed)
    : channel_(channel), clock_(clock), fetch_(fetch), backoff_(seed) {}

std::deque<Unrecorded::Note>::iterator Unrecorded::find(const std::string& reference) {
  return std::find_if(notes_.begin(), notes_.end(),
                      [&](const Note& note) { return note.reference == reference; });
}

bool Unrecorded::push(Outgoing answer) {
  const std::lock_guard lock(mutex_);
  if (find(answer.reference) != notes_.end()) return true;
  if (waiting_.size() >= most_waiting) return false;
  notes_.push_back({answer.reference});
  if (notes_.size() > most_noted) notes_.pop_front();
  waiting_.push_back({std::move(answer), clock_.now(), 0});
  return true;
}

bool Unrecorded::has_left(const std::string& reference) {
  const std::lock_guard lock(mutex_);
  const auto note = find(reference);
  if (note == notes_.end()) return false;
  if (note->state == Note::State::left) return true;
  notes_.erase(note);
  std::erase_if(waiting_, [&](const Waiting& one) { return one.answer.reference == reference; });
  return false;
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
    return channel_.outcome(answer, fetch_.send(channel_.write(answer, Clock::machine())));
  } catch (const std::exception&) {
    return Never{"it cannot be written for this channel", false};
  }
}

void Unrecorded::settle(Waiting waiting, const Delivery& delivery) {
  const auto name = channel_.name + ": an answer without a row ";
  std::unique_lock lock(mutex_);
  const auto note = find(waiting.answer.reference);
  const bool ours = note != notes_.end();  // else the ledger says it by now
  if (std::holds_alternative<Sent>(delivery)) {
    if (ours) note->state = Note::State::left;
    lock.unlock();
    return report(Level::info, name + "was taken by the provider");
  }
  if (!ours) return;
  const auto* never = std::get_if<Never>(&delivery);
  if (never != nullptr || ++waiting.failures == most_tries) {
    notes_.erase(note);
    lock.unlock();
    return report(Level::error, name + "could not be delivered" + (never ? ": " + never->why : ""));
  }
  // A crisis answer is rather sent twice than not at all, so Unknown is tried again, too.
  const auto* later = std::get_if<Later>(&delivery);
  const auto asked = later && later->after ? *later->after : Duration{};
  waiting.next_try = clock_.now() + std::max(asked, backoff_.draw(waiting.failures));
  waiting_.push_back(std::move(waiting));
  lock.unlock();
  report(Level::warning, name + "is tried again" + (later ? ": " + later->why : ""));
}

int Unrecorded::run(Time now) {
  auto due = take_due(now);
  for (auto& one : due) {
    const auto delivery = send(one.answer);
    on_outcome(delivery);
    settle(std::move(one), delivery);
  }
  return static_cast<int>(due.size());
}

}  // namespace kindbank::bot
