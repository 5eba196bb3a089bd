// What `check` asks of a town's flows beyond what the loader asks of each.
#include "bot/check.h"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "adapters/choice_limits.h"
#include "bot/settings_file.h"
#include "tests/bot/settings_folder.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;

TEST_CASE("a channel that begins no talk without a template asks for one in what the bank begins") {
  const auto& library = shipped_library();
  adapters::Channel mobile;
  mobile.name = "mobile";
  CHECK(check_channels({{"mobile", mobile}}, library).empty());
  mobile.limits.begins = adapters::Limits::Begins::with_template;
  const auto findings = check_channels({{"mobile", mobile}}, library);
  REQUIRE_FALSE(findings.empty());
  for (const auto& finding : findings) {
    CHECK(finding.code == "template-missing");
    CHECK(finding.place.line == 1);
    const auto path = finding.place.file;
    const auto* flow = library.flows.current(
        path.substr(path.rfind('/') + 1, path.rfind(".yaml") - path.rfind('/') - 1));
    REQUIRE(flow != nullptr);
    CHECK_FALSE(flow->events.empty());
  }
}

TEST_CASE(
    "where each class of texts has a template, or one in each language, none for all is missed") {
  const auto& library = shipped_library();
  adapters::Channel mobile;
  mobile.name = "mobile";
  mobile.limits.begins = adapters::Limits::Begins::with_template;
  const auto missed = [&] { return !check_channels({{"mobile", mobile}}, library).empty(); };
  auto& templates = mobile.limits.templates;
  for (const auto* begun : {"answer", "alert", "confirmation", "invitation", "digest", "news"})
    templates[begun] = {""};
  CHECK_FALSE(missed());
  templates["news"] = {"en", "pl"};
  CHECK(missed());
  templates["news"] = {"en", "pl", "ro"};
  CHECK_FALSE(missed());
  templates.erase("alert");
  CHECK(missed());
}

TEST_CASE("a folder that lacks what the service needs is found out") {
  const SettingsFolder folder;
  const auto codes = [&](const char* flows) {
    std::set<std::string> all;
    for (const auto& one : read_library({folder.path() / flows, folder.path() / "a"}, {}).findings)
      all.insert(one.code);
    return all;
  };
  CHECK(codes("flows") == std::set<std::string>{"missing-folder"});
  folder.write("flows/tea.yaml", "flow: tea\nsteps:\n  a: {say: \"Tea.\", next: end}\n");
  CHECK(codes("flows").contains("unreadable-file"));  // no word lists, no areas
  CHECK(codes("flows").contains("missing-flow"));
  CHECK_FALSE(codes("flows").contains("file-left-out"));
}

TEST_CASE("a file whose name keeps it from being read is found out") {
  const SettingsFolder folder;
  const std::string tea = "flow: tea\nsteps:\n  a: {say: \"Tea.\", next: end}\n";
  for (const char* file :
       {"tea.yml", "cake.YAML", "bun.yaml.txt", "languages/pl.yml", "notes.txt", "words/x.txt"})
    folder.write(std::string("flows/") + file, tea);
  fs::create_symlink("gone", folder.path() / "flows/link.yaml");
  fs::create_symlink("loop.yaml", folder.path() / "flows/loop.yaml");
  fs::create_directory(folder.path() / "flows/folder.yaml");
  std::set<std::string> left_out;
  for (const auto& one : read_library({folder.path() / "flows", folder.path()}, {}).findings) {
    if (one.code == "file-left-out")
      left_out.insert(std::filesystem::path(one.place.file).filename().string());
    if (one.place.file == folder.path().string()) CHECK(one.code == "unreadable-file");
  }
  CHECK(left_out == std::set<std::string>{"tea.yml", "cake.YAML", "bun.yaml.txt", "pl.yml",
                                          "link.yaml", "loop.yaml", "folder.yaml"});
}

TEST_CASE("what cannot be read is said once, and not of each thing that it would hold") {
  const SettingsFolder folder;
  fs::create_directories(folder.path() / "flows/words/crisis.en.yaml");
  folder.write("flows/words/need.en.yaml", "");
  folder.write("flows/words/answers.en.yaml", "[yes, no]\n");
  folder.write("flows/words/replies.en.yaml", "sorry: \"Sorry\n");
  std::map<std::string, std::string> found;
  for (const auto& one : read_library({folder.path() / "flows", folder.path() / "a"}, {}).findings)
    found[fs::path(one.place.file).filename().string()] += " " + one.code;
  for (const auto& [file, codes] : found) {
    INFO(file);
    CHECK(std::count(codes.begin(), codes.end(), ' ') == 1);
  }
  CHECK(found["a"] == " unreadable-file");
  CHECK(found["answers.en.yaml"] == " bad-words");
  CHECK(found["crisis.en.yaml"] == " unreadable-file");
  CHECK(found["need.en.yaml"] == " unreadable-file");
  CHECK(found["replies.en.yaml"] == " unterminated-quote");
  CHECK(found["flows"] == " no-flows");
}

TEST_CASE("what is no file is refused, and not waited for") {
  const SettingsFolder folder;
  const auto pipe = folder.path() / "tea.yaml";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  for (const auto& path : {pipe.string(), std::string("/dev/null")}) {
    CHECK_FALSE(check_paths({}, shipped_library(), {path}));
    CHECK_FALSE(library_of({}, shipped_library(), {path}));
  }
}

