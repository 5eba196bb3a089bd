#include "store/backup.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>

#include "store/branch_counts.h"
#include "store/consents.h"
#include "store/dues.h"
#include "store/engine.h"
#include "store/erasure.h"
#include "store/incidents.h"
#include "store/migrations.h"
#include "store/rights_replay.h"
#include "store/sqlite_connection.h"
#include "tests/store/talk.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

using Catch::Matchers::Contains;

// A ledger with something in most tables.
void fill(Database& database) {
  database.transact([](Transaction& tx) {
    const auto asker = join(tx, "Ada", "Old Town");
    const auto helper = join_and_offer(tx, "Old Town");
    insert_request(tx, garden_request(1, "K4T7", asker));
    insert_invitation(tx, invitation(1, 1, helper));
    InboundMessage message;
    message.id = 77;
    message.channel = "sms";
    message.provider_id = "SM1";
    message.contact = 500 + asker;
    message.text = "i need help";
    insert_inbound(tx, message);
    set_stopped(tx, address_of(helper), at_minute(1));
  });
}

std::unique_ptr<Database> open_backup(const std::string& file) {
  auto options = options_at("sqlite:" + file);
  options.mode = DatabaseOptions::Mode::read_only;
  auto database = Database::open(options);
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

// What people and the bank would see of it.
struct Seen {
  std::vector<Member> everybody;
  std::vector<Request> asked;
  std::vector<Invitation> invited;
  std::vector<LoggedMessage> said;
  std::vector<Address> mailboxes;
  std::optional<Contact> helper;
  bool operator==(const Seen&) const = default;
};

Seen see(Database& database) {
  return database.read([](Transaction& tx) {
    return Seen{members(tx),  requests(tx),  invitations(tx),
                messages(tx), addresses(tx), find_contact(tx, address_of(2))};
  });
}

DatabaseOptions fresh_target(const Folder& folder) {
  return options_at(test_server() != nullptr ? fresh_postgres()
                                             : "sqlite:" + (folder / "restored/ledger.db"));
}

const auto leave_it = [](Database&) {};

TEST_CASE("a backup holds all of the ledger, in one file that is its owner's alone") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  fill(*database);
  const auto file = folder / "backup.db";
  const auto made = back_up(*database, test_key(), file);
  REQUIRE(made);
  CHECK(see(*open_backup(file)) == see(*database));
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK_FALSE(std::filesystem::exists(file + ".partial"));
  const auto again = back_up(*database, test_key(), file);
  REQUIRE_FALSE(again);
  CHECK_THAT(again.error().message, Contains("already"));
}

TEST_CASE("a backup is of one moment while others write, and of any length") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  const auto put = [&](const std::string& name) {
    database->transact([&](Transaction& tx) {
      for (const auto* half : {"a", "b"})
        tx.run("INSERT INTO bank_state (name, value) VALUES (:a, '')", {name + half});
    });
  };
  for (int i = 0; i < 600; ++i) put("before" + std::to_string(i));
  std::atomic<bool> stop = false;
  auto others = std::async(std::launch::async, [&] {
    for (int i = 0; !stop; ++i) put("during" + std::to_string(i));
  });
  const auto made = back_up(*database, test_key(), folder / "backup.db");
  stop = true;
  others.get();
  REQUIRE(made);
  open_backup(folder / "backup.db")->read([](Transaction& tx) {
    const auto like = [&](const char* pattern) {
      return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM bank_state WHERE name LIKE :a",
                                               {std::string(pattern)}));
    };
    CHECK(like("before%") == 1200);
    CHECK(like("during%a") == like("during%b"));
  });
}

TEST_CASE("a backup comes back where no ledger is, and only there") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  fill(*database);
  REQUIRE(back_up(*database, test_key(), folder / "backup.db"));
  const auto before = see(*database);
  const auto into = fresh_target(folder);
  const auto scratch = folder / "restored/restoring.db";
  const auto restored = restore(folder / "backup.db", into, scratch, leave_it);
  if (!restored) FAIL(restored.error().message);
  {
    const auto found = Database::open(into);
    REQUIRE(found);
    CHECK(see(**found) == before);
    (*found)->transact([](Transaction& tx) { join(tx, "Cleo", "Bedwell"); });
  }
  CHECK_FALSE(std::filesystem::exists(scratch));
  CHECK_FALSE(restore(folder / "backup.db", into, scratch, leave_it));
  CHECK_FALSE(restore(folder / "nothing.db", fresh_target(folder), scratch, leave_it));
}

