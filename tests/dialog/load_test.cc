#include "dialog/load.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path sources = KINDBANK_SOURCE_DIR;

const std::vector<std::string> known = {"bank", "town",   "run_by", "name",
                                        "area", "number", "answer"};

const Signatures signatures = {
    {"thing.make", {{"what"}, {{"made", {"code"}}, {"full", {}}}, {"note"}}},
    {"thing.tell", {{}, {{"told", {}}}}},
    {"vetting.decide", {{"category", "answer"}, {{"set", {"level"}}, {"refused", {}}}}},
    {"request.open",
     {{"category", "urgency", "level"},
      {{"opened", {"code", "answer_by"}}, {"paused", {}}, {"duplicate", {"code"}}},
      {"need"}}},
};

std::string contents(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::filesystem::path> yaml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// "3:5 unknown-key, 4:1 bad-name"
std::string short_list(const std::vector<Finding>& findings) {
  std::string all;
  for (const Finding& finding : findings) {
    if (!all.empty()) all += ", ";
    all += std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) + " " +
           finding.code;
  }
  return all;
}

FlowRead read(std::string_view text) { return read_flow(text, "x.yaml", signatures, known); }

// A flow that runs, whatever else could be better about it.
Flow flow(std::string_view text) {
  FlowRead read_one = read(text);
  INFO(short_list(read_one.findings));
  for (const Finding& finding : read_one.findings) REQUIRE(finding.level != Finding::Level::error);
  return read_one.flow;
}

const FlowLimits limits = {{{"Chatter", 3, 20, 24, 200}, {"Teller", 8, 60, 60, 64}},
                           {{"many", "thing.make", 2}},
                           {{"request.open.urgency", {"today", "week"}}},
                           {"vetting.decide"}};

// The flow that the documentation prints.
const std::string printed = read_source_file("tests/dialog/printed_example.yaml");

}  // namespace

TEST_CASE("the documented example loads as it is printed") {
  const Flow ask = flow(printed);
  CHECK(ask.name == "ask");
  CHECK(ask.about == "A member asks for one-off help.");
  CHECK(ask.starts_on == std::vector<std::string>{"ask", "need help", "i need help"});
  CHECK(ask.events.empty());
  REQUIRE(ask.silence);
  CHECK(ask.silence->after == Duration{24h});
  CHECK(ask.silence->next == "lapse");
  CHECK(ask.steps.size() == 12);
  CHECK(ask.hash.size() == 32);

  const Step& what = ask.steps.front();
  CHECK(what.name == "what");
  CHECK(what.place == Place{"x.yaml", 6, 3});
  CHECK(what.expect == Expect::choice);
  CHECK(what.save == "category");
  CHECK(what.next == "when");
  REQUIRE(what.choices.size() == 4);
  CHECK(what.choices[0].key == "lift");
  CHECK(what.choices[0].label == "Lift");
  CHECK(what.choices[0].next.empty());
  CHECK(what.choices[3].next == "describe");

  const Step& reason = *ask.find("reason");
  CHECK_FALSE(reason.keep);
  CHECK(reason.expect == Expect::yes_no);
  REQUIRE(reason.call);
  CHECK(reason.call->after_answer);
  CHECK(reason.call->then.at("set") == "confirm");

  const Step& place = *ask.find("place");
  REQUIRE(place.call);
  CHECK_FALSE(place.call->after_answer);
  CHECK(place.call->with.at("category") == "category");
  CHECK(place.call->with.at("need") == "need");
  CHECK(ask.after(*ask.find("when")) == "reason");
  CHECK(ask.after(ask.steps.back()) == "end");
  CHECK(ask.find("nowhere") == nullptr);
}

TEST_CASE("every broken flow is refused with its place and its code") {
  std::set<std::string> codes;
  for (const auto& path : yaml_files(sources / "tests/dialog/broken")) {
    const std::string text = contents(path);
    INFO(path.filename().string());
    const auto findings =
        read_flow(text, path.filename().string(), signatures, known, {}, limits).findings;
    CHECK("# " + short_list(findings) == text.substr(0, text.find('\n')));
    for (const Finding& finding : findings) {
      codes.insert(finding.code);
      CHECK(finding.place.file == path.filename().string());
      CHECK(finding.message.ends_with("."));
      CHECK_FALSE(finding.hint.empty());
    }
  }
  CHECK(codes.size() >= 45);
}

