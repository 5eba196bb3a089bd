#include "store/offers.h"

#include <catch2/catch.hpp>

#include "store/candidates.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

constexpr int day = 24 * 60;

CandidateQuery garden_in_old_town() {
  CandidateQuery query;
  query.category = "garden";
  query.vetting = "V1";
  query.areas = {"Old Town"};
  query.now = at_minute(40 * day);
  query.month_began = at_minute(20 * day);
  return query;
}

std::vector<std::int64_t> numbers(const std::vector<Candidate>& found) {
  std::vector<std::int64_t> all;
  for (const auto& candidate : found) all.push_back(candidate.member);
  return all;
}

TEST_CASE("offering the same again brings the offer up to date") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto member = join_and_offer(tx, "Old Town");
    auto offer = offers(tx, member).at(0);
    set_offer_state(tx, offer.id, "paused");
    CHECK(candidates(tx, garden_in_old_town()).empty());
    offer.monthly_cap = 5;
    offer.id = 999;
    put_offer(tx, offer);
    REQUIRE(offers(tx).size() == 1);
    CHECK(offers(tx)[0].monthly_cap == 5);
    CHECK(offers(tx)[0].state == "active");
    CHECK(offers(tx, 99).empty());
    CHECK(candidates(tx, garden_in_old_town()).size() == 1);
  });
}

TEST_CASE(
    "who was not asked for longest comes first, then the fewest jobs, in the town or an area") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto far = join_and_offer(tx, "Bedwell");
    const auto recent = join_and_offer(tx, "Old Town");
    const auto long_ago = join_and_offer(tx, "Old Town");
    const auto busy = join_and_offer(tx, "Old Town");
    const auto free = join_and_offer(tx, "Old Town");
    const auto asker = join_and_offer(tx, "Old Town");
    const auto unmet = join_and_offer(tx, "Old Town", "V0");
    const auto gone = join_and_offer(tx, "Old Town");
    mark_asked(tx, recent, at_minute(39 * day));
    mark_asked(tx, long_ago, at_minute(day));
    set_member_state(tx, gone, "left");
    insert_request(tx, garden_request(1, "K4T7", asker));
    insert_invitation(tx, invitation(1, 1, busy, 21 * day));
    set_invitation_state(tx, 1, "won", at_minute(22 * day));

    auto query = garden_in_old_town();
    CHECK(numbers(candidates(tx, query)) ==
          std::vector<std::int64_t>{free, asker, busy, long_ago, recent});
    query.limit = 2;
    CHECK(numbers(candidates(tx, query)) == std::vector<std::int64_t>{free, busy});
    query.limit = 100;
    query.areas = {"Bedwell", "Old Town"};
    CHECK(numbers(candidates(tx, query)) ==
          std::vector<std::int64_t>{far, free, asker, busy, long_ago, recent});
    query.areas = {};
    CHECK(numbers(candidates(tx, query)).size() == 6);
    CHECK(numbers(candidates_among(tx, query, {recent, far, unmet})) ==
          std::vector<std::int64_t>{far, recent});
    query.vetting = "V0";
    CHECK(numbers(candidates(tx, query)).size() == 7);
    CHECK(numbers(candidates(tx, query)).at(3) == unmet);
    query.category = "lift";
    CHECK(candidates(tx, query).empty());
  });
}

TEST_CASE("a candidate comes with what decides whether they may be asked now") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto asker = join(tx, "Ada", "Old Town");
    const auto helper = join_and_offer(tx, "Old Town", "V2");
    const Candidate quiet{helper,       "Old Town", "V2", "en", "weekends", "town", 2,
                          std::nullopt, 0,          0,    0,    1,          false,  false};
    CHECK(candidates(tx, garden_in_old_town()).at(0) == quiet);

    for (int i = 1; i <= 4; ++i)
      insert_request(tx, garden_request(i, "K4T" + std::to_string(i), asker));
    insert_invitation(tx, invitation(1, 1, helper, 5 * day));   // an old one that was won long ago
    insert_invitation(tx, invitation(2, 2, helper, 21 * day));  // won this month
    insert_invitation(tx, invitation(3, 3, helper, 36 * day));  // this week, declined
    insert_invitation(tx, invitation(4, 4, helper, 39 * day));  // this week, not answered
    set_invitation_state(tx, 1, "won", at_minute(6 * day));
    set_invitation_state(tx, 2, "won", at_minute(22 * day));
    set_invitation_state(tx, 2, "done", at_minute(23 * day));
    set_invitation_state(tx, 3, "declined", at_minute(36 * day));
    freeze(tx, 500 + helper, at_minute(38 * day));
    set_stopped(tx, address_of(helper), at_minute(38 * day));
    const auto found = candidates(tx, garden_in_old_town()).at(0);
    CHECK(found.asked_this_week == 2);
    CHECK(found.jobs_this_month == 1);
    CHECK(found.open_invitations == 1);
    CHECK(found.stopped);
    CHECK(found.frozen);

    contact_of(tx, {"telegram", "42"}, "telegram", 900, at_minute(0));
    link_member(tx, 900, helper);
    CHECK_FALSE(candidates(tx, garden_in_old_town()).at(0).stopped);
  });
}

}  // namespace
}  // namespace kindbank::store
