#include "dialog/message.h"

#include <catch2/catch.hpp>

using namespace kindbank;

TEST_CASE("an address is a kind and a handle") {
  const auto address = read_address("sms:+447400123456");
  REQUIRE(address);
  CHECK(*address == Address{"sms", "+447400123456"});
  CHECK(address->text() == "sms:+447400123456");
  CHECK(read_address("matrix:@a:example.org")->handle == "@a:example.org");
}

TEST_CASE("what has no kind or no handle is no address") {
  for (const auto* text : {"", "sms", "sms:", ":1", "SMS:1", "1sms:1", "s ms:1", "+447400123456"}) {
    CHECK_FALSE(read_address(text));
  }
}

TEST_CASE("a phone without buttons reads its choices as numbers") {
  Message message;
  message.text = "When?";
  CHECK(numbered(message) == "When?");
  message.options = {{"today", "Today"}, {"any", "Any time"}};
  CHECK(numbered(message) == "When? 1 Today 2 Any time");
  message.text = "";
  CHECK(numbered(message) == "1 Today 2 Any time");
}

TEST_CASE("a text that says itself what to answer gets no numbers") {
  Message message;
  message.text = "Can you help? Reply YES or NO.";
  message.options = {{"yes", "Yes"}, {"no", "No"}};
  message.listing = Message::Listing::words;
  CHECK(numbered(message) == "Can you help? Reply YES or NO.");
}
