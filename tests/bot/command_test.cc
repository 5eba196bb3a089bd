// The command line itself, and the commands that look at what a town edits.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "dialog/json.h"
#include "tests/bot/program.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

constexpr const char* clean_flow =
    "flow: tea\nabout: Somebody asks for tea.\nstarts_on: [\"tea\"]\nsteps:\n"
    "  tell: {say: \"The kettle is on.\", next: end}\n";
constexpr const char* broken_flow =
    "flow: tea\nabout: Somebody asks for tea.\nstarts_on: [\"tea\"]\nsteps:\n"
    "  tell: {say: \"The kettle is on.\", nxt: end}\n";
// Not in the alphabet of a basic phone's texts: it costs more, and is no mistake.
constexpr const char* dear_flow =
    "flow: tea\nabout: Somebody asks for tea.\nstarts_on: [\"tea\"]\nsteps:\n"
    "  tell: {say: \"The kettle is on \xE2\x98\x95\", next: end}\n";

}  // namespace

TEST_CASE("the program says its version and its commands") {
  const auto version = run({{"--version"}});
  CHECK(version.code == 0);
  CHECK(version.out == "kindbank " KINDBANK_VERSION "\n");
  const auto help = run({{"--help"}});
  CHECK(help.code == 0);
  for (const auto* command :
       {"serve", "chat", "replay", "check", "export", "member", "coordinator", "config"})
    CHECK(contains(help.out, command));
  CHECK(run({{"export", "--help"}}).code == 0);
}

TEST_CASE("what is not a command line is said in one line, and ends with 2") {
  const std::vector<std::string> wrong = GENERATE(values<std::vector<std::string>>({
      {},
      {"sing"},
      {"--loud"},
      {"chat", "--loud"},
      {"chat", "--config"},
      {"chat", "--as", "nobody:"},
      {"chat", "--as", "bad address"},
      {"chat", "--as", "sms:07400"},
      {"chat", "--as", ""},
      {"replay"},
      {"export", "--format", "xml"},
      {"export", "--member", "Ada"},
      {"check", "--format", "xml"},
      {"check", "--move-all"},
      {"check", "flows", "--against-live", "--move-all"},
      {"member"},
      {"member", "vet", "1"},
      {"member", "vet", "1", "V1"},
      {"member", "show", "one"},
      {"coordinator", "add", "--name", "Desk"},
      {"coordinator", "add", "--name", "Desk", "--address", "sim:desk", "--on-call", "sometimes"},
      {"config"},
      {"config", "show", "--set", "server.listen"},
  }));
  CAPTURE(wrong);
  const auto ran = run({wrong});
  CHECK(ran.code == 2);
  CHECK(ran.error_lines() == 1);
  CHECK(ran.err.starts_with("kindbank: "));
  CHECK(ran.out.empty());
}

TEST_CASE("a command that is not there is named") {
  CHECK(contains(run({{"sing"}}).err, "there is no command 'sing'"));
  CHECK(contains(run({{"member", "sing"}}).err, "there is no command 'sing'"));
}

TEST_CASE("settings with a mistake stop every command, with the place") {
  const Folder folder;
  const auto town = town_in(folder, "sever: {listen: \"127.0.0.1:0\"}\n");
  for (const auto* command : {"chat", "check", "export"}) {
    const auto ran = run({{command, "--config", town}});
    CHECK(ran.code == 2);
    CHECK(contains(ran.out + ran.err, town + ":4:1: unknown-key: "));
  }
  CHECK(run({{"config", "show", "--config", town}}).code == 2);
  CHECK(run({{"config", "show", "--config", folder.file("nothing.yaml")}}).code == 2);
}

TEST_CASE("check finds nothing wrong with what is shipped") {
  const auto ran = run({{"check", "--strict"}});
  CHECK(ran.code == 0);
  CHECK(ran.out == "0 errors, 0 warnings\n");
  CHECK(run({{"check", KINDBANK_SOURCE_DIR "/flows"}}).code == 0);
  CHECK(run({{"check", KINDBANK_SOURCE_DIR "/flows/ask.yaml"}}).code == 0);
}

