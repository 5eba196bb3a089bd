// Fetches what a provider could not hand us: one that drops a message which we did not acknowledge
// keeps a list of what came in for us. The list is read at start, after every call that was
// answered 503, and every few minutes; whoever takes the messages sorts out those that were heard
// before.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "adapters/channel.h"
#include "bot/backoff.h"
#include "bot/fetch.h"
#include "bot/log.h"
#include "store/database.h"

namespace kindbank::bot {

struct PollerOptions {
  FetchOptions fetch;
  Duration every = std::chrono::minutes(3);
  Duration between = std::chrono::seconds(1);  // where the platform itself waits for what comes
  Duration gather = std::chrono::seconds(1);   // from being asked, as others will ask, too
};

class Poller {
 public:
  // What came in, oldest first. Throws store::Busy where the ledger cannot take it now: it is
  // handed over again later.
  using HandOver = std::function<void(const adapters::Inbound&)>;

  static bool can_poll(const adapters::Channel& channel);

  // Database and channel are borrowed and outlive this; the channel can be polled.
  Poller(store::Database& database, const adapters::Channel& channel, HandOver hand_over,
         PollerOptions options = {});
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // Where the platform forgets what we have, all that waits there is handed over, by one server of
  // several: the others wait until it is gone for minutes. Otherwise:
  // Reads the list once and hands over what is new; how many those were, or why the list could not
  // be read. The very first time of a ledger hands over nothing: what is on the list then came
  // before the service did, and is passed over for good. Throws what HandOver throws. Not while the
  // thread runs, but well before start(): then nothing comes in between.
  Result<int> run_once();

  // The very first reading of a ledger, within `at_most` and a second; nothing is done where there
  // was one. It belongs before the service listens, so that a text which is answered 503 is not
  // taken for one from before. Where it fails, the first that succeeds passes over what is listed
  // then: a text that was answered 503 meanwhile is lost if the provider does not send it again.
  Result<void> pass_over_past(Duration at_most);

  void start();  // once
  void stop();   // within three seconds and what one HandOver takes
  // A call was answered 503: read the list soon. From any thread.
  void ask();

  // Called on the thread; to be set before start.
  Log report = silent;
  // The ledger cannot be trusted any more: the process must end.
  std::function<void()> on_broken = [] {};

 private:
  struct Listing {
    std::vector<adapters::Inbound> messages;  // the oldest first
    enum class Extent { whole, cut } extent = Extent::whole;
  };
  // What the ledger remembers of earlier listings.
  struct Memory {
    std::optional<Time> polled_at;
    std::set<std::string> before_us;  // provider ids that are passed over
  };

  Result<Listing> read_list(Fetch& fetch, Time since);
  Result<int> run_once(Fetch& fetch);
  Result<int> run_after(Fetch& fetch);
  bool is_ours();
  void let_go();
  Memory recall() const;
  void remember(Time polled_at, const std::set<std::string>& before_us) const;
  int hand_over_new(const Listing& listing, const std::set<std::string>& before_us);
  bool is_stopping() const;
  bool round();
  void loop();

  store::Database& database_;
  const adapters::Channel& channel_;
  const HandOver hand_over_;
  const Duration every_;
  const Duration gather_;
  const FetchOptions fetching_;
  Fetch fetch_;
  const Backoff backoff_;
  const std::string hold_name_;  // where the platform hands on to one alone
  const std::string owner_;
  std::set<std::string> handed_over_;  // of the last listing
  bool holds_ = false;                 // that name

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool asked_ = false;     // guarded by mutex_
  bool stopping_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace kindbank::bot
