#include "dialog/yaml.h"

#include <array>
#include <catch2/catch.hpp>

using namespace kindbank::dialog;

namespace {

// "line:column code", or "" where nothing was found.
std::string found(std::string_view text) {
  std::string all;
  for (const Finding& finding : read_yaml(text, "x.yaml").findings) {
    if (!all.empty()) all += ", ";
    all += std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) + " " +
           finding.code;
    CHECK_FALSE(finding.message.empty());
    CHECK_FALSE(finding.hint.empty());
    CHECK(finding.place.file == "x.yaml");
  }
  return all;
}

Place at(int line, int column) { return {"x.yaml", line, column}; }

}  // namespace

TEST_CASE("a file becomes a tree that knows where everything stood") {
  const YamlRead read = read_yaml(
      "# a comment\n"
      "flow: ask\n"
      "starts_on: [\"ask\", help me]\n"
      "steps:\n"
      "  what:\n"
      "    keep: no   # words\n"
      "    \"yes\": 'it''s'\n"
      "    empty:\n"
      "    none: ~\n",
      "x.yaml");
  REQUIRE(read.findings.empty());
  REQUIRE(read.root.kind == YamlNode::Kind::map);
  CHECK(read.root.entries[0].first.place == at(2, 1));
  CHECK(read.root.find("flow")->scalar == "ask");
  CHECK(read.root.find("flow")->place == at(2, 7));
  CHECK_FALSE(read.root.find("flow")->quoted);
  const YamlNode* words = read.root.find("starts_on");
  REQUIRE(words->items.size() == 2);
  CHECK(words->items[0].quoted);
  CHECK(words->items[1].scalar == "help me");
  CHECK(words->items[1].place == at(3, 20));
  const YamlNode* what = read.root.find("steps")->find("what");
  REQUIRE(what != nullptr);
  CHECK(what->find("keep")->scalar == "no");
  CHECK_FALSE(what->find("keep")->quoted);
  CHECK(what->entries[1].first.quoted);
  CHECK(what->find("yes")->scalar == "it's");
  CHECK(what->find("empty")->kind == YamlNode::Kind::null);
  CHECK(what->find("empty")->place == at(8, 5));
  CHECK(what->find("none")->kind == YamlNode::Kind::null);
  CHECK(what->find("none")->place == at(9, 11));
  CHECK(read.root.find("nothing") == nullptr);
}

TEST_CASE("line ends of Windows, a byte order mark and one document mark do no harm") {
  const YamlRead read =
      read_yaml("\xEF\xBB\xBF---\r\na: 1\r\nb: \"x\r\n  y\"\r\nc: d\r\n", "x.yaml");
  CHECK(read.findings.empty());
  CHECK(read.root.find("a")->scalar == "1");
  CHECK(read.root.find("b")->scalar == "x y");
  CHECK(read.root.find("c")->place == at(5, 4));
}

TEST_CASE("columns are counted in characters") {
  const YamlRead read = read_yaml("{\"d\xC5\xB5r\": 1, b: 2}", "x.yaml");
  REQUIRE(read.findings.empty());
  CHECK(read.root.find("b")->place == at(1, 15));
}

TEST_CASE("long texts may be folded or kept in blocks") {
  const YamlRead read =
      read_yaml("a: one\n  two\nb: >\n  three\n  four\nc: |\n  five\n\n  six\n", "x");
  REQUIRE(read.findings.empty());
  CHECK(read.root.find("a")->scalar == "one two");
  CHECK(read.root.find("b")->scalar == "three four\n");
  CHECK(read.root.find("c")->scalar == "five\n\nsix\n");
}

