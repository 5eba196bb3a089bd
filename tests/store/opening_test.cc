// What every engine promises of opening a ledger, once and again.
#include <catch2/catch.hpp>

#include "store/database.h"
#include "tests/store/lasting.h"

namespace kindbank::store {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("what was committed is there for the next program") {
  Lasting ledger;
  ledger.database->transact([](Transaction& tx) { tx.run(put_new, {"a", "kept"}); });
  ledger.database.reset();
  ledger.database = ledger_at(ledger.url);
  CHECK(ledger.value_of("a") == "kept");
}

TEST_CASE("a ledger opened to read is not written to, and need not be there first") {
  Lasting ledger;
  auto options = options_at(ledger.url);
  options.mode = DatabaseOptions::Mode::read_only;
  ledger.database->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); });
  const auto reader = Database::open(options);
  REQUIRE(reader);
  CHECK_THROWS_AS((*reader)->transact([](Transaction&) {}), std::logic_error);
  CHECK((*reader)
            ->read([](Transaction& tx) {
              return tx.rows<std::string>("SELECT value FROM bank_state WHERE name = 'a'");
            })
            .size() == 1);
  const Folder nowhere;
  options.url = lasting_url(nowhere);
  const auto none = Database::open(options);
  REQUIRE_FALSE(none);
  CHECK_THAT(none.error().message, Contains("there is no ledger"));
}

TEST_CASE("a ledger of another key, of a newer program or of changed steps is refused") {
  Lasting ledger;
  const auto why_not = [&](const DatabaseOptions& options) {
    ledger.database.reset();
    const auto opened = Database::open(options);
    return opened ? "" : opened.error().message;
  };
  auto options = options_at(ledger.url);
  CHECK(why_not(options).empty());
  options.key = test_key(8);
  CHECK_THAT(why_not(options), Contains("sealed with another key"));

  ledger_at(ledger.url)->transact([](Transaction& tx) {
    tx.run("INSERT INTO migrations (number, name, checksum) VALUES (9999, 'later', 'x')");
  });
  CHECK_THAT(why_not(options_at(ledger.url)), Contains("newer than this program"));

  ledger.url = lasting_url(ledger.folder);
  const Folder other;
  if (test_server() == nullptr) ledger.url = "sqlite:" + (other / "ledger.db");
  ledger_at(ledger.url)->transact([](Transaction& tx) {
    tx.run("UPDATE migrations SET checksum = 'x' WHERE number = 1");
  });
  CHECK_THAT(why_not(options_at(ledger.url)), Contains("step 1 of the ledger is not the one"));
}

TEST_CASE("a store of a kind that there is not is refused") {
  for (const auto* url : {"", "sqlite:", "mysql://host/db", "kindbank.db"}) {
    const auto opened = Database::open(options_at(url));
    REQUIRE_FALSE(opened);
    CHECK_THAT(opened.error().message, Contains("store.url must be sqlite:<file>"));
  }
}

TEST_CASE("the writer is alive from the start, and counts what it does") {
  Lasting ledger;
  CHECK(ledger.database->writer_is_alive());
  const auto before = ledger.database->stats();
  for (int i = 0; i < 3; ++i)
    ledger.database->transact([&](Transaction& tx) { tx.run(put_new, {std::to_string(i), ""}); });
  CHECK_THROWS(ledger.database->transact([](Transaction&) { throw std::runtime_error("no"); }));
  const auto after = ledger.database->stats();
  CHECK(after.turns >= before.turns + 4);
  CHECK(after.commits >= before.commits + 3);
  CHECK(after.turn_micros.count == after.turns);
}

}  // namespace
}  // namespace kindbank::store
