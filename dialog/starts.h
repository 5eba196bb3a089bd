// The flow that a text begins: a whole message of its start words, courtesies aside.
#pragma once

#include <optional>
#include <string_view>

#include "dialog/flow.h"
#include "dialog/start_words.h"

namespace kindbank::dialog {

// By the English words and, where a language is given, by its own.
std::optional<Start> find_start(const Flows& flows, std::string_view text,
                                const Language* language);

}  // namespace kindbank::dialog
