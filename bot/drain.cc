#include "bot/drain.h"

#include "bot/kept_flows.h"
#include "dialog/conversation.h"
#include "store/contacts.h"
#include "store/flow_versions.h"

namespace kindbank::bot {
namespace {

constexpr Duration between_sayings = std::chrono::hours(1);
constexpr Duration between_looks = std::chrono::hours(24);
// A server that serves a version has said so within this; a turn that began on it is over.
constexpr Duration unserved_after = std::chrono::hours(3);
// Longer than any question stays open.
constexpr Duration translations_kept = std::chrono::hours(90 * 24);
constexpr int talks_a_tick = 200;

}  // namespace

void Drain::say_served(Time now) {
  const auto library = shelf_.take();
  database_.transact([&](store::Transaction& tx) { serve_versions(tx, *library, now); });
  next_said_ = now + between_sayings;
}

void Drain::begin(Time now) {
  next_look_ = now + between_looks;
  since_ = now - unserved_after;
  behind_ = 0;
  database_.transact(
      [&](store::Transaction& tx) { store::drop_translations(tx, now - translations_kept); });
  const auto unserved = database_.read(
      [&](store::Transaction& tx) { return store::unserved_flow_versions(tx, since_); });
  empty_ = {unserved.begin(), unserved.end()};
}

void Drain::look_at_some(Time now) {
  const auto talks = database_.read(
      [&](store::Transaction& tx) { return store::talks_behind(tx, behind_, talks_a_tick); });
  for (const auto& talk : talks) {
    const auto conversation = dialog::read_conversation(talk.conversation);
    if (!conversation) continue;  // it begins anew with the next message
    for (const auto* question : dialog::standing(*conversation, now))
      empty_.erase(question->version);
  }
  if (!talks.empty()) behind_ = talks.back().contact;
  if (talks.size() < talks_a_tick) drop_empty();
}

void Drain::drop_empty() {
  database_.transact([&](store::Transaction& tx) {
    for (const auto& hash : empty_) store::drop_flow_version(tx, hash, since_);
  });
  empty_.clear();
}

void Drain::run(Time now) {
  if (now >= next_said_) say_served(now);
  if (empty_.empty() && now >= next_look_) begin(now);
  if (!empty_.empty()) look_at_some(now);
}

}  // namespace kindbank::bot
