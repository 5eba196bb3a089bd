#include "store/requests.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>

#include "store/jobs.h"
#include "store/visits.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

TEST_CASE("a request reads back whole, by its id and by its code") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto asker = join(tx, "Ada", "Old Town");
    auto request = garden_request(1, "K4T7", asker);
    request.state = "waiting";
    request.waiting_reason = "person";
    request.answer_by = at_minute(60);
    CHECK(insert_request(tx, request) == Inserted::yes);
    CHECK(find_request(tx, 1) == request);
    CHECK(find_by_code(tx, "K4T7") == request);
    CHECK(requests(tx, asker) == std::vector<Request>{request});
    CHECK(requests_in_state(tx, "waiting").size() == 1);
    CHECK_FALSE(find_by_code(tx, "XXXX"));

    request.id = 2;
    CHECK(insert_request(tx, request) == Inserted::was_there);
    set_request_state(tx, 1, "open");
    const auto opened = *find_request(tx, 1);
    CHECK(opened.state == "open");
    CHECK(opened.waiting_reason.empty());
  });
}

// Fifty say yes to each of so many requests at once; the last gate opens for all of them.
void fifty_say_yes(int rounds) {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  const auto asker =
      database->transact([](Transaction& tx) { return join(tx, "Ada", "Old Town"); });
  database->transact([&](Transaction& tx) {
    for (int round = 1; round <= rounds; ++round)
      insert_request(tx, garden_request(round, "K" + std::to_string(round), asker));
  });
  std::vector<std::atomic<int>> winners(static_cast<std::size_t>(rounds) + 1);
  std::vector<std::future<void>> helpers;
  for (int i = 0; i < 50; ++i)
    helpers.push_back(std::async(std::launch::async, [&, i] {
      for (int round = 1; round <= rounds; ++round)
        if (database->transact(
                [&](Transaction& tx) { return win(tx, round, 100 + i, at_minute(5)); }))
          ++winners[static_cast<std::size_t>(round)];
    }));
  for (auto& helper : helpers) helper.get();
  for (int round = 1; round <= rounds; ++round) {
    REQUIRE(winners[static_cast<std::size_t>(round)] == 1);
    const auto request = database->read([&](Transaction& tx) { return *find_request(tx, round); });
    CHECK(request.helper.value_or(0) >= 100);
    CHECK(request.state == "matched");
    CHECK(request.matched_at == at_minute(5));
  }
}

TEST_CASE("of fifty who say yes at once one wins, a hundred times") { fifty_say_yes(100); }

TEST_CASE("of fifty who say yes at once one wins, a thousand times", "[.][long]") {
  fifty_say_yes(1000);
}

TEST_CASE("a request that opens again lets go of its helper and keeps its age") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    insert_request(tx, garden_request(1, "K4T7", join(tx, "Ada", "Old Town")));
    CHECK(win(tx, 1, 9, at_minute(5)));
    CHECK_FALSE(win(tx, 1, 10, at_minute(6)));
    set_request_state(tx, 1, "open");
    CHECK_FALSE(find_request(tx, 1)->helper);
    CHECK(find_request(tx, 1)->created_at == at_minute(1));
    CHECK_THROWS_AS(set_request_state(tx, 1, "matched"), std::logic_error);
    CHECK_THROWS_AS(set_request_state(tx, 1, "done"), std::logic_error);
    CHECK(win(tx, 1, 10, at_minute(7)));
    set_request_state(tx, 1, "done");
    CHECK(find_request(tx, 1)->helper == 10);
    CHECK_THROWS_AS(set_request_state(tx, 1, "cancelled"), std::logic_error);
  });
}

