// Two members who are one person.
#include "bank/merge.h"

#include <catch2/catch.hpp>

#include "bank/afterwards.h"
#include "store/hours.h"
#include "store/no_go.h"
#include "store/streets.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

// Member 1 was helped by member 2 of phone 2, who joined as member 3 from phone 3, too.
struct Twice : Matched {
  Twice() {
    coordinator(77, "Duty desk", "9");
    member("3", "V2", {"garden"});
    does("2", "visit.finish", {{"code", code}});
    does("2", "hours.report", {{"code", code}, {"answer", "60"}});
  }
  Told merges() { return does("9", "member.merge", {{"number", "2"}, {"other", "3"}}); }
};

TEST_CASE("only a coordinator makes two members one, and only two that are there") {
  Twice town;
  const Facts both = {{"number", "2"}, {"other", "3"}};
  CHECK(town.does("9", "member.look_at_two", both) ==
        Told{"two", {{"first", "Ann"}, {"second", "Ann"}}});
  CHECK(town.does("1", "member.look_at_two", both).outcome == "not_allowed");
  CHECK(town.does("1", "member.merge", both).outcome == "unchanged");
  CHECK(town.does("9", "member.look_at_two", {{"number", "2"}, {"other", "2"}}).outcome ==
        "unknown");
  CHECK(town.does("9", "member.look_at_two", {{"number", "2"}, {"other", "8"}}).outcome ==
        "unknown");
}

TEST_CASE("what was one member's is the other's, and the ledger keeps what was booked") {
  Twice town;
  town.database->transact([&](store::Transaction& tx) {
    store::put_no_go(tx, 2, 1, town.now);
    store::put_street(tx, 2, {"12", "High Street", town.now});
  });
  CHECK(town.merges().outcome == "merged");
  town.database->transact([&](store::Transaction& tx) {
    CHECK(store::find_contact(tx, {"sms", "2"})->member == 3);
    CHECK(store::contacts_of_member(tx, 2).empty());
    CHECK(store::visits(tx).front().helper == 3);
    CHECK(store::requests(tx).front().helper == 3);
    CHECK(store::find_member(tx, 2)->state == "left");
    CHECK(store::find_member(tx, 3)->vetting == "V2");
    CHECK(store::no_go_of(tx, 3) == std::set<std::int64_t>{1});
    CHECK(store::say_street(tx, 3) == "12 High Street");
    std::set<std::string> offered;
    for (const auto& offer : store::offers(tx, 3))
      if (offer.state == "active") offered.insert(offer.category);
    CHECK(offered == std::set<std::string>{"garden", "shopping"});
    CHECK(store::minutes_of(tx, store::member_account(3), store::Side::gave) == 60);
    CHECK(store::minutes_of(tx, store::member_account(2), store::Side::gave) == 0);
    CHECK(store::bookings(tx).size() == 2);  // the help as it was booked, and the way over
    CHECK(store::balance(tx, store::member_account(1)) == -60);
  });
  CHECK(town.merges().outcome == "unchanged");
}

}  // namespace
}  // namespace kindbank::bank
