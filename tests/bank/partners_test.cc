// A partner organisation's coordinators see its own people, and nobody else's: by every word that
// they have, in the digest, and in what they are told.
#include "bank/partners.h"

#include <catch2/catch.hpp>

#include "bank/digest.h"
#include "bank/rota.h"
#include "bank/worries.h"
#include "store/alerts.h"
#include "store/incidents.h"
#include "store/partners.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

// Ann of phone 1 is SIP's and has asked for help; Ann of phone 2 is CAB's. Phone 8 coordinates for
// SIP, 9 for CAB and 7 for the town.
struct Partners : Desk {
  Partners() {
    database->transact([](store::Transaction& tx) {
      store::put_partners(tx, {{"SIP", "Sip"}, {"CAB", "Cab"}});
      store::add_coordinator(tx, {70, "Town", {{"sms", "7"}}, {"08:00"}, "never"});
      store::add_coordinator(tx, {80, "Sip desk", {{"sms", "8"}}, {"08:00"}, "always", "SIP"});
      store::add_coordinator(tx, {90, "Cab desk", {{"sms", "9"}}, {"08:00"}, "always", "CAB"});
    });
    member("1", "V0", {"garden"});
    member("2", "V0", {"garden"});
    database->transact([](store::Transaction& tx) {
      store::set_partner_of_member(tx, 1, "SIP");
      store::set_partner_of_member(tx, 2, "CAB");
    });
    code = asks("1").facts.at("code");
  }
  template <class Work>
  auto speaks(const std::string& phone, Work work) {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      auto contact = store::contact_of(tx, {"sms", phone}, "sms", ids.next(), now);
      Context context{tx, town, ids, now, contact, contact.member.value_or(0)};
      return work(context);
    });
  }
  std::string incident() {
    return database->transact([&](store::Transaction& tx) {
      store::Incident one;
      one.id = static_cast<store::Id>(++seed);
      one.code = "N2P4";
      one.contact = store::find_contact(tx, {"sms", "1"})->id;
      one.incident_class = "B";
      CHECK(store::insert_incident(tx, one) == store::Inserted::yes);
      store::put_urgent(tx, {one.code, "crisis", "open", 0, {80}, now});
      return one.code;
    });
  }
  // Everything that the digest of that phone says, facts and all.
  std::string digest(const std::string& phone) {
    return speaks(phone, [&](Context& context) {
      std::string said;
      const auto reader = *store::find_coordinator(context.tx, context.contact.address);
      for (const auto& line : digest_of(context, reader).lines)
        for (const auto& [name, fact] : line.facts) said += fact + "\n";
      return said;
    });
  }

  std::string code;
};

TEST_CASE("no word of a coordinator's reaches another partner's people") {
  Partners town;
  const auto incident = town.incident();
  const auto worry = town.does("1", "worry.raise", {{"kind", "unhappy"}}).facts.at("code");
  const std::vector<std::pair<std::string, Facts>> words = {
      {"member.vet", {{"number", "1"}, {"level", "V1"}}},
      {"incident.take", {{"code", incident}}},
      {"incident.take", {{"code", town.code}}},
      {"incident.take", {{"code", worry}}},
      {"incident.take", {}},
      {"incident.clear", {{"code", incident}}},
      {"request.close", {{"code", town.code}}},
      {"request.close", {{"code", worry}}},
      {"worry.answer", {{"code", worry}, {"answer", "done"}}},
      {"desk.call", {{"code", town.code}}},
      {"desk.call", {{"code", incident}}},
      {"desk.call", {{"code", worry}}},
      {"desk.give", {{"code", town.code}}},
      {"desk.give", {{"code", town.code}, {"helper", "2"}}},
      {"desk.spend", {{"code", town.code}, {"minutes", "15"}}},
  };
  for (const auto& [action, arguments] : words) {
    INFO(action);
    CHECK(town.does("9", action, arguments).outcome == "unknown");
  }
  for (const auto& [action, arguments] : words) {
    INFO(action);
    CHECK(town.does("8", action, arguments).outcome != "unknown");
  }
}

TEST_CASE("nobody of another partner is offered, named or asked for a job") {
  Partners town;
  town.member("3", "V1", {"shopping"});
  town.member("4", "V1", {"shopping"});
  town.database->transact([](store::Transaction& tx) {
    store::set_partner_of_member(tx, 3, "CAB");
    store::set_partner_of_member(tx, 4, "SIP");
  });
  const auto gives = [&](const std::string& helper) {
    return town.does("8", "desk.give", {{"code", town.code}, {"helper", helper}});
  };
  CHECK(gives("").facts.at("names") == "Ann, member 4");
  CHECK(gives("ann").outcome == "asked");
  CHECK(gives("3").facts == Facts{{"who", "member 3"}, {"reason", "is not there"}});
}

TEST_CASE("a digest names a partner's own people, and the town's names everybody") {
  Partners town;
  const auto incident = town.incident();
  town.does("1", "worry.raise", {{"kind", "unhappy"}});
  const auto theirs = town.digest("8");
  CHECK(theirs.find(incident) != std::string::npos);
  CHECK(theirs.find(town.code) != std::string::npos);
  CHECK(theirs.find("member 1") != std::string::npos);
  CHECK(theirs.find("member 2") == std::string::npos);
  const auto others = town.digest("9");
  CHECK(others == "Ann, member 2\n");
  CHECK(town.digest("7").find(town.code) != std::string::npos);
}

TEST_CASE("of a partner's people its own desk is told and the town's, and no other") {
  Partners town;
  const auto hears = [&](const std::string& phone, const std::string& about) {
    return town.speaks(phone, [&](Context& context) {
      std::string names;
      for (const auto& one : rota_now(context, about)) names += one.name + ";";
      return names;
    });
  };
  CHECK(hears("1", "") == "Sip desk;Town;");
  CHECK(hears("2", "") == "Cab desk;Town;");
  CHECK(hears("2", town.code) == "Town;");  // it concerns both
  town.database->transact([](store::Transaction& tx) { store::remove_coordinator(tx, 70); });
  CHECK(hears("2", town.code) == "Sip desk;Cab desk;");  // better than nobody
}

TEST_CASE("who texts a partner's code is theirs, and who is somebody's already stays so") {
  Partners town;
  const auto texts = [&](const std::string& phone, const std::string& words) {
    return town.speaks(phone, [&](Context& context) { return note_partner(context, words); });
  };
  CHECK(texts("5", "sip 42"));
  CHECK_FALSE(texts("5", "42"));
  CHECK_FALSE(texts("5", "sip and a chat"));
  CHECK_FALSE(texts("5", "xyz42"));
  const auto joined = town.member("5", "V0", {});
  CHECK(texts("1", "CAB"));
  CHECK(texts("6", "cab7"));
  town.database->read([&](store::Transaction& tx) {
    CHECK(store::partner_of_member(tx, joined) == "SIP");
    CHECK(store::partner_of_member(tx, 1) == "SIP");
    CHECK(store::members_of_partner(tx, "SIP") == std::set<std::int64_t>{1, joined});
  });
}

}  // namespace
}  // namespace kindbank::bank
