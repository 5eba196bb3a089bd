// Where a command that writes has its work done: by the server that holds the ledger, or here where
// none runs.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "bot/command_request.h"
#include "bot/house.h"
#include "bot/kept_ledger.h"

namespace kindbank::bot {

class Counter {
 public:
  struct Needs {
    enum class Library { none, whole } library = Library::whole;    // to do the work here
    enum class Missing { make, refuse } missing = Missing::refuse;  // where there is no ledger yet
    std::string instead;  // what to do where a process holds the ledger that takes no commands
    // Whether people may stand on a flow that this program cannot run: not where a talk goes on.
    enum class Stranded { refuse, take } stranded = Stranded::refuse;
  };
  Counter(HouseInput input, Settings settings, Needs needs);

  // What went wrong is an answer, too. Once no server was found, what follows is done here as well.
  CommandAnswer ask(const CommandRequest& request);

 private:
  bool is_open() const { return database_ || ledger_; }
  std::optional<CommandAnswer> ask_running_server(const CommandRequest& request) const;
  std::optional<CommandAnswer> open();  // the refusal, if any
  std::optional<CommandAnswer> open_alone();
  std::optional<CommandAnswer> open_house();

  HouseInput input_;
  Settings settings_;
  Needs needs_;
  Clock clock_;
  std::unique_ptr<store::Database> database_;  // without a library
  House house_;                                // with one, and the two below
  std::unique_ptr<KeptLedger> ledger_;
  std::unique_ptr<Turns> turns_;
};

}  // namespace kindbank::bot
