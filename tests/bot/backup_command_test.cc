// Backing up, restoring and migrating, as an operator does it.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/bot/program.h"

using namespace kindbank::bot;

namespace {

constexpr const char* ada_joins = "/as ada\nhello\nAda\nyes\nSG1 3AA\nyes\n";

std::string exported_text(const std::string& town) {
  return run({{"export", "--config", town}}).out;
}

bool is_stopped(const std::string& town) {
  return contains(run({{"export", "--config", town, "--member", "1"}}).out, "\"stopped\": [\n");
}

}  // namespace

TEST_CASE("a backup that comes back knows who said STOP since it was made") {
  const Folder folder;
  const auto town = town_in(folder, clock_start);
  REQUIRE(run({{"chat", "--config", town}, ada_joins}).code == 0);
  const auto before = exported_text(town);
  const auto copy = folder.file("copies.db");
  const auto made = run({{"backup", copy, "--config", town}});
  CHECK(made.code == 0);
  CHECK(contains(made.out, "development.key"));
  CHECK(run({{"backup", copy, "--config", town}}).code == 1);

  REQUIRE(run({{"chat", "--config", town}, "/as ada\nstop\n"}).code == 0);
  REQUIRE(is_stopped(town));
  const auto refused = run({{"restore", copy, "--config", town}});
  CHECK(refused.code == 1);
  CHECK(contains(refused.err, "move it away first"));

  std::filesystem::rename(folder.file("kindbank.db"), folder.file("lost.db"));
  const auto restored = run({{"restore", copy, "--config", town}});
  CHECK(restored.code == 0);
  CHECK(contains(restored.out, "1 mailbox stopped"));
  CHECK(is_stopped(town));
  CHECK(contains(exported_text(town), "\"first_name\": \"Ada\""));
  CHECK(run({{"migrate", "--config", town}}).code == 0);
}

TEST_CASE("a backup that comes back knows what other machines that shared the ledger were told") {
  const Folder folder;
  const auto town = town_in(folder, clock_start);
  REQUIRE(run({{"chat", "--config", town}, ada_joins}).code == 0);
  REQUIRE(run({{"backup", folder.file("copy.db"), "--config", town}}).code == 0);
  REQUIRE(run({{"chat", "--config", town}, "/as ada\nstop\n"}).code == 0);
  for (const auto* end : {"", ".pepper"})
    std::filesystem::rename(folder.file(std::string("rights.log") + end),
                            folder.file(std::string("north.log") + end));
  std::filesystem::rename(folder.file("kindbank.db"), folder.file("lost.db"));
  const std::vector<std::string> restore = {"restore", folder.file("copy.db"), "--config", town,
                                            "--rights"};
  const auto with = [&](std::vector<std::string> logs) {
    logs.insert(logs.begin(), restore.begin(), restore.end());
    return run({logs});
  };
  const auto missing = with({folder.file("south.log")});
  CHECK(missing.code == 1);
  CHECK(contains(missing.err, "there is no file " + folder.file("south.log")));
  CHECK_FALSE(std::filesystem::exists(folder.file("south.log")));
  const auto restored = with({folder.file("north.log"), folder.file("north.log")});
  CHECK(restored.code == 0);
  CHECK(contains(restored.out, "replayed 1 rights log: 1 mailbox stopped"));
  CHECK(is_stopped(town));
}

TEST_CASE("a backup goes where the log of STOPs is not, and says so") {
  const Folder folder;
  const auto town = town_in(folder, clock_start);
  REQUIRE(run({{"chat", "--config", town}, ada_joins}).code == 0);
  REQUIRE(run({{"backup", folder.file("copy.db"), "--config", town}}).code == 0);
  const auto elsewhere = "store.url=sqlite:" + folder.file("new/kindbank.db");
  const auto restored =
      run({{"restore", folder.file("copy.db"), "--config", town, "--set", elsewhere}});
  CHECK(restored.code == 0);
  CHECK(contains(restored.out, "is not known"));
  CHECK(run({{"export", "--config", town, "--set", elsewhere}}).out == exported_text(town));
}

TEST_CASE("without a ledger, a backup or its key nothing is done") {
  const Folder folder;
  const auto town = town_in(folder);
  CHECK(run({{"backup", folder.file("copy.db"), "--config", town}}).code == 1);
  CHECK(run({{"migrate", "--config", town}}).code == 1);
  CHECK(run({{"restore", folder.file("copy.db"), "--config", town}}).code == 1);
  CHECK_FALSE(std::filesystem::exists(folder.file("kindbank.db")));
}
