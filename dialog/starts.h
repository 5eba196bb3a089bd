// The words that begin a flow: whole messages, perhaps with slots. "k4t7 done" begins the flow that
// starts on "{code} done", with code = "k4t7".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialog/conversation.h"
#include "dialog/flow.h"

namespace kindbank::dialog {

struct Start {
  std::string flow;
  Facts slots;
};

// By the English words and, where a language is given, by its own.
std::optional<Start> find_start(const Flows& flows, std::string_view text,
                                const Language* language);

}  // namespace kindbank::dialog
