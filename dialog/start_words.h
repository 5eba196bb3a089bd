// Which flow a whole message begins, of all the start words of one language. Words may have slots:
// "k4t7 done" begins the flow that starts on "{code} done", with code = "k4t7". A last slot {words}
// takes all that follows.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dialog/conversation.h"

namespace kindbank::dialog {

// The slot that takes all that follows, as it was written.
inline constexpr std::string_view words_slot = "words";

// Whether a slot of that name takes digits and nothing else.
bool holds_digits(std::string_view slot);

struct Start {
  std::string flow;
  Facts slots;
};

class StartWords {
 public:
  // In place of what began that flow before.
  void set(const std::string& flow, const std::vector<std::string>& patterns);

  // What is said without slots goes before what fits only with them, and that before what has other
  // words behind it; of two alike, the flow whose name is first.
  std::optional<Start> find(const std::vector<std::string>& heard) const;

 private:
  struct Pattern {
    std::vector<std::string> tokens;
    std::string flow;
  };

  std::unordered_map<std::string, std::vector<Pattern>> by_first_;  // "": it is a slot
  std::set<std::string> flows_;
};

}  // namespace kindbank::dialog
