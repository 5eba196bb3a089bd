// What PostgreSQL alone promises: several programs on one ledger, and a server that may go.
#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <thread>

#include "store/contacts.h"
#include "store/outbox.h"
#include "store/postgres_connection.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

using Catch::Matchers::Contains;

constexpr std::string_view put_over =
    "INSERT INTO bank_state (name, value) VALUES (:a, :b) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

// Run by hand without tests/postgres, these say so and pass.
bool has_server() {
  if (test_server() != nullptr) return true;
  WARN("skipped: there is no PostgreSQL here; tests/postgres starts one");
  return false;
}

std::string why_not(const std::string& url) {
  const auto opened = Database::open(options_at(url));
  REQUIRE_FALSE(opened);
  return opened.error().message;
}

// Ends every connection of our ledgers but the asking one.
void end_connections() {
  PostgresConnection(test_server())
      .fetch(
          "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity "
          "WHERE application_name = 'kindbank' AND pid <> pg_backend_pid()",
          {}, {Column::integer});
}

TEST_CASE("a server that is not there is told in one sentence", "[postgres]") {
  if (!has_server()) return;
  const auto why = why_not("postgresql://kindbank@/postgres?host=/nowhere");
  CHECK_THAT(why, Contains("the ledger cannot be reached"));
  CHECK(why.find('\n') == std::string::npos);
  CHECK_THAT(why_not("postgresql:///no base"), Contains("no blanks"));
  const std::string server = test_server();
  CHECK_THAT(why_not("postgresql://kindbank@/nothing" + server.substr(server.find('?'))),
             Contains("does not exist"));
}

TEST_CASE("several programs that start at once make the tables once", "[postgres]") {
  if (!has_server()) return;
  const auto url = fresh_postgres();
  std::vector<std::future<std::unique_ptr<Database>>> programs;
  for (int i = 0; i < 6; ++i)
    programs.push_back(std::async(std::launch::async, [&] { return ledger_at(url); }));
  for (auto& program : programs) CHECK(program.get());
}

TEST_CASE("turns that deadlock are run again", "[postgres]") {
  if (!has_server()) return;
  auto database = ledger();
  database->transact([](Transaction& tx) {
    tx.run(put_over, {"a", "0"});
    tx.run(put_over, {"b", "0"});
  });
  std::atomic<int> hold = 0;
  const auto lock_both = [&](const char* one, const char* other) {
    bool waited = false;
    database->transact([&](Transaction& tx) {
      tx.run(put_over, {std::string(one), "1"});
      if (!std::exchange(waited, true)) {
        ++hold;
        while (hold < 2) std::this_thread::yield();
      }
      tx.run(put_over, {std::string(other), "1"});
    });
  };
  auto first = std::async(std::launch::async, [&] { lock_both("a", "b"); });
  lock_both("b", "a");
  first.get();
  CHECK(database->stats().again >= 1);
}

TEST_CASE("connections that the server ended while they lay idle cost no turn", "[postgres]") {
  if (!has_server()) return;
  auto database = ledger();
  database->transact([](Transaction& tx) { tx.run(put_over, {"a", "1"}); });
  end_connections();
  CHECK_NOTHROW(database->transact([](Transaction& tx) { tx.run(put_over, {"a", "2"}); }));
  end_connections();
  CHECK(database->writer_is_alive());
  CHECK_NOTHROW(database->read([](Transaction& tx) { tx.rows<std::string>("SELECT 'x'"); }));
}

TEST_CASE("a turn whose server goes is Busy and left nothing behind", "[postgres]") {
  if (!has_server()) return;
  auto database = ledger();
  CHECK_THROWS_AS(database->transact([](Transaction& tx) {
    tx.run(put_over, {"a", "1"});
    end_connections();
    tx.run(put_over, {"b", "1"});
  }),
                  Busy);
  CHECK_THROWS_AS(database->transact([](Transaction& tx) {
    tx.run(put_over, {"a", "1"});
    end_connections();
  }),
                  Busy);
  database->transact([](Transaction& tx) {
    CHECK(tx.rows<std::string>("SELECT value FROM bank_state WHERE name = 'a'").empty());
  });
}

