#include "bot/talks.h"

namespace kindbank::bot {
namespace {

constexpr std::size_t most = 4096;  // of some two kilobytes each

}  // namespace

void Talks::remember(store::Id contact, Talk talk) {
  const std::lock_guard lock(mutex_);
  if (talks_.size() >= most && !talks_.contains(contact)) talks_.clear();
  talks_.insert_or_assign(contact, std::move(talk));
}

Result<dialog::Conversation> Talks::read(store::Id contact, const std::string& json) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = talks_.find(contact);
    if (found != talks_.end() && found->second.json == json) return found->second.conversation;
  }
  auto conversation = dialog::read_conversation(json);
  if (conversation) remember(contact, {json, *conversation});
  return conversation;
}

std::string Talks::write(store::Id contact, const dialog::Conversation& conversation) {
  auto json = dialog::write_conversation(conversation);
  remember(contact, {json, conversation});
  return json;
}

}  // namespace kindbank::bot
