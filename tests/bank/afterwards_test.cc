#include "bank/afterwards.h"

#include "store/contacts.h"
#include "store/dues.h"
#include "store/no_go.h"
#include "store/notices.h"
#include "store/visit_checks.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

TEST_CASE("thanks may be passed on unless a number, a link, money or abuse is in them") {
  for (const auto* words : {"Thank you so much", "You are an angel, 10 out of 10!", "dzięki, Ben",
                            "it took 2 hours and 45 minutes", "the scarecrow looks great"}) {
    INFO(words);
    CHECK(may_pass(words));
  }
  for (const auto* words :
       {"ring 07400 123456", "0 7 4 0 0 1", "07400-123-456", "look at www.me.org", "a@b.org",
        "http://x", "here is some money", "keep my PIN", "You IDIOT", "ring +44 (7400) 1"}) {
    INFO(words);
    CHECK_FALSE(may_pass(words));
  }
}

// Ann of phone 1 was helped by Ann of phone 2, who has texted DONE.
struct Ended : Matched {
  Ended() { does("2", "visit.finish", {{"code", code}}); }
  Told went(const std::string& phone, const std::string& how) {
    return does(phone, "visit.went", {{"code", code}, {"went", how}});
  }
};

TEST_CASE(
    "who was helped is asked late in the next morning, and the helper two hours later, once") {
  Ended town;
  town.database->transact([&](store::Transaction& tx) {
    const auto later = town.now + std::chrono::hours{27};
    for (const auto& due : store::claim_dues(tx, {later, 5}, 100)) {
      if (!due.kind.starts_with("went")) continue;
      const bool helper = due.kind == "went_helper";
      CHECK(due.at == later - std::chrono::hours{helper ? 0 : 2});  // it ended at 10
      store::Ids ids(later, 99 + due.kind.size());
      auto contact = store::contact_of(tx, {"sms", "2"}, "sms", ids.next(), later);
      Context context{tx, town.town, ids, later, contact};
      for (int twice = 0; twice < 2; ++twice)
        helper ? ask_helper_how_it_went(context, due.subject)
               : ask_how_it_went(context, due.subject);
    }
    std::vector<std::string> asked;
    for (const auto& one : store::claim_notices(tx, {later, 6}, store::Hours::open, 100))
      if (one.event.starts_with("visit.next_day"))
        asked.push_back(one.event + " " + std::to_string(one.member));
    CHECK(asked == std::vector<std::string>{"visit.next_day 1", "visit.next_day_helper 2"});
  });
}

TEST_CASE("few words of thanks come with the helper's question, where that comes soon") {
  Ended town;
  const auto [after, words, event] = GENERATE(table<int, std::string, std::string>(
      {{1, "You are an angel", "thanks.said"},
       {25, "You are an angel", "visit.next_day_thanks"},
       {25, "You are an angel and the hedge looks lovely, and so do I", "thanks.said"},
       {28, "You are an angel", "thanks.said"}}));
  INFO(words << " after " << after);
  town.now += std::chrono::hours{after};
  CHECK(town.does("1", "thanks.pass", {{"code", town.code}, {"answer", words}}).outcome ==
        "passed");
  town.database->transact([&](store::Transaction& tx) {
    std::vector<std::string> told;
    const auto later = town.now + std::chrono::hours{3};
    for (const auto& one : store::claim_notices(tx, {later, 6}, store::Hours::open, 100))
      if (one.member == 2 && one.facts.contains("words")) told.push_back(one.event);
    CHECK(told == std::vector<std::string>{event});
  });
}

TEST_CASE("how it went is kept once a side, and nobody else says it") {
  Ended town;
  town.member("3", "V0", {});
  CHECK(town.went("1", "well").outcome == "well");
  CHECK(town.went("1", "partly").outcome == "partly");
  town.went("3", "worried");
  town.database->read([&](store::Transaction& tx) {
    const auto checks = store::checks_of_member(tx, 1);
    REQUIRE(checks.size() == 1);
    CHECK(checks.front().went == "well");
    CHECK(store::checks_of_member(tx, 3).empty());
    CHECK(store::no_go_of(tx, 1).empty());
  });
}

TEST_CASE("two of whom one is worried are not brought together again") {
  Ended town;
  CHECK(town.went("2", "worried").outcome == "worried");
  CHECK(town.alerts.empty());  // which the worry itself is told with
  town.database->read(
      [](store::Transaction& tx) { CHECK(store::no_go_of(tx, 1) == std::set<std::int64_t>{2}); });
}

}  // namespace
}  // namespace kindbank::bank
