// What a coordinator's digest holds, and when it comes.
#include "bank/digest.h"

#include <catch2/catch.hpp>

#include "bank/desk_time.h"
#include "bank/intake.h"
#include "store/desk_notes.h"
#include "store/dues.h"
#include "store/hours.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

constexpr store::Id duty = 77;
constexpr store::Id night = 78;

// London's clock of 2026.
Zone london() {
  const auto offset = [](Time time) {
    const bool summer = time >= *read_utc("2026-03-29T01:00:00.000Z") &&
                        time < *read_utc("2026-10-25T01:00:00.000Z");
    return summer ? std::chrono::hours{1} : std::chrono::hours{0};
  };
  return {[=](Time time) { return utc_zone().to_local(time + offset(time)); },
          [=](const LocalTime& local) {
            const auto time = utc_zone().to_utc(local);
            return time - offset(time - std::chrono::hours{1});
          }};
}

struct Day : Desk {
  Day() {
    town.zone = london();
    database->transact([](store::Transaction& tx) {
      store::add_coordinator(
          tx, {duty, "Duty desk", {{"sms", "9"}}, {"08:00", "13:00", "17:00"}, "always"});
      store::add_coordinator(tx, {night, "Night desk", {{"sms", "8"}}, {}, "always"});
    });
  }
  void at(const char* local) { now = town.zone.to_utc(*read_local_time(local)); }
  template <class Work>
  auto works(Work work) {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      store::Contact nobody;
      Context context{tx, town, ids, now, nobody};
      return work(context);
    });
  }
  std::vector<std::string> lines() {
    return works([](Context& context) {
      const auto found = store::find_coordinator(context.tx, {"sms", "9"});
      std::vector<std::string> said;
      for (const auto& line : digest_of(context, *found).lines) said.push_back(line.reply);
      return said;
    });
  }
  // Whether that Due of the duty desk's says anything.
  bool comes(const std::string& step) {
    return works([&](Context& context) {
      return digest_due(context, std::to_string(duty), step).has_value();
    });
  }
  std::vector<std::string> planned() {
    return works([](Context& context) {
      plan_digests(context.tx, context.town, context.ids, context.now);
      std::vector<std::string> said;
      for (const auto& due :
           store::claim_dues(context.tx, {context.now + std::chrono::hours{48}, 1}, 50))
        if (due.kind == "digest") said.push_back(due.step + " " + say_utc(due.at).substr(0, 16));
      return said;
    });
  }
};

TEST_CASE("each coordinator's next digests are planned by the town's clock, once") {
  Day day;
  day.at("2026-11-24T12:00");
  const std::vector<std::string> next = {"2026-11-24T13:00 2026-11-24T13:00",
                                         "2026-11-24T17:00 2026-11-24T17:00",
                                         "2026-11-25T08:00 2026-11-25T08:00"};
  CHECK(day.planned() == next);
  CHECK(day.planned() == next);
}

TEST_CASE("eight in the morning is eight in the morning when the clocks change") {
  Day day;
  day.at("2026-03-28T20:00");  // the clocks go forward that night
  CHECK(day.planned().front() == "2026-03-29T08:00 2026-03-29T07:00");
  Day other;
  other.at("2026-10-25T00:15");  // a day of 25 hours has begun
  CHECK(other.planned().front() == "2026-10-25T08:00 2026-10-25T08:00");
}

TEST_CASE("the first digest of a day always comes, and later ones where there is something") {
  Day day;
  day.at("2026-11-24T08:00");
  CHECK(day.comes("2026-11-24T08:00"));
  day.at("2026-11-24T13:00");
  CHECK_FALSE(day.comes("2026-11-24T13:00"));
  day.does("9", "intake.set", {{"wish", "pause"}});
  CHECK(day.comes("2026-11-24T13:00"));
}