TEST_CASE("a volunteer is asked once for a request, and the answer is noted") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto asker = join(tx, "Ada", "Old Town");
    const auto helper = join_and_offer(tx, "Old Town");
    insert_request(tx, garden_request(1, "K4T7", asker));
    insert_request(tx, garden_request(2, "M2P9", asker));
    CHECK(insert_invitation(tx, invitation(1, 1, helper)) == Inserted::yes);
    CHECK(insert_invitation(tx, invitation(2, 1, helper)) == Inserted::was_there);
    CHECK(insert_invitation(tx, invitation(3, 2, helper, 9)) == Inserted::yes);
    CHECK(find_invitation(tx, 1) == invitation(1, 1, helper));
    CHECK(find_invitation(tx, 1, helper)->id == 1);
    CHECK(invitations_of_member(tx, helper).at(0).id == 3);
    CHECK(last_invitation(tx, helper)->id == 3);
    CHECK_FALSE(last_invitation(tx, asker));
    set_invitation_state(tx, 1, "declined", at_minute(4));
    CHECK(find_invitation(tx, 1)->answered_at == at_minute(4));
    CHECK(invitations_of_member(tx, helper).size() == 1);
    CHECK(invitations_of_request(tx, 1).size() == 1);
    CHECK(invitations(tx).size() == 2);
    set_invitation_state(tx, 3, "lost", at_minute(4));
    CHECK_THROWS_AS(set_invitation_state(tx, 3, "done", at_minute(5)), std::logic_error);
    invite_again(tx, 3, 2, at_minute(6));
    CHECK(find_invitation(tx, 3)->state == "invited");
    CHECK(find_invitation(tx, 3)->times == 2);
    CHECK_FALSE(find_invitation(tx, 3)->answered_at);

    put_exclusion(tx, {1, asker, "asked for it"});
    put_exclusion(tx, {1, asker, "is the asker"});
    CHECK(exclusions_of_request(tx, 1) == std::vector<Exclusion>{{1, asker, "is the asker"}});
  });
  CHECK_THROWS(
      database->transact([](Transaction& tx) { insert_invitation(tx, invitation(4, 77, 2)); }));
}

TEST_CASE("what a member asked for is under way until it is over, the oldest first") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto asker = join(tx, "Ada", "Old Town");
    for (Id id = 1; id <= 4; ++id) {
      auto request = garden_request(id, "K4T" + std::to_string(id), asker);
      request.state = id == 2 ? "waiting" : "open";
      request.created_at = at_minute(10 - static_cast<int>(id));
      insert_request(tx, request);
    }
    set_request_state(tx, 3, "cancelled");
    REQUIRE(win(tx, 4, join(tx, "Bea", "Old Town"), at_minute(12)));
    using Side = OpenJob::Side;
    CHECK(open_jobs(tx, asker) == std::vector<OpenJob>{{"K4T4", "garden", Side::asks},
                                                       {"K4T2", "garden", Side::asks},
                                                       {"K4T1", "garden", Side::asks}});
  });
}

TEST_CASE("a visit begins, ends, and is not begun again") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto asker = join(tx, "Ada", "Old Town");
    const auto helper = join_and_offer(tx, "Old Town");
    insert_request(tx, garden_request(1, "K4T7", asker));
    Visit visit;
    visit.id = 8;
    visit.request = 1;
    visit.code = "K4T7";
    visit.helper = helper;
    visit.agreed_for = "2026-11-24T14:00";
    visit.created_at = at_minute(5);
    insert_visit(tx, visit);
    CHECK(open_visits_of_helper(tx, helper) == std::vector<Visit>{visit});
    CHECK(open_jobs(tx, helper) == std::vector<OpenJob>{{"K4T7", "garden", OpenJob::Side::helps}});
    set_expected(tx, 8, at_minute(9));
    set_shut_out(tx, 8, at_minute(8));
    CHECK(find_visit(tx, 8)->expected_at == at_minute(9));
    CHECK(find_visit(tx, 8)->shut_out_at == at_minute(8));
    set_agreed_for(tx, 8, "2026-11-24T15:00");  // which nobody is late for yet
    set_shut_out(tx, 8, std::nullopt);
    visit.agreed_for = "2026-11-24T15:00";
    CHECK(find_visit(tx, 8) == visit);
    set_visit_state(tx, 8, "started", at_minute(10));
    set_visit_state(tx, 8, "started", at_minute(11));
    CHECK(visits(tx).at(0).started_at == at_minute(10));
    set_visit_state(tx, 8, "ended", at_minute(40));
    CHECK(visits(tx).at(0).ended_at == at_minute(40));
    CHECK(open_visits_of_helper(tx, helper).empty());
    CHECK(open_jobs(tx, helper) == std::vector<OpenJob>{{"K4T7", "garden", OpenJob::Side::helped}});
    CHECK(visits(tx).size() == 1);
    CHECK_THROWS_AS(set_visit_state(tx, 8, "started", at_minute(50)), std::logic_error);
  });
}

}  // namespace
}  // namespace kindbank::store
