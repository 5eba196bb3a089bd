// Whom a coordinator has asked, and whom they are told to ring.
#include "bank/assign.h"

#include <catch2/catch.hpp>

#include "store/coordinators.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

struct Giving : Desk {
  Giving() {
    database->transact([](store::Transaction& tx) {
      store::add_coordinator(tx, {77, "Duty desk", {{"sms", "9"}}, {}, "always"});
    });
    member("1", "V0", {});
    code = asks("1").facts.at("code");
  }
  Told gives(const std::string& helper) {
    return does("9", "desk.give", {{"code", code}, {"helper", helper}});
  }

  std::string code;
};

TEST_CASE("who is given a job is asked, by the rules that hold for everybody") {
  Giving giving;
  for (const auto* phone : {"2", "3", "4"}) giving.member(phone, "V1", {"shopping"});
  const auto fourth = giving.member("5", "V1", {"shopping"});
  const auto gardener = giving.member("6", "V1", {"garden"});
  CHECK(giving.gives(std::to_string(gardener)).outcome == "may_not");
  CHECK(giving.gives("77").outcome == "may_not");
  CHECK(giving.gives("1").outcome == "may_not");
  CHECK(giving.invited().empty());
  CHECK(giving.gives(std::to_string(fourth)).outcome == "asked");
  CHECK(giving.invited() == std::vector<std::int64_t>{fourth});
  CHECK(giving.gives(std::to_string(fourth)).facts.at("reason") == "was asked for it already");
  CHECK(giving.does("2", "desk.give", {{"code", giving.code}}).outcome == "not_allowed");
  CHECK(giving.does("9", "desk.give", {{"code", "Z9Z9"}}).outcome == "unknown");
}

TEST_CASE("who said no to a job is not given it") {
  Matched matched;
  matched.database->transact([](store::Transaction& tx) {
    store::add_coordinator(tx, {77, "Duty desk", {{"sms", "9"}}, {}, "always"});
  });
  CHECK(matched.does("9", "desk.give", {{"code", matched.code}, {"helper", "2"}}).outcome ==
        "over");
}

TEST_CASE("without a name it is said who could, and a name that two have asks for the number") {
  Giving giving;
  CHECK(giving.gives("").outcome == "nobody");
  giving.member("2", "V1", {"shopping"});
  CHECK(giving.gives("").facts.at("names") == "Ann, member 2");
  giving.member("3", "V1", {"shopping"});
  CHECK(giving.gives("ann") ==
        Told{"several", {{"code", giving.code}, {"names", "Ann, member 2; Ann, member 3"}}});
  CHECK(giving.gives("bob").outcome == "nobody");
}

TEST_CASE("whom to ring is told to a coordinator alone") {
  Matched matched;
  matched.database->transact([](store::Transaction& tx) {
    store::add_coordinator(tx, {77, "Duty desk", {{"sms", "9"}}, {}, "always"});
  });
  CHECK(matched.does("9", "desk.call", {{"code", matched.code}}) ==
        Told{"both",
             {{"code", matched.code},
              {"who", "Ann, member 1"},
              {"phone", "1"},
              {"helper", "Ann, member 2"},
              {"helper_phone", "2"}}});
  CHECK(matched.does("9", "desk.call", {{"code", "Z9Z9"}}).outcome == "unknown");
  CHECK(matched.does("2", "desk.call", {{"code", matched.code}}).outcome == "not_allowed");
  CHECK(matched.does("9", "incident.take", {{"code", matched.code}}).outcome == "job");
}

}  // namespace
}  // namespace kindbank::bank
