// How a command that writes reaches the server that holds the ledger: `<ledger>.sock`, a unix
// socket that its owner alone may open. One connection brings one request and takes one answer; the
// server reads them one after the other, each within a size and a time, from its own user or root
// only.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "bot/bell.h"
#include "bot/command_request.h"

namespace kindbank::bot {

struct CommandSocketOptions {
  std::filesystem::path path;
  // Called on the socket's own thread; what it throws is answered as a failure.
  std::function<CommandAnswer(const CommandRequest&)> perform;
  std::chrono::milliseconds patience{2000};  // with who has connected and says nothing
};

class CommandSocket {
 public:
  // A socket that a crash left behind is replaced, so only who holds the ledger may call this.
  static Result<std::unique_ptr<CommandSocket>> listen(CommandSocketOptions options);
  ~CommandSocket();  // stops, and takes the socket away
  CommandSocket(const CommandSocket&) = delete;
  CommandSocket& operator=(const CommandSocket&) = delete;

 private:
  CommandSocket(CommandSocketOptions options, int listener);
  void loop();
  void serve(int connection);
  std::optional<std::string> read_line(int connection);
  CommandAnswer answer_to(const std::string& line) const;

  CommandSocketOptions options_;
  int listener_;
  Bell stop_;
  std::thread thread_;
};

// Nothing where no server listens there; a failure where one does and did not answer.
Result<std::optional<CommandAnswer>> ask_server(const std::filesystem::path& path,
                                                const CommandRequest& request);

}  // namespace kindbank::bot
