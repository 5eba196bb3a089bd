#include "store/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

using Catch::Matchers::Contains;

constexpr std::string_view put = "INSERT INTO bank_state (name, value) VALUES (:a, :b)";

std::int64_t count(Database& database, const std::string& name) {
  return database.read([&](Transaction& tx) {
    return std::get<0>(
        *tx.row<std::int64_t>("SELECT COUNT(*) FROM bank_state WHERE name LIKE :a", {name}));
  });
}

std::string why_not(const DatabaseOptions& options) {
  auto database = Database::open(options);
  REQUIRE_FALSE(database);
  return database.error().message;
}

DatabaseOptions options_for(const std::string& file) {
  DatabaseOptions options;
  options.url = "sqlite:" + file;
  options.key = test_key();
  options.busy_timeout_ms = 200;
  return options;
}

// Somebody else's connection to the same file.
class Stranger {
 public:
  explicit Stranger(const std::string& file) { sqlite3_open(file.c_str(), &handle_); }
  ~Stranger() { sqlite3_close(handle_); }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;
  void run(const char* sql) {
    REQUIRE(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }

 private:
  sqlite3* handle_ = nullptr;
};

TEST_CASE("numbers of 64 bits, texts and NULLs come back as they went in") {
  const Folder folder;
  for (const auto& file : {std::string(":memory:"), folder / "a folder/ledger #1.db"}) {
    auto database = ledger(file);
    const std::string text("na\xc3\xafve '\0' %41 :a", 16);
    database->transact([&](Transaction& tx) {
      tx.run("CREATE TABLE things (id BIGINT PRIMARY KEY, at BIGINT, words TEXT)");
      for (const std::int64_t number :
           {std::int64_t{1763719200000}, INT64_MAX, INT64_MIN, std::int64_t{0}})
        tx.run("INSERT INTO things (id, at, words) VALUES (:a, :b, :c)", {number, number, text});
      tx.run("INSERT INTO things (id, at, words) VALUES (:a, :b, :c)",
             {std::int64_t{1}, std::monostate{}, std::monostate{}});
    });
    const auto rows = database->read([](Transaction& tx) {
      return tx.rows<std::int64_t, std::optional<std::int64_t>, std::optional<std::string>>(
          "SELECT id, at, words FROM things ORDER BY id");
    });
    REQUIRE(rows.size() == 5);
    for (const auto& [id, at, words] : rows) {
      CHECK(at == (id == 1 ? std::nullopt : std::optional(id)));
      CHECK(words == (id == 1 ? std::nullopt : std::optional(text)));
    }
    CHECK_THROWS_AS(
        database->read([](Transaction& tx) { tx.rows<std::int64_t>("SELECT at FROM things"); }),
        std::logic_error);
  }
}

TEST_CASE("a statement that returns many rows is drained, so that commit works every time") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  database->transact([](Transaction& tx) {
    for (int i = 0; i < 5; ++i) tx.run(put, {"row" + std::to_string(i), "old"});
  });
  for (int round = 0; round < 3; ++round) {
    const auto changed = database->transact([](Transaction& tx) {
      return tx.row<std::string>(
          "UPDATE bank_state SET value = 'new' WHERE name LIKE 'row%' RETURNING name");
    });
    CHECK(changed);
  }
  CHECK(database->transact([](Transaction& tx) {
    return tx.run("UPDATE bank_state SET value = 'newer' WHERE name LIKE 'row%'");
  }) == 5);
  CHECK(database->transact([](Transaction& tx) {
    return tx.run(
        "INSERT INTO bank_state (name, value) VALUES ('row1', '') ON CONFLICT DO NOTHING");
  }) == 0);
}

TEST_CASE("the same text may be bound to NULL, to a number and to words in turn") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    tx.run("CREATE TABLE things (words TEXT)");
    for (const auto& given :
         {Value{std::monostate{}}, Value{std::string("a")}, Value{std::int64_t{2}},
          Value{std::monostate{}}, Value{std::string("")}})
      tx.run("INSERT INTO things (words) VALUES (:a)", {given});
  });
  const auto rows = database->read([](Transaction& tx) {
    return tx.rows<std::optional<std::string>>("SELECT words FROM things ORDER BY rowid");
  });
  REQUIRE(rows.size() == 5);
  CHECK(std::get<0>(rows[0]) == std::nullopt);
  CHECK(std::get<0>(rows[1]) == "a");
  CHECK(std::get<0>(rows[2]) == "2");
  CHECK(std::get<0>(rows[3]) == std::nullopt);
  CHECK(std::get<0>(rows[4]) == "");
}

