#include "store/states.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "store/members.h"
#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

const std::map<std::string, Noun> nouns = {
    {"member", Noun::member},     {"offer", Noun::offer},
    {"request", Noun::request},   {"invitation", Noun::invitation},
    {"visit", Noun::visit},       {"report", Noun::report},
    {"series", Noun::series},     {"part", Noun::part},
    {"incident", Noun::incident}, {"worry", Noun::worry}};

// The tables under each heading of docs/states.md.
std::map<std::string, Steps> drawn() {
  std::ifstream page(KINDBANK_SOURCE_DIR "/docs/states.md");
  std::map<std::string, Steps> all;
  std::string noun;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) noun = line.substr(3);
    if (!line.starts_with("| ") || line.starts_with("| state")) continue;
    std::replace(line.begin(), line.end(), '|', ' ');
    std::istringstream words(line);
    std::string from;
    words >> from;
    auto& followers = all[noun][from];
    for (std::string to; words >> to;) followers.push_back(to);
  }
  return all;
}

TEST_CASE("the steps are the ones that docs/states.md draws") {
  const auto page = drawn();
  CHECK(page.size() == nouns.size());
  for (const auto& [name, noun] : nouns) {
    INFO(name);
    REQUIRE(page.contains(name));
    CHECK(page.at(name) == steps_of(noun));
  }
}

TEST_CASE("every state that may follow is itself a state") {
  for (const auto& [name, noun] : nouns)
    for (const auto& [from, followers] : steps_of(noun))
      for (const auto& to : followers) CHECK(steps_of(noun).contains(to));
}

TEST_CASE("a step that is not drawn is refused and changes nothing") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto number = add_member(tx, {});
    CHECK_THROWS_AS(move_to(tx, Noun::member, number, "lost"), std::logic_error);
    CHECK_THROWS_AS(move_to(tx, Noun::member, 99, "left"), std::logic_error);
    CHECK(move_to(tx, Noun::member, number, "active") == Moved::was_there);
    CHECK(find_member(tx, number)->state == "active");
    CHECK(move_to(tx, Noun::member, number, "left") == Moved::yes);
    CHECK(find_member(tx, number)->state == "left");
  });
}

}  // namespace
}  // namespace kindbank::store