TEST_CASE("what was due while the program stood still comes once, and not the next day") {
  Day day;
  day.does("9", "intake.set", {{"wish", "pause"}});
  day.at("2026-11-24T14:00");
  CHECK_FALSE(day.comes("2026-11-24T08:00"));
  CHECK(day.comes("2026-11-24T13:00"));
  CHECK_FALSE(day.comes("2026-11-23T17:00"));
}

TEST_CASE("an hour that a coordinator does not read at any more says nothing") {
  Day day;
  day.does("9", "intake.set", {{"wish", "pause"}});
  day.at("2026-11-24T09:30");
  CHECK_FALSE(day.comes("2026-11-24T09:00"));
  day.database->transact([](store::Transaction& tx) { store::remove_coordinator(tx, duty); });
  CHECK_FALSE(day.comes("2026-11-24T08:00"));
}

TEST_CASE("who waits is red after five days and amber after three") {
  Day day;
  day.at("2026-11-23T10:00");
  day.member("1", "V0", {});
  day.asks("1");
  CHECK(day.lines() == std::vector<std::string>{"digest_stuck"});
  day.at("2026-11-26T10:00");
  CHECK(day.lines() == std::vector<std::string>{"digest_amber"});
  day.at("2026-11-28T10:00");
  CHECK(day.lines() == std::vector<std::string>{"digest_red"});
}

TEST_CASE("whom to meet is told in the morning, and what moves slowly on Mondays") {
  Day day;
  day.member("1", "V0", {"shopping"});
  day.database->transact([&](store::Transaction& tx) {
    store::book(tx, {1,
                     "helped",
                     {},
                     {},
                     "member 1",
                     "sms",
                     day.now,
                     {{"member 1", store::Side::had, -720}, {"pot", store::Side::gift, 720}}});
  });
  day.at("2026-11-24T08:30");  // a Tuesday
  CHECK(day.lines() == std::vector<std::string>{"digest_meet"});
  day.at("2026-11-24T14:00");
  CHECK(day.lines().empty());
  day.at("2026-11-30T08:30");
  CHECK(day.lines() == std::vector<std::string>{"digest_meet", "digest_low", "digest_pot"});
}

TEST_CASE("a visit without its HERE or DONE is told") {
  Day day;
  day.member("1", "V0", {});
  day.member("2", "V1", {"shopping"});
  const auto code = day.asks("1").facts.at("code");
  const auto id = std::to_string(
      day.database->read([](store::Transaction& tx) { return store::invitations(tx).front().id; }));
  day.does("2", "invitation.accept", {{"invitation", id}});
  day.does("2", "visit.plan", {{"code", code}, {"time", "2026-11-25T10:00"}});
  day.at("2026-11-25T10:10");
  CHECK(day.lines().empty());
  day.at("2026-11-25T10:20");
  CHECK(day.lines() == std::vector<std::string>{"digest_no_here"});
  day.does("2", "visit.arrive", {{"code", code}});
  CHECK(day.lines().empty());
  day.at("2026-11-25T11:40");
  CHECK(day.lines() == std::vector<std::string>{"digest_no_done"});
}

TEST_CASE("minutes are asked for at the end of the day, where none are noted") {
  Day day;
  const auto asks = [&] {
    return day.works([](Context& context) {
      return !digest_of(context, *store::find_coordinator(context.tx, {"sms", "9"})).last.empty();
    });
  };
  day.at("2026-11-24T16:00");
  day.does("9", "intake.set", {{"wish", "pause"}});
  CHECK_FALSE(asks());
  day.at("2026-11-24T17:00");
  CHECK(asks());
  CHECK(day.does("9", "desk.spend", {{"minutes", "15"}}) ==
        Told{"first", {{"spent", "15 min"}, {"today", "15 min"}}});
  CHECK_FALSE(asks());
}

