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

TEST_CASE("a cause reaches a member with an event once, and a notice becomes one turn") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    CHECK(insert_notice(tx, notice(2, "request 17", 5)) == Inserted::yes);
    CHECK(insert_notice(tx, notice(3, "request 17", 1)) == Inserted::was_there);
    CHECK(insert_notice(tx, notice(1, "request 18", 3)) == Inserted::yes);
    CHECK(next_notice(tx) == at_minute(3));
    CHECK(notices_due(tx, at_minute(2), Hours::open, 9).empty());
    const auto due = notices_due(tx, at_minute(5), Hours::open, 9);
    REQUIRE(due.size() == 2);
    CHECK(due[0].id == 1);
    CHECK(due[1] == notice(2, "request 17", 5));
    CHECK(finish_notice(tx, 1, at_minute(5)));
    CHECK_FALSE(finish_notice(tx, 1, at_minute(5)));
    postpone_notice(tx, 2, at_minute(50));
    CHECK(notices_due(tx, at_minute(49), Hours::open, 9).empty());
    cancel_notices(tx, "request 17", at_minute(50));
    CHECK_FALSE(finish_notice(tx, 2, at_minute(50)));
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
    CHECK(notices_due(tx, at_minute(2), Hours::quiet, 3) == std::vector<Notice>{urgent});
    CHECK(notices_due(tx, at_minute(1), Hours::quiet, 3).empty());
    CHECK(notices_due(tx, at_minute(2), Hours::open, 3).size() == 3);
  });
}

TEST_CASE("a promise is kept once, and what is called off may be promised again") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    CHECK(insert_due(tx, {1, "request", "17", "wave 2", at_minute(20)}) == Inserted::yes);
    CHECK(insert_due(tx, {2, "request", "17", "wave 2", at_minute(1)}) == Inserted::was_there);
    CHECK(insert_due(tx, {3, "request", "17", "answer", at_minute(60)}) == Inserted::yes);
    CHECK(next_due_at(tx) == at_minute(20));
    CHECK(dues_at(tx, at_minute(19), 9).empty());
    REQUIRE(dues_at(tx, at_minute(60), 9).size() == 2);
    CHECK(dues_at(tx, at_minute(60), 1).at(0) == Due{1, "request", "17", "wave 2", at_minute(20)});
    CHECK(finish_due(tx, 1, at_minute(20)));
    CHECK_FALSE(finish_due(tx, 1, at_minute(20)));
    CHECK(insert_due(tx, {4, "request", "17", "wave 2", at_minute(30)}) == Inserted::was_there);
    cancel_dues(tx, "request", "17");
    CHECK_FALSE(next_due_at(tx));
    CHECK(insert_due(tx, {5, "request", "17", "answer", at_minute(90)}) == Inserted::yes);
  });
}

}  // namespace
}  // namespace kindbank::store
