// A town for tests: the shipped flows and words, a ledger in a file of its own, one channel of
// basic phones, and turns on it.
#pragma once

#include <string>
#include <vector>

#include "bot/library.h"
#include "bot/ticker.h"
#include "bot/turn.h"
#include "store/coordinators.h"
#include "store/members.h"
#include "store/messages.h"
#include "store/offers.h"
#include "tests/store/ledger.h"

namespace kindbank::bot {

inline const std::string asker = "+447400000001";
inline const std::string desk = "+447400000009";

// With the bank holidays that talks come to.
inline bank::Town town_of_talks() {
  bank::Town town;
  town.holidays = {"2026-12-25", "2027-01-01"};
  return town;
}

inline const Library& shipped_library() {
  static const Library library = [] {
    const std::string root = KINDBANK_SOURCE_DIR;
    auto read = read_library({root + "/flows", root + "/config/areas.yaml"}, town_of_talks());
    for (const auto& finding : read.findings)
      if (finding.level == dialog::Finding::Level::error) throw std::runtime_error(say(finding));
    return read;
  }();
  return library;
}

inline adapters::Channel phones() {
  adapters::Channel channel;
  channel.name = "sms";
  channel.adapter = "test";
  channel.kind = "sms";
  return channel;
}

struct TownRoom {
  explicit TownRoom(const std::string& file = ":memory:", store::RightsLog* rights = nullptr)
      : database(store::ledger(file)), turns(*database, shipped_library(), channels, rights) {
    channels.emplace("sms", phones());
  }

  adapters::Inbound inbound(const std::string& number, const std::string& text,
                            const std::string& id = {}) {
    adapters::Inbound one;
    one.from = {"sms", number};
    one.provider_id = id.empty() ? "SM" + std::to_string(++ids) : id;
    one.message.text = text;
    return one;
  }
  void text(const std::string& number, const std::string& words) {
    turns.hear(channels.at("sms"), inbound(number, words), now);
  }
  std::int64_t member(const std::string& number, const std::string& name,
                      const std::string& level = "V1",
                      const std::vector<std::string>& offers = {}) {
    return database->transact([&](store::Transaction& tx) {
      store::Ids fresh(now, static_cast<std::uint64_t>(++ids));
      const auto contact = store::contact_of(tx, {"sms", number}, "sms", fresh.next(), now);
      store::Member person;
      person.first_name = name;
      person.area = "Old Town";
      person.sector = "SG1 3";
      person.vetting = level;
      person.joined_at = now;
      const auto added = store::add_member(tx, person);
      store::link_member(tx, contact.id, added);
      store::speaks_as(tx, contact.id, added);
      for (const auto& category : offers)
        store::put_offer(tx, {fresh.next(), added, category, "varies", "town", 4, "active", now});
      return added;
    });
  }
  void coordinator(const std::string& number) {
    database->transact([&](store::Transaction& tx) {
      store::Ids fresh(now, static_cast<std::uint64_t>(++ids));
      store::add_coordinator(tx, {fresh.next(), "Duty desk", {{"sms", number}}, {}, "always"});
    });
  }
  std::vector<store::LoggedMessage> log() {
    return database->read([](store::Transaction& tx) { return store::messages(tx); });
  }
  // What was said to this number, the newest last.
  std::vector<std::string> said_to(const std::string& number) {
    std::vector<std::string> texts;
    for (const auto& message : log())
      if (message.direction == "out" && message.address == "sms:" + number)
        texts.push_back(message.text.value_or(""));
    return texts;
  }

  Time now = from_millis(1'795'514'400'000);  // Tue 24 Nov 2026, 10:00 UTC
  Channels channels;
  std::unique_ptr<store::Database> database;
  Turns turns;
  int ids = 0;
};

}  // namespace kindbank::bot