// The codes are those of appendix A of PostgreSQL's manual.
TEST_CASE("a server that is full is Busy, and one whose disk fails is Broken from then on",
          "[postgres]") {
  if (!has_server()) return;
  const auto says = [](const std::string& code) {
    return [=](Transaction& tx) {
      tx.run("DO $$ BEGIN RAISE USING ERRCODE = '" + code + "'; END $$");
    };
  };
  const auto database = ledger();
  for (const auto* full : {"53100", "53200", "53300", "57P03", "55P03"})
    CHECK_THROWS_AS(database->transact(says(full)), Busy);
  CHECK_NOTHROW(database->transact([](Transaction& tx) { tx.run(put_over, {"a", "b"}); }));
  CHECK(database->writer_is_alive());
  for (const auto* failed : {"58030", "XX001", "XX002"}) {
    const auto fails = ledger();
    CHECK_THROWS_AS(fails->transact(says(failed)), Broken);
    CHECK_THROWS_AS(fails->transact([](Transaction& tx) { tx.run(put_over, {"a", "b"}); }), Broken);
    CHECK_FALSE(fails->writer_is_alive());
  }
}

TEST_CASE("more turns at once than connections wait for one", "[postgres]") {
  if (!has_server()) return;
  auto options = options_at(fresh_postgres());
  options.connections = 2;
  const auto database = Database::open(options);
  REQUIRE(database);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::vector<std::future<void>> turns;
  for (int i = 0; i < 20; ++i)
    turns.push_back(std::async(std::launch::async, [&] {
      (*database)->transact([&](Transaction& tx) {
        most = std::max<int>(most, ++inside);
        tx.rows<std::string>("SELECT CAST(pg_sleep(0.005) AS TEXT)");
        --inside;
      });
    }));
  for (auto& turn : turns) turn.get();
  CHECK(most <= 2);
}

TEST_CASE("a living program's parts are not taken by one that starts", "[postgres]") {
  if (!has_server()) return;
  Talk talk;
  talk.say(talk.contact(), "hello");
  const auto parts = talk.take(0);
  REQUIRE(parts.size() == 1);
  talk.database->transact([](Transaction& tx) { end_all_leases(tx, at_minute(0)); });
  CHECK(talk.take(0).empty());
  talk.sent(parts[0], "SM1");
  CHECK(talk.take(9).empty());
}

TEST_CASE("what one is claiming just now another passes over without waiting", "[postgres]") {
  if (!has_server()) return;
  Talk talk;
  talk.say(talk.contact(), "to one");
  talk.say(talk.contact(somebody_else), "to another");
  Claim wanted;
  wanted.channel = "sms";
  wanted.now = at_minute(1);
  wanted.limit = 1;
  talk.database->transact([&](Transaction& tx) {
    wanted.lease_id = 1;
    const auto first = claim(tx, wanted);
    const auto second = std::async(std::launch::async, [&] {
                          return talk.database->transact([&](Transaction& other) {
                            auto theirs = wanted;
                            theirs.lease_id = 2;
                            return claim(other, theirs);
                          });
                        }).get();
    REQUIRE(first.size() == 1);
    REQUIRE(second.size() == 1);
    CHECK(first[0].id != second[0].id);
  });
}

TEST_CASE("a ledger in a database of another encoding is refused", "[postgres]") {
  if (!has_server()) return;
  const std::string server = test_server();
  PostgresConnection(server).run(
      "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  const auto latin = "postgresql://kindbank@/latin" + server.substr(server.find('?'));
  CHECK_THAT(why_not(latin), Contains("must have the encoding UTF8"));
  PostgresConnection(server).run("DROP DATABASE latin");
}

}  // namespace
}  // namespace kindbank::store
