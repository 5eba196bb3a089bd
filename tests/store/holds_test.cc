#include "store/holds.h"

#include <catch2/catch.hpp>

#include "tests/store/ledger.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

TEST_CASE("one of several holds a name, until it lets go or its time has passed") {
  const auto database = ledger();
  const auto takes = [&](const std::string& owner, int minute) {
    return database->transact([&](Transaction& tx) {
      return take_hold(tx, "polls bot", {owner, at_minute(minute + 3)}, at_minute(minute));
    });
  };
  CHECK(takes("one", 0));
  CHECK_FALSE(takes("two", 1));
  CHECK(takes("one", 2));  // and longer
  CHECK_FALSE(takes("two", 4));
  CHECK(takes("two", 5));
  CHECK_FALSE(takes("one", 6));
  database->transact([](Transaction& tx) { end_hold(tx, "polls bot", "one"); });
  CHECK_FALSE(takes("one", 6));
  database->transact([](Transaction& tx) { end_hold(tx, "polls bot", "two"); });
  CHECK(takes("one", 6));
  const auto held = database->read([](Transaction& tx) { return find_hold(tx, "polls bot"); });
  CHECK(held == Hold{"one", at_minute(9)});
}

}  // namespace
}  // namespace kindbank::store
