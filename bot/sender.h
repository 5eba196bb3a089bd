// What is said on one channel, on its way to the provider. Each lane of the outbox has threads of
// its own, so that a crisis text waits for nothing: one that takes up what is due at once, and a
// few that look in every second and take up what it leaves, for it may be in a send that hangs. One
// more is for answers that go out although the ledger is down. Where no threads run (chat, replay,
// tests) run_once does a lane's work.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/channel.h"
#include "bot/alarm.h"
#include "bot/clock.h"
#include "bot/courier.h"
#include "bot/fetch.h"
#include "bot/log.h"
#include "bot/unrecorded.h"
#include "store/outbox.h"

namespace kindbank::bot {

struct SenderOptions {
  FetchOptions fetch;
  Duration grace = std::chrono::seconds(2);  // of a stop, for what is under way
  std::uint64_t seed = store::fresh_seed();  // of the waits between tries
};

class Sender {
 public:
  // All are borrowed and outlive this. Before the first sender of a process starts, its caller ends
  // the leases of the process before: store::end_all_leases(tx, now + look_up_wait).
  Sender(store::Database& database, const adapters::Channel& channel, const Clock& clock,
         SenderOptions options = {});
  ~Sender();
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  void start();  // once
  // Takes up nothing new and lets what is under way end, within the grace and a second; what
  // hangs longer is given up, and looked up at the next start.
  void stop();
  // Something may be due earlier than was thought; from any thread.
  void poke(store::Lane lane);

  // Hands everything of that lane that is due now to the provider, before it returns; how many
  // parts that were. Not while the threads run. Throws store::Busy and store::Broken.
  int run_once(store::Lane lane);

  // For an answer to a crisis that the ledger cannot take: sent as it is, without a row. From any
  // thread, and waits for nobody. False where too many wait already.
  bool send_now(adapters::Outgoing answer);
  // See Unrecorded.
  bool has_left(const std::string& reference) { return unrecorded_.has_left(reference); }

  // Called on the threads; to be set before start. One line a delivery, by ids alone: news where
  // it was taken, a warning where it is tried again, an error where it is given up.
  Log report = silent;
  // Called on the threads, too: what came of each try to send or to look up.
  std::function<void(const adapters::Delivery&)> on_outcome = [](const adapters::Delivery&) {};
  // The ledger cannot be trusted any more: the process must end.
  std::function<void()> on_broken = [] {};

 private:
  using Round = std::function<std::optional<Time>()>;  // does what is due; when to come again

  struct Lane {
    LaneNotes notes;
    std::vector<std::unique_ptr<Courier>> couriers;
    Alarm alarm;  // of the first of them
  };

  void fill(Lane& lane, store::Lane name, store::Database& database,
            const adapters::Channel& channel, const SenderOptions& options);
  std::optional<Time> carry(Courier& courier);
  std::optional<Time> look_in(Courier& courier);
  void loop(const Round& round, Alarm& alarm);
  void start(Lane& lane);

  const Clock& clock_;
  const Duration grace_;
  Lane express_;
  Lane normal_;
  Unrecorded unrecorded_;

  Alarm unrecorded_alarm_;
  Alarm quiet_alarm_;  // of who comes by time alone: it only ever stops
  std::vector<std::thread> threads_;
};

}  // namespace kindbank::bot
