// When a question of the bank's that should not wait for long may come before the one that is open.
#pragma once

#include <string_view>

#include "dialog/conversation.h"
#include "dialog/flow.h"

namespace kindbank::dialog {

// Whether every answer to it begins another flow.
bool is_menu(const Step& step);

// From when on it may, which is looked at again then: at once where nothing is asked, or only a
// menu is open, and else once the open question was left alone for ten minutes. An invitation does
// not come between while somebody says when they will do a job that they have said yes to.
Time comes_between(const Flows& flows, const Conversation& conversation,
                   std::string_view message_class, Time now);

}  // namespace kindbank::dialog
