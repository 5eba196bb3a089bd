// The flow that the documentation prints, played as it is printed on the shipped bank.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/rehearsal.h"
#include "dialog/load.h"
#include "store/members.h"
#include "store/requests.h"
#include "tests/bot/town_room.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::bot {
namespace {

Library with_the_printed_flow() {
  auto library = shipped_library();
  auto read = dialog::read_flow(dialog::read_source_file("tests/dialog/printed_example.yaml"),
                                "printed_example.yaml", bank::signatures(), bank::common_facts());
  for (const auto& finding : read.findings) {
    INFO(say(finding));
    CHECK(finding.level != dialog::Finding::Level::error);
  }
  library.flows.add(std::move(read.flow));
  return library;
}

TEST_CASE("the documented example runs as it is printed") {
  const auto library = with_the_printed_flow();
  Rehearsal rehearsal(library, from_millis(1'795'514'400'000));
  const Address phone{"sim", "ada"};
  const auto says = [&](const std::string& words) {
    std::string shown;
    for (const auto& one : rehearsal.text(phone, words)) shown += one.text;
    return shown;
  };
  for (const auto* words : {"hello", "Ada", "yes", "sg1 3aa", "yes"}) says(words);
  CHECK(says("i need help") ==
        "What help do you need? 1 Lift 2 Shopping 3 Garden 4 Something else");
  SECTION("down to the job code") {
    CHECK(says("garden") == "When? 1 Today 2 Next two days 3 This week 4 Any time");
    CHECK(says("week").starts_with("Do you need this because of your age"));
    CHECK(says("no") ==
          "So: Garden, This week, near Old Town. Is that right? 1 Yes 2 Change it 3 Forget it");
    CHECK(says("1").starts_with("Thank you. We are asking neighbours now. We will text you by"));
    rehearsal.database().read([](store::Transaction& tx) {
      REQUIRE(store::requests(tx).size() == 1);
      CHECK(store::requests(tx).front().category == "garden");
      CHECK(store::requests(tx).front().vetting == "V1");
    });
    says("ask");
    for (const auto* words : {"3", "3", "no"}) says(words);
    CHECK(says("yes").starts_with("You asked for this already, job "));
  }
  SECTION("something else is told in words, and kept with the request") {
    CHECK(says("4") == "Tell us in a few words.");
    for (const auto* words : {"my piano wants tuning", "4", "no", "yes"}) says(words);
    rehearsal.database().read([](store::Transaction& tx) {
      REQUIRE(store::requests(tx).size() == 1);
      CHECK(store::requests(tx).front().need == "my piano wants tuning");
    });
  }
  SECTION("changed, forgotten, or left alone") {
    for (const auto* words : {"1", "1", "no"}) says(words);
    CHECK(says("2").starts_with("What help do you need?"));
    for (const auto* words : {"2", "1", "no"}) says(words);
    CHECK(says("3") == "OK, forgotten.");
    says("ask");
    std::string shown;
    for (const auto& one : rehearsal.wait(std::chrono::hours{25})) shown += one.text;
    CHECK(shown == "We will leave it there. Text ASK any time.");
  }
}

}  // namespace
}  // namespace kindbank::bot
