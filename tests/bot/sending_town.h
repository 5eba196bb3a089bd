// A ledger, a provider and a sender between them, for tests of what goes out.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

#include "bot/sender.h"
#include "tests/bot/stub_twilio.h"
#include "tests/store/talk.h"

namespace kindbank::bot {

using Calls = std::vector<std::string>;

inline SenderOptions quick_sending() {
  SenderOptions options;
  options.fetch.deadline = std::chrono::seconds(5);
  options.fetch.reach = FetchOptions::Reach::loopback_only;
  options.grace = std::chrono::milliseconds(100);
  options.seed = 1;
  return options;
}

struct SendingTown {
  SendingTown() : channel(stub.channel()) {}
  explicit SendingTown(adapters::Channel other) : channel(std::move(other)) {}
  explicit SendingTown(const std::string& file) : talk(file), channel(stub.channel()) {}

  int normal() { return sender.run_once(store::Lane::normal); }
  int express() { return sender.run_once(store::Lane::express); }
  std::string why(store::Id message) { return talk.part_of(message).why; }
  bool is_stopped(const Address& address) {
    return talk.database->read(
        [&](store::Transaction& tx) { return store::is_stopped(tx, address); });
  }

  StubTwilio stub;
  store::Talk talk;
  adapters::Channel channel;
  Clock clock{store::at_minute(0)};
  Sender sender{*talk.database, channel, clock, quick_sending()};
};

// The texts without the looks at the list.
inline Calls only_texts(Calls calls) {
  std::erase(calls, "?");
  return calls;
}

// Somebody else who holds the ledger's file.
class StubbornStranger {
 public:
  explicit StubbornStranger(const std::string& file) {
    sqlite3_open(file.c_str(), &handle_);
    if (sqlite3_exec(handle_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("the ledger cannot be locked");
  }
  ~StubbornStranger() { sqlite3_close(handle_); }
  StubbornStranger(const StubbornStranger&) = delete;
  StubbornStranger& operator=(const StubbornStranger&) = delete;

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace kindbank::bot
