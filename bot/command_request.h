// What a command that writes is asked, and what it answers: by the process that holds the ledger,
// which may be another than the one somebody called. Between the two each is one line of JSON.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/result.h"

namespace kindbank::bot {

struct CommandRequest {
  std::string command;  // "member vet"
  std::map<std::string, std::vector<std::string>> arguments;
  bool operator==(const CommandRequest&) const = default;

  std::string argument(const std::string& name) const;  // the first, or ""
};

struct CommandAnswer {
  int exit = 0;
  std::string out;
  std::string err;  // one sentence, or ""
  // What the next request of the same talk needs to know.
  std::map<std::string, std::string> facts;
  bool operator==(const CommandAnswer&) const = default;
};

// It cannot do its work, and why.
CommandAnswer failed(const std::string& why);

inline constexpr std::size_t max_command_bytes = 64 * 1024;

std::string write_request(const CommandRequest& request);  // ends with a line end
Result<CommandRequest> read_request(std::string_view line);
std::string write_answer(const CommandAnswer& answer);
Result<CommandAnswer> read_answer(std::string_view line);

}  // namespace kindbank::bot
