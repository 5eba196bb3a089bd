#include "store/contacts.h"

#include <catch2/catch.hpp>

#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

TEST_CASE("an address has one contact, found again by it") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto made = contact_of(tx, someone, "sms", 1, at_minute(0));
    CHECK(made.id == 1);
    CHECK(made.address == someone);
    CHECK(made.conversation.empty());
    CHECK(made.created_at == at_minute(0));
    CHECK_FALSE(made.last_heard_at);
    CHECK(contact_of(tx, someone, "sms", 2, at_minute(1)) == made);
    CHECK(contact_of(tx, {"sim", someone.handle}, "sim", 3, at_minute(1)).id == 3);
    CHECK(find_contact(tx, Id{1}) == made);
    CHECK_FALSE(find_contact(tx, somebody_else));
    CHECK_FALSE(find_contact(tx, Id{99}));
  });
}

TEST_CASE("a talk is kept word for word and wakes when its silence has lasted") {
  auto database = ledger();
  const std::string json = R"({"open":"naïve","answers":["SG1 1AA"]})";
  database->transact([&](Transaction& tx) {
    contact_of(tx, someone, "sms", 1, at_minute(0));
    contact_of(tx, somebody_else, "sms", 2, at_minute(0));
    save_conversation(tx, 1, json, at_minute(10));
    save_conversation(tx, 2, "{}", at_minute(5));
    heard(tx, 1, "council", at_minute(3));
  });
  database->transact([&](Transaction& tx) {
    const auto contact = *find_contact(tx, someone);
    CHECK(contact.conversation == json);
    CHECK(contact.wakes_at == at_minute(10));
    CHECK(contact.channel == "council");
    CHECK(contact.last_heard_at == at_minute(3));
    CHECK(next_waking(tx) == at_minute(5));
    CHECK(contacts_waking(tx, at_minute(4), 10).empty());
    REQUIRE(contacts_waking(tx, at_minute(10), 10).size() == 2);
    CHECK(contacts_waking(tx, at_minute(10), 1).at(0).id == 2);
    save_conversation(tx, 1, "", std::nullopt);
    CHECK(find_contact(tx, someone)->conversation.empty());
    CHECK(contacts_waking(tx, at_minute(10), 10).size() == 1);
  });
}

TEST_CASE("a STOP stays until START, and does not need a contact") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    set_stopped(tx, someone, at_minute(1));
    set_stopped(tx, someone, at_minute(2));
    CHECK(is_stopped(tx, someone));
    CHECK_FALSE(is_stopped(tx, somebody_else));
    CHECK(contact_of(tx, someone, "sms", 1, at_minute(3)).stopped_at == at_minute(1));
    clear_stopped(tx, someone);
    CHECK_FALSE(find_contact(tx, someone)->stopped_at);
  });
}

TEST_CASE("a frozen contact stays frozen from its first incident until it is cleared") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    contact_of(tx, someone, "sms", 1, at_minute(0));
    freeze(tx, 1, at_minute(1));
    freeze(tx, 1, at_minute(2));
    CHECK(find_contact(tx, Id{1})->frozen_at == at_minute(1));
    thaw(tx, 1);
    CHECK_FALSE(find_contact(tx, Id{1})->frozen_at);
    mark_unreplyable(tx, 1);
    CHECK(find_contact(tx, Id{1})->unreplyable);
  });
}

}  // namespace
}  // namespace kindbank::store
