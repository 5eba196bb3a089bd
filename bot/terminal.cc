#include "bot/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "bot/transcript.h"

namespace kindbank::bot {

std::string phone_name(const Address& phone) {
  return phone.kind == "sim" ? phone.handle : phone.text();
}

bool is_terminal() { return ::isatty(STDIN_FILENO) == 1; }

std::optional<std::string> read_line(const std::string& prompt) {
  if (is_terminal()) std::cout << prompt << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) {
    if (is_terminal()) std::cout << std::endl;
    return std::nullopt;
  }
  return on_one_line(std::move(line));
}

void show(const std::vector<Received>& received) {
  for (const auto& one : received)
    std::cout << phone_name(one.phone) << "< " << on_one_line(one.text) << '\n';
  std::cout << std::flush;
}

}  // namespace kindbank::bot
