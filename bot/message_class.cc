#include "bot/message_class.h"

#include <array>

namespace kindbank::bot {
namespace {

using std::chrono::hours;
using Lane = MessageClass::Lane;
using Quiet = MessageClass::Quiet;
using InDoubt = MessageClass::WhenUnknown;

// An invitation is stale when its wave is over; the bank closes it, and a day is the longest wave.
const std::array<MessageClass, 7> classes = {{
    {"answer", Lane::normal, Quiet::ignores, InDoubt::resend, hours{24}},
    {"crisis", Lane::express, Quiet::ignores, InDoubt::resend, std::nullopt},
    {"alert", Lane::express, Quiet::ignores, InDoubt::resend, std::nullopt},
    {"confirmation", Lane::normal, Quiet::waits, InDoubt::resend, hours{24}},
    {"invitation", Lane::normal, Quiet::waits, InDoubt::leave, hours{24}},
    {"digest", Lane::normal, Quiet::waits, InDoubt::leave, hours{24}},
    {"news", Lane::normal, Quiet::waits, InDoubt::leave, hours{24}},
}};

}  // namespace

const MessageClass& message_class(std::string_view name) {
  for (const auto& one : classes)
    if (one.name == name) return one;
  return classes.front();
}

const std::vector<std::string>& begun_classes() {
  static const auto begun = [] {
    std::vector<std::string> names;
    for (const auto& one : classes)
      if (one.name != "crisis") names.emplace_back(one.name);
    return names;
  }();
  return begun;
}

bank::Concern concern_of(std::string_view name) {
  return name == "confirmation" ? bank::Concern::visit : bank::Concern::other;
}

}  // namespace kindbank::bot
