// Putting what is to be said into the outbox: one row in the log, and one part for each request
// that its channel needs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/channel.h"
#include "dialog/respond.h"
#include "store/contacts.h"
#include "store/database.h"

namespace kindbank::bot {

struct Posting {
  const adapters::Channel& channel;
  const store::Contact& to;
  const dialog::Say& say;
  std::optional<std::int64_t> member;
  std::optional<store::Id> cause;  // the message that it answers
  Time now{};
  Time not_before{};  // now, or the end of the quiet hours
};

void post(store::Transaction& tx, store::Ids& ids, const Posting& posting);

// What goes with the words of a part: its buttons, and what stands in the slots of a text that has
// a template; and how the outbox keeps both.
struct BesideText {
  std::vector<Option> options;
  std::vector<std::string> slots;
};
std::string write_beside(const BesideText& beside);  // "" where there is neither
BesideText read_beside(const std::string& json);

}  // namespace kindbank::bot
