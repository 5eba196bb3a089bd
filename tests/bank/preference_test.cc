// Whom somebody would rather have come, and who is asked then.
#include <catch2/catch.hpp>
#include <set>

#include "store/preferences.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

TEST_CASE("who asks for a woman gets one who says so, and the others have the reason") {
  Desk town;
  town.member("asker", "V0", {});
  town.member("one", "V1", {"garden"});
  const auto two = town.member("two", "V1", {"garden"});
  town.does("two", "member.describe", {{"answer", "woman"}});
  const auto asks_for = [&](const char* who) {
    town.does("asker", "request.another",
              {{"category", "garden"}, {"urgency", "week"}, {"level", "V1"}, {"preference", who}});
  };
  asks_for("woman");
  CHECK(town.invited() == std::vector<std::int64_t>{two});  // who has said nothing comes later
  town.does("one", "member.describe", {{"answer", "man"}});
  asks_for("woman");
  CHECK(town.left_out().at(2) == "a woman was asked for");
  CHECK(town.invited() == std::vector<std::int64_t>{two});
  asks_for("any");
  CHECK(town.invited() == std::vector<std::int64_t>{2, two});
}

TEST_CASE("where nobody is known to be a woman, those are asked who have not said") {
  Desk town;
  town.member("asker", "V0", {});
  const auto one = town.member("one", "V1", {"garden"});
  town.member("two", "V1", {"garden"});
  town.does("two", "member.describe", {{"answer", "man"}});
  town.does(
      "asker", "request.another",
      {{"category", "garden"}, {"urgency", "week"}, {"level", "V1"}, {"preference", "woman"}});
  CHECK(town.invited() == std::vector<std::int64_t>{one});
  const auto id = std::to_string(town.database->read(
      [](store::Transaction& tx) { return store::invitations(tx).front().id; }));
  town.does("one", "invitation.accept", {{"invitation", id}});
  town.database->read([&](store::Transaction& tx) {
    CHECK(store::members_described(tx, "woman") == std::set<std::int64_t>{one});
  });
}

}  // namespace
}  // namespace kindbank::bank
