// Somebody without a phone, at a coordinator's desk: what they say is typed in for them, and what
// the bank answers is read to them. Each has a mailbox of its own, desk:1, desk:2 and so on, that
// nothing is sent to once they have left.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/clock.h"
#include "bot/turn.h"

namespace kindbank::bot {

class Desk {
 public:
  // All are borrowed.
  struct Room {
    store::Database& database;
    Turns& turns;
    const Clock& clock;
  };
  explicit Desk(const Room& room);

  struct Heard {
    std::string place;  // "3" of desk:3
    std::vector<std::string> texts;
    bool asked = false;  // a question is open
  };
  // At a place that nobody had before.
  Heard begin(const std::string& words);
  Heard hear(const std::string& place, const std::string& words);
  // The member's number, where they have joined.
  std::optional<std::int64_t> leave(const std::string& place);

 private:
  Address new_place() const;
  std::vector<std::string> take_texts(const Address& address);
  bool is_asked(const Address& address) const;

  Room room_;
  adapters::Channel channel_;
};

}  // namespace kindbank::bot
