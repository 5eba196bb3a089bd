// The street of who is helped, on a real ledger of either engine.
#include "bank/street.h"

#include <algorithm>

#include "bank/appointment.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/notices.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;

std::string read(const std::string& words) {
  const auto street = read_street(words);
  return street ? street->house + "|" + street->name : "nothing";
}

TEST_CASE("a street and its number are told apart, and nothing else is taken for one") {
  CHECK(read("12 High Street") == "12|High Street");
  CHECK(read("high street 12") == "12|High Street");
  CHECK(read("Flat 3, 12a church lane") == "Flat 3, 12a|Church Lane");
  CHECK(read("church lane") == "|Church Lane");
  CHECK(read("12 high street, ring twice") == "12|High Street");
  CHECK(read("flat 3, 12 high st, the blue door") == "flat 3, 12|High St");
  CHECK(read("its 12 high street") == "12|High Street");
  CHECK(read("i live at 7 kings way") == "7|Kings Way");
  CHECK(read("its 12") == "nothing");
  CHECK(read("12 Fairlands Valley Gardens") == "12|Fairlands Valley Gdns");
  CHECK(read("12 The Avenue of the Unknown Soldiers") == "nothing");
  for (const auto* words : {"", "yes", "thank you", "when does he come", "12", "no idea sorry",
                            "i would rather tell you on the phone"})
    CHECK(read(words) == "nothing");
}

struct Streets : Matched {
  std::vector<std::string> told(std::int64_t member) {
    return database->read([&](store::Transaction& tx) {
      std::vector<std::string> events;
      for (const auto& [event] : tx.rows<std::string>(
               "SELECT event FROM notices WHERE member = :a ORDER BY id", {member}))
        events.push_back(event);
      return events;
    });
  }
  bool heard(std::int64_t member, const std::string& event) {
    const auto events = told(member);
    return std::find(events.begin(), events.end(), event) != events.end();
  }
  std::string known() {
    return database->read([](store::Transaction& tx) { return store::say_street(tx, 1); });
  }
  void fire(Duration until) {
    database->transact([&](store::Transaction& tx) {
      for (const auto& due : store::claim_dues(tx, {now + until, 5}, 100)) {
        store::Ids ids(due.at, ++seed);
        auto contact = store::contact_of(tx, {"sms", "2"}, "sms", ids.next(), due.at);
        Context context{tx, town, ids, due.at, contact};
        if (due.kind == "street") street_is_idle(context, due.subject);
        if (due.kind == "appointment") keep_appointment(context, due.subject, due.step);
      }
    });
  }
};

TEST_CASE("the street is asked at the first match, and told the helper; the number on the day") {
  Streets town;
  CHECK(town.heard(1, "request.matched_street"));
  CHECK(town.does("1", "street.save", {{"answer", "what"}}).outcome == "unreadable");
  CHECK(town.does("1", "street.save", {{"answer", "12 High Street"}}).outcome == "saved");
  town.does("2", "visit.plan", {{"code", town.code}, {"time", "2026-11-26T14:00"}});
  town.fire(hours{49});
  CHECK_FALSE(town.heard(2, "visit.address"));
  town.fire(hours{50});
  CHECK(town.heard(2, "visit.address"));
}

TEST_CASE("who has set out, or is expected soon, is told the number at once") {
  Streets way;
  way.does("1", "street.save", {{"answer", "12 High Street"}});
  way.does("2", "visit.set_out", {{"code", way.code}});
  CHECK(way.heard(2, "visit.address"));
  Streets soon;
  soon.does("2", "visit.plan", {{"code", soon.code}, {"time", "2026-11-24T11:00"}});
  soon.fire(hours{1});
  CHECK_FALSE(soon.heard(2, "visit.address"));
  soon.does("1", "street.save", {{"answer", "12 High Street"}});
  CHECK(soon.heard(2, "visit.address"));
}

TEST_CASE("who has not said the street is asked once more before the visit") {
  Streets town;
  town.does("2", "visit.plan", {{"code", town.code}, {"time", "2026-11-26T14:00"}});
  CHECK_FALSE(town.heard(1, "street.wanted"));
  town.fire(hours{50});
  const auto told = town.told(1);
  CHECK(std::count(told.begin(), told.end(), "street.wanted") == 1);
  CHECK(std::count(told.begin(), told.end(), "visit.reminder") == 2);
}

TEST_CASE("a helper who was never told the street has not stayed away") {
  Streets town;
  const bool told = GENERATE(false, true);
  town.database->transact([&](store::Transaction& tx) {
    auto before = store::visits(tx).front();
    before.id = 4711;
    store::insert_visit(tx, before);
    store::set_visit_state(tx, before.id, "missed", town.now);
  });
  if (told) town.does("1", "street.save", {{"answer", "12 High Street"}});
  town.does("2", "visit.plan", {{"code", town.code}, {"time", "2026-11-24T14:00"}});
  town.now += hours{5};
  town.does("1", "visit.missed", {{"code", town.code}});
  const auto speaks_of_it = [](const CoordinatorAlert& one) {
    return one.reply == "alert_no_shows";
  };
  CHECK(std::count_if(town.alerts.begin(), town.alerts.end(), speaks_of_it) == (told ? 1 : 0));
}

TEST_CASE("a street is forgotten after 30 idle days, and not while there is a job") {
  Streets town;
  town.does("1", "street.save", {{"answer", "12 High Street"}});
  town.fire(hours{24 * 31});
  CHECK(town.known() == "12 High Street");
  town.does("2", "visit.arrive", {{"code", town.code}});
  town.does("2", "visit.finish", {{"code", town.code}});
  town.fire(hours{24 * 62});
  CHECK(town.known().empty());
}

}  // namespace
}  // namespace kindbank::bank
