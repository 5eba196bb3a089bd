#include "dialog/load.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "tests/dialog/loading.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

using namespace std::chrono_literals;

const FlowLimits limits = {{{"Chatter", 3, 20, 24, 200}, {"Teller", 8, 60, 60, 64}},
                           {{"thing.make", 2}},
                           {{"request.open.urgency", {"today", "week"}}, {"thing.make.note", {}}},
                           {"vetting.decide"},
                           {{"silencer", "thing.make", true}, {"maker", "thing.make", false}},
                           {"bank"},
                           {"answer"}};

// The flow that the documentation prints.
const std::string printed = read_source_file("tests/dialog/printed_example.yaml");

TEST_CASE("the label of what is listed is held against a list's lines at its longest values") {
  const auto found = [](const std::string& label) {
    const auto read = read_flow(
        "flow: x\nabout: x\nstarts_on: [\"make\"]\nsilence: {after: 24h, next: end}\nsteps:\n"
        "  pick:\n    ask: \"Which?\"\n    choices_from: {list: things, label: \"" +
            label +
            "\", save: code, none: end}\n    next: tell\n  tell: {say: \"OK {code}.\", next: "
            "end}\n",
        "x.yaml", loading_actions, loading_facts, {{"things", {"code", "task", "area"}}}, limits);
    return short_list(read.findings);
  };
  CHECK(found("{code} {task}").find("label-too-long") == std::string::npos);
  CHECK(found("{code} {task}.") == "8:41 label-too-long");
}

