#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/dialog/loading.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

// Each folder is named after what is wrong with its flows side by side. The first line of a file
// says where; what stands in no file is said in the first file.
TEST_CASE("every broken set of flows is refused with its place and its code") {
  for (const auto& folder :
       std::filesystem::directory_iterator{source_folder / "tests/dialog/broken/sets"}) {
    const std::string code = folder.path().filename().string();
    INFO(code);
    FlowLimits asked;
    asked.replies = {{"thing.make", 2, ReplyLimit::Since::talk_began}};
    std::vector<Flow> flows;
    std::vector<std::pair<std::string, std::string>> expected;  // file, "3:1 flow-name-twice"
    for (const auto& path : yaml_files(folder.path())) {
      const std::string text = contents(path);
      flows.push_back(
          read_flow(text, path.filename().string(), loading_actions, loading_facts, {}, asked)
              .flow);
      const std::string line = text.substr(0, text.find('\n'));
      expected.emplace_back(path.filename().string(), line.size() > 2 ? line.substr(2) : "");
    }
    const TemplateChannel mobile{
        "mobile", TemplateChannel::ForAll::no, {"due_v1"}, 700, {{"due_v2", 2}}};
    auto findings = check_together(flows, {{"visit.due", {"code"}}}, {}, asked.replies);
    for (auto& more : {check_whole(flows, shipped_words()), check_templates(flows, {mobile})})
      findings.insert(findings.end(), more.begin(), more.end());
    for (const auto& [file, places] : expected) {
      std::vector<Finding> here;
      for (const Finding& finding : findings) {
        const bool of_file = finding.place.file == file ||
                             (finding.place.file.empty() && file == expected.front().first);
        if (finding.code != code || !of_file) continue;
        CHECK(finding.message.ends_with("."));
        CHECK_FALSE(finding.hint.empty());
        if (here.empty() || here.back().place.line > 0) here.push_back(finding);
      }
      INFO(file);
      CHECK(short_list(here) == places);
    }
  }
}

TEST_CASE("what only shows with all flows side by side is found") {
  const Flow one = load_sound(
      "flow: one\nstarts_on: [\"hello\", \"{code} done\", {bank: visit.due}]\n"
      "steps:\n  a: {say: \"Hello.\", next: \"flow:two\"}\n");
  const Flow two = load_sound(
      "flow: two\nstarts_on: [\"Hello\", \"{job} done\", {bank: visit.due}]\n"
      "steps:\n  a: {say: \"Hello.\", next: \"flow:thre\"}\n");
  const Flow three = load_sound(
      "flow: three\nstarts_on: {bank: visit.over}\nfacts: [code]\n"
      "steps:\n  a: {say: \"Hello.\"}\n");
  const Flow again =
      load_sound("flow: two\nsteps:\n  a: {say: \"Hello.\", next: \"flow:three\"}\n");
  CHECK(check_together({one}, {{"visit.due", {}}}).size() == 1);  // flow:two is not there
  CHECK(short_list(
            check_together({one, two, three, again}, {{"visit.due", {}}, {"member.vetted", {}}})) ==
        "1:7 flow-name-twice, 2:13 start-word-claimed-twice, 2:22 start-word-claimed-twice, "
        "2:43 bank-event-claimed-twice, 2:19 unknown-bank-event, 0:0 bank-event-without-flow, "
        "4:28 unknown-flow, 3:28 fact-not-set-on-path");
}

TEST_CASE("of a flow and its copy the copy is to be renamed, and that alone is said") {
  Flow original = load_sound(
      "flow: tea\nstarts_on: [\"tea\", {bank: visit.due}]\nsteps:\n  a: {say: \"Tea.\"}\n");
  Flow copy = original;
  original.place.file = "flows/tea.yaml";
  copy.place.file = "flows/cake.yaml";
  for (const auto& flows : {std::vector{copy, original}, std::vector{original, copy}}) {
    const auto findings = check_together(flows, {{"visit.due", {}}});
    CHECK(short_list(findings) == "1:7 flow-name-twice");
    CHECK(findings.front().place.file == "flows/cake.yaml");
  }
}

TEST_CASE("a flow that leads to another has set what that one needs, on every way") {
  const Flow inner =
      load_sound("flow: inner\nfacts: [what]\nsteps:\n  a: {say: \"{what}, {name}.\"}\n");
  const auto outer = [](const std::string& first) {
    return load_sound("flow: outer\nsilence: {after: 1h, next: end}\nsteps:\n  a: " + first +
                      "\n  b: {ask: \"Sure?\", expect: yes_no, next: \"flow:inner\"}\n");
  };
  const auto found = [&](const std::string& first) {
    return short_list(check_together({outer(first), inner}, {}));
  };
  CHECK(found("{ask: \"What?\", expect: text, save: what}").empty());
  CHECK(found("{ask: \"What?\", expect: text}") == "5:43 fact-not-set-on-path");
  CHECK(found("{ask: \"What?\", choices: {one: {label: \"One\", next: b}, two: {label: \"Two\", "
              "next: \"flow:inner\"}}, save: what}")
            .empty());
}

TEST_CASE("flows that lead to one another without asking would never end") {
  const auto leads = [](const std::string& name, const std::string& to, const std::string& more) {
    return load_sound("flow: " + name +
                      "\nsilence: {after: 1h, next: end}\nsteps:\n  a: {say: \"Hi.\"" + more +
                      ", next: \"flow:" + to + "\"}\n");
  };
  const std::string asks = ", ask: \"Go on?\", expect: yes_no";
  CHECK(short_list(
            check_together({leads("x", "y", ""), leads("y", "z", ""), leads("z", "x", "")}, {})) ==
        "4:25 loop-without-question, 4:25 loop-without-question, 4:25 loop-without-question");
  CHECK(short_list(check_together({leads("x", "x", "")}, {})) == "4:25 loop-without-question");
  CHECK(check_together({leads("x", "y", ""), leads("y", "x", asks)}, {}).empty());
  // What asks on its own way may lead back to the beginning of a round that it is not in.
  CHECK(check_together({leads("w", "x", ""), leads("x", "w", asks)}, {}).empty());
}

TEST_CASE("a bank event hands in its own facts and no others") {
  const Flow x = load_sound(
      "flow: x\nstarts_on: {bank: visit.due}\nfacts: [code, frist]\nsteps:\n"
      "  a: {say: \"Job {code} of {frist}.\"}\n");
  CHECK(check_together({x}, {{"visit.due", {"code", "frist", "day"}}}).empty());
  const auto findings = check_together({x}, {{"visit.due", {"code", "first"}}});
  CHECK(short_list(findings) == "3:15 fact-not-handed-in");
  CHECK(findings.at(0).hint == "Did you mean 'first'?");
}

TEST_CASE("a flow that was refused is not unknown, and may be what a bank event begins") {
  const Flow one = load_sound("flow: one\nsteps:\n  a: {say: \"Hello.\", next: \"flow:two\"}\n");
  CHECK(short_list(check_together({one}, {{"visit.due", {}}})) ==
        "0:0 bank-event-without-flow, 3:28 unknown-flow");
  CHECK(check_together({one}, {{"visit.due", {}}}, {"two"}).empty());
  CHECK(short_list(check_together({one}, {{"visit.due", {}}}, {"three"})) == "3:28 unknown-flow");
}

}  // namespace
}  // namespace kindbank::dialog
