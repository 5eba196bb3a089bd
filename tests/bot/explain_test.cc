// `kindbank explain` as a script runs it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/bot/program.h"

using namespace kindbank::bot;

namespace {

using nlohmann::json;

json explained(std::vector<std::string> words) {
  words.insert(words.begin(), "explain");
  const auto ran = run({words});
  CAPTURE(words, ran.err);
  REQUIRE(ran.code == 0);
  return json::parse(ran.out);
}

}  // namespace

TEST_CASE("explain says in one object what a text is read as, and why") {
  const auto read = explained({"an hour and a half", "--expect", "minutes"});
  CHECK(read["expect"] == "minutes");
  CHECK(read["value"] == 90);
  CHECK(read["abstain"] == false);
  CHECK(read["crisis"].is_null());
  CHECK(read["standing"].is_null());
  CHECK_FALSE(read["why"].get<std::string>().empty());
  CHECK(read.size() == 6);
}

TEST_CASE("explain abstains where nothing is certain, and says why") {
  const auto read = explained({"2 or 3", "--expect", "number"});
  CHECK(read["value"].is_null());
  CHECK(read["abstain"] == true);
  CHECK(read["why"] == "more than one number");
}

TEST_CASE("explain reads every kind") {
  const std::vector<std::tuple<std::string, std::string, json>> rows = {
      {"yes_no", "yh go on then", "yes"},
      {"yes_no", "yes but only after 5", "yes_but"},
      {"name", "hiya its maureen", "Maureen"},
      {"number", "a couple", 2},
      {"minutes", "2hrs ish", 120},
      {"postcode", "sg11aa", "SG1 1AA"},
      {"phone", "07700 900123", "+447700900123"},
      {"code", "R 7 H 3", "R7H3"},
      {"text", " the blue door ", "the blue door"},
  };
  for (const auto& [kind, text, value] : rows) {
    CAPTURE(kind, text);
    CHECK(explained({text, "--expect", kind})["value"] == value);
  }
}

TEST_CASE("explain reads as the answer to a step of a flow") {
  const auto read = explained({"2", "--flow", "ask", "--step", "what"});
  CHECK(read["expect"] == "choice");
  CHECK(read["value"] == "shopping");
  CHECK(explained({"2", "--expect", "number", "--flow", "ask", "--step", "what"})["value"] == 2);
}

TEST_CASE("explain tells a day from the time that it is given") {
  const auto read =
      explained({"tues 2pm", "--expect", "datetime", "--now", "2026-11-23T10:00", "--lang", "en"});
  CHECK(read["value"] == "2026-11-24T14:00");
  CHECK(explained({"2moro", "--expect", "datetime", "--now", "2026-11-23T10:00"})["value"] ==
        "2026-11-24");
}

TEST_CASE("explain reads in a person's language") {
  CHECK(explained({"dwie godziny", "--expect", "minutes", "--lang", "pl"})["value"] == 120);
  CHECK(explained({"da, dac\xC4\x83 nu e departe", "--expect", "yes_no", "--lang",
                   "ro"})["value"] == "yes_but");
}

TEST_CASE("explain hears what comes before any question") {
  const auto crisis = explained({"i want to die", "--expect", "name"});
  CHECK(crisis["crisis"] == "B");
  CHECK(crisis["value"].is_null());
  const auto stop = explained({"please stop texting me", "--expect", "name"});
  CHECK(stop["standing"] == "stop");
  CHECK(stop["value"].is_null());
  CHECK(explained({"k4t7 DONE"})["standing"] == "done");
  CHECK(explained({"hello"})["expect"].is_null());
}

TEST_CASE("explain says in one line what it was asked wrongly") {
  const std::vector<std::string> wrong = GENERATE(values<std::vector<std::string>>({
      {"explain"},
      {"explain", "x", "--expect", "colour"},
      {"explain", "x", "--expect", "choice"},
      {"explain", "x", "--flow", "ask"},
      {"explain", "x", "--flow", "no_such_flow", "--step", "what"},
      {"explain", "x", "--flow", "ask", "--step", "no_such_step"},
      {"explain", "x", "--expect", "name", "--lang", "xx"},
      {"explain", "x", "--expect", "datetime", "--now", "soon"},
  }));
  CAPTURE(wrong);
  const auto ran = run({wrong});
  CHECK(ran.code == 2);
  CHECK(ran.error_lines() == 1);
  CHECK(ran.out.empty());
}
