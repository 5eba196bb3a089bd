// A code by which a member says, from another phone or app, who they are: given to the mailbox that
// the bank knows, and written from the one that it does not know yet. One a member, the last one.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"

namespace kindbank::store {

struct Link {
  std::string code;  // "K4T7"
  std::int64_t member = 0;
  std::optional<Id> contact;  // where it was written from; nothing until it is
  Time until{};               // from then on it is worth nothing

  bool operator==(const Link&) const = default;
};

enum class Kept { yes, taken };  // taken: by somebody else, so another code is to be drawn

Kept put_link(Transaction& tx, const Link& link, Time now);
std::optional<Link> find_link(Transaction& tx, const std::string& code, Time now);
// The first who writes it has it.
bool take_link(Transaction& tx, const std::string& code, Id contact);
void drop_link(Transaction& tx, std::int64_t member);

}  // namespace kindbank::store
