// Who is on call when, and who has what is urgent.
#include "bank/rota.h"

#include <catch2/catch.hpp>
#include <thread>

#include "bank/urgent.h"
#include "store/alerts.h"
#include "store/incidents.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

LocalTime at(const char* local) { return read_local_time(local).value(); }

TEST_CASE("a rota is always, never, or hours of the week") {
  for (const auto* rota : {"always", "never", "Mon-Fri 08:00-18:00", "Sat", "20:00-08:00",
                           "Fri-Mon 00:00-24:00, Wed 10:00-12:30"}) {
    INFO(rota);
    CHECK(is_rota(rota));
  }
  for (const auto* rota : {"", "maybe", "Mo", "Mon-", "8:00-18:00", "Mon 08:00", "Mon 24:00-08:00",
                           "Mon 08:00-25:00", "Mon,", "Mon 08:00-18:00 Tue", "mon"}) {
    INFO(rota);
    CHECK_FALSE(is_rota(rota));
  }
}

TEST_CASE("somebody is on call in the hours of their rota, over midnight as well") {
  struct Row {
    const char* rota;
    const char* local;
    bool on_call;
  };
  const std::vector<Row> rows = {
      {"always", "2026-11-24T03:00", true},
      {"never", "2026-11-24T10:00", false},
      {"not a rota", "2026-11-24T10:00", false},
      {"Mon-Fri 08:00-18:00", "2026-11-24T08:00", true},  // a Tuesday
      {"Mon-Fri 08:00-18:00", "2026-11-24T17:59", true},
      {"Mon-Fri 08:00-18:00", "2026-11-24T18:00", false},
      {"Mon-Fri 08:00-18:00", "2026-11-28T10:00", false},
      {"Fri 20:00-08:00", "2026-11-27T23:00", true},
      {"Fri 20:00-08:00", "2026-11-28T07:59", true},
      {"Fri 20:00-08:00", "2026-11-28T08:00", false},
      {"Fri 20:00-08:00", "2026-11-27T07:00", false},
      {"Sat-Mon", "2026-11-29T00:00", true},
      {"Sat-Mon", "2026-11-24T00:00", false},
      {"20:00-08:00", "2026-11-24T02:00", true},
      {"Mon 08:00-09:00, Tue 10:00-11:00", "2026-11-24T10:30", true},
  };
  for (const auto& [rota, local, on_call] : rows) {
    INFO(rota << " at " << local);
    CHECK(is_on_call(rota, at(local)) == on_call);
  }
}

struct Desks : Desk {
  Desks() {
    database->transact([](store::Transaction& tx) {
      store::add_coordinator(tx, {1, "Early", {{"sms", "8"}}, {}, "Mon-Fri 08:00-12:00"});
      store::add_coordinator(tx, {2, "Late", {{"sms", "9"}}, {}, "Mon-Fri 14:00-18:00"});
    });
  }
  template <class Work>
  auto works(Work work) {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      store::Contact nobody;
      Context context{tx, town, ids, now, nobody};
      return work(context);
    });
  }
  void opens(const std::string& code) {
    database->transact([&](store::Transaction& tx) {
      store::Incident incident;
      incident.id = static_cast<store::Id>(++seed);
      incident.code = code;
      incident.contact = store::contact_of(tx, {"sms", "1"}, "sms", 5, now).id;
      incident.incident_class = "B";
      CHECK(store::insert_incident(tx, incident) == store::Inserted::yes);
      store::put_urgent(tx, {code, "crisis", "open", 0, {1}, now});
    });
  }
  std::string first_of_rota() {
    return works([](Context& context) { return rota_now(context).front().name; });
  }
};

TEST_CASE("who is on call comes first in the rota, and the next hour of it is known") {
  Desks desks;
  const auto next = [&] {
    return desks.works([](Context& context) { return next_on_call(context); });
  };
  CHECK(desks.first_of_rota() == "Early");  // Tue 10:00
  desks.now = desks.town.zone.to_utc(at("2026-11-24T15:00"));
  CHECK(desks.first_of_rota() == "Late");
  desks.now = desks.town.zone.to_utc(at("2026-11-27T18:00"));
  CHECK_FALSE(desks.works([](Context& context) { return is_someone_on_call(context); }));
  CHECK(next() == desks.town.zone.to_utc(at("2026-11-30T08:00")));
  desks.database->transact([](store::Transaction& tx) {
    store::remove_coordinator(tx, 1);
    store::remove_coordinator(tx, 2);
  });
  CHECK_FALSE(next());
}

TEST_CASE("of two who take it one has it, and the other hears who") {
  Desks desks;
  desks.opens("K4T7");
  CHECK(desks.does("8", "incident.take", {{"code", "k4t7"}}) == Told{"mine", {{"code", "K4T7"}}});
  CHECK(desks.does("9", "incident.take", {{"code", "K4T7"}}) == Told{"taken", {{"by", "Early"}}});
  CHECK(desks.does("8", "incident.take", {{"code", "K4T7"}}).outcome == "mine");
  CHECK(desks.does("1", "incident.take", {{"code", "K4T7"}}).outcome == "not_allowed");
}

TEST_CASE("two who take it in the same instant cannot both have it") {
  for (int round = 0; round < 20; ++round) {
    Desks desks;
    desks.opens("K4T7");
    std::array<std::string, 2> outcomes;
    const auto takes = [&](std::size_t which, store::Id owner) {
      outcomes[which] = desks.database->transact([&](store::Transaction& tx) {
        return store::take_urgent(tx, "K4T7", owner, desks.now) ? "mine" : "taken";
      });
    };
    std::thread early([&] { takes(0, 1); });
    std::thread late([&] { takes(1, 2); });
    early.join();
    late.join();
    CHECK(outcomes[0] != outcomes[1]);
  }
}

TEST_CASE("a bare MINE is the one that is open, or the last one") {
  Desks desks;
  CHECK(desks.does("8", "incident.take", {}).outcome == "unknown");
  desks.opens("K4T7");
  CHECK(desks.does("8", "incident.take", {}) == Told{"mine", {{"code", "K4T7"}}});
  CHECK(desks.does("9", "incident.take", {}).outcome == "taken");
  desks.opens("M2P4");
  desks.opens("R3S5");
  CHECK(desks.does("9", "incident.take", {}).outcome == "unknown");
}

TEST_CASE("an alert that is settled needs nobody any more") {
  Desks desks;
  desks.opens("K4T7");
  const auto settled = [&] {
    return desks.works([](Context& context) { return is_settled(context, "K4T7"); });
  };
  CHECK_FALSE(settled());
  CHECK(desks.does("8", "incident.clear", {{"code", "K4T7"}}).outcome == "cleared");
  CHECK(settled());
  CHECK(desks.works([](Context& context) { return is_settled(context, "Z9Z9"); }));
}

}  // namespace
}  // namespace kindbank::bank
