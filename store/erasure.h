// Forgetting a person, as they may ask. Words, names and mailboxes go; what the bank did stays, as
// that of a member's number. Whether anything stands in the way, such as an open incident, is for
// the caller to know. The order is: erasure_of, log_erasure, erase. So whatever comes between, the
// rights log knows, and a backup that is put back is erased again.
#pragma once

#include <string>
#include <vector>

#include "dialog/message.h"
#include "dialog/result.h"
#include "store/database.h"
#include "store/rights_log.h"

namespace kindbank::store {

struct Erasure {
  std::int64_t member = 0;         // 0: somebody who never joined
  std::vector<Address> mailboxes;  // theirs alone
  bool operator==(const Erasure&) const = default;
};

// Another member may share a mailbox of theirs; that one is not in it.
Erasure erasure_of(Transaction& tx, std::int64_t member);

// How the rights log knows a member: as an Address that no channel has.
Address as_address(std::int64_t member);
Result<void> log_erasure(RightsLog& log, const Erasure& erasure, Time now);

// Nobody writes to these mailboxes again unless they text START. What the member asked for and
// nobody has agreed to is cancelled, and they are asked for nothing more. Gives the codes of the
// jobs that are agreed, in which somebody must be told. Incidents keep what they say: they have a
// term of their own.
std::vector<std::string> erase(Transaction& tx, const Erasure& erasure, Time now);

}  // namespace kindbank::store
