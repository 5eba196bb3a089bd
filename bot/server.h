// The running service: the ledger, the turns, the threads around them and the two listeners, in the
// order in which they start; they stop in the opposite one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "bot/channels.h"
#include "bot/clock.h"
#include "bot/command_socket.h"
#include "bot/front.h"
#include "bot/house.h"
#include "bot/metrics.h"
#include "bot/poller.h"
#include "bot/reload.h"
#include "bot/sender.h"
#include "bot/tally.h"
#include "bot/ticker.h"
#include "bot/turn.h"
#include "bot/web.h"

namespace kindbank::bot {

struct ServerOptions {
  enum class Simulator { off, on } simulator = Simulator::off;
  // Settings and library once more, for a reload.
  std::function<House()> read_again = nullptr;
};

// Why a server does not start.
struct NotStarted {
  std::string message;                    // one sentence
  std::vector<dialog::Finding> findings;  // where what the town wrote is what is in the way
};

class Server {
 public:
  // Opens the ledger and binds both listeners. Where it fails nothing runs.
  static tl::expected<std::unique_ptr<Server>, NotStarted> start(House house,
                                                                 const ServerOptions& options);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const { return port_; }
  int operations_port() const { return operations_port_; }

  enum class Ended { asked, broken };
  // Returns once stop was asked for, or the ledger broke.
  Ended wait();
  void ask_to_stop();
  // Reads flows, words, languages and areas again; see Reload.
  Result<void> reload();

  Clock& clock() { return clock_; }
  store::Database& database() { return *database_; }

 private:
  Server(House house, const ServerOptions& options);
  Result<void> allow_simulator() const;
  Result<void> open();
  Result<void> open_spool();
  void take_over_flows();
  void begin_by_day();
  void wire();
  Result<void> listen();
  void make_senders();
  void pass_over_past();
  void start_threads();
  void take_commands();
  void write_tally();
  void poke(const Turns::Left& left);
  void poke_all();
  void broke();
  Sender* sender_of(const std::string& channel);

  Settings settings_;
  const Settings as_read_;  // before the simulator added to them
  Shelf shelf_;
  ServerOptions options_;
  std::filesystem::path ledger_folder_;
  Clock clock_;
  Metrics metrics_;
  Channels channels_;
  std::optional<adapters::Channel> simulator_out_;  // sends to the port that was really bound
  std::unique_ptr<store::Database> database_;
  std::optional<store::RightsLog> rights_;
  std::optional<Spool> spool_;
  std::unique_ptr<Reload> reload_;
  std::unique_ptr<Tally> tally_;
  std::unique_ptr<Turns> turns_;
  std::unique_ptr<Front> front_;
  std::map<std::string, std::unique_ptr<Sender>> senders_;
  std::map<std::string, std::unique_ptr<Poller>> pollers_;
  std::unique_ptr<Ticker> ticker_;
  std::unique_ptr<Web> operations_;
  std::unique_ptr<Web> web_;
  std::unique_ptr<CommandSocket> commands_;
  int port_ = 0;
  int operations_port_ = 0;

  std::vector<dialog::Finding> stranded_;  // found while it starts

  std::atomic<bool> broken_{false};
  std::mutex mutex_;
  std::condition_variable ended_;
  std::optional<Ended> end_;  // guarded by mutex_
};

}  // namespace kindbank::bot
