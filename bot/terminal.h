// A person at a terminal who plays phones: reads what is typed, shows what the phones receive.
// Where the input is no terminal there is no prompt, so that a talk can be piped in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/rehearsal.h"

namespace kindbank::bot {

// "asker" for sim:asker, the whole Address for any other kind.
std::string phone_name(const Address& phone);

bool is_terminal();
// The next line without the spaces around it; nothing at the end of the input.
std::optional<std::string> read_line(const std::string& prompt);

// "helper< Bank of Kindness: ...", a line each.
void show(const std::vector<Received>& received);

}  // namespace kindbank::bot
