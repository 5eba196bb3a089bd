#include "store/erasure.h"

#include <catch2/catch.hpp>

#include "store/candidates.h"
#include "store/messages.h"
#include "store/notices.h"
#include "store/outbox.h"
#include "store/visits.h"
#include "store/worries.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

constexpr std::int64_t ada = 1;
constexpr std::int64_t ben = 2;

void hear(Transaction& tx, Id id, Id contact, std::int64_t member, const std::string& text) {
  InboundMessage message;
  message.id = id;
  message.channel = "sms";
  message.provider_id = "SM" + std::to_string(id);
  message.contact = contact;
  message.member = member;
  message.text = text;
  message.at = at_minute(1);
  REQUIRE(insert_inbound(tx, message));
}

void say(Transaction& tx, Id id, Id contact, std::int64_t member, const std::string& text) {
  OutboundMessage message;
  message.id = id;
  message.channel = "sms";
  message.contact = contact;
  message.member = member;
  message.message_class = "answer";
  message.text = text;
  message.at = at_minute(1);
  insert_outbound(tx, message);
  Part part;
  part.id = id + 1;
  part.message = id;
  part.channel = "sms";
  part.text = text;
  part.message_class = "answer";
  part.queued_at = at_minute(1);
  part.not_before = at_minute(1);
  enqueue(tx, part);
}

// Ada asks; Ben is invited.
std::unique_ptr<Database> town_of_two() {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    REQUIRE(join(tx, "Ada", "Old Town") == ada);
    REQUIRE(join_and_offer(tx, "Old Town") == ben);
    insert_request(tx, garden_request(1, "K4T7", ada));
    insert_invitation(tx, invitation(7, 1, ben));
    set_emergency_contact(tx, ada, "+447400199999");
    REQUIRE(emergency_contact(tx, ada) == "+447400199999");
    hear(tx, 20, 501, ada, "i need help");
    say(tx, 30, 501, ada, "What help do you need, Ada?");
    save_conversation(tx, 501, "{}", at_minute(60));
    Notice notice;
    notice.id = 40;
    notice.cause = "request 1";
    notice.member = ada;
    notice.event = "request.answered";
    notice.facts = {{"first", "Ada"}};
    notice.message_class = "answer";
    insert_notice(tx, notice);
  });
  return database;
}

std::vector<std::string> erase_whole(Database& database, std::int64_t member) {
  return database.transact(
      [&](Transaction& tx) { return erase(tx, erasure_of(tx, member), at_minute(10)); });
}

}  // namespace

TEST_CASE("nothing of who is erased is left but what the bank did, against a number") {
  auto database = town_of_two();
  CHECK(erase_whole(*database, ada).empty());
  database->transact([](Transaction& tx) {
    const auto member = find_member(tx, ada);
    CHECK(member->first_name.empty());
    CHECK(member->sector.empty());
    CHECK(emergency_contact(tx, ada).empty());
    CHECK(member->state == "left");
    CHECK(member->area == "Old Town");
    CHECK_FALSE(find_contact(tx, address_of(ada)));
    CHECK(is_stopped(tx, address_of(ada)));
    CHECK(contacts_of_member(tx, ada).empty());
    CHECK_FALSE(next_waking(tx));
    const auto log = messages(tx);
    REQUIRE(log.size() == 2);
    for (const auto& message : log) {
      CHECK_FALSE(message.text);
      CHECK(message.address == "erased:501");
    }
    CHECK_FALSE(next_due(tx, "sms", Lane::normal, at_minute(10)));
    CHECK_FALSE(next_notice(tx));
    const auto request = find_request(tx, 1);
    CHECK(request->state == "cancelled");
    CHECK(request->need.empty());
    CHECK(find_invitation(tx, 7)->state == "released");
    hear(tx, 50, contact_of(tx, address_of(ada), "sms", 502 + ben, at_minute(11)).id, 0, "hello");
  });
  CHECK(erase_whole(*database, ada).empty());  // and there is nothing to be done again
}

TEST_CASE("who shares a mailbox with somebody who is erased keeps it, and their own words") {
  auto database = town_of_two();
  const auto erasure = database->transact([](Transaction& tx) {
    link_member(tx, 501, ben);
    hear(tx, 60, 501, ben, "it is Ben");
    return erasure_of(tx, ada);
  });
  CHECK(erasure == Erasure{ada, {}});
  erase_whole(*database, ada);
  database->read([](Transaction& tx) {
    CHECK(find_contact(tx, address_of(ada))->member == ben);
    CHECK_FALSE(is_stopped(tx, address_of(ada)));
    CHECK(members_of_contact(tx, 501) == std::vector<std::int64_t>{ben});
    for (const auto& message : messages(tx))
      CHECK(message.text.has_value() == (message.member == ben));
  });
}

TEST_CASE(
    "a job that is agreed with somebody who is erased is named, so that a person sees to it") {
  auto database = town_of_two();
  database->transact([](Transaction& tx) {
    REQUIRE(win(tx, 1, ben, at_minute(3)));
    set_invitation_state(tx, 7, "won", at_minute(3));
    insert_visit(tx, {8, 1, "K4T7", ben, "agreed", std::nullopt, {}, {}, at_minute(3)});
  });
  const auto who = GENERATE(ada, ben);
  CHECK(erase_whole(*database, who) == std::vector<std::string>{"K4T7"});
  database->read([](Transaction& tx) { CHECK(find_request(tx, 1)->state == "matched"); });
}

TEST_CASE("words of a worry go with who said them, but those of danger or without an answer") {
  auto database = town_of_two();
  const auto raise = [&](Id id, const std::string& kind, const std::string& state) {
    database->transact([&](Transaction& tx) {
      Worry worry;
      worry.id = id;
      worry.code = "W" + std::to_string(id);
      worry.kind = kind;
      worry.contact = 501;
      worry.member = ada;
      worry.text = "he broke my lamp";
      worry.outcome = "it is paid for";
      worry.state = state;
      insert_worry(tx, worry);
    });
  };
  raise(70, "accident", "closed");
  raise(71, "unhappy", "answered");
  raise(72, "unsafe", "closed");
  raise(73, "unhappy", "open");
  erase_whole(*database, ada);
  database->read([](Transaction& tx) {
    for (const auto& worry : worries(tx)) {
      const bool stays = worry.id >= 72;
      INFO(worry.code);
      CHECK(worry.text == (stays ? "he broke my lamp" : ""));
      CHECK(worry.outcome == (stays ? "it is paid for" : ""));
    }
    CHECK(worries(tx).size() == 4);
  });
}

TEST_CASE("who is erased is asked for nothing more") {
  auto database = town_of_two();
  erase_whole(*database, ben);
  database->read([](Transaction& tx) {
    CHECK(find_invitation(tx, 7)->state == "released");
    CandidateQuery query;
    query.category = "garden";
    query.now = at_minute(11);
    CHECK(candidates(tx, query).empty());
    CHECK(offers(tx, ben).at(0).state == "left");
    CHECK(find_request(tx, 1)->state == "open");
  });
}

TEST_CASE("the rights log knows an erasure by hashes of the mailboxes and of the number") {
  const Folder folder;
  auto log = RightsLog::open(folder / "rights.log");
  REQUIRE(log);
  REQUIRE(log_erasure(*log, {ada, {address_of(ada)}}, at_minute(5)));
  CHECK(log->read_all() ==
        std::vector<RightsLine>{
            {"2025-11-21T10:05:00.000Z", "erase", log->hash_of(address_of(ada))},
            {"2025-11-21T10:05:00.000Z", "erase", log->hash_of(as_address(ada))}});
}

}  // namespace kindbank::store