TEST_CASE("a setting on the command line takes one value and no more") {
  const Folder folder;
  const auto flow = folder.write("tea.yaml", broken_flow);
  const auto ran = run({{"check", "--set", "bank.town=Hitchin", "--set", "bank.name=Bank", flow}});
  CHECK(ran.code == 2);
  CHECK(contains(ran.out, flow + ":5:36: unknown-key: "));
}

TEST_CASE("check says where a flow is wrong and what to do") {
  const Folder folder;
  const auto flow = folder.write("tea.yaml", broken_flow);
  const auto ran = run({{"check", flow}});
  CHECK(ran.code == 2);
  CHECK(contains(ran.out, flow + ":5:36: unknown-key: "));
  CHECK(contains(ran.out, "next"));
  CHECK(run({{"check", folder.path().string()}}).out == ran.out);
}

TEST_CASE("a flow is checked among those of the town") {
  const Folder folder;
  CHECK(run({{"check", folder.write("tea.yaml", clean_flow)}}).code == 0);
  const auto same_word =
      folder.write("second.yaml",
                   "flow: second\nabout: It claims a word.\nstarts_on: [\"help\"]\nsteps:\n"
                   "  tell: {say: \"No.\", next: \"flow:nowhere\"}\n");
  const auto ran = run({{"check", same_word}});
  CHECK(ran.code == 2);
  CHECK(contains(ran.out, "start-word-claimed-twice"));
  CHECK(contains(ran.out, "unknown-flow"));
}

// The shipped flows in a folder of their own, to be broken.
std::string copied_town(const Folder& folder) {
  std::filesystem::copy(KINDBANK_SOURCE_DIR "/flows", folder.path() / "flows",
                        std::filesystem::copy_options::recursive);
  folder.write("areas.yaml", "SG1 1: Bedwell\n");
  return folder.write("town.yaml", "flows: flows\nareas: areas.yaml\n");
}

TEST_CASE("one mistake in a flow is said once, not again for each flow that leads to it") {
  const Folder folder;
  const auto town = copied_town(folder);
  for (const auto* text : {"flow: ask\nsteps:\n  what: {say: \"Hello.\", nxt: end}\n", "flow: [\n",
                           "flow: ask\nabout: x\n"}) {
    const auto flow = folder.write("flows/ask.yaml", text);
    const auto ran = run({{"check", "--config", town}});
    CAPTURE(ran.out);
    CHECK(ran.code == 2);
    CHECK(contains(ran.out, flow + ":"));
    CHECK(contains(ran.out, "\n1 error, 0 warnings\n"));
    // Nor is it said of a flow that was named and leads there.
    CHECK(run({{"check", "--config", town, folder.file("flows/join.yaml")}}).out ==
          "0 errors, 0 warnings\n");
  }
  folder.write("flows/invite.yaml", "flow: invite\nsteps: {}\n");  // begun by an event
  folder.write("flows/join.yaml", "flow: join\nsteps: {}\n");      // begun by the engine
  CHECK(contains(run({{"check", "--config", town}}).out, "\n3 errors, 0 warnings\n"));
}

TEST_CASE("check speaks only of the paths it was given") {
  const Folder folder;
  const auto town = copied_town(folder);
  const auto areas = folder.write("areas.yaml", "SG1 1: []\nSG1 2: Bedwell\n");
  const auto replies = folder.write("flows/words/replies.en.yaml", "sorry: [a]\n");
  const auto checked = [&](const std::string& path) {
    return run({{"check", "--config", town, path}}).out;
  };
  CHECK(contains(run({{"check", "--config", town}}).out, areas + ":1:8: bad-area: "));
  CHECK_FALSE(contains(checked(folder.file("flows")), areas));
  CHECK(contains(checked(folder.file("flows")), replies + ":1:"));
  CHECK(checked(folder.file("flows/join.yaml")) == "0 errors, 0 warnings\n");
  CHECK(checked(folder.file("flows/words/answers.en.yaml")) == "0 errors, 0 warnings\n");
  CHECK(contains(checked(replies), replies + ":1:"));
  CHECK(contains(checked(folder.file("flows/words")), replies + ":1:"));
  const auto of_areas = checked(areas);
  CHECK(contains(of_areas, areas + ":1:8: bad-area: "));
  CHECK(contains(of_areas, "\n1 error, 0 warnings\n"));
}

