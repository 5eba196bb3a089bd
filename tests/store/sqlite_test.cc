// What SQLite alone promises: a file, its lock, its limits.
#include <sqlite3.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include "store/database.h"
#include "tests/store/failing_disk.h"
#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

using Catch::Matchers::Contains;

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

TEST_CASE("while somebody else holds the file a turn is Busy, in about the time allowed",
          "[sqlite]") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  Stranger stranger(folder / "ledger.db");
  stranger.run("BEGIN EXCLUSIVE");
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(database->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); }), Busy);
  const auto waited = std::chrono::steady_clock::now() - begin;
  CHECK(waited > std::chrono::milliseconds(150));
  CHECK(waited < std::chrono::seconds(5));
  CHECK(count(*database, "a") == 0);

  stranger.run("ROLLBACK");
  CHECK_NOTHROW(database->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); }));
  CHECK(count(*database, "a") == 1);
}

TEST_CASE("a full disk is Busy, writes nothing, and is forgotten when there is room again",
          "[sqlite]") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  const auto fill = [](Transaction& tx) {
    tx.run("PRAGMA max_page_count = 1");  // as small as it is now
    for (int i = 0; i < 50; ++i)
      tx.run(put_new, {"big" + std::to_string(i), std::string(5000, 'x')});
  };
  CHECK_THROWS_AS(database->transact(fill), Busy);
  CHECK(count(*database, "big%") == 0);
  CHECK_THROWS_AS(database->transact(fill), Busy);
  database->transact([](Transaction& tx) { tx.run("PRAGMA max_page_count = 1000000"); });
  CHECK_NOTHROW(database->transact([](Transaction& tx) {
    for (int i = 0; i < 50; ++i)
      tx.run(put_new, {"big" + std::to_string(i), std::string(5000, 'x')});
  }));
  CHECK(count(*database, "big%") == 50);
}

TEST_CASE("a damaged ledger is Broken, at once and from then on", "[sqlite]") {
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
  CHECK_THROWS_AS(database->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); }), Broken);
  CHECK_FALSE(database->writer_is_alive());
}

TEST_CASE("a second process is refused while the first holds the ledger, and let in afterwards",
          "[sqlite]") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  auto first = ledger(file);
  CHECK_THAT(why_not(options_for(file)), Contains("is held by another process"));

  auto options = options_for(file);
  options.mode = DatabaseOptions::Mode::read_only;
  first->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); });
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