TEST_CASE("a backup of another key, or that is damaged, leaves no ledger behind") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  fill(*database);
  const auto file = folder / "backup.db";
  REQUIRE(back_up(*database, test_key(), file));
  auto into = options_at("sqlite:" + (folder / "restored/ledger.db"));
  const auto scratch = folder / "restored/restoring.db";
  into.key = test_key(8);
  const auto other_key = restore(file, into, scratch, leave_it);
  REQUIRE_FALSE(other_key);
  CHECK_THAT(other_key.error().message, Contains("another key"));

  into.key = test_key();
  std::filesystem::create_directories(folder / "restored");
  std::ofstream(folder / "restored/ledger.db-wal") << "what a crash left";
  const auto beside = restore(file, into, scratch, leave_it);
  REQUIRE_FALSE(beside);
  CHECK_THAT(beside.error().message, Contains("ledger.db-wal already; move it away"));
  std::filesystem::remove(folder / "restored/ledger.db-wal");
  const auto size = std::filesystem::file_size(file);
  std::filesystem::resize_file(file, size / 2);
  CHECK_FALSE(restore(file, into, scratch, leave_it));
  CHECK_FALSE(std::filesystem::exists(folder / "restored/ledger.db"));
  CHECK_FALSE(std::filesystem::exists(scratch));
}

RightsLog log_at(const std::string& path) {
  auto log = RightsLog::open(path);
  if (!log) throw std::runtime_error(log.error().message);
  return std::move(*log);
}

TEST_CASE("what people asked for since the backup is done again") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  fill(*database);
  auto log = log_at(folder / "rights.log");
  using Kind = RightsLog::Kind;
  REQUIRE(log.append(Kind::start, address_of(1), at_minute(2)));
  REQUIRE(log.append(Kind::stop, address_of(1), at_minute(3)));
  REQUIRE(log.append(Kind::start, address_of(2), at_minute(4)));
  REQUIRE(log.append(Kind::stop, {"sms", "+447400199999"}, at_minute(5)));
  CHECK(replay_rights(*database, {&log}) == Replayed{1, 1, 0, 0, 1, {}});
  database->read([](Transaction& tx) {
    CHECK(find_contact(tx, address_of(1))->stopped_at == at_minute(3));
    CHECK_FALSE(is_stopped(tx, address_of(2)));
  });
}

TEST_CASE("of several programs' logs the last word counts, and at the same moment silence") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  fill(*database);
  auto one = log_at(folder / "one.log");
  auto other = log_at(folder / "other.log");
  using Kind = RightsLog::Kind;
  REQUIRE(other.append(Kind::start, address_of(1), at_minute(3)));
  REQUIRE(one.append(Kind::stop, address_of(1), at_minute(2)));
  REQUIRE(one.append(Kind::stop, address_of(2), at_minute(4)));
  REQUIRE(other.append(Kind::start, address_of(2), at_minute(4)));
  CHECK(one.hash_of(address_of(1)) != other.hash_of(address_of(1)));
  CHECK(replay_rights(*database, {&one, &other}) == Replayed{1, 1, 0, 0, 0, {}});
  database->read([](Transaction& tx) {
    CHECK_FALSE(is_stopped(tx, address_of(1)));
    CHECK(is_stopped(tx, address_of(2)));
  });
}

TEST_CASE("who was erased since the backup is erased in what comes back") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  fill(*database);
  const auto file = folder / "backup.db";
  REQUIRE(back_up(*database, test_key(), file));
  auto log = log_at(folder / "rights.log");
  const auto erasure = database->read([](Transaction& tx) { return erasure_of(tx, 1); });
  REQUIRE(log_erasure(log, erasure, at_minute(5)));
  database->transact([&](Transaction& tx) { erase(tx, erasure, at_minute(5)); });

  const auto into = fresh_target(folder);
  Replayed done;
  const auto restored = restore(file, into, folder / "restored/restoring.db",
                                [&](Database& back) { done = replay_rights(back, {&log}); });
  if (!restored) FAIL(restored.error().message);
  CHECK(done == Replayed{0, 0, 1, 1, 0, {}});
  const auto found = Database::open(into);
  REQUIRE(found);
  (*found)->read([](Transaction& tx) {
    CHECK(find_member(tx, 1)->first_name.empty());
    CHECK_FALSE(find_contact(tx, address_of(1)));
    CHECK(is_stopped(tx, address_of(1)));
    for (const auto& message : messages(tx)) CHECK_FALSE(message.text);
    CHECK(find_member(tx, 2)->first_name == "Helper");
  });
  CHECK(replay_rights(**found, {&log}).erased == 0);  // nothing of them is left
}

TEST_CASE("who came back after their erasure, and who has the same number, is not erased") {
  const Folder folder;
  auto database = ledger_at(lasting_url(folder));
  auto log = log_at(folder / "rights.log");
  REQUIRE(log_erasure(log, {1, {address_of(1)}}, at_minute(-2)));
  REQUIRE(log.append(RightsLog::Kind::start, address_of(1), at_minute(-1)));
  database->transact([](Transaction& tx) { join(tx, "Ada", "Old Town"); });  // at minute 0
  CHECK(replay_rights(*database, {&log}) == Replayed{0, 1, 0, 0, 0, {}});
  database->read([](Transaction& tx) {
    CHECK(find_member(tx, 1)->first_name == "Ada");
    CHECK(find_contact(tx, address_of(1)));
    CHECK_FALSE(is_stopped(tx, address_of(1)));
  });
}

// ---- earlier forms of the ledger