TEST_CASE("what hides a mistake is refused where it stands") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a: 1\nb: 2\na: 3\n", "3:1 duplicate-key"},
      {"{a: 1, a: 2}", "1:8 duplicate-key"},
      {"a:\n  b: 1\n  'b': 2\n", "3:3 duplicate-key"},
      {"a: The room # 4\n", "1:13 text-cut-off"},
      {"a: \"x\n", "1:4 unterminated-quote"},
      {"a: 'it''s\n", "1:4 unterminated-quote"},
      {"a: \"x\\\"", "1:8 bad-yaml"},
      {"s:\n  a: \"x\n  b: \"y\n", "2:6 unterminated-quote"},
      {"s:\n  a: \"x\n  b: y\"\n", "2:6 unterminated-quote"},
      {"a: [\"x, y]\nb: \"z\"\n", "1:5 unterminated-quote"},
      {"a: 1\n---\nb: 2\n", "2:1 second-document"},
      {"a: 1\n...\nb: 2\n", "3:1 second-document"},
      {"a: &x 1\n", "1:4 anchor"},
      {"a: &x {b: 1}\nc: *x\n", "1:4 anchor, 2:4 alias"},
      {"a: {b: 1}\nc:\n  <<: {d: 1}\n", "3:3 merge-key"},
      {"a: !!str 1\n", "1:4 tag"},
      {"a: ! 1\n", "1:4 tag"},
      {"a: !mine [1]\n", "1:4 tag"},
      {"a:\n\tb: 1\n", "2:1 tab"},
      {"a:\n  \tb: 1\n", "2:3 tab"},
      {"%YAML 1.2\n---\na: 1\n", "1:1 directive"},
      {"a: 1\nb: d\xC5r\n", "2:5 not-utf8"},
      {"a: \xFF\n", "1:4 not-utf8"},
      {std::string("a: x\0y\n", 7), "1:5 control-character"},
      {"a: x\x07\n", "1:5 control-character"},
      {"a: 1\rb: 2\r", "1:5 control-character"},
      {"? [a]\n: 1\n", "1:3 key-not-text"},
      {": 1\n", "1:1 key-not-text"},
      {"say: Hello: there\n", "1:11 bad-yaml"},
      {"say: {name}, hello\n", "1:12 bad-yaml"},
      {"a: [1, 2\nb: 3\n", "1:4 bad-yaml"},
      {"a: \u201CHello.\u201D\n", "1:4 curly-quotes"},
      {"\u201Ca\u201D: b\n", "1:1 curly-quotes"},
      {"a: Hello.\"\n", "1:4 unopened-quote"},
      {"a: \"in\" and \"out\"\n", "1:9 bad-yaml"},
      {"a:\n \u00A0b: 1\n", "2:2 odd-blank"},
      {"\xFF\xFE"
       "a",
       "1:1 not-utf8"},
      {"flow: a\nsteps: b\nflow: c\nsteps: d\n", "3:1 duplicate-key"},
      {"a: \"x\" y\n", "1:8 bad-yaml"},
      {"a:\n  b: 1\n c: 2\n", "3:2 bad-yaml"},
      {"a: 1\n]\n", "2:1 bad-yaml"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(found(text) == expected);
  }
}

TEST_CASE("where a file stops being YAML the slip is said, and where it is") {
  const std::vector<std::array<std::string, 3>> rows = {
      {"a:\n  save:tea\n  next: b\n", "2:8", "No blank stands behind 'save:'."},
      {"a:\n  save:\u00A0tea\n  next: b\n", "2:8", "No blank stands behind 'save:'."},
      {"a:\n  save\uFF1A tea\n  next: b\n", "2:7", "The sign behind 'save' is no ':'."},
      {"a:\n  choices\n    b: c\n", "2:10", "No ':' stands behind 'choices'."},
      {"a: {say: \"It's so.\", next: end\nb: {say: \"Hi.\"}\n", "1:4",
       "The '{' that opens here is not closed."},
      {"a: [\"x\", \"y\"\nb: {say: \"Hi.\"}\n", "1:4", "The '[' that opens here is not closed."},
      {"a: {say: \"Hi.\" next: end}\n", "1:16", "This is not understood inside [ ] or { }."},
      {"a:\n  b: 1\n c: 2\n", "3:2", "This line does not begin below the keys that it belongs to."},
      {"a: %b\n", "1:4", "A text cannot begin with '%'."},
      {"a: *b* is so\n", "1:4", "A text cannot begin with '*'."},
      {"a: \"Is \"this\" so?\"\n", "1:9", "The text goes on behind its closing quote."},
      {"a: {tea} is right\n", "1:10", "The text goes on behind a closing bracket."},
      {"a: So: this\n", "1:6", "A second ': ' stands in this line."},
  };
  for (const auto& [text, place, message] : rows) {
    INFO(text);
    const auto findings = read_yaml(text, "x.yaml").findings;
    REQUIRE(findings.size() == 1);
    CHECK(std::to_string(findings[0].place.line) + ":" + std::to_string(findings[0].place.column) ==
          place);
    CHECK(findings[0].message == message);
  }
}

TEST_CASE("a file over a mebibyte is refused unread") {
  CHECK(found(std::string(1024 * 1024 + 1, ' ')) == "1:1 too-big");
  CHECK(found("a: " + std::string(1024 * 1024 - 4, 'x') + "\n").empty());
}

TEST_CASE("what stands too deep is refused before the stack runs out") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(found(nested(32)).empty());
  CHECK(found(nested(33)) == "1:33 too-deep");
  CHECK_THAT(found(std::string(1000000, '[')), Catch::EndsWith(" too-deep"));
  CHECK_THAT(found(std::string(1000000, '{')), Catch::EndsWith(" too-deep"));
  std::string blocks;
  for (int depth = 0; depth < 500; ++depth) blocks += "- ";
  CHECK(found(blocks) == "1:65 too-deep");
}

TEST_CASE("an empty file is nothing, and no mistake") {
  for (const auto* text : {"", "\n", "# only a comment\n", "---\n"}) {
    INFO(text);
    const YamlRead read = read_yaml(text, "x.yaml");
    CHECK(read.findings.empty());
    CHECK(read.root.kind == YamlNode::Kind::null);
  }
}

TEST_CASE("a finding is said with its place, its code and what to do") {
  const Finding finding{Finding::Level::error, at(3, 5), "duplicate-key", "It is there twice.",
                        "Remove one."};
  CHECK(say(finding) == "x.yaml:3:5: duplicate-key: It is there twice. Remove one.");
  CHECK(say({Finding::Level::error, {"x.yaml", 0, 0}, "gone", "It is gone.", ""}) ==
        "x.yaml: gone: It is gone.");
}
