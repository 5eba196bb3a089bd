// What a talk in one version of a flow may go on with in another.
#include "dialog/move.h"

#include <catch2/catch.hpp>

#include "dialog/load.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

const std::string first = R"(flow: parcel
about: A member asks someone to post a parcel.
starts_on: ["parcel"]
silence: {after: 24h, next: lapse}
steps:
  size:
    ask: "How big is it?"
    choices: {small: "Small", large: "Large"}
    save: size
  to: {ask: "Where to? You said {size}.", expect: text, save: to}
  told: {say: "OK: {size}, {to}.", next: end}
  lapse: {say: "{bank}: we leave it there.", next: end}
)";

Flow flow_of(const std::string& text) {
  auto read = read_flow(text, "parcel.yaml", {}, {"bank"});
  for (const auto& finding : read.findings) INFO(say(finding));
  REQUIRE(read.runs == FlowRead::Runs::yes);
  return read.flow;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

Question asked(const std::string& step) {
  Question question;
  question.flow = "parcel";
  question.version = flow_of(first).hash;
  question.step = step;
  if (step != "size") question.facts = {{"size", "small"}, {"size.label", "Small"}};
  if (step != "size") question.trail = {"size"};
  return question;
}

std::string moved(const std::string& step, const std::string& text) {
  const auto to = flow_of(text);
  const auto result = move_question(asked(step), flow_of(first), to, {}, {"bank"});
  if (!result) return result.error().message;
  CHECK(result->version == to.hash);
  CHECK(result->step == step);
  CHECK(result->facts == asked(step).facts);
  return "moved";
}

}  // namespace

TEST_CASE("a question goes on where its step asks for the same kind of answer") {
  CHECK(moved("size", with(first, "How big is it?", "Is it big?")) == "moved");
  CHECK(moved("to", with(first, "Where to?", "To whom?")) == "moved");
  CHECK(moved("to", with(first, "expect: text", "expect: name")) ==
        "it asks for another kind of answer");
}

TEST_CASE("a number means what it meant in the text that was sent") {
  CHECK(moved("size", with(first, "large: \"Large\"", "large: \"Large\", huge: \"Huge\"")) ==
        "moved");
  CHECK(moved("size", with(first, "small: \"Small\", large: \"Large\"",
                           "large: \"Large\", small: \"Small\"")) ==
        "its choices are others, or stand elsewhere");
  CHECK(moved("size", with(first, ", large: \"Large\"", "")) ==
        "its choices are others, or stand elsewhere");
}

TEST_CASE("a step that is gone moves nobody") {
  CHECK(moved("to", with(first, "  to:", "  goal:")) == "there is no step of that name");
}

TEST_CASE("a fact that the new version needs and this talk has not set moves nobody") {
  const auto text =
      with(first, "  to:", "  name: {ask: \"Your name?\", expect: name, save: who}\n  to:");
  CHECK(moved("to", with(text, "{size}, {to}", "{who}, {size}, {to}")) ==
        "nothing has set 'who' for them");
  CHECK(moved("size", with(text, "{size}, {to}", "{who}, {size}, {to}")) == "moved");
}

TEST_CASE("BACK leads only to steps that ask in the new version") {
  const auto to = flow_of(with(with(first, "  size:\n", "  big:\n"), "{size}.\"", "{size}!\""));
  auto question = asked("to");
  question.trail = {"size", "big"};
  const auto result = move_question(question, flow_of(first), to, {}, {"bank"});
  REQUIRE(result);
  CHECK(result->trail == std::vector<std::string>{"big"});
}

TEST_CASE("a step is the same where it says, asks and goes on alike, wherever it stands") {
  const auto one = flow_of(first);
  const auto differs = [&](const std::string& text, std::string_view step) {
    return !is_same_step(one, flow_of(text), step);
  };
  CHECK_FALSE(differs("# a word to the reader\n" + first, "size"));
  CHECK(differs(with(first, "How big", "How large"), "size"));
  CHECK_FALSE(differs(with(first, "How big", "How large"), "to"));
  CHECK(differs(with(first, "24h", "48h"), "to"));
  CHECK(differs(with(first, "  told:", "  also: {say: \"Fine.\"}\n  told:"), "to"));
  CHECK(differs(with(first, "  to:", "  goal:"), "to"));
}
