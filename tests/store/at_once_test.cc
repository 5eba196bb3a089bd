// Many at once on one ledger: what the tables promise all the same. Some of these open it twice, as
// two programs on one PostgreSQL do; SQLite has one writer and they share it.
#include <catch2/catch.hpp>
#include <future>
#include <map>
#include <mutex>

#include "store/dues.h"
#include "tests/store/talk.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

// Two programs on one ledger where the engine allows it.
struct Nodes {
  Nodes() {
    if (test_server() != nullptr) second_own = ledger_at(url);
  }
  Database& second() { return second_own ? *second_own : *first; }
  Database& of(int i) { return i % 2 == 0 ? *first : second(); }

  Folder folder;
  std::string url = lasting_url(folder);
  std::unique_ptr<Database> first = ledger_at(url);
  std::unique_ptr<Database> second_own;
};

template <class Fn>
void at_once(int threads, Fn fn) {
  std::vector<std::future<void>> all;
  for (int i = 0; i < threads; ++i)
    all.push_back(std::async(std::launch::async, [fn, i] { fn(i); }));
  for (auto& one : all) one.get();
}

std::int64_t number(Database& database, const std::string& sql) {
  return database.read([&](Transaction& tx) { return std::get<0>(*tx.row<std::int64_t>(sql)); });
}

TEST_CASE("an unknown number that writes fifty times at once has one contact, its words in a row") {
  Nodes nodes;
  at_once(50, [&](int i) {
    nodes.of(i).transact([&](Transaction& tx) {
      const auto contact = contact_of(tx, someone, "sms", 100 + i, at_minute(0));
      InboundMessage message;
      message.id = 1000 + i;
      message.channel = "sms";
      message.provider_id = "SM" + std::to_string(i);
      message.contact = contact.id;
      message.text = "hello";
      insert_inbound(tx, message);
    });
  });
  CHECK(number(*nodes.first, "SELECT COUNT(*) FROM contacts") == 1);
  CHECK(number(*nodes.first, "SELECT COUNT(*) FROM messages") == 50);
  CHECK(number(*nodes.first, "SELECT COUNT(DISTINCT place) FROM messages") == 50);
  CHECK(number(*nodes.first, "SELECT MAX(place) FROM messages") == 50);
}

TEST_CASE("a talk that many turns change at once loses no turn") {
  Nodes nodes;
  at_once(20, [&](int i) {
    for (int turn = 0; turn < 5; ++turn)
      nodes.of(i).transact([&](Transaction& tx) {
        const auto contact = contact_of(tx, someone, "sms", 100 + i, at_minute(0));
        save_conversation(tx, contact.id, contact.conversation + "x", std::nullopt);
      });
  });
  const auto talk =
      nodes.first->read([](Transaction& tx) { return find_contact(tx, someone)->conversation; });
  CHECK(talk.size() == 100);
}

TEST_CASE("members who join at once are numbered without a gap") {
  Nodes nodes;
  at_once(20, [&](int i) { nodes.of(i).transact([](Transaction& tx) { add_member(tx, {}); }); });
  CHECK(number(*nodes.first, "SELECT COUNT(*) FROM members") == 20);
  CHECK(number(*nodes.first, "SELECT MAX(number) FROM members") == 20);
}

TEST_CASE("two who change a state at once go one drawn step each, or are refused") {
  Nodes nodes;
  nodes.first->transact([](Transaction& tx) {
    insert_request(tx, garden_request(1, "K4T7", join(tx, "Ada", "Old Town")));
  });
  std::atomic<int> refused = 0;
  at_once(10, [&](int i) {
    try {
      nodes.of(i).transact(
          [&](Transaction& tx) { set_request_state(tx, 1, i % 2 == 0 ? "cancelled" : "unmet"); });
    } catch (const std::logic_error&) {
      ++refused;
    }
  });
  CHECK(refused == 5);  // whoever was first, the others' step leads nowhere from there
}

