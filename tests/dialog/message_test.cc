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
  CHECK(numbered({"When?", {{"today", "Today"}, {"any", "Any time"}}, {}}) ==
        "When? 1 Today 2 Any time");
  CHECK(numbered({"Hello", {}, {}}) == "Hello");
  CHECK(numbered({"", {{"yes", "Yes"}}, {}}) == "1 Yes");
}