TEST_CASE("the names of areas and of kinds of help must leave a text one text") {
  const Folder folder;
  const auto town = copied_town(folder);
  CHECK(run({{"check", "--config", town}}).out == "0 errors, 0 warnings\n");
  const auto areas = folder.write("areas.yaml",
                                  "SG1 1: Exactly 14 let\nSG1 2: Fifteen letters\n"
                                  "SG1 3: \"Old\u2019Town\"\nSG1 4: \"Old {Town} x\"\n"
                                  "SG1 5: \"Old {Town} xyz\"\n");
  const auto found = run({{"check", "--strict", "--config", town}});
  CHECK(found.code == 1);
  CHECK(
      contains(found.out, areas + ":2:8: too-long: This has 15 letters, and it stands in texts. "));
  CHECK(contains(found.out, areas + ":3:8: text-with-non-gsm-character: "));
  CHECK(contains(found.out, areas + ":5:8: too-long: This has 16 letters"));  // a brace takes two
  CHECK(contains(found.out, "\n0 errors, 3 warnings\n"));
  folder.write("areas.yaml", "SG1 1: Bedwell\n");
  folder.write("flows/words/categories.yaml",
               "lift: {task: \"a lift to wherever you go\", minutes: 5, level: V1, "
               "level_with_reason: V1}\n");
  CHECK(contains(run({{"check", "--config", town}}).out, ":1:14: too-long: "));
}

TEST_CASE("each kind of help that can be chosen has levels, and a reason never lowers them") {
  const Folder folder;
  const auto town = copied_town(folder);
  struct Row {
    std::string from;
    std::string to;
    std::string found;
  };
  const std::vector<Row> rows = {
      {"garden:   {", "gardn:   {", ": unknown-value: "},
      {"level: V1, level_with_reason: V3", "level: V3, level_with_reason: V1",
       ": reason-lowers-level: 'level_with_reason' of 'shopping' is lower than its 'level'. "},
      {"level: V1, level_with_reason: V3", "level: refused, level_with_reason: V3",
       ": reason-lowers-level: 'level_with_reason' of 'shopping' is lower than its 'level'. "},
      {"level_to_care: V3", "level_to_care: V1",
       ": reason-lowers-level: 'level_to_care' of 'lift' is lower than its 'level_with_reason'. "},
      {"level_to_care: V3", "level_to_car: V3",
       ": unknown-key: The key 'level_to_car' means nothing in the category 'lift'. Did you mean "
       "'level_to_care'?"},
  };
  const auto name = std::string("flows/words/categories.yaml");
  std::ifstream in(KINDBANK_SOURCE_DIR "/" + name);
  const std::string shipped{std::istreambuf_iterator<char>(in), {}};
  for (const auto& row : rows) {
    auto text = shipped;
    text.replace(text.find(row.from), row.from.size(), row.to);
    folder.write(name, text);
    const auto ran = run({{"check", "--config", town}});
    CAPTURE(ran.out);
    CHECK(ran.code == 2);
    CHECK(contains(ran.out, row.found));
  }
}

TEST_CASE("a folder without flows is a mistake, not a clean set") {
  const Folder folder;
  folder.write("tea.yml", clean_flow);
  const auto path = folder.path().string();
  const auto ran = run({{"check", path}});
  CHECK(ran.code == 2);
  CHECK(ran.out.starts_with(path + ":1:1: no-flows: There is no flow in this folder. "));
}

