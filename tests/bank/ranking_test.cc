// Who may be asked now: as many at a time as they chose, and only with a check that holds.
#include "bank/ranking.h"

#include <catch2/catch.hpp>

#include "bank/apart.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

TEST_CASE("who chose so is asked about up to three jobs at a time, and as often in a week") {
  Desk desk;
  for (const auto* phone : {"1", "2", "4", "5"}) desk.member(phone, "V1", {});
  const auto ben = desk.member("3", "V1", {"shopping", "garden"});
  CHECK(desk.does("1", "offer.at_once", {{"jobs", "3"}}).outcome == "nothing");
  CHECK(desk.does("3", "offer.at_once", {{"jobs", "4"}}).outcome == "how_many");
  CHECK(desk.does("3", "offer.at_once", {{"jobs", "3"}}) == Told{"saved", {{"most", "3"}}});
  desk.asks("1");
  desk.asks("2", "garden");
  desk.asks("4");
  CHECK(desk.invited() == std::vector<std::int64_t>(3, ben));
  desk.asks("5");
  CHECK(desk.invited().size() == 3);
  CHECK(desk.left_out().at(ben) == "has as many open as they chose");
}

TEST_CASE("who chooses more is asked at once for what is open") {
  Desk desk;
  desk.member("1", "V1", {});
  desk.member("2", "V1", {});
  desk.member("3", "V1", {"shopping", "garden"});
  desk.asks("1");
  desk.asks("2", "garden");
  CHECK(desk.invited().size() == 1);
  desk.does("3", "offer.at_once", {{"jobs", "2"}});
  CHECK(desk.invited().size() == 2);
}

TEST_CASE("a check that ran out counts for what needs none, until it is renewed") {
  Desk desk;
  desk.member("1", "V1", {});
  const auto ben = desk.member("2", "V2", {"garden"});
  const auto until = [&](Duration from_now) {
    desk.database->transact(
        [&](store::Transaction& tx) { store::set_vetted_until(tx, ben, desk.now + from_now); });
  };
  const auto may_help = [&](const std::string& level) {
    return desk.database->transact([&](store::Transaction& tx) {
      store::Ids ids(desk.now, ++desk.seed);
      store::Contact nobody;
      Context context{tx, desk.town, ids, desk.now, nobody, 0};
      store::Request request;
      request.vetting = level;
      return may_still_help(context, request, ben);
    });
  };
  until(-std::chrono::hours{1});
  desk.asks("1", "garden", "V2");
  CHECK(desk.invited().empty());
  CHECK_FALSE(may_help("V2"));
  CHECK(may_help("V1"));
  SECTION("what needs no check they are asked for") {
    desk.now += std::chrono::hours{25};
    desk.asks("1", "garden", "V1");
    CHECK(desk.invited() == std::vector<std::int64_t>{ben});
  }
  SECTION("renewed, it counts again") {
    until(std::chrono::hours{24 * 365});
    desk.now += std::chrono::hours{25};
    desk.asks("1", "garden", "V2");
    CHECK_FALSE(desk.invited().empty());
    CHECK(may_help("V2"));
  }
}

}  // namespace
}  // namespace kindbank::bank
