// A small town's ledger on which the tests do the bank's actions, one transaction each.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/offers.h"
#include "store/requests.h"
#include "store/visits.h"
#include "tests/store/ledger.h"

namespace kindbank::bank {

using dialog::Facts;
using dialog::Told;

inline Town test_town() {
  Town town;
  town.areas = {{"SG1 3", "Old Town"}};
  town.categories = {{"shopping", {"some shopping", 60, Level::V1, Level::V3}},
                     {"garden", {"garden help", 90, Level::V1, Level::V2}},
                     {"lift", {"a lift", 45, Level::V1, Level::V2, Level::V3}},
                     {"care", {"care", 60, std::nullopt, std::nullopt}}};
  return town;
}

struct Desk {
  // What a turn of that phone's would do; what coordinators hear of it are the `alerts` then.
  template <class Work>
  auto as(const std::string& phone, Work work) {
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      auto contact = store::contact_of(tx, {"sms", phone}, "sms", ids.next(), now);
      Context context{tx, town, ids, now, contact, contact.member.value_or(0)};
      context.wording = "test/0";
      auto result = work(context);
      alerts = context.alerts;
      return result;
    });
  }
  Told does(const std::string& phone, const std::string& action, const Facts& arguments) {
    return as(phone, [&](Context& context) {
      auto told = find_action(action)->perform(context, arguments);
      INFO(action << " came out as " << told.outcome);
      CHECK(is_as_declared(*find_action(action), told));
      return told;
    });
  }
  // Does what has come due by now, of one kind; how many that were, and what coordinators hear.
  template <class Work>
  int fires(const std::string& kind, Work work) {
    return as("9", [&](Context& context) {
      int count = 0;
      for (const auto& due : store::claim_dues(context.tx, {now, 5}, 100)) {
        if (due.kind != kind) continue;
        work(context, due);
        ++count;
      }
      return count;
    });
  }
  void coordinator(store::Id id, const std::string& name, const std::string& phone) {
    database->transact([&](store::Transaction& tx) {
      store::add_coordinator(tx, {id, name, {{"sms", phone}}, {}, "always"});
    });
  }
  // For whom there is a notice of this event, said or not.
  std::vector<std::int64_t> told(const std::string& event) {
    return database->read([&](store::Transaction& tx) {
      std::vector<std::int64_t> members;
      for (const auto& [member] : tx.rows<std::int64_t>(
               "SELECT member FROM notices WHERE event = :a ORDER BY id", {event}))
        members.push_back(member);
      return members;
    });
  }
  store::Visit visit() {
    return database->read([](store::Transaction& tx) { return store::visits(tx).front(); });
  }
  std::int64_t member(const std::string& phone, const std::string& level,
                      const std::vector<std::string>& offers,
                      const std::string& area = "Old Town") {
    does(phone, "member.join", {{"name", "Ann"}, {"area", area}, {"sector", "SG1 3"}});
    return database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      const auto number = *store::find_contact(tx, {"sms", phone})->member;
      store::set_vetting(tx, number, level, "the desk", now);
      for (const auto& category : offers)
        store::put_offer(tx, {ids.next(), number, category, "varies", "town", 4, "active", now});
      return number;
    });
  }
  Told asks(const std::string& phone, const std::string& category = "shopping",
            const std::string& level = "V1") {
    return does(phone, "request.open",
                {{"category", category}, {"urgency", "week"}, {"level", level}});
  }
  std::map<std::int64_t, std::string> left_out() {
    return database->read([](store::Transaction& tx) {
      std::map<std::int64_t, std::string> reasons;
      for (const auto& request : store::requests(tx))
        for (const auto& one : store::exclusions_of_request(tx, request.id))
          reasons[one.member] = one.reason;
      return reasons;
    });
  }
  std::vector<std::int64_t> invited() {
    return database->read([](store::Transaction& tx) {
      std::vector<std::int64_t> numbers;
      for (const auto& one : store::invitations(tx)) numbers.push_back(one.member);
      return numbers;
    });
  }

  Town town = test_town();
  Time now = from_millis(1'795'514'400'000);  // Tue 24 Nov 2026, 10:00
  std::unique_ptr<store::Database> database = store::ledger();
  std::uint64_t seed = 0;
  std::vector<CoordinatorAlert> alerts;
};

// Ann of phone 2 is to help Ann of phone 1 with job `code`.
struct Matched : Desk {
  Matched() {
    member("1", "V0", {});
    member("2", "V1", {"shopping"});
    code = asks("1").facts.at("code");
    const auto id = std::to_string(
        database->read([](store::Transaction& tx) { return store::invitations(tx).front().id; }));
    does("2", "invitation.accept", {{"invitation", id}});
  }

  std::string code;
};

}  // namespace kindbank::bank