TEST_CASE("the documented example loads as it is printed") {
  const Flow ask = load_sound(printed);
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
  for (const auto& path : yaml_files(source_folder / "tests/dialog/broken")) {
    const std::string text = contents(path);
    INFO(path.filename().string());
    const auto findings =
        read_flow(text, path.filename().string(), loading_actions, loading_facts, {}, limits)
            .findings;
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

TEST_CASE("a slip of the keyboard gets a suggestion") {
  const auto hint = [](std::string_view text) { return load(text).findings.at(0).hint; };
  CHECK(hint("flow: x\nstpes:\n  a: {say: \"Hello.\"}\nsteps:\n  a: {say: \"Hello.\"}\n") ==
        "Did you mean 'steps'?");
  CHECK(hint("flow: x\nsteps:\n  a: {say: \"Hi.\", next: enough}\n  enouhg: {say: \"Hi.\"}\n") ==
        "Did you mean 'enouhg'?");
  CHECK(hint("flow: x\nsteps:\n  a: {do: thing.tlel}\n") == "Did you mean 'thing.tell'?");
  CHECK(hint("flow: x\nsteps:\n  a: {say:\"Hello.\"}\n") == "Leave a blank behind 'say:'.");
  CHECK_THAT(hint("flow: x\nsteps:\n  a: {colour: red}\n"), Catch::StartsWith("The keys are: do,"));
}

TEST_CASE("only what costs or confuses is a warning") {
  const auto level = [](const std::string& name) {
    const std::string text = contents(source_folder / "tests/dialog/broken" / name);
    return load(text).findings.at(0).level;
  };
  CHECK(level("text-too-long.yaml") == Finding::Level::warning);
  CHECK(level("text-with-non-gsm-character.yaml") == Finding::Level::warning);
  CHECK(level("choices-read-alike-first-word.yaml") == Finding::Level::warning);
  CHECK(level("choices-read-alike.yaml") == Finding::Level::error);
  CHECK(level("unreachable-step.yaml") == Finding::Level::error);
}

TEST_CASE("an event of the bank begins a flow, alone or among words") {
  const Flow alone = load_sound(
      "flow: x\nstarts_on: {bank: invitation.made}\nfacts: [code]\nsteps:\n"
      "  a: {say: \"Job {code}.\"}\n");
  CHECK(alone.events == std::vector<std::string>{"invitation.made"});
  CHECK(alone.facts == std::vector<std::string>{"code"});
  const Flow among = load_sound(
      "flow: x\nstarts_on: [\"hello\", {bank: visit.due}]\nsteps:\n"
      "  a: {say: \"Hello.\"}\n");
  CHECK(among.starts_on == std::vector<std::string>{"hello"});
  CHECK(among.events == std::vector<std::string>{"visit.due"});
}

TEST_CASE("start words are kept as they are heard, with their slots") {
  const Flow done = load_sound(
      "flow: x\nstarts_on: [\"{code} Done!\", \"I'm done with {code}\"]\nsteps:\n"
      "  a: {say: \"Job {code}.\"}\n");
  CHECK(done.starts_on == std::vector<std::string>{"{code} done", "im done with {code}"});
}

TEST_CASE("one item of the start words may stand for many messages") {
  const Flow late = load_sound(
      "flow: x\nstarts_on: [\"sorry? (I'm|i am) late|delayed\", \"late {words}?\"]\nsteps:\n"
      "  a: {say: \"Thank you.\"}\n");
  CHECK(late.starts_on == std::vector<std::string>{"sorry im late", "sorry im delayed",
                                                   "sorry i am late", "sorry i am delayed",
                                                   "im late", "im delayed", "i am late",
                                                   "i am delayed", "late {words}", "late"});
  const auto found = [](const std::string& item) {
    const auto read =
        load("flow: x\nstarts_on: [\"" + item + "\"]\nsteps:\n  a: {say: \"Thank you.\"}\n");
    for (const auto& one : read.findings)
      if (one.level == Finding::Level::error) return one.code + ": " + one.message;
    return std::string();
  };
  CHECK(found("a? b? c? d? e? f? g? h") == "");
  CHECK(found("a? b? c? d? e? f? g? h? i?") ==
        "bad-start-words: 'a? b? c? d? e? f? g? h? i?' stands for more than 400 messages.");
  CHECK(found("(im|i am late") ==
        "bad-start-words: '(im|i am late' has a bracket that is not closed.");
  CHECK(found("sorry? {words}?").starts_with("bad-start-words: "));
  CHECK(found("late {code|minutes}").starts_with("bad-placeholder: "));
}

TEST_CASE("a fact is set where every way sets it") {
  load_sound(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices: {one: {label: \"One\", next: b}, two: \"Two\"}}\n"
      "  c: {ask: \"What?\", expect: text, save: what, next: d}\n"
      "  b: {ask: \"What then?\", expect: name, save: what}\n"
      "  d: {do: thing.make, then: {made: made, full: c}}\n"
      "  made: {say: \"{what}: {code}.\"}\n");
}

TEST_CASE("a question takes up the outcomes that lead nowhere else") {
  const Flow x = load_sound(
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
  const Flow x = load_sound(
      "flow: x\nsilence: {after: 2d, next: end}\nsteps:\n"
      "  a: {ask: \"What?\", expect: text, silence: {after: 1h30m}}\n"
      "  b: {ask: \"Who?\", expect: name, silence: {after: 30m, next: c}}\n"
      "  c: {say: \"Bye.\"}\n");
  CHECK(x.steps[0].silence->after == Duration{90min});
  CHECK(x.steps[0].silence->next.empty());
  CHECK(x.steps[1].silence->next == "c");
}

TEST_CASE("choices may come from a list that the bank offers") {
  const auto found = load(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices_from: {list: open_visits, label: \"{code} {first}\", save: "
      "code}}\n"
      "  b: {say: \"Job {code}.\"}\n",
      {{"open_visits", {"code", "first"}}});
  CHECK(short_list(found.findings).empty());
  REQUIRE(found.flow.steps[0].choices_from);
  CHECK(found.flow.steps[0].choices_from->list == "open_visits");
  CHECK(found.flow.steps[0].choices_from->label == "{code} {first}");
  CHECK(found.flow.steps[0].expect == Expect::choice);
}

TEST_CASE("an entry of a list has only the facts that the bank gives it") {
  const auto findings = [](const std::string& from) {
    const auto found = load(
        "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n  a: {ask: "
        "\"Which?\", choices_from: {" +
            from + "}}\n  b: {say: \"Bye.\"}\n",
        {{"open_visits", {"code", "first"}}});
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
  const auto found = load(
      "flow: x\nsilence: {after: 1h, next: end}\nsteps:\n"
      "  a: {ask: \"Which?\", choices_from: {list: open_visits, label: \"{code}\", save: code, "
      "none: "
      "b}}\n"
      "  b: {say: \"Job {code}.\"}\n",
      {{"open_visits", {"code"}}});
  CHECK(short_list(found.findings) == "5:12 fact-not-set-on-path");
}

TEST_CASE("the hash tells any two versions of a file apart") {
  CHECK(load("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n").flow.hash ==
        load("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n").flow.hash);
  CHECK(load("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n").flow.hash !=
        load("flow: x\nsteps:\n  a: {say: \"Hello!\"}\n").flow.hash);
  // The published value of 128-bit FNV-1a for "foobar".
  CHECK(load("foobar").flow.hash == "343e1662793c64bf6f0d3597ba446f18");
}

TEST_CASE("flows are found by name, by version and by event") {
  Flows flows;
  Flow old = load_sound("flow: x\nsteps:\n  a: {say: \"Hello.\"}\n");
  Flow now = load_sound("flow: x\nstarts_on: {bank: visit.due}\nsteps:\n  a: {say: \"Hello!\"}\n");
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
  for (const auto& path : yaml_files(source_folder / "flows")) texts.push_back(contents(path));
  for (const std::string& text : texts) {
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
      const std::string line = text.substr(start, end - start);
      const std::string without = text.substr(0, start) + text.substr(end);
      CHECK_NOTHROW(load(without));
      CHECK_NOTHROW(load(text.substr(0, end) + line + text.substr(end)));
      CHECK_NOTHROW(load(text.substr(0, start + line.size() / 2)));
      CHECK_NOTHROW(load(text.substr(0, start + line.size() / 2) + text.substr(end)));
      start = end;
    }
  }
}

}  // namespace
}  // namespace kindbank::dialog
