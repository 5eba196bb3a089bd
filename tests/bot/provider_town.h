// A whole town between a provider's calls and a provider's API: front, turns, clock, sender and the
// rights log, for tests that follow something all the way round.
#pragma once

#include <string>
#include <vector>

#include "bot/front.h"
#include "bot/ticker.h"
#include "tests/bot/sending_town.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {

inline store::RightsLog open_rights(const std::string& path) {
  auto log = store::RightsLog::open(path);
  if (!log) throw std::runtime_error(log.error().message);
  return std::move(*log);
}

struct ProviderTown {
  ProviderTown() {
    channel = stub.channel();
    channel.read = [this](const adapters::HttpRequest&, const std::string&, Time) {
      return arrived;
    };
    front.send_now = [this](const auto&, const adapters::Outgoing& answer) {
      sender.send_now(answer);
    };
    front.has_left = [this](const auto&, const std::string& reference) {
      return sender.has_left(reference);
    };
    room.turns.report = [this](const std::string& line) { problems += line + "\n"; };
    ticker.report = room.turns.report;
  }

  // What a call that holds this is answered.
  int call(std::vector<adapters::Inbound> messages, std::vector<adapters::Report> reports = {}) {
    arrived = {std::move(messages), std::move(reports), {200, {}, ""}};
    return front.routes().at(0).handle({"POST", "/hooks/sms", {}, ""}).status;
  }
  int text(const std::string& number, const std::string& words) {
    return call({room.inbound(number, words)});
  }
  int report_stopped(const std::string& provider_id) {
    return call({}, {{provider_id, adapters::Rung::failed, "they texted STOP", true}});
  }
  // The clock and the sender do what is due.
  void pass(Duration time = {}) {
    clock.move(time);
    ticker.run(clock.now());
    sender.run_once(store::Lane::express);
    sender.run_once(store::Lane::normal);
  }
  bool is_stopped(const std::string& number) {
    return room.database->read([&](store::Transaction& tx) {
      return store::is_stopped(tx, {"sms", number});
    });
  }
  // "stop start", as the rights log has it of that number.
  std::string logged(const std::string& number) {
    std::string kinds;
    for (const auto& line : rights.read_all())
      if (line.hash == rights.hash_of({"sms", number}))
        kinds += (kinds.empty() ? "" : " ") + line.kind;
    return kinds;
  }

  store::Folder folder;
  store::RightsLog rights = open_rights(folder / "rights.log");
  TownRoom room{":memory:", &rights};
  StubTwilio stub;
  adapters::Channel& channel = room.channels.at("sms");
  adapters::Arrived arrived;
  Clock clock{room.now};
  Front front{*room.database, room.turns, shipped_library(), room.channels, clock};
  Ticker ticker{*room.database, room.turns, shipped_library(), clock};
  Sender sender{*room.database, channel, clock, quick_sending()};
  std::string problems;
};

}  // namespace kindbank::bot
