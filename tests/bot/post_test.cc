// What goes out of one message, by what its channel can show.
#include <catch2/catch.hpp>

#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

TEST_CASE("the short form of a text goes to basic phones, the long one where there is room") {
  TownRoom room;
  room.member("+447400123456", "Ann");
  SECTION("SMS") {
    room.text("+447400123456", "privacy");
    CHECK(room.said_to("+447400123456").front() ==
          "Bank of Kindness is run by the council and local groups. We keep your name, number, "
          "start of your postcode, jobs and texts, to match neighbours.");
  }
  SECTION("more room") {
    room.channels.at("sms").limits.sms = false;
    room.text("+447400123456", "privacy");
    CHECK(room.said_to("+447400123456").front() ==
          "Bank of Kindness is run by the council and local groups. To match neighbours we keep "
          "your first name, your number and the start of your postcode. We also keep the jobs that "
          "you asked for or offered to do, and our messages.");
  }
}

TEST_CASE("a text without a long form is the same everywhere") {
  TownRoom room;
  room.member("+447400123456", "Ann");
  room.channels.at("sms").limits.sms = false;
  room.text("+447400123456", "who is this");
  CHECK(room.said_to("+447400123456") ==
        std::vector<std::string>{
            "This is Bank of Kindness, where neighbours in Stevenage swap "
            "help. I am a computer, run by the council and local groups. Text STOP for no "
            "more texts."});
}

}  // namespace
}  // namespace kindbank::bot
