// One member at several phones and apps. Whoever is known at one gets a code there and writes it
// from the other; the one that is known is asked before the other counts, so a guessed code gains
// nothing. What does not arrive at one goes to the other only where the member has said so.
#pragma once

#include <optional>
#include <vector>

#include "bank/actions.h"
#include "store/contacts.h"

namespace kindbank::bank {

std::vector<Action> linking_actions();

// What the member said YES to: a text that cannot be delivered may go to another mailbox of theirs.
inline constexpr const char* other_way_consent = "other_way";

// The other mailbox of this member that was heard from last, which takes texts and to which the
// last text did not fail; nothing where they did not agree to it.
std::optional<store::Contact> other_way(Context& context, std::int64_t member, store::Id contact);

}  // namespace kindbank::bank