TEST_CASE("the flows that are shipped can be named one by one") {
  std::vector<std::string> words = {"check", "--strict"};
  for (const auto& entry : std::filesystem::directory_iterator(KINDBANK_SOURCE_DIR "/flows"))
    if (entry.path().extension() == ".yaml") words.push_back(entry.path().string());
  REQUIRE(words.size() > 10);
  CHECK(run({words}).out == "0 errors, 0 warnings\n");
}

TEST_CASE("what is wrong is a sentence, and so is what to do") {
  const Folder folder;
  std::filesystem::copy(KINDBANK_SOURCE_DIR "/flows", folder.path() / "flows",
                        std::filesystem::copy_options::recursive);
  folder.write("flows/words/replies.en.yaml", "hello: \"Hi.\"\nsorry: [a]\n");
  folder.write("flows/words/answers.en.yaml", "yes: [[a]]\n");
  folder.write("flows/words/repairs.en.yaml", "cannot_come: [\"... ...\"]\n");
  folder.write("flows/words/categories.yaml",
               "lift: {task: a lift}\ngarden: {minutes: 1, task: x}\n");
  folder.write("areas.yaml", "SG1 1: []\n");
  const auto town = folder.write("town.yaml", "flows: flows\nareas: areas.yaml\n");
  const auto ran = run({{"check", "--config", town, "--format", "json"}});
  CHECK(ran.code == 2);
  const auto json = read_json(ran.out);
  REQUIRE(json);
  std::set<std::string> codes;
  for (const auto& finding : json->at("findings")) {
    codes.insert(finding.at("code"));
    const auto message = finding.at("message").get<std::string>();
    CAPTURE(message);
    CHECK(message.ends_with("."));
    CHECK_FALSE((message.front() >= 'a' && message.front() <= 'z'));
    CHECK(finding.at("hint").get<std::string>().ends_with("."));
  }
  for (const auto* code : {"bad-words", "bad-category", "bad-level", "bad-area", "no-areas"})
    CHECK(codes.contains(code));
}

TEST_CASE("a warning counts only when it is to count") {
  const Folder folder;
  const auto flow = folder.write("tea.yaml", dear_flow);
  CHECK(run({{"check", flow}}).code == 0);
  const auto strict = run({{"check", "--strict", flow}});
  CHECK(strict.code == 1);
  CHECK(contains(strict.out, flow + ":5:"));
  CHECK(contains(strict.out, "0 errors, 1 warning\n"));
}

TEST_CASE("check writes its findings for programs, too") {
  const Folder folder;
  const auto flow = folder.write("tea.yaml", broken_flow);
  const auto ran = run({{"check", "--format", "json", flow}});
  CHECK(ran.code == 2);
  const auto json = read_json(ran.out);
  REQUIRE(json);
  CHECK(json->at("errors") == json->at("findings").size());
  const auto& first = json->at("findings").at(0);
  CHECK(first.at("file") == flow);
  CHECK(first.at("line") == 5);
  CHECK(first.at("code") == "unknown-key");
  CHECK_FALSE(first.at("hint").get<std::string>().empty());
}

