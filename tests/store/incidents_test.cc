#include "store/incidents.h"

#include <catch2/catch.hpp>

#include "store/bank_state.h"
#include "store/coordinators.h"
#include "store/flow_versions.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

TEST_CASE("an incident stays open until somebody clears it") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const Id contact = contact_of(tx, address_of(1), "sms", 1, at_minute(0)).id;
    Incident incident;
    incident.id = 4;
    incident.code = "R2D9";
    incident.contact = contact;
    incident.incident_class = "B";
    incident.rule = "no way on";
    incident.text = "i cant go on";
    incident.at = at_minute(1);
    CHECK_FALSE(open_incident(tx, contact));
    CHECK(insert_incident(tx, incident) == Inserted::yes);
    CHECK(find_incident_by_code(tx, "R2D9") == incident);
    incident.id = 5;
    CHECK(insert_incident(tx, incident) == Inserted::was_there);
    add_words(tx, 4, "please");
    CHECK(open_incident(tx, contact)->text == "i cant go on\nplease");
    set_incident_state(tx, 4, "mine", "Duty desk");
    CHECK(open_incident(tx, contact)->answered_by == "Duty desk");
    set_incident_state(tx, 4, "clear", "Duty desk");
    CHECK_FALSE(open_incident(tx, contact));
    CHECK_THROWS_AS(set_incident_state(tx, 4, "open", ""), std::logic_error);
    CHECK(incidents(tx).size() == 1);
  });
}

TEST_CASE("the settings seed the coordinators once; then the table is the truth") {
  auto database = ledger();
  const Coordinator desk{
      1, "Duty desk", {address_of(1), address_of(2)}, {"08:00", "17:00"}, "always"};
  database->transact([&](Transaction& tx) {
    seed_coordinators(tx, {desk});
    CHECK(coordinators(tx) == std::vector<Coordinator>{desk});
    CHECK(find_coordinator(tx, address_of(2)) == desk);
    CHECK_FALSE(find_coordinator(tx, address_of(3)));
    seed_coordinators(tx, {{2, "Somebody else", {address_of(3)}, {}, ""}});
    CHECK(coordinators(tx).size() == 1);
  });
  CHECK_THROWS(database->transact([](Transaction& tx) {
    add_coordinator(tx, {3, "A second desk", {address_of(1)}, {}, ""});
  }));
  database->transact([](Transaction& tx) {
    CHECK(coordinators(tx).size() == 1);
    CHECK(remove_coordinator(tx, 1));
    CHECK_FALSE(remove_coordinator(tx, 1));
    CHECK_FALSE(find_coordinator(tx, address_of(1)));
    seed_coordinators(tx, {{4, "Duty desk", {address_of(1)}, {}, ""}});
    CHECK(coordinators(tx).empty());
  });
}

TEST_CASE("settings that name nobody leave the coordinators to those of a later day") {
  auto database = ledger();
  const Coordinator desk{1, "Duty desk", {address_of(1)}, {}, ""};
  database->transact([&](Transaction& tx) {
    seed_coordinators(tx, {});
    seed_coordinators(tx, {desk});
    CHECK(coordinators(tx) == std::vector<Coordinator>{desk});
  });
}

TEST_CASE("flow versions are kept by their content") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const FlowVersion version{content_hash("flow: ask"), "ask", "flow: ask"};
    serve_flow_version(tx, version, at_minute(0));
    serve_flow_version(tx, version, at_minute(1));
    CHECK(flow_versions(tx) == std::vector<FlowVersion>{version});
    CHECK(find_flow_version(tx, version.hash) == version);
    CHECK_FALSE(find_flow_version(tx, "another"));
  });
}

TEST_CASE("small things are remembered by name") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    CHECK_FALSE(find_state(tx, "intake"));
    put_state(tx, "intake", "paused");
    put_state(tx, "intake", "open");
    CHECK(find_state(tx, "intake") == "open");
  });
}

}  // namespace
}  // namespace kindbank::store