std::unique_ptr<Connection> connect(const std::string& url) {
  if (test_server() != nullptr) return std::make_unique<PostgresConnection>(url);
  const auto file = url.substr(url.find(':') + 1);
  std::ofstream(file, std::ios::app).close();
  return std::make_unique<SqliteConnection>(file, Connection::Access::write, 200);
}

// A ledger as this program leaves it.
void make_old(const std::string& url) {
  const auto connection = connect(url);
  REQUIRE(migrate(*connection, Sealer(test_key()), migrations(), Schema::apply));
  connection->run("INSERT INTO bank_state (name, value) VALUES ('old', 'kept')");
}

// What a program knows that came after it.
std::vector<Migration> with_next_step(std::vector<std::string_view> statements) {
  auto steps = migrations();
  steps.push_back({steps.back().number + 1, "next", std::move(statements)});
  return steps;
}

TEST_CASE("a ledger of the first form comes to this one with what it holds") {
  const Folder folder;
  const auto url = lasting_url(folder);
  {
    const auto connection = connect(url);
    REQUIRE(migrate(*connection, Sealer(test_key()), {migrations().front()}, Schema::apply));
    connection->run(
        "INSERT INTO members (number, area, sector, vetting, language, state, joined_at) "
        "VALUES (1, 'Old Town', 'SG1 3', 'V0', 'en', 'active', 0)");
    connection->run(
        "INSERT INTO consents (id, member, kind, wording, channel, given, at) "
        "VALUES (7, 1, 'keep_details', 'join/1f3a', 'sms', 1, 0)");
  }
  const auto ledger = ledger_at(url);
  ledger->transact([](Transaction& tx) {
    CHECK(consents(tx) == std::vector<Consent>{{7, 1, "keep_details", "join/1f3a", "", "sms",
                                                Consent::Given::yes, Time{}}});
    add_branch_counts(tx, {{{"join", "1f3a", "hello", "adult"}, 1}});
    CHECK(branch_counts(tx).size() == 1);
  });
}

// ---- the same for the steps of SQLite's file

TEST_CASE("a ledger of an earlier form is kept as it is beside the new one", "[sqlite]") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  make_old("sqlite:" + file);
  const Sealer sealer(test_key());
  const auto steps = with_next_step({"CREATE TABLE next (id BIGINT NOT NULL PRIMARY KEY)"});
  auto options = options_at("sqlite:" + file);
  options.mode = DatabaseOptions::Mode::read_only;
  const auto reader = open_sqlite(options, sealer, steps);
  REQUIRE_FALSE(reader);
  CHECK_THAT(reader.error().message, Contains("older than this program"));

  options.mode = DatabaseOptions::Mode::write;
  const auto engine = open_sqlite(options, sealer, steps);
  REQUIRE(engine);
  (*engine)->read([](Transaction& tx) {
    CHECK(tx.row<std::string>("SELECT value FROM bank_state WHERE name = 'old'"));
    CHECK(tx.row<std::int64_t>("SELECT COUNT(*) FROM next"));
    CHECK_FALSE(schema_is_ours(tx));  // newer than the steps that this program comes with
  });
  const auto copy = file + ".before-step-" + std::to_string(steps.back().number);
  REQUIRE(std::filesystem::exists(copy));
  struct stat status {};
  REQUIRE(::stat(copy.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  SqliteConnection old(copy, Connection::Access::read, 200);
  CHECK(std::get<std::int64_t>(
            old.fetch("SELECT MAX(number) FROM migrations", {}, {Column::integer}).at(0).at(0)) ==
        migrations().back().number);
}

TEST_CASE("SQLite keeps its rows by our ids", "[sqlite]") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  make_old("sqlite:" + file);
  SqliteConnection connection(file, Connection::Access::read, 200);
  for (const auto* table : {"contacts", "messages", "outbox", "members"})
    CHECK(connection
              .fetch("SELECT name FROM sqlite_master WHERE tbl_name = :a AND name = :b",
                     {std::string(table), "sqlite_autoindex_" + std::string(table) + "_2"},
                     {Column::text})
              .empty());
}

TEST_CASE("a step that fails leaves the ledger as the step before left it", "[sqlite]") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  make_old("sqlite:" + file);
  SqliteConnection connection(file, Connection::Access::write, 200);
  const Sealer sealer(test_key());
  auto steps = with_next_step({"CREATE TABLE half (id BIGINT)", "CREATE TABLE half (id BIGINT)"});
  CHECK_THROWS(migrate(connection, sealer, steps, Schema::apply));
  CHECK(connection.fetch("SELECT name FROM sqlite_master WHERE name = 'half'", {}, {Column::text})
            .empty());
  const auto refused = [](int) -> Result<void> { return fail("no room for a copy"); };
  steps.back().statements = {"CREATE TABLE half (id BIGINT)"};
  const auto stopped = migrate(connection, sealer, steps, Schema::apply, refused);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().message == "no room for a copy");
  CHECK(migrate(connection, sealer, steps, Schema::apply));
  CHECK(migrate(connection, sealer, steps, Schema::apply,
                refused));  // nothing to do, nothing to copy
}

}  // namespace
}  // namespace kindbank::store