TEST_CASE("the ledger and its folder are made for their owner alone", "[sqlite]") {
  const Folder folder;
  const auto file = folder / "var/deep/ledger.db";
  auto database = ledger(file);
  database->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); });
  struct stat status {};
  for (const auto* end : {"", "-wal", "-shm", ".lock"}) {
    REQUIRE(::stat((file + end).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
  REQUIRE(::stat((folder / "var").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
}

TEST_CASE("the file is set up as the figures want it", "[sqlite]") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  database->transact([](Transaction& tx) {
    CHECK(std::get<0>(*tx.row<std::string>("PRAGMA journal_mode")) == "wal");
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA synchronous")) == 2);
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA foreign_keys")) == 1);
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA page_size")) == 2048);
    CHECK(std::get<0>(*tx.row<std::int64_t>("PRAGMA wal_autocheckpoint")) == 2048);
  });
}

TEST_CASE("a file that is no ledger is refused", "[sqlite]") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  auto options = options_for(file);
  options.mode = DatabaseOptions::Mode::read_only;
  CHECK_THAT(why_not(options), Contains("there is no ledger at"));

  std::ofstream(folder / "text.db") << std::string(4096, 'x');
  CHECK_THAT(why_not(options_for(folder / "text.db")), Contains("cannot be trusted"));
}

TEST_CASE("no room on the disk is Busy, fails the whole batch, and is forgotten", "[sqlite]") {
  FailingDisk disk;
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  const auto fill = [](Transaction& tx) { tx.run(put_new, {"a", std::string(9000, 'x')}); };
  disk.fail_writes(SQLITE_FULL);
  CHECK_THROWS_AS(database->transact(fill), Busy);
  CHECK(count(*database, "a") == 0);
  disk.heal();
  CHECK_NOTHROW(database->transact(fill));
  CHECK(count(*database, "a") == 1);
}

TEST_CASE("a disk that cannot be written is Broken from then on", "[sqlite]") {
  const auto fail = GENERATE(0, 1);
  FailingDisk disk;
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  database->transact([](Transaction& tx) { tx.run(put_new, {"before", ""}); });
  if (fail == 0) disk.fail_writes(SQLITE_IOERR_WRITE);
  if (fail == 1) disk.fail_syncs(SQLITE_IOERR_FSYNC);
  const auto turn = [](Transaction& tx) { tx.run(put_new, {"a", "b"}); };
  CHECK_THROWS_AS(database->transact(turn), Broken);
  disk.heal();
  CHECK_THROWS_AS(database->transact(turn), Broken);
  CHECK_FALSE(database->writer_is_alive());
  database.reset();
  database = ledger(folder / "ledger.db");
  CHECK(count(*database, "before") == 1);
}

// The first turn holds the writer until the others wait, so that they share the next commit.
std::vector<std::future<void>> one_batch(Database& database, int turns,
                                         const std::function<void(int, Transaction&)>& work) {
  std::promise<void> begun;
  std::promise<void> all_wait;
  auto first = std::async(std::launch::async, [&] {
    database.transact([&](Transaction&) {
      begun.set_value();
      all_wait.get_future().wait();
    });
  });
  begun.get_future().wait();
  std::atomic<int> started = 0;
  std::vector<std::future<void>> all;
  for (int i = 0; i < turns; ++i)
    all.push_back(std::async(std::launch::async, [&database, &started, work, i] {
      ++started;
      database.transact([&](Transaction& tx) { work(i, tx); });
    }));
  while (started < turns) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));  // between counting and queueing
  all_wait.set_value();
  first.get();
  return all;
}

TEST_CASE("a batch whose COMMIT fails fails whole, and nobody hears of success", "[sqlite]") {
  FailingDisk disk;
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  std::atomic<int> ran = 0;
  auto turns = one_batch(*database, 8, [&](int i, Transaction& tx) {
    tx.run(put_new, {"turn" + std::to_string(i), ""});
    if (++ran == 1) disk.fail_syncs(SQLITE_FULL);
  });
  int failed = 0;
  for (auto& turn : turns) {
    try {
      turn.get();
    } catch (const Busy&) {
      ++failed;
    }
  }
  disk.heal();
  CHECK(failed > 0);
  CHECK(count(*database, "turn%") == 8 - failed);
}

TEST_CASE("of a batch in which one turn finds the disk full just those are kept that are told so",
          "[sqlite]") {
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  auto turns = one_batch(*database, 8, [&](int i, Transaction& tx) {
    tx.run(put_new, {"turn" + std::to_string(i), ""});
    if (i != 3) return;
    tx.run("PRAGMA max_page_count = 1");  // as small as it is now
    for (int n = 0; n < 50; ++n)
      tx.run(put_new, {"big" + std::to_string(n), std::string(5000, 'x')});
  });
  for (int i = 0; i < 8; ++i) {
    CAPTURE(i);
    bool kept = true;
    try {
      turns[static_cast<std::size_t>(i)].get();
    } catch (const Busy&) {
      kept = false;
    }
    CHECK(count(*database, "turn" + std::to_string(i)) == (kept ? 1 : 0));
    if (i == 3) CHECK_FALSE(kept);
  }
  CHECK(count(*database, "big%") == 0);
}

TEST_CASE("many turns share one commit", "[sqlite]") {
  FailingDisk disk;
  const Folder folder;
  auto database = ledger(folder / "ledger.db");
  const auto before = database->stats();
  const int syncs = disk.syncs();
  auto turns = one_batch(*database, 30, [&](int i, Transaction& tx) {
    tx.run(put_new, {"turn" + std::to_string(i), ""});
  });
  for (auto& turn : turns) turn.get();
  const auto after = database->stats();
  CHECK(after.turns - before.turns >= 31);
  CHECK(after.commits - before.commits < 10);
  CHECK(disk.syncs() - syncs < 15);
}

}  // namespace
}  // namespace kindbank::store
