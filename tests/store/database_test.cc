// What every engine promises of a transaction.
#include "store/database.h"

#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "tests/store/lasting.h"

namespace kindbank::store {
namespace {

using Catch::Matchers::Contains;

constexpr std::string_view put_once =
    "INSERT INTO bank_state (name, value) VALUES (:a, :b) ON CONFLICT DO NOTHING";

TEST_CASE("numbers of 64 bits, texts and NULLs come back as they went in") {
  Lasting ledger;
  const std::string text = "na\xc3\xafve '%41 :a \xf0\x9f\x8c\xb7";
  ledger.database->transact([&](Transaction& tx) {
    tx.run("CREATE TABLE things (id BIGINT PRIMARY KEY, at BIGINT, words TEXT)");
    for (const std::int64_t number :
         {std::int64_t{1763719200000}, INT64_MAX, INT64_MIN, std::int64_t{0}})
      tx.run("INSERT INTO things (id, at, words) VALUES (:a, :b, :c)", {number, number, text});
    tx.run("INSERT INTO things (id, at, words) VALUES (:a, :b, :c)",
           {std::int64_t{1}, std::monostate{}, std::monostate{}});
  });
  const auto rows = ledger.database->read([](Transaction& tx) {
    return tx.rows<std::int64_t, std::optional<std::int64_t>, std::optional<std::string>>(
        "SELECT id, at, words FROM things ORDER BY id");
  });
  REQUIRE(rows.size() == 5);
  for (const auto& [id, at, words] : rows) {
    CHECK(at == (id == 1 ? std::nullopt : std::optional(id)));
    CHECK(words == (id == 1 ? std::nullopt : std::optional(text)));
  }
  CHECK_THROWS_AS(ledger.database->read(
                      [](Transaction& tx) { tx.rows<std::int64_t>("SELECT at FROM things"); }),
                  std::logic_error);
}

TEST_CASE("the empty text is no NULL") {
  Lasting ledger;
  ledger.database->transact([](Transaction& tx) { tx.run(put_new, {"a", ""}); });
  CHECK(ledger.value_of("a") == "");
}

TEST_CASE("text that is no UTF-8 or holds NUL is repaired on its way in") {
  Lasting ledger;
  const auto kept = [&](const std::string& words) {
    ledger.database->transact([&](Transaction& tx) {
      tx.run("DELETE FROM bank_state WHERE name = 'a'");
      tx.run(put_new, {"a", words});
    });
    return ledger.value_of("a");
  };
  CHECK(kept(std::string("a\0b", 3)) ==
        "a\xef\xbf\xbd"
        "b");
  CHECK(kept("\xff") == "\xef\xbf\xbd");
  CHECK(kept("ab\xc3") == "ab\xef\xbf\xbd");
  CHECK(kept("\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // half a surrogate pair
  CHECK(kept(std::string(3, '\0')) == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("a statement that returns many rows is drained, so that commit works every time") {
  Lasting ledger;
  ledger.database->transact([](Transaction& tx) {
    for (int i = 0; i < 5; ++i) tx.run(put_new, {"row" + std::to_string(i), "old"});
  });
  for (int round = 0; round < 3; ++round) {
    const auto changed = ledger.database->transact([](Transaction& tx) {
      return tx.row<std::string>(
          "UPDATE bank_state SET value = 'new' WHERE name LIKE 'row%' RETURNING name");
    });
    CHECK(changed);
  }
  CHECK(ledger.database->transact([](Transaction& tx) {
    return tx.run("UPDATE bank_state SET value = 'newer' WHERE name LIKE 'row%'");
  }) == 5);
  CHECK(ledger.database->transact([](Transaction& tx) {
    return tx.run(put_once, {"row1", "newest"});
  }) == 0);
  CHECK(ledger.value_of("row1") == "newer");
}

TEST_CASE("the same text may be bound to NULL, to a number and to words in turn") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    tx.run("CREATE TABLE things (place BIGINT, words TEXT)");
    std::int64_t place = 0;
    for (const auto& given :
         {Value{std::monostate{}}, Value{std::string("a")}, Value{std::int64_t{2}},
          Value{std::monostate{}}, Value{std::string("")}})
      tx.run("INSERT INTO things (place, words) VALUES (:a, :b)", {++place, given});
  });
  const auto rows = database->read([](Transaction& tx) {
    return tx.rows<std::optional<std::string>>("SELECT words FROM things ORDER BY place");
  });
  REQUIRE(rows.size() == 5);
  CHECK(std::get<0>(rows[0]) == std::nullopt);
  CHECK(std::get<0>(rows[1]) == "a");
  CHECK(std::get<0>(rows[2]) == "2");
  CHECK(std::get<0>(rows[3]) == std::nullopt);
  CHECK(std::get<0>(rows[4]) == "");
}

TEST_CASE("what a turn throws comes out, and undoes that turn alone") {
  Lasting ledger;
  // The first turn holds the writer, where there is one, until the others wait: they share a
  // commit.
  std::promise<void> all_wait;
  std::promise<void> begun;
  auto first = std::async(std::launch::async, [&] {
    ledger.database->transact([&](Transaction&) {
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
      ledger.database->transact([i](Transaction& tx) {
        tx.run(put_new, {"turn" + std::to_string(i), "x"});
        if (i % 4 == 0) throw std::invalid_argument("turn " + std::to_string(i));
        if (i % 4 == 1) tx.run(put_new, {"turn" + std::to_string(i), "twice"});
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
    CHECK(ledger.count("turn" + std::to_string(i)) == (i % 4 < 2 ? 0 : 1));
  }
}

TEST_CASE("a statement that failed fails its turn, whatever the turn makes of it") {
  Lasting ledger;
  const auto twice = [](Transaction& tx) {
    tx.run(put_new, {"a", "first"});
    try {
      tx.run(put_new, {"a", "second"});
    } catch (const std::runtime_error&) {
    }
    try {
      tx.run(put_new, {"b", "after it"});
    } catch (const std::runtime_error&) {
    }
  };
  CHECK_THROWS_WITH(ledger.database->transact(twice), Contains("refused a statement"));
  CHECK(ledger.count("a") == 0);
  CHECK(ledger.count("b") == 0);
  CHECK_NOTHROW(ledger.database->transact([](Transaction& tx) {
    tx.run(put_new, {"a", "again"});
  }));
  CHECK(ledger.count("a") == 1);
}

TEST_CASE("a row that is there already is met by ON CONFLICT, and the turn goes on") {
  Lasting ledger;
  ledger.database->transact([](Transaction& tx) {
    CHECK(tx.run(put_once, {"a", "first"}) == 1);
    CHECK(tx.run(put_once, {"a", "second"}) == 0);
    tx.run(put_new, {"b", "after it"});
  });
  CHECK(ledger.value_of("a") == "first");
  CHECK(ledger.count("b") == 1);
}

TEST_CASE("one of fifty that put the same row at once has put it") {
  Lasting ledger;
  std::vector<std::future<std::int64_t>> turns;
  for (int i = 0; i < 50; ++i)
    turns.push_back(std::async(std::launch::async, [&, i] {
      return ledger.database->transact([&](Transaction& tx) {
        return tx.run(put_once, {"same", std::to_string(i)});
      });
    }));
  std::int64_t put_in = 0;
  for (auto& turn : turns) put_in += turn.get();
  CHECK(put_in == 1);
  CHECK(ledger.count("same") == 1);
}

TEST_CASE("no turn of many that count at once is lost") {
  Lasting ledger;
  ledger.database->transact([](Transaction& tx) {
    tx.run("CREATE TABLE counted (id BIGINT PRIMARY KEY, so_far BIGINT NOT NULL)");
    tx.run("INSERT INTO counted (id, so_far) VALUES (1, 0)");
  });
  std::vector<std::future<void>> threads;
  for (int i = 0; i < 8; ++i)
    threads.push_back(std::async(std::launch::async, [&] {
      for (int turn = 0; turn < 25; ++turn)
        ledger.database->transact(
            [](Transaction& tx) { tx.run("UPDATE counted SET so_far = so_far + 1 WHERE id = 1"); });
    }));
  for (auto& thread : threads) thread.get();
  const auto counted = ledger.database->read([](Transaction& tx) {
    return std::get<0>(*tx.row<std::int64_t>("SELECT so_far FROM counted WHERE id = 1"));
  });
  CHECK(counted == 200);
  CHECK(ledger.database->stats().turns >= 201);
}

TEST_CASE("a turn that cannot be committed is told so, and the next one can") {
  Lasting ledger;
  ledger.database->transact([](Transaction& tx) {
    tx.run("CREATE TABLE parents (id BIGINT PRIMARY KEY)");
    tx.run(
        "CREATE TABLE children (id BIGINT PRIMARY KEY, "
        "parent BIGINT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)");
  });
  CHECK_THROWS_WITH(ledger.database->transact([](Transaction& tx) {
    tx.run(put_new, {"orphan", ""});
    tx.run("INSERT INTO children (id, parent) VALUES (1, 99)");
  }),
                    Contains("refused a statement"));
  CHECK(ledger.count("orphan") == 0);
  ledger.database->transact([](Transaction& tx) {
    tx.run("INSERT INTO children (id, parent) VALUES (1, 99)");
    tx.run("INSERT INTO parents (id) VALUES (99)");
    tx.run(put_new, {"orphan", ""});
  });
  CHECK(ledger.count("orphan") == 1);
}

TEST_CASE("an error quotes no parameter") {
  auto database = ledger();
  const auto secret = "07700900123";
  const auto said = [&](std::string_view sql, const Values& values) -> std::string {
    try {
      database->transact([&](Transaction& tx) { tx.run(sql, values); });
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  };
  CHECK(said(put_new, {"same", secret}).empty());
  for (const auto& error :
       {said(put_new, {"same", secret}), said(put_new, {secret, std::monostate{}}),
        said("INSERT INTO nothing (a) VALUES (:a)", {secret})}) {
    CHECK_FALSE(error.empty());
    CHECK_THAT(error, !Contains(secret));
  }
}

TEST_CASE("what only reads may not write") {
  Lasting lasting;
  const auto in_memory = ledger();
  for (auto* database : {lasting.database.get(), in_memory.get()}) {
    CHECK_THROWS_AS(database->read([](Transaction& tx) {
      tx.run(put_new, {"a", "b"});
    }),
                    std::logic_error);
    CHECK_NOTHROW(database->transact([](Transaction& tx) { tx.run(put_new, {"a", "b"}); }));
  }
}

TEST_CASE("what reads sees one moment, however many statements it takes") {
  Lasting ledger;
  ledger.database->read([&](Transaction& tx) {
    const auto rows = [&] {
      return std::get<0>(
          *tx.row<std::int64_t>("SELECT COUNT(*) FROM bank_state WHERE name = 'later'"));
    };
    CHECK(rows() == 0);
    std::async(std::launch::async, [&] {
      ledger.database->transact([](Transaction& other) { other.run(put_new, {"later", ""}); });
    }).get();
    CHECK(rows() == 0);
  });
  CHECK(ledger.count("later") == 1);
}

TEST_CASE("a transaction inside a transaction is refused and leaves no thread waiting") {
  Lasting ledger;
  auto& database = *ledger.database;
  const auto writes = [&](Transaction&) { database.transact([](Transaction&) {}); };
  const auto reads = [&](Transaction&) { database.read([](Transaction&) {}); };
  CHECK_THROWS_AS(database.transact(writes), std::logic_error);
  CHECK_THROWS_AS(database.transact(reads), std::logic_error);
  CHECK_THROWS_AS(database.read(writes), std::logic_error);
  CHECK_THROWS_AS(database.read(reads), std::logic_error);
  auto another = store::ledger();
  database.transact([&](Transaction& tx) {
    tx.run(put_new, {"both", ""});
    another->transact([](Transaction& other) { other.run(put_new, {"both", ""}); });
  });
  CHECK(ledger.count("both") == 1);
}

}  // namespace
}  // namespace kindbank::store
