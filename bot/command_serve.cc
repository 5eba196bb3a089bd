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

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

int serve(const HouseInput& input, const ServeOptions& options) {
  auto house = read_house(input);
  print_findings(house.findings);
  if (house.has_errors()) return exit_settings;

  // Blocked before any thread starts, so that only the one below takes them.
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  // A write that the other end or a limit of the file's size forbids fails, and does not kill.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);

  ServerOptions server_options;
  const bool simulator = options.simulator == ServeOptions::Simulator::on;
  if (simulator) server_options.simulator = ServerOptions::Simulator::on;
  const auto host = house.settings.server.listen.host;
  auto started = Server::start(std::move(house), server_options);
  if (!started) {
    std::fprintf(stderr, "kindbank: %s\n", started.error().message.c_str());
    return exit_cannot;
  }
  auto& server = **started;
  std::printf("kindbank: listening on http://%s:%d%s\n", host.c_str(), server.port(),
              simulator ? " (phones at /sim)" : "");
  std::printf("kindbank: operations on port %d\n", server.operations_port());
  std::fflush(stdout);

  std::thread listener([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.ask_to_stop();
  });
  const auto ended = server.wait();
  if (ended == Server::Ended::broken) ::kill(::getpid(), SIGTERM);
  listener.join();
  return ended == Server::Ended::broken ? exit_cannot : 0;
}

}  // namespace kindbank::bot