// Each folder is named after what is wrong with its flows side by side. The first line of a file
// says where; what stands in no file is said in the first file.
TEST_CASE("every broken set of flows is refused with its place and its code") {
  for (const auto& folder :
       std::filesystem::directory_iterator{sources / "tests/dialog/broken/sets"}) {
    const std::string code = folder.path().filename().string();
    INFO(code);
    std::vector<Flow> flows;
    std::vector<std::pair<std::string, std::string>> expected;  // file, "3:1 flow-name-twice"
    for (const auto& path : yaml_files(folder.path())) {
      const std::string text = contents(path);
      flows.push_back(read_flow(text, path.filename().string(), signatures, known).flow);
      const std::string line = text.substr(0, text.find('\n'));
      expected.emplace_back(path.filename().string(), line.size() > 2 ? line.substr(2) : "");
    }
    auto findings = check_together(flows, {{"visit.due", {"code"}}});
    for (auto& more : {check_whole(flows), check_templates(flows, {"mobile"})})
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

TEST_CASE("a slip of the keyboard gets a suggestion") {
  const auto hint = [](std::string_view text) { return read(text).findings.at(0).hint; };
  CHECK(hint("flow: x\nstpes:\n  a: {say: \"Hello.\"}\nsteps:\n  a: {say: \"Hello.\"}\n") ==
        "Did you mean 'steps'?");
  CHECK(hint("flow: x\nsteps:\n  a: {say: \"Hi.\", next: enough}\n  enouhg: {say: \"Hi.\"}\n") ==
        "Did you mean 'enouhg'?");
  CHECK(hint("flow: x\nsteps:\n  a: {do: thing.tlel}\n") == "Did you mean 'thing.tell'?");
  CHECK_THAT(hint("flow: x\nsteps:\n  a: {colour: red}\n"), Catch::StartsWith("The keys are: do,"));
}

TEST_CASE("only what costs or confuses is a warning") {
  const auto level = [](const std::string& name) {
    const std::string text = contents(sources / "tests/dialog/broken" / name);
    return read(text).findings.at(0).level;
  };
  CHECK(level("text-too-long.yaml") == Finding::Level::warning);
  CHECK(level("text-with-non-gsm-character.yaml") == Finding::Level::warning);
  CHECK(level("choices-read-alike-first-word.yaml") == Finding::Level::warning);
  CHECK(level("choices-read-alike.yaml") == Finding::Level::error);
  CHECK(level("unreachable-step.yaml") == Finding::Level::error);
}

TEST_CASE("a text has room for the longest names that a town may have") {
  const auto codes = [](const std::string& facts, std::size_t letters) {
    const auto text = facts + std::string(letters, 'x');
    return short_list(read("flow: x\nsteps:\n  a: {say: \"" + text + "\"}\n").findings);
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
    return short_list(read("flow: x\nsilence: {after: 1h, next: end}\nsteps:\n  a: {ask: \"" +
                           text +
                           "\", expect: text, save: b}\n  c: {say: \"So {b}.\", next: end}\n")
                          .findings);
  };
  CHECK(codes("", 138).empty());
  CHECK(codes("", 139) == "4:12 text-too-long");
  CHECK(codes("{bank}: ", 138).empty());  // it is there already
  CHECK(codes("{bank}: ", 139) == "4:12 text-too-long");
}

TEST_CASE("an event of the bank begins a flow, alone or among words") {
  const Flow alone = flow(
      "flow: x\nstarts_on: {bank: invitation.made}\nfacts: [code]\nsteps:\n"
      "  a: {say: \"Job {code}.\"}\n");
  CHECK(alone.events == std::vector<std::string>{"invitation.made"});
  CHECK(alone.facts == std::vector<std::string>{"code"});
  const Flow among = flow(
      "flow: x\nstarts_on: [\"hello\", {bank: visit.due}]\nsteps:\n"
      "  a: {say: \"Hello.\"}\n");
  CHECK(among.starts_on == std::vector<std::string>{"hello"});
  CHECK(among.events == std::vector<std::string>{"visit.due"});
}

TEST_CASE("start words are kept as they are heard, with their slots") {
  const Flow done = flow(
      "flow: x\nstarts_on: [\"{code} Done!\", \"I'm done with {code}\"]\nsteps:\n"
      "  a: {say: \"Job {code}.\"}\n");
  CHECK(done.starts_on == std::vector<std::string>{"{code} done", "im done with {code}"});
}

TEST_CASE("a fact is set where every way sets it") {
  flow(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices: {one: {label: \"One\", next: b}, two: \"Two\"}}\n"
      "  c: {ask: \"What?\", expect: text, save: what, next: d}\n"
      "  b: {ask: \"What then?\", expect: name, save: what}\n"
      "  d: {do: thing.make, then: {made: made, full: c}}\n"
      "  made: {say: \"{what}: {code}.\"}\n");
}

TEST_CASE("a question takes up the outcomes that lead nowhere else") {
  const Flow x = flow(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"What?\", expect: text, save: what}\n"
      "  b:\n"
      "    do: thing.make\n"
      "    then: {full: end}\n"
      "    say: \"Thank you.\"\n"
      "    ask: \"Job {code} is made. Tell others?\"\n"
      "    expect: yes_no\n");
  CHECK_FALSE(x.find("b")->call->after_answer);
}

TEST_CASE("a silence without a target asks again, and may end the step's own way") {
  const Flow x = flow(
      "flow: x\nsilence: {after: 2d, next: end}\nsteps:\n"
      "  a: {ask: \"What?\", expect: text, silence: {after: 1h30m}}\n"
      "  b: {ask: \"Who?\", expect: name, silence: {after: 30m, next: c}}\n"
      "  c: {say: \"Bye.\"}\n");
  CHECK(x.steps[0].silence->after == Duration{90min});
  CHECK(x.steps[0].silence->next.empty());
  CHECK(x.steps[1].silence->next == "c");
}

TEST_CASE("choices may come from a list that the bank offers") {
  const auto found = read_flow(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices_from: {list: open_visits, label: \"{code} {first}\", save: "
      "code}}\n"
      "  b: {say: \"Job {code}.\"}\n",
      "x.yaml", signatures, known, {{"open_visits", {"code", "first"}}});
  CHECK(short_list(found.findings).empty());
  REQUIRE(found.flow.steps[0].choices_from);
  CHECK(found.flow.steps[0].choices_from->list == "open_visits");
  CHECK(found.flow.steps[0].choices_from->label == "{code} {first}");
  CHECK(found.flow.steps[0].expect == Expect::choice);
}

TEST_CASE("an entry of a list has only the facts that the bank gives it") {
  const auto findings = [](const std::string& from) {
    const auto found = read_flow(
        "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n  a: {ask: "
        "\"Which?\", choices_from: {" +
            from + "}}\n  b: {say: \"Bye.\"}\n",
        "x.yaml", signatures, known, {{"open_visits", {"code", "first"}}});
    return short_list(found.findings);
  };
  CHECK(findings("list: open_visits, label: \"{code}\", save: code, none: b").empty());
  CHECK(findings("list: open_visits, label: \"{day}\", save: code") == "4:63 unknown-fact");
  CHECK(findings("list: open_visits, label: \"{code}\", save: task") == "4:79 unknown-fact");
  CHECK(findings("list: open_visits, label: \"{code\", save: code") == "4:63 bad-placeholder");
  CHECK(findings("list: open_visits, label: \"{code}\", save: code, none: c") ==
        "4:91 unknown-step");
  CHECK(findings("list: jobs, label: \"{code}\", save: code") == "4:43 unknown-list");
}

TEST_CASE("what is saved from a list is not set where nothing was listed") {
  const auto found = read_flow(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices_from: {list: open_visits, label: \"{code}\", save: code, "
      "none: "
      "b}}\n"
      "  b: {say: \"Job {code}.\"}\n",
      "x.yaml", signatures, known, {{"open_visits", {"code"}}});
  CHECK(short_list(found.findings) == "5:12 fact-not-set-on-path");
}

TEST_CASE("the hash tells any two versions of a file apart") {
  CHECK(read("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n").flow.hash ==
        read("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n").flow.hash);
  CHECK(read("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n").flow.hash !=
        read("flow: x\nsteps:\n  a: {say: \"Hello!\"}\n").flow.hash);
  // The published value of 128-bit FNV-1a for "foobar".
  CHECK(read("foobar").flow.hash == "343e1662793c64bf6f0d3597ba446f18");
}

TEST_CASE("what only shows with all flows side by side is found") {
  const Flow one = flow(
      "flow: one\nstarts_on: [\"hello\", \"{code} done\", {bank: visit.due}]\n"
      "steps:\n  a: {say: \"Hello.\", next: \"flow:two\"}\n");
  const Flow two = flow(
      "flow: two\nstarts_on: [\"Hello\", \"{job} done\", {bank: visit.due}]\n"
      "steps:\n  a: {say: \"Hello.\", next: \"flow:thre\"}\n");
  const Flow three = flow(
      "flow: three\nstarts_on: {bank: visit.over}\nfacts: [code]\n"
      "steps:\n  a: {say: \"Hello.\"}\n");
  const Flow again = flow("flow: two\nsteps:\n  a: {say: \"Hello.\", next: \"flow:three\"}\n");
  CHECK(check_together({one}, {{"visit.due", {}}}).size() == 1);  // flow:two is not there
  CHECK(short_list(
            check_together({one, two, three, again}, {{"visit.due", {}}, {"member.vetted", {}}})) ==
        "1:7 flow-name-twice, 2:13 start-word-claimed-twice, 2:22 start-word-claimed-twice, "
        "2:43 bank-event-claimed-twice, 2:19 unknown-bank-event, 0:0 bank-event-without-flow, "
        "4:28 unknown-flow, 3:28 fact-not-set-on-path");
}

TEST_CASE("a flow that leads to another has set what that one needs, on every way") {
  const Flow inner = flow("flow: inner\nfacts: [what]\nsteps:\n  a: {say: \"{what}, {name}.\"}\n");
  const auto outer = [](const std::string& first) {
    return flow("flow: outer\nsilence: {after: 1h, next: end}\nsteps:\n  a: " + first +
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
    return flow("flow: " + name + "\nsilence: {after: 1h, next: end}\nsteps:\n  a: {say: \"Hi.\"" +
                more + ", next: \"flow:" + to + "\"}\n");
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

TEST_CASE("a long form may be long and hold any character, up to what richer channels show") {
  const auto codes = [](const std::string& rich) {
    return short_list(
        read("flow: x\nsteps:\n  a: {say: {sms: \"Hello.\", rich: \"" + rich + "\"}}\n").findings);
  };
  CHECK(codes(std::string(1000, 'x')).empty());
  CHECK(codes("Dzie\u0144 dobry \U0001F33B").empty());
  CHECK(codes(std::string(1001, 'x')) == "3:34 text-too-long");
  CHECK(codes("Hello {nobody}") == "3:34 unknown-fact");
  CHECK(codes("Hello {") == "3:34 bad-placeholder");
}

TEST_CASE("a number in a text has room for three digits in its longest form") {
  const auto codes = [](std::size_t letters) {
    return short_list(read("flow: x\nfacts: [n]\nsteps:\n  a: {say: \"{n|1 job|2 jobs}" +
                           std::string(letters, 'x') + "\"}\n")
                          .findings);
  };
  CHECK(codes(152).empty());
  CHECK(codes(153) == "4:12 text-too-long");
}

TEST_CASE("the label of a list has every form beside a number, too") {
  const auto found = read_flow(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices_from: {list: open_visits, label: \"{n|2 jobs}\", save: n}}\n",
      "x.yaml", signatures, known, {{"open_visits", {"n"}}});
  CHECK(short_list(found.findings) == "4:63 plural-form-missing");
}

TEST_CASE("a bank event hands in its own facts and no others") {
  const Flow x = flow(
      "flow: x\nstarts_on: {bank: visit.due}\nfacts: [code, frist]\nsteps:\n"
      "  a: {say: \"Job {code} of {frist}.\"}\n");
  CHECK(check_together({x}, {{"visit.due", {"code", "frist", "day"}}}).empty());
  const auto findings = check_together({x}, {{"visit.due", {"code", "first"}}});
  CHECK(short_list(findings) == "3:15 fact-not-handed-in");
  CHECK(findings.at(0).hint == "Did you mean 'first'?");
}

TEST_CASE("a flow that was refused is not unknown, and may be what a bank event begins") {
  const Flow one = flow("flow: one\nsteps:\n  a: {say: \"Hello.\", next: \"flow:two\"}\n");
  CHECK(short_list(check_together({one}, {{"visit.due", {}}})) ==
        "0:0 bank-event-without-flow, 3:28 unknown-flow");
  CHECK(check_together({one}, {{"visit.due", {}}}, {"two"}).empty());
  CHECK(short_list(check_together({one}, {{"visit.due", {}}}, {"three"})) == "3:28 unknown-flow");
}

TEST_CASE("flows are found by name, by version and by event") {
  Flows flows;
  Flow old = flow("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n");
  Flow now = flow("flow: x\nstarts_on: {bank: visit.due}\nsteps:\n  a: {say: \"Hello!\"}\n");
  const std::string old_hash = old.hash;
  const std::string new_hash = now.hash;
  flows.add_older(std::move(old));
  CHECK(flows.current("x") == nullptr);
  flows.add(std::move(now));
  REQUIRE(flows.current("x") != nullptr);
  CHECK(flows.current("x")->hash == new_hash);
  CHECK(flows.version("x", old_hash)->steps[0].say == "Hello.");
  CHECK(flows.version("x", new_hash) == flows.current("x"));
  CHECK(flows.version("y", new_hash) == nullptr);
  CHECK(flows.for_event("visit.due") == flows.current("x"));
  CHECK(flows.for_event("visit.over") == nullptr);
  CHECK(flows.all().size() == 1);
}

TEST_CASE("no damage to a shipped flow makes the loader fall over") {
  std::vector<std::string> texts{std::string{printed}};
  for (const auto& path : yaml_files(sources / "flows")) texts.push_back(contents(path));
  for (const std::string& text : texts) {
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
      const std::string line = text.substr(start, end - start);
      const std::string without = text.substr(0, start) + text.substr(end);
      CHECK_NOTHROW(read(without));
      CHECK_NOTHROW(read(text.substr(0, end) + line + text.substr(end)));
      CHECK_NOTHROW(read(text.substr(0, start + line.size() / 2)));
      CHECK_NOTHROW(read(text.substr(0, start + line.size() / 2) + text.substr(end)));
      start = end;
    }
  }
}
