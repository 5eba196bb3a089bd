#include "store/members.h"

#include <catch2/catch.hpp>

#include "store/consents.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

TEST_CASE("members are numbered in the order they join and read back whole") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    Member member;
    member.number = 77;
    member.first_name = "Józef";
    member.area = "Old Town";
    member.sector = "SG1 1";
    member.language = "pl";
    member.joined_at = at_minute(3);
    CHECK(add_member(tx, member) == 1);
    CHECK(add_member(tx, member) == 2);
    member.number = 2;
    CHECK(find_member(tx, 2) == member);
    CHECK_FALSE(find_member(tx, 77));
    CHECK(members(tx).size() == 2);
  });
}

TEST_CASE("a level is raised by somebody, to a level that there is") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto number = join(tx, "Ada", "Old Town", "V0");
    CHECK(set_vetting(tx, number, "V1", "duty desk", at_minute(9)));
    CHECK_FALSE(set_vetting(tx, 99, "V1", "duty desk", at_minute(9)));
    CHECK_THROWS_AS(set_vetting(tx, number, "V9", "duty desk", at_minute(9)), std::logic_error);
    const auto member = *find_member(tx, number);
    CHECK(member.vetting == "V1");
    CHECK(member.vetted_by == "duty desk");
    CHECK(member.vetted_at == at_minute(9));
    set_member_state(tx, number, "left");
    mark_asked(tx, number, at_minute(10));
    CHECK(find_member(tx, number)->state == "left");
    CHECK(find_member(tx, number)->last_asked_at == at_minute(10));
  });
}

TEST_CASE("two members may share a mailbox, and one may have two") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto first = join(tx, "Ada", "Old Town");
    const auto second = join(tx, "Bea", "Old Town");
    link_member(tx, 500 + first, second);
    link_member(tx, 500 + first, second);
    CHECK(contacts_of_member(tx, second).size() == 2);
    CHECK(contacts_of_member(tx, first).size() == 1);
    CHECK(members_of_contact(tx, 500 + first) == std::vector<std::int64_t>{first, second});
    CHECK(find_contact(tx, 500 + first)->member == second);
    CHECK(find_contact(tx, 500 + first)->shared);
    CHECK_FALSE(find_contact(tx, 500 + second)->shared);
    unlink_member(tx, 500 + first, second);
    CHECK_FALSE(find_contact(tx, 500 + first)->member);
    CHECK(members_of_contact(tx, 500 + first) == std::vector<std::int64_t>{first});
  });
  CHECK_THROWS(database->transact([](Transaction& tx) { link_member(tx, 501, 99); }));
}

TEST_CASE("the last word on a consent counts") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto member = join(tx, "Ada", "Old Town");
    CHECK_FALSE(has_consent(tx, member, "invitations"));
    const Consent yes{1,         member, "invitations",       "1f3a/may_we",
                      "pl/77c0", "sms",  Consent::Given::yes, at_minute(1)};
    insert_consent(tx, yes);
    CHECK(has_consent(tx, member, "invitations"));
    CHECK(consents(tx, member) == std::vector<Consent>{yes});
    auto no = yes;
    no.id = 2;
    no.given = Consent::Given::no;
    no.at = at_minute(2);
    insert_consent(tx, no);
    CHECK_FALSE(has_consent(tx, member, "invitations"));
    CHECK(consents(tx).size() == 2);
    CHECK(consents(tx, 99).empty());
  });
}

}  // namespace
}  // namespace kindbank::store
