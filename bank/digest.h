// The digest: what a coordinator reads at their hours, worst first, so that fifteen minutes a day
// go where they are needed. Lines are named texts of the reply words with their facts; first names,
// member numbers and codes alone, never a phone number or somebody's words.
#pragma once

#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/coordinators.h"

namespace kindbank::bank {

struct DigestLine {
  std::string reply;  // which of the set replies: "digest_crisis"
  dialog::Facts facts{};
  bool operator==(const DigestLine&) const = default;
};

struct Digest {
  std::string when;               // "Tue 24 Nov, 8am"
  std::vector<DigestLine> lines;  // what needs somebody; none: a quiet day
  std::vector<DigestLine> last;   // what ends it, if it is sent: whether minutes were spent
};

// As things are now; only reads. Whom to meet is told with the first digest of the day, and what
// moves slowly (who is idle, whose account is low, the pot) with the first one of a Monday.
Digest digest_of(Context& context, const store::Coordinator& coordinator);

// Each coordinator's next digest as a Due, where it is not there yet.
void plan_digests(store::Transaction& tx, const Town& town, store::Ids& ids, Time now);

// A digest has come due: whose it is and what it says. Nothing where it is of another day, where a
// later one is due as well, where the coordinator has it no more at that hour, or where there is
// nothing to say; but the first of the day always comes, for its silence is the alarm that the
// system is down. The next one is planned.
struct DueDigest {
  store::Coordinator coordinator;
  Digest digest;
};
std::optional<DueDigest> digest_due(Context& context, const std::string& coordinator,
                                    const std::string& step);

// -> rest(rest) | nothing, of the speaker's last digest
dialog::Told show_more(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
