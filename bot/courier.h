// Carries what waits in one lane of one channel to the provider, a part at a time: claim it in a
// short transaction, send it outside any, settle it in another. A lane has a few couriers, so that
// a send that hangs holds up nobody else; a contact's messages stay in order all the same, as the
// outbox hands out one of them at a time. At most one part a courier is in doubt when the process
// dies. A courier is used by one thread.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/channel.h"
#include "bot/backoff.h"
#include "bot/clock.h"
#include "bot/fetch.h"
#include "bot/log.h"
#include "store/outbox.h"

namespace kindbank::bot {

// How long a provider may take until a text it was given shows in its list. A part whose sender
// died is looked up no earlier either: the service's start hands `now + look_up_wait` to
// end_all_leases.
constexpr Duration look_up_wait = std::chrono::seconds(15);

// What the couriers of one lane know together.
struct LaneNotes {
  // A part of which nobody knows whether it arrived.
  struct Doubt {
    int looked = 0;  // since it was sent last
    int blind = 0;   // how often it was sent again all the same
  };

  std::mutex mutex;     // guards all below
  Time paused_until{};  // the provider said "too many"
  int throttled = 0;    // in a row
  std::map<store::Id, Doubt> doubts;
};

class Courier {
 public:
  // All are borrowed and outlive this.
  Courier(store::Database& database, const adapters::Channel& channel, const Clock& clock,
          store::Lane lane, LaneNotes& notes, FetchOptions fetch, std::uint64_t seed);

  // Takes one part that is due at `now` as far as it gets; false where there is none. Throws
  // store::Busy and store::Broken; what was sent but could not be settled is settled by the next
  // step.
  bool step(Time now);
  // When step should be called again; nothing where nothing waits.
  std::optional<Time> next_due() const;
  // See Fetch; from any thread.
  void end_within(Duration left) { fetch_.end_within(left); }

  Log report = silent;  // one line a delivery, by ids alone
  // What came of each try to send or to look up.
  std::function<void(const adapters::Delivery&)> on_outcome = [](const adapters::Delivery&) {};

 private:
  // What is to be stored about a part, and what is to be told once it is.
  struct Settlement {
    std::function<void(store::Transaction&)> store;
    Level level = Level::info;
    std::string line;
  };

  void settle_rest();
  std::optional<store::Part> claim_one(Time now);
  adapters::HttpReply exchange(const adapters::HttpRequest& request);
  adapters::Delivery send(const adapters::Outgoing& outgoing);
  adapters::Delivery look_up(const adapters::Outgoing& outgoing);
  adapters::Delivery deliver(const store::Part& part);
  Time paused_until() const;
  LaneNotes::Doubt& doubt_of(const store::Part& part);
  void forget_doubt(const store::Part& part);
  bool was_silenced(const store::Part& part) const;
  bool may_send_blindly(const store::Part& part);
  Duration wait_after(const store::Part& part, Duration at_least);

  Settlement settle(const store::Part& part, const adapters::Sent& sent);
  Settlement settle(const store::Part& part, const adapters::Later& later);
  Settlement settle(const store::Part& part, const adapters::Never& never);
  Settlement settle(const store::Part& part, const adapters::Unknown& unknown);

  store::Database& database_;
  const adapters::Channel& channel_;
  const Clock& clock_;
  const store::Lane lane_;
  LaneNotes& notes_;
  Fetch fetch_;
  Backoff backoff_;
  std::optional<Settlement> unsettled_;
};

}  // namespace kindbank::bot