TEST_CASE("what a turn throws comes out, and undoes that turn alone") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  // The first turn holds the writer until the others wait, so that they share one commit.
  std::promise<void> all_wait;
  std::promise<void> begun;
  auto first = std::async(std::launch::async, [&] {
    database->transact([&](Transaction&) {
      begun.set_value();
      all_wait.get_future().wait();
    });
  });
  begun.get_future().wait();
  std::atomic<int> started = 0;
  std::vector<std::future<void>> turns;
  for (int i = 0; i < 20; ++i)
    turns.push_back(std::async(std::launch::async, [&, i] {
      ++started;
      database->transact([i](Transaction& tx) {
        tx.run(put, {"turn" + std::to_string(i), "x"});
        if (i % 4 == 0) throw std::invalid_argument("turn " + std::to_string(i));
        if (i % 4 == 1) tx.run(put, {"turn" + std::to_string(i), "twice"});
      });
    }));
  while (started < 20) std::this_thread::yield();
  all_wait.set_value();
  first.get();
  for (int i = 0; i < 20; ++i) {
    auto& turn = turns[static_cast<std::size_t>(i)];
    if (i % 4 == 0) {
      CHECK_THROWS_AS(turn.get(), std::invalid_argument);
    } else if (i % 4 == 1) {
      CHECK_THROWS_WITH(turn.get(), Contains("refused a statement"));
    } else {
      CHECK_NOTHROW(turn.get());
    }
    CHECK(count(*database, "turn" + std::to_string(i)) == (i % 4 < 2 ? 0 : 1));
  }
}

TEST_CASE("an error quotes no parameter") {
  auto database = ledger();
  try {
    database->transact([](Transaction& tx) {
      tx.run(put, {"same", "07700900123"});
      tx.run(put, {"same", "07700900123"});
    });
    FAIL("a second row of one name was let in");
  } catch (const std::runtime_error& error) {
    CHECK_THAT(error.what(), !Contains("07700900123"));
  }
}

TEST_CASE("while somebody else holds the file a turn is Busy, in about the time allowed") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  Stranger stranger(folder / "ledger.db");
  stranger.run("BEGIN EXCLUSIVE");
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(database->transact([](Transaction& tx) { tx.run(put, {"a", "b"}); }), Busy);
  const auto waited = std::chrono::steady_clock::now() - begin;
  CHECK(waited > std::chrono::milliseconds(150));
  CHECK(waited < std::chrono::seconds(5));
  CHECK(count(*database, "a") == 0);

  stranger.run("ROLLBACK");
  CHECK_NOTHROW(database->transact([](Transaction& tx) { tx.run(put, {"a", "b"}); }));
  CHECK(count(*database, "a") == 1);
}

TEST_CASE("a full disk is Busy, writes nothing, and is forgotten when there is room again") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  const auto fill = [](Transaction& tx) {
    tx.run("PRAGMA max_page_count = 1");  // as small as it is now
    for (int i = 0; i < 50; ++i) tx.run(put, {"big" + std::to_string(i), std::string(5000, 'x')});
  };
  CHECK_THROWS_AS(database->transact(fill), Busy);
  CHECK(count(*database, "big%") == 0);
  CHECK_THROWS_AS(database->transact(fill), Busy);
  database->transact([](Transaction& tx) { tx.run("PRAGMA max_page_count = 1000000"); });
  CHECK_NOTHROW(database->transact([](Transaction& tx) {
    for (int i = 0; i < 50; ++i) tx.run(put, {"big" + std::to_string(i), std::string(5000, 'x')});
  }));
  CHECK(count(*database, "big%") == 50);
}

TEST_CASE("a damaged ledger is Broken, at once and from then on") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  {
    auto database = ledger(file);
    database->transact([](Transaction& tx) {
      tx.run("CREATE TABLE things (words TEXT)");
      for (int i = 0; i < 500; ++i)
        tx.run("INSERT INTO things (words) VALUES (:a)", {std::string(1500, 'x')});
    });
  }
  auto database = ledger(file);
  {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(0, std::ios::end);
    const auto end = bytes.tellg();
    bytes.seekp(2048 * 60);
    for (auto at = bytes.tellp(); at < end; at += 1) bytes.put('\x55');
  }
  const auto look = [](Transaction& tx) { tx.rows<std::string>("SELECT words FROM things"); };
  CHECK_THROWS_AS(database->read(look), Broken);
  CHECK_THROWS_AS(database->read([](Transaction&) {}), Broken);
  CHECK_THROWS_AS(database->transact([](Transaction& tx) { tx.run(put, {"a", "b"}); }), Broken);
  CHECK_FALSE(database->writer_is_alive());
}