TEST_CASE("check writes its findings as SARIF, for what shows them beside the line") {
  const Folder folder;
  const auto flow = folder.write("a tea.yaml", broken_flow);
  const auto ran = run({{"check", "--format", "sarif", flow}});
  CHECK(ran.code == 2);
  const auto sarif = read_json(ran.out);
  REQUIRE(sarif);
  CHECK(sarif->at("version") == "2.1.0");
  REQUIRE(sarif->at("runs").size() == 1);
  const auto& one = sarif->at("runs").at(0);
  CHECK(one.at("tool").at("driver").at("name") == "kindbank");
  const auto& rules = one.at("tool").at("driver").at("rules");
  REQUIRE_FALSE(one.at("results").empty());
  for (const auto& result : one.at("results")) {
    CHECK(rules.at(result.at("ruleIndex").get<std::size_t>()).at("id") == result.at("ruleId"));
    CHECK_FALSE(result.at("message").at("text").get<std::string>().empty());
  }
  const auto& first = one.at("results").at(0);
  CHECK(first.at("ruleId") == "unknown-key");
  CHECK(first.at("level") == "error");
  const auto& place = first.at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uri") == "file://" + folder.file("a%20tea.yaml"));
  CHECK(place.at("region") == nlohmann::json{{"startLine", 5}, {"startColumn", 36}});

  const auto clean = read_json(run({{"check", "--format", "sarif"}}).out);
  REQUIRE(clean);
  CHECK(clean->at("runs").at(0).at("results") == nlohmann::json::array());
  const auto variable =
      read_json(run({{"check", "--format", "sarif"}, "", {{"KINDBANK_SERVER_LISTN", "x"}}}).out);
  REQUIRE(variable);
  CHECK(variable->at("runs").at(0).at("results").at(0).at("locations").at(0) ==
        nlohmann::json{
            {"logicalLocations", {{{"fullyQualifiedName", "environment KINDBANK_SERVER_LISTN"}}}}});
}

TEST_CASE("what is not there cannot be checked") {
  const auto ran = run({{"check", "flows/no-such-flow.yaml"}});
  CHECK(ran.code == 2);
  CHECK(ran.error_lines() == 1);
}

TEST_CASE("config show says where each value comes from, and no secret") {
  const Folder folder;
  const auto town = town_in(
      folder,
      "bank: {town: Hitchin}\n"
      "channels:\n  sms: {adapter: twilio, account_sid: AC00000000000000000000000000000000, "
      "auth_token: hush, from: \"+447400111222\"}\n");
  const auto shown = run(
      {{"config", "show", "--sources", "--config", town, "--set", "bank.run_by=some neighbours"},
       "",
       {{"KINDBANK_BANK_NAME", "Kind Bank"}}});
  CHECK(shown.code == 0);
  CHECK(contains(shown.out, "bank.town: Hitchin"));
  CHECK(contains(shown.out, "# " + town + ":4"));
  CHECK(contains(shown.out, "# environment KINDBANK_BANK_NAME"));
  CHECK(contains(shown.out, "bank.run_by: some neighbours"));
  CHECK(contains(shown.out, "# flag"));
  CHECK(contains(shown.out, "channels.sms.auth_token: (set)"));
  CHECK_FALSE(contains(shown.out, "hush"));
  CHECK_FALSE(contains(run({{"config", "show", "--config", town}}).out, "#"));
}

TEST_CASE("config show writes lists out") {
  const Folder folder;
  const auto town = town_in(folder,
                            "bank: {languages: [en]}\ncoordinators:\n  - {name: Duty desk, "
                            "addresses: [\"sim:desk\"], digest: [\"08:00\"]}\n");
  const auto shown = run({{"config", "show", "--sources", "--config", town}});
  CHECK(contains(shown.out, "bank.languages: [en] "));
  CHECK(contains(
      shown.out,
      "coordinators: [{name: Duty desk, addresses: [\"sim:desk\"], digest: [\"08:00\"]}]  # " +
          town + ":5\n"));
}

TEST_CASE("a command does not work with a key that everybody can read") {
  const Folder folder;
  const auto town = town_in(folder);
  const auto key = folder.write("var/development.key", std::string(64, 'a') + "\n");
  std::filesystem::permissions(key, std::filesystem::perms{0644});
  for (const auto& words : std::vector<std::vector<std::string>>{{"serve", "--config", town},
                                                                 {"export", "--config", town},
                                                                 {"check", "--config", town}}) {
    CAPTURE(words);
    const auto ran = run({words});
    CHECK(ran.code == 2);
    CHECK(contains(ran.out + ran.err, key + ": key-open-to-all: "));
    CHECK(contains(ran.out + ran.err, "chmod "));
  }
}
