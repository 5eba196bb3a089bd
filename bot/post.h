// Putting what is to be said into the outbox: one row in the log, and one part for each request
// that its channel needs.
#pragma once

#include <optional>
#include <string>

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

// The options of a part as the outbox keeps them, and back.
std::string write_options(const std::vector<Option>& options);
std::vector<Option> read_options(const std::string& json);

}  // namespace kindbank::bot
