// Commands where there is no ledger: nothing is read, and nothing is made.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bot/program.h"

using namespace kindbank::bot;

TEST_CASE("where there is no ledger nothing is exported and nothing is made") {
  const Folder folder;
  const auto town = town_in(folder);
  const auto ran = run({{"export", "--config", town}});
  CHECK(ran.code == 1);
  CHECK(ran.error_lines() == 1);
  CHECK(contains(ran.err, "there is no ledger at " + folder.file("kindbank.db")));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "var"));
}

TEST_CASE("a command that only reads makes nothing where it is run") {
  const auto names_in = [](const Folder& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
      names.push_back(entry.path().filename().string());
    return names;
  };
  const std::vector<std::vector<std::string>> readers = {{"export"},
                                                         {"export", "--member", "1"},
                                                         {"member", "list"},
                                                         {"member", "show", "1"},
                                                         {"coordinator", "list"},
                                                         {"config", "show"},
                                                         {"check"},
                                                         {"check", "--strict"}};
  for (const auto& words : readers) {
    CAPTURE(words);
    const Folder empty;
    run({words, "", {}, empty.path()});
    CHECK(names_in(empty).empty());
    // A ledger whose development key was not brought along is no reason to make another.
    const Folder copied;
    copied.write("var/kindbank.db", "not read before there is a key");
    run({words, "", {}, copied.path()});
    CHECK(names_in(copied).size() == 2);
  }
}

TEST_CASE("a command that changes what is there makes no ledger to find nothing in") {
  const std::string source = KINDBANK_SOURCE_DIR;
  const std::vector<std::vector<std::string>> changes = {
      {"member", "vet", "1", "V1", "--by", "Duty desk"}, {"coordinator", "remove", "1"}};
  for (auto words : changes) {
    CAPTURE(words);
    for (const auto& set : {"flows=" + source + "/flows", "areas=" + source + "/config/areas.yaml"})
      words.insert(words.end(), {"--set", set});
    const Folder folder;
    const auto ran = run({words, "", {}, folder.path()});
    CHECK(ran.code == 1);
    CHECK(contains(ran.err, "there is no ledger at "));
    CHECK(std::filesystem::is_empty(folder.path()));
  }
}
