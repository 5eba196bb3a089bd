// Where providers' calls arrive: read by their channel, gated, made turns, and acknowledged only
// once all of it is committed. What the ledger cannot take is not acknowledged; a crisis is
// answered all the same.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "bot/clock.h"
#include "bot/turn.h"
#include "bot/web.h"

namespace kindbank::bot {

class Front {
 public:
  // All are borrowed and outlive this. `public_url` is what callers sign: no path, no last slash.
  Front(store::Database& database, Turns& turns, const Library& library, const Channels& channels,
        const Clock& clock);

  // POST (and GET, for handshakes) /hooks/<name> and /hooks/<name>/status of every channel.
  std::vector<Route> routes();

  // One message, from a webhook or from a provider's list. Throws, mostly store::Busy or
  // store::Broken, where it could not be kept; a crisis has been answered then.
  void take(const adapters::Channel& channel, const adapters::Inbound& inbound);

  std::string public_url;

  // Hands a text to the express lane past the ledger.
  std::function<void(const adapters::Channel&, const adapters::Outgoing&)> send_now =
      [](const auto&, const auto&) {};
  // A call of this channel was not acknowledged: its provider's list is to be fetched.
  std::function<void(const adapters::Channel&)> on_refused_for_now = [](const auto&) {};
  // The ledger cannot be trusted any more: the process must end.
  std::function<void()> on_broken = [] {};
  std::function<void(const std::string&)> report = [](const std::string&) {};

 private:
  adapters::HttpResponse call(const adapters::Channel& channel,
                              const adapters::HttpRequest& request);
  bool is_kept(const adapters::Channel& channel, const std::function<void()>& keep);
  void settle(const adapters::Channel& channel, const std::vector<adapters::Report>& reports);
  void answer_without_ledger(const adapters::Channel& channel, const adapters::Inbound& inbound);

  store::Database& database_;
  Turns& turns_;
  const Library& library_;
  const Channels& channels_;
  const Clock& clock_;

  std::mutex mutex_;
  std::deque<std::string>
      answered_;  // guarded by mutex_: crises answered while the ledger was away
};

}  // namespace kindbank::bot
