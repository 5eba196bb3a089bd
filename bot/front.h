// Where providers' calls arrive: read by their channel, gated, made turns, and acknowledged only
// once all of it is committed. What the ledger cannot take is not acknowledged, or kept aside where
// it would never come again; a crisis is answered all the same.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bot/clock.h"
#include "bot/log.h"
#include "bot/spool.h"
#include "bot/turn.h"
#include "bot/web.h"

namespace kindbank::bot {

class Front {
 public:
  // All are borrowed and outlive this. `public_url` is what callers sign: no path, no last slash.
  Front(store::Database& database, Turns& turns, Shelf shelf, const Channels& channels,
        const Clock& clock);

  // POST (and GET, for handshakes) /hooks/<name> and /hooks/<name>/status of every channel.
  std::vector<Route> routes();

  // One message, from a webhook or from a provider's list. Throws, mostly store::Busy or
  // store::Broken, where it could not be kept; a crisis has been answered then.
  Turns::Took take(const adapters::Channel& channel, const adapters::Inbound& inbound);

  // Hands over what was kept aside while the ledger could not take it. Throws as take does.
  void replay();

  std::string public_url;
  Spool* spool = nullptr;  // borrowed; without one a channel that never says it again loses it

  // Hands a text to the express lane past the ledger; the same reference again is the same text.
  std::function<void(const adapters::Channel&, const adapters::Outgoing&)> send_now =
      [](const auto&, const auto&) {};
  // Whether the text of that reference has left past the ledger; what still waits there need not.
  std::function<bool(const adapters::Channel&, const std::string& reference)> has_left =
      [](const auto&, const auto&) { return false; };
  // A call of this channel was not acknowledged: its provider's list is to be fetched.
  std::function<void(const adapters::Channel&)> on_refused_for_now = [](const auto&) {};
  // What a channel's call was answered, and how long that took once it was read.
  std::function<void(const adapters::Channel&, int status, std::chrono::nanoseconds)> on_answered =
      [](const auto&, int, std::chrono::nanoseconds) {};
  // The ledger cannot be trusted any more: the process must end.
  std::function<void()> on_broken = [] {};
  Log report = silent;  // one line a call, by ids alone

 private:
  adapters::HttpResponse call(const adapters::Channel& channel,
                              const adapters::HttpRequest& request);
  enum class Kept { no, aside };
  adapters::HttpResponse speak(const adapters::Channel& channel,
                               const adapters::HttpRequest& request,
                               const adapters::Arrived& arrived);
  adapters::HttpResponse speak_unkept(const adapters::Channel& channel,
                                      const adapters::HttpRequest& request,
                                      const adapters::Inbound& inbound, Kept kept);
  bool is_kept(const adapters::Channel& channel, const std::function<void()>& keep);
  bool is_spooled(const adapters::Channel& calling, const adapters::Channel& way,
                  const adapters::Inbound& inbound);
  void settle(const adapters::Channel& channel, const std::vector<adapters::Report>& reports);
  // What helps, without anything of the ledger; nothing where no danger is heard.
  std::optional<std::string> crisis_answer(const adapters::Inbound& inbound) const;
  void answer_without_ledger(const adapters::Channel& channel, const adapters::Inbound& inbound);

  store::Database& database_;
  Turns& turns_;
  const Shelf shelf_;
  const Channels& channels_;
  const Clock& clock_;
  std::atomic<int> heard_late_ = 0;  // that the desk was not told of
};

}  // namespace kindbank::bot
