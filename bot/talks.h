// The talks that were read or written last, as values: a talk goes on within minutes, and reading
// it from its JSON costs more than all that the engine does with it. What is remembered is known by
// that very JSON, so it is never older than the ledger. Safe to use from any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "dialog/conversation.h"
#include "store/ids.h"

namespace kindbank::bot {

class Talks {
 public:
  // As dialog::read_conversation.
  Result<dialog::Conversation> read(store::Id contact, const std::string& json);
  // Returns its JSON.
  std::string write(store::Id contact, const dialog::Conversation& conversation);

 private:
  struct Talk {
    std::string json;
    dialog::Conversation conversation;
  };
  void remember(store::Id contact, Talk talk);

  std::mutex mutex_;
  std::unordered_map<store::Id, Talk> talks_;  // guarded by mutex_
};

}  // namespace kindbank::bot
