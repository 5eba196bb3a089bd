#include "store/notices.h"

#include <catch2/catch.hpp>

#include "store/dues.h"
#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

Notice notice(Id id, const std::string& cause, int minute) {
  Notice made;
  made.id = id;
  made.cause = cause;
  made.member = 4;
  made.event = "invitation.made";
  made.facts = {{"code", "K4T7"}, {"area", "Old Town"}};
  made.about = "request 17";
  made.closes = "invitation 3";
  made.message_class = "invitation";
  made.not_before = at_minute(minute);
  made.created_at = at_minute(0);
  return made;
}

Lease lease(int minute, Id fence = 900) { return {at_minute(minute), fence}; }

std::vector<Notice> claimed(Transaction& tx, int minute, Hours hours, int limit, Id fence = 900) {
  auto notices = claim_notices(tx, lease(minute, fence), hours, limit);
  for (auto& notice : notices) CHECK(notice.fence == fence);
  return notices;
}

TEST_CASE("a cause reaches a member with an event once, and a notice becomes one turn") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    CHECK(insert_notice(tx, notice(2, "request 17", 5)) == Inserted::yes);
    CHECK(insert_notice(tx, notice(3, "request 17", 1)) == Inserted::was_there);
    CHECK(insert_notice(tx, notice(1, "request 18", 3)) == Inserted::yes);
    CHECK(next_notice(tx) == at_minute(3));
    CHECK(claimed(tx, 2, Hours::open, 9).empty());
    auto due = claimed(tx, 5, Hours::open, 9);
    REQUIRE(due.size() == 2);
    CHECK(due[0].id == 1);
    CHECK(finish_notice(tx, due[0], at_minute(5)));
    CHECK_FALSE(finish_notice(tx, due[0], at_minute(5)));
    cancel_notices(tx, "request 17", at_minute(50));
    CHECK_FALSE(finish_notice(tx, due[1], at_minute(50)));
    due[1].fence = 0;
    CHECK(due[1] == notice(2, "request 17", 5));
    CHECK_FALSE(next_notice(tx));
  });
}

TEST_CASE("at night what waits for the morning does not stand before what does not") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    for (Id id = 1; id <= 3; ++id)
      insert_notice(tx, notice(id, "request " + std::to_string(id), 1));
    auto urgent = notice(4, "request 4", 2);
    urgent.quiet = Notice::Quiet::ignores;
    insert_notice(tx, urgent);
    CHECK(claimed(tx, 1, Hours::quiet, 3).empty());
    CHECK(next_notice(tx, Hours::quiet) == at_minute(2));
    const auto at_night = claimed(tx, 2, Hours::quiet, 3);
    REQUIRE(at_night.size() == 1);
    CHECK(at_night[0].id == 4);
    CHECK(claimed(tx, 2, Hours::open, 3).size() == 3);
  });
}

TEST_CASE("a promise is kept once, and what is called off may be promised again") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    CHECK(insert_due(tx, {1, "request", "17", "wave 2", at_minute(20)}) == Inserted::yes);
    CHECK(insert_due(tx, {2, "request", "17", "wave 2", at_minute(1)}) == Inserted::was_there);
    CHECK(insert_due(tx, {3, "request", "17", "answer", at_minute(60)}) == Inserted::yes);
    CHECK(next_due_at(tx) == at_minute(20));
    CHECK(claim_dues(tx, lease(19), 9).empty());
    REQUIRE(claim_dues(tx, lease(60), 9).size() == 2);
    const auto due = claim_dues(tx, lease(60), 1).at(0);
    CHECK(due == Due{1, "request", "17", "wave 2", at_minute(20), 900});
    CHECK(finish_due(tx, due, at_minute(20)));
    CHECK_FALSE(finish_due(tx, due, at_minute(20)));
    CHECK(insert_due(tx, {4, "request", "17", "wave 2", at_minute(30)}) == Inserted::was_there);
    cancel_dues(tx, "request", "17");
    CHECK_FALSE(next_due_at(tx));
    CHECK(insert_due(tx, {5, "request", "17", "answer", at_minute(90)}) == Inserted::yes);
  });
}

TEST_CASE(
    "what one has taken up nobody else takes, until it lapses; then the first comes too late") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    insert_due(tx, {1, "request", "17", "wave 2", at_minute(0)});
    insert_notice(tx, notice(2, "request 17", 0));
    const auto due = claim_dues(tx, lease(1, 71), 9).at(0);
    const auto told = claimed(tx, 1, Hours::open, 9, 71).at(0);
    CHECK(claim_dues(tx, lease(1, 72), 9).empty());
    CHECK(claimed(tx, 1, Hours::open, 9, 72).empty());
    CHECK(claim_dues(tx, lease(1, 71), 9).size() ==
          1);  // its own, left behind by a turn that failed
    CHECK(claimed(tx, 1, Hours::open, 9, 71).size() == 1);

    const auto later_due = claim_dues(tx, lease(2, 72), 9).at(0);
    const auto later_told = claimed(tx, 2, Hours::open, 9, 72).at(0);
    CHECK_FALSE(finish_due(tx, due, at_minute(2)));
    CHECK_FALSE(finish_notice(tx, told, at_minute(2)));
    CHECK(finish_due(tx, later_due, at_minute(2)));
    CHECK(finish_notice(tx, later_told, at_minute(2)));
    CHECK(claim_dues(tx, lease(60, 73), 9).empty());
    CHECK(claimed(tx, 60, Hours::open, 9, 73).empty());
  });
}

}  // namespace
}  // namespace kindbank::store