TEST_CASE("words for a choice that no flow offers are found") {
  const SettingsFolder folder;
  const auto flows = folder.path() / "flows";
  fs::copy(fs::path(KINDBANK_SOURCE_DIR) / "flows", flows, fs::copy_options::recursive);
  folder.write("flows/words/choices.pl.yaml", "lift: [podwozka]\ngarten: [ogrod]\n");
  Settings settings;
  settings.areas = fs::path(KINDBANK_SOURCE_DIR) / "config/areas.yaml";
  const auto findings = check_paths(settings, shipped_library(), {flows.string()});
  REQUIRE(findings);
  REQUIRE(findings->size() == 1);
  CHECK(findings->front().code == "choice-never-offered");
  CHECK(findings->front().place.line == 2);
  CHECK(findings->front().hint == "Did you mean 'garden'?");
}

TEST_CASE("a flow that a link in the folder leads to is of the folder") {
  const SettingsFolder folder;
  const auto elsewhere = folder.write("elsewhere/tea.yaml", "flow: tea\nstpes: {}\n");
  fs::create_directories(folder.path() / "flows/words");
  fs::create_symlink(elsewhere, folder.path() / "flows/tea.yaml");
  const auto findings = check_paths({}, shipped_library(), {(folder.path() / "flows").string()});
  REQUIRE(findings);
  CHECK(std::any_of(findings->begin(), findings->end(),
                    [](const auto& one) { return one.code == "unknown-key"; }));
}

TEST_CASE("a language is checked beside the flows of its folder") {
  const SettingsFolder folder;
  fs::copy(fs::path(KINDBANK_SOURCE_DIR) / "flows", folder.path() / "flows",
           fs::copy_options::recursive);
  folder.write("flows/languages/pl.yaml",
               "language: pl\nreviewed: no\nanswers: {\"yes\": [tak], \"no\": [nie, tak]}\n");
  Settings settings;
  settings.areas = fs::path(KINDBANK_SOURCE_DIR) / "config/areas.yaml";
  const auto codes = [&](const fs::path& path) {
    std::set<std::string> all;
    const auto findings = check_paths(settings, shipped_library(), {path.string()});
    REQUIRE(findings);
    for (const auto& one : *findings) all.insert(one.code);
    return all;
  };
  const std::set<std::string> expected = {"missing-translation", "answer-words-clash"};
  for (const auto* path : {"flows", "flows/languages", "flows/languages/pl.yaml"})
    CHECK(codes(folder.path() / path) == expected);
}

TEST_CASE("the flows of a path stand in for those of the settings") {
  const SettingsFolder folder;
  const auto flow = folder.write("ask.yaml",
                                 "flow: ask\nstarts_on: [\"ask\"]\nsteps:\n"
                                 "  tell: {say: \"Not today.\", next: end}\n");
  const auto& town = shipped_library();
  const auto library = library_of({}, town, {flow.string()});
  REQUIRE(library);
  CHECK(library->flows.current("ask")->steps.size() == 1);
  CHECK(library->flows.all().size() == town.flows.all().size());
  CHECK(town.flows.current("ask")->steps.size() > 1);
}

TEST_CASE("a file of a setting that holds no text is refused") {
  const SettingsFolder folder;
  folder.write("town", "\n");
  CHECK(found(read_settings(folder.input("bank: {town_file: town}\n"))) ==
        "town.yaml:1:19 bad-file");
}

TEST_CASE("a key that a whole group can read is warned of") {
  using Access = KeyFileAccess;
  const auto finding =
      judge_key_file({0640, Access::Owner::another, Access::Mount::writable}, {}, "key");
  REQUIRE(finding);
  CHECK(finding->code == "key-open-to-group");
  CHECK(finding->level == dialog::Finding::Level::warning);
}

TEST_CASE("each platform's buttons, lists and keys are kept to") {
  constexpr std::size_t before_key = 11;  // the question's number and a colon
  const auto codes = [](const dialog::ChoiceLimits& platform, std::size_t choices,
                        std::size_t letters, std::size_t bytes) {
    std::string flow =
        "flow: x\nsilence: {after: 24h, next: end}\nsteps:\n  a:\n"
        "    ask: \"Which?\"\n    save: what\n    next: b\n    choices:\n";
    for (std::size_t at = 0; at < choices; ++at) {
      const auto letter = std::string(1, static_cast<char>('a' + at));
      flow += "      " + letter + std::string(bytes - before_key - 1, 'x') + ": \"" + letter +
              std::string(letters - 1, 'y') + "\"\n";
    }
    flow += "  b: {say: \"So {what}.\", next: end}\n";
    dialog::FlowLimits limits;
    limits.choices = {platform};
    std::set<std::string> all;
    for (const auto& one : dialog::read_flow(flow, "x.yaml", {}, {"answer"}, {}, limits).findings)
      if (one.code != "text-too-long") all.insert(one.code);
    return all;
  };
  using Codes = std::set<std::string>;
  constexpr std::size_t endless = 1000;
  constexpr std::size_t longest_name = 64;  // of a choice, so that other platforms carry each
  for (const auto& platform : adapters::choice_limits()) {
    INFO(platform.platform);
    if (platform.key_bytes <= longest_name) {
      CHECK(codes(platform, 2, 5, platform.key_bytes) == Codes{});
      CHECK(codes(platform, 2, 5, platform.key_bytes + 1) == Codes{"choice-key-too-long"});
    }
    if (platform.button_letters > endless) continue;
    CHECK(codes(platform, 2, platform.button_letters, 20) == Codes{});
    CHECK(codes(platform, 2, platform.button_letters + 1, 20) == Codes{"label-too-long"});
    if (platform.buttons >= 9) continue;
    CHECK(codes(platform, platform.buttons + 1, platform.row_letters, 20) == Codes{});
    CHECK(codes(platform, platform.buttons + 1, platform.row_letters + 1, 20) ==
          Codes{"label-too-long"});
  }
}
