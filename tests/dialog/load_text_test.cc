#include <catch2/catch.hpp>
#include <string>

#include "tests/dialog/loading.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a text has room for the longest names that a town may have") {
  const auto codes = [](const std::string& facts, std::size_t letters) {
    const auto text = facts + std::string(letters, 'x');
    return short_list(load("flow: x\nsteps:\n  a: {say: \"" + text + "\"}\n").findings);
  };
  const std::string too_long = "3:12 text-too-long";
  CHECK(codes("{bank}", 140).empty());
  CHECK(codes("{bank}", 141) == too_long);
  CHECK(codes("{town}", 140).empty());
  CHECK(codes("{town}", 141) == too_long);
  CHECK(codes("{run_by}", 120).empty());
  CHECK(codes("{run_by}", 121) == too_long);
  CHECK(codes("{bank}{town}{run_by}", 105).empty());
  CHECK(codes("{bank}{town}{run_by}", 106) == too_long);
}

TEST_CASE(
    "a question has room for the bank's name, which stands before it when it is asked again") {
  const auto codes = [](const std::string& before, std::size_t letters) {
    const auto text = before + std::string(letters, 'x');
    return short_list(load("flow: x\nsilence: {after: 1h, next: end}\nsteps:\n  a: {ask: \"" +
                           text +
                           "\", expect: text, save: b}\n  c: {say: \"So {b}.\", next: end}\n")
                          .findings);
  };
  CHECK(codes("", 138).empty());
  CHECK(codes("", 139) == "4:12 text-too-long");
  CHECK(codes("{bank}: ", 138).empty());  // it is there already
  CHECK(codes("{bank}: ", 139) == "4:12 text-too-long");
}

TEST_CASE("a long form may be long and hold any character, up to what richer channels show") {
  const auto codes = [](const std::string& rich) {
    return short_list(
        load("flow: x\nsteps:\n  a: {say: {sms: \"Hello.\", rich: \"" + rich + "\"}}\n").findings);
  };
  CHECK(codes(std::string(1000, 'x')).empty());
  CHECK(codes("Dzie\u0144 dobry \U0001F33B").empty());
  CHECK(codes(std::string(1001, 'x')) == "3:34 text-too-long");
  CHECK(codes("Hello {nobody}") == "3:34 unknown-fact");
  CHECK(codes("Hello {") == "3:34 bad-placeholder");
}

TEST_CASE("a number in a text has room for three digits in its longest form") {
  const auto codes = [](std::size_t letters) {
    return short_list(load("flow: x\nfacts: [n]\nsteps:\n  a: {say: \"{n|1 job|2 jobs}" +
                           std::string(letters, 'x') + "\"}\n")
                          .findings);
  };
  CHECK(codes(152).empty());
  CHECK(codes(153) == "4:12 text-too-long");
}

TEST_CASE("the label of a list has every form beside a number, too") {
  const auto found = load(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices_from: {list: open_visits, label: \"{n|2 jobs}\", save: n}}\n",
      {{"open_visits", {"n"}}});
  CHECK(short_list(found.findings) == "4:63 plural-form-missing");
}

}  // namespace
}  // namespace kindbank::dialog