TEST_CASE("contacts that two programs lock in either order get through all the same") {
  Nodes nodes;
  nodes.first->transact([](Transaction& tx) {
    contact_of(tx, someone, "sms", 1, at_minute(0));
    contact_of(tx, somebody_else, "sms", 2, at_minute(0));
  });
  at_once(8, [&](int i) {
    for (int turn = 0; turn < 10; ++turn)
      nodes.of(i).transact([&](Transaction& tx) {
        const Id first = i % 2 == 0 ? 1 : 2;
        const auto own = *find_contact(tx, first);
        save_conversation(tx, own.id, own.conversation + "x", std::nullopt);
        const auto other = *find_contact(tx, 3 - first);
        save_conversation(tx, other.id, other.conversation + "y", std::nullopt);
      });
  });
  for (const Id id : {1, 2})
    CHECK(nodes.first->read(
              [&](Transaction& tx) { return find_contact(tx, id)->conversation.size(); }) == 80);
}

TEST_CASE("each due is done once, however many take them up") {
  Nodes nodes;
  nodes.first->transact([](Transaction& tx) {
    for (Id id = 1; id <= 100; ++id)
      insert_due(tx, {id, "request", std::to_string(id), "wave", at_minute(0)});
  });
  std::atomic<int> done = 0;
  at_once(6, [&](int i) {
    for (;;) {
      const auto dues = nodes.of(i).transact([&](Transaction& tx) {
        return claim_dues(tx, {at_minute(1), 900 + i}, 7);
      });
      if (dues.empty()) return;
      for (const auto& due : dues)
        if (nodes.of(i).transact(
                [&](Transaction& tx) { return finish_due(tx, due, at_minute(1)); }))
          ++done;
    }
  });
  CHECK(done == 100);
  CHECK(number(*nodes.first, "SELECT COUNT(*) FROM dues WHERE done_at IS NULL") == 0);
}

TEST_CASE("senders that share an outbox send each part once and each person's in order") {
  Talk talk;
  constexpr int people = 6;
  constexpr int parts = 8;
  for (int person = 0; person < people; ++person) {
    const Id contact = talk.contact(address_of(person));
    for (int part = 0; part < parts; ++part) talk.say(contact, std::to_string(part));
  }
  std::mutex mutex;
  std::map<Id, std::vector<std::string>> sent;  // by contact, as they left
  at_once(6, [&](int i) {
    for (int turn = 0;; ++turn) {
      Claim wanted;
      wanted.channel = "sms";
      wanted.now = at_minute(1);
      wanted.lease_id = 10000 + i * 1000 + turn;
      wanted.limit = 1;
      const auto claimed =
          talk.database->transact([&](Transaction& tx) { return claim(tx, wanted); });
      if (claimed.empty()) {
        const auto left =
            number(*talk.database, "SELECT COUNT(*) FROM outbox WHERE state = 'queued'");
        if (left == 0) return;
        continue;
      }
      {
        const std::lock_guard lock(mutex);
        sent[claimed[0].contact].push_back(claimed[0].text);
      }
      talk.database->transact([&](Transaction& tx) {
        mark_sent(tx, claimed[0], "SM" + std::to_string(claimed[0].id), "sent", at_minute(1));
      });
    }
  });
  REQUIRE(sent.size() == people);
  for (const auto& [contact, texts] : sent) {
    std::vector<std::string> in_order;
    for (int part = 0; part < parts; ++part) in_order.push_back(std::to_string(part));
    CHECK(texts == in_order);
  }
}

TEST_CASE("a report that comes while its part is being settled is heard") {
  Talk talk;
  const Id contact = talk.contact();
  for (int round = 0; round < 30; ++round) {
    const Id message = talk.say(contact, "hello");
    const auto part = talk.take(1).at(0);
    const auto name = "SM" + std::to_string(round);
    at_once(2, [&](int i) {
      if (i == 0)
        talk.sent(part, name);
      else
        talk.report(name, "delivered");
    });
    REQUIRE(talk.state_of(message) == "delivered");
  }
}

TEST_CASE("parts of one message that are settled at once leave it in the state of the worst") {
  Talk talk;
  const Id contact = talk.contact();
  for (int round = 0; round < 20; ++round) {
    const Id message = talk.say(contact, "long", "crisis", 4);
    const auto parts = [&] {
      std::vector<Part> all;
      while (all.size() < 4)
        for (auto& part : talk.take(0, Lane::express)) {
          talk.sent(part, "SM" + std::to_string(part.id));
          all.push_back(part);
        }
      return all;
    }();
    at_once(4, [&](int i) {
      talk.report("SM" + std::to_string(parts[static_cast<std::size_t>(i)].id), "delivered");
    });
    REQUIRE(talk.state_of(message) == "delivered");
  }
}

}  // namespace
}  // namespace kindbank::store