TEST_CASE("what a coordinator handles counts some minutes, until they say how many it took") {
  Day day;
  day.member("1", "V0", {});
  const auto code = day.asks("1").facts.at("code");
  const auto handles = [&](const std::string& phone, const std::string& name, const Facts& with) {
    day.database->transact([&](store::Transaction& tx) {
      store::Ids ids(day.now, ++day.seed);
      auto contact = store::contact_of(tx, {"sms", phone}, "sms", ids.next(), day.now);
      Context context{tx, day.town, ids, day.now, contact, contact.member.value_or(0)};
      const auto& action = *find_action(name);
      count_desk_time(context, action, with, action.perform(context, with));
    });
  };
  const auto spent = [&] {
    return day.database->read([&](store::Transaction& tx) {
      return std::pair(store::minutes_spent(tx, Time{}), store::minutes_spent_on(tx, code));
    });
  };
  using Minutes = std::pair<std::int64_t, std::int64_t>;  // in all, and on the job
  handles("1", "desk.call", {{"code", code}});            // no coordinator
  handles("9", "desk.call", {{"code", "Z9Z9"}});
  CHECK(spent() == Minutes(0, 0));
  handles("9", "desk.call", {{"code", code}});
  handles("9", "intake.set", {{"wish", "pause"}});
  handles("8", "desk.call", {{"code", code}});
  CHECK(spent() == Minutes(22, 20));
  day.at("2026-11-24T17:00");
  day.works([](Context& context) {
    const auto desk = store::find_coordinator(context.tx, {"sms", "9"});
    CHECK(digest_of(context, *desk).last ==
          std::vector<DigestLine>{{"digest_counted", {{"counted", "12 min"}}}});
  });
  day.does("9", "desk.spend", {{"minutes", "25"}, {"code", code}});
  CHECK(spent() == Minutes(37, 35));
  day.does("9", "desk.spend", {{"minutes", "5"}, {"code", code}});
  CHECK(spent() == Minutes(42, 40));
  day.does("9", "desk.spend", {{"minutes", "5"}});  // and the brake took no two minutes
  CHECK(spent() == Minutes(45, 40));
}

TEST_CASE("minutes are spread over the jobs that were done") {
  Matched matched;
  matched.database->transact([](store::Transaction& tx) {
    store::add_coordinator(tx, {duty, "Duty desk", {{"sms", "9"}}, {}, "always"});
  });
  matched.does("2", "visit.arrive", {{"code", matched.code}});
  matched.does("2", "visit.finish", {{"code", matched.code}});
  CHECK(matched.does("9", "desk.spend", {{"minutes", "20"}, {"code", matched.code}}).facts ==
        Facts{{"spent", "20 min"}, {"today", "20 min"}, {"average", "20 min"}});
  CHECK(matched.does("9", "desk.spend", {{"minutes", "5"}, {"code", "Z9Z9"}}).outcome == "unknown");
  CHECK(matched.does("2", "desk.spend", {{"minutes", "5"}}).outcome == "not_allowed");
  CHECK(matched.does("9", "desk.spend", {{"minutes", "0"}}).outcome == "none");
  matched.database->read([&](store::Transaction& tx) {
    CHECK(store::minutes_spent(tx, Time{}) == 0);
    CHECK(store::minutes_spent_on(tx, matched.code) == 0);
  });
}

TEST_CASE("MORE shows what was left of the last digest, to its coordinator alone") {
  Day day;
  day.database->transact([&](store::Transaction& tx) {
    store::put_digest_rest(tx, duty, {"one", "two"}, day.now);
  });
  CHECK(day.does("8", "desk.more", {}).outcome == "nothing");
  CHECK(day.does("1", "desk.more", {}).outcome == "nothing");
  CHECK(day.does("9", "desk.more", {}) == Told{"rest", {{"rest", "one"}}});
  CHECK(day.does("9", "desk.more", {}) == Told{"rest", {{"rest", "two"}}});
  CHECK(day.does("9", "desk.more", {}).outcome == "nothing");
}

}  // namespace
}  // namespace kindbank::bank