TEST_CASE("what only reads may not write, on a file and in memory") {
  const Folder folder;
  for (const auto& file : {std::string(":memory:"), folder / "ledger.db"}) {
    auto database = ledger(file);
    CHECK_THROWS_AS(database->read([](Transaction& tx) {
      tx.run(put, {"a", "b"});
    }),
                    std::logic_error);
    CHECK(count(*database, "a") == 0);
    CHECK_NOTHROW(database->transact([](Transaction& tx) { tx.run(put, {"a", "b"}); }));
  }
}

TEST_CASE("a transaction inside a transaction is refused and leaves no thread waiting") {
  auto database = ledger();
  const auto nested = [&](Transaction&) { database->transact([](Transaction&) {}); };
  CHECK_THROWS_AS(database->transact(nested), std::logic_error);
}

TEST_CASE("a second process is refused while the first holds the ledger, and let in afterwards") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  auto first = ledger(file);
  CHECK_THAT(why_not(options_for(file)), Contains("is held by another process"));

  auto options = options_for(file);
  options.mode = DatabaseOptions::Mode::read_only;
  first->transact([](Transaction& tx) { tx.run(put, {"a", "b"}); });
  {
    auto reader = Database::open(options);
    REQUIRE(reader);
    CHECK(count(**reader, "a") == 1);
    CHECK_THROWS_AS((*reader)->transact([](Transaction&) {}), std::logic_error);
  }
  first.reset();
  CHECK(Database::open(options_for(file)));
  auto reader = Database::open(options);
  REQUIRE(reader);
  CHECK(count(**reader, "a") == 1);
}

TEST_CASE("the ledger and its folder are made for their owner alone") {
  const Folder folder;
  const auto file = folder / "var/deep/ledger.db";
  auto database = ledger(file);
  database->transact([](Transaction& tx) { tx.run(put, {"a", "b"}); });
  struct stat status {};
  for (const auto* end : {"", "-wal", "-shm", ".lock"}) {
    REQUIRE(::stat((file + end).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
  REQUIRE(::stat((folder / "var").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
}

TEST_CASE("the file is set up as the figures want it") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  database->transact([](Transaction& tx) {
    CHECK(std::get<0>(*tx.row<std::string>("PRAGMA journal_mode")) == "wal");
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA synchronous")) == 2);
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA foreign_keys")) == 1);
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA page_size")) == 2048);
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA wal_autocheckpoint")) == 20480);
  });
}

TEST_CASE("a ledger that is not ours, of another key or of a newer program is refused") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  CHECK_THAT(why_not(options_for("")), Contains("store.url must be sqlite:<file>"));
  auto options = options_for(file);
  options.mode = DatabaseOptions::Mode::read_only;
  CHECK_THAT(why_not(options), Contains("there is no ledger at"));

  ledger(file).reset();
  options = options_for(file);
  options.key = test_key(8);
  CHECK_THAT(why_not(options), Contains("sealed with another key"));
  CHECK(Database::open(options_for(file)));

  ledger(file)->transact([](Transaction& tx) {
    tx.run("INSERT INTO migrations (number, name, checksum) VALUES (9999, 'later', 'x')");
  });
  CHECK_THAT(why_not(options_for(file)), Contains("newer than this program"));

  std::ofstream(folder / "text.db") << std::string(4096, 'x');
  CHECK_THAT(why_not(options_for(folder / "text.db")), Contains("cannot be trusted"));
}

TEST_CASE("a step that was changed after it was applied is refused") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  ledger(file)->transact([](Transaction& tx) { tx.run("UPDATE migrations SET checksum = 'x'"); });
  CHECK_THAT(why_not(options_for(file)), Contains("step 1 of the ledger is not the one"));
}

TEST_CASE("the writer is alive from the start") {
  auto database = ledger();
  CHECK(database->writer_is_alive());
}

}  // namespace
}  // namespace kindbank::store
