// The flow that a text begins: a whole message of its start words, courtesies aside.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/flow.h"
#include "dialog/start_words.h"

namespace kindbank::dialog {

// By the English words and, where a language is given, by its own. Courtesies behind them are left
// out.
std::optional<Start> find_start(const Flows& flows, std::string_view text, const Language* language,
                                const std::vector<std::string>& courtesies);

}  // namespace kindbank::dialog
