#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "bot/commands.h"
#include "bot/server.h"

namespace kindbank::bot {
namespace {

constexpr int exit_settings = 2;
constexpr int exit_cannot = 1;

sigset_t our_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  return signals;
}

bool has_terminal() {
  const int terminal = ::open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
  if (terminal >= 0) ::close(terminal);
  return terminal >= 0;
}

// SIGHUP means two things: read the flows again, and the terminal is gone. Who was started in one
// stops with it, unless nohup said otherwise.
class HangUp {
 public:
  HangUp() {
    struct sigaction before {};
    ::sigaction(SIGHUP, nullptr, &before);
    stops_ = before.sa_handler != SIG_IGN && has_terminal();
  }
  bool is_the_end() const { return stops_ && !has_terminal(); }

 private:
  bool stops_ = false;
};

int refuse(const NotStarted& refused) {
  print_findings(refused.findings);
  if (!refused.findings.empty()) return exit_settings;
  std::fprintf(stderr, "kindbank: %s\n", refused.message.c_str());
  return exit_cannot;
}

}  // namespace

int serve(const HouseInput& input, const ServeOptions& options) {
  // Blocked before any thread starts, so that only the one below takes them.
  const HangUp hang_up;
  const auto signals = our_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  auto house = read_house(input);
  print_findings(house.findings);
  if (house.has_errors()) return exit_settings;

  // A write that the other end or a limit of the file's size forbids fails, and does not kill.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);

  ServerOptions server_options;
  const bool simulator = options.simulator == ServeOptions::Simulator::on;
  if (simulator) server_options.simulator = ServerOptions::Simulator::on;
  server_options.read_again = [input] { return read_house(input); };
  const auto host = house.settings.server.listen.host;
  auto started = Server::start(std::move(house), server_options);
  if (!started) return refuse(started.error());
  auto& server = **started;
  std::printf("kindbank: listening on http://%s:%d%s\n", host.c_str(), server.port(),
              simulator ? " (phones at /sim)" : "");
  std::printf("kindbank: operations on port %d\n", server.operations_port());
  std::fflush(stdout);

  std::thread listener([&] {
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal == SIGHUP && !hang_up.is_the_end())
      static_cast<void>(server.reload());  // what comes of it is in the log
    server.ask_to_stop();
  });
  const auto ended = server.wait();
  if (ended == Server::Ended::broken) ::kill(::getpid(), SIGTERM);
  listener.join();
  return ended == Server::Ended::broken ? exit_cannot : 0;
}

}  // namespace kindbank::bot
