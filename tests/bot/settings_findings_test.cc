// What is wrong with settings, and where.
#include <algorithm>
#include <catch2/catch.hpp>

#include "bot/settings_file.h"
#include "tests/bot/settings_folder.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

const std::string whole_key = std::string(64, 'a') + "\n";

}  // namespace

TEST_CASE("what is wrong is said with its place") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"servre: {listen: x}\n", "town.yaml:1:1 unknown-key"},
      {"server:\n  lisen: \"127.0.0.1:1\"\n", "town.yaml:2:3 unknown-key"},
      {"server: [1]\n", "town.yaml:1:9 wrong-type"},
      {"server: {listen: [1]}\n", "town.yaml:1:18 wrong-type"},
      {"server:\n  listen:\n", "town.yaml:2:3 empty-value"},
      {"- a\n", "town.yaml:1:1 wrong-type"},
      {"bank: {name: a, name: b}\n", "town.yaml:1:17 duplicate-key"},
      {"server: {listen: \"127.0.0.1\"}\n", "town.yaml:1:10 bad-address"},
      {"server: {listen: \"127.0.0.1:70000\"}\n", "town.yaml:1:10 bad-address"},
      {"server: {ops_listen: \"a b:1\"}\n", "town.yaml:1:10 bad-address"},
      {"server: {public_url: \"kind.example.org\"}\n", "town.yaml:1:10 bad-url"},
      {"server: {public_url: \"http://kind.example.org\"}\n", "town.yaml:1:10 bad-url"},
      {"server: {public_url: \"http://127.0.0.1:8080\"}\n", ""},
      {"server: {listen: \"0.0.0.0:8080\"}\n", "town.yaml:1:10 public-without-key"},
      {"server: {listen: \":8080\"}\n", "town.yaml:1:10 public-without-key"},
      {"server: {listen: \":8080\"}\nstore: {key_file: key}\n", ""},
      {"server: {listen: \"127.0.0.1:9090\"}\n", "town.yaml:1:10 port-taken-twice"},
      {"server: {listen: \":80\", ops_listen: \"127.0.0.1:80\"}\nstore: {key_file: key}\n",
       "town.yaml:1:25 port-taken-twice"},
      {"server: {listen: \"127.0.0.2:9090\", ops_listen: \"127.0.0.1:9090\"}\n", ""},
      {"server: {listen: \"127.0.0.1:0\", ops_listen: \"127.0.0.1:0\"}\n", ""},
      {"store: {url: \"mysql://x\"}\n", "town.yaml:1:9 bad-url"},
      {"store:\n  url: \"postgresql://kind@db.example.org/kind\"\n", ""},
      {"bank: {timezone: Europe/Stevenage}\n", "town.yaml:1:8 unknown-timezone"},
      {"bank:\n  name: The Kindness Bank of Us\n", "town.yaml:2:3 too-long"},
      {"bank:\n  town: Stevenage and villages\n", "town.yaml:2:3 too-long"},
      {"bank:\n  run_by: the residents' association of all our streets\n",
       "town.yaml:2:3 too-long"},
      {"bank: {name: Twenty letters here., town: T, run_by: W}\n", ""},
      {"bank: {languages: en}\n", "town.yaml:1:19 wrong-type"},
      {"bank: {languages: []}\n", "town.yaml:1:19 bad-language"},
      {"bank: {languages: [English]}\n", "town.yaml:1:20 bad-language"},
      {"bank: {town_file: nowhere}\n", "town.yaml:1:19 missing-file"},
      {"bank: {town: A, town_file: b}\n",
       "town.yaml:1:17 given-twice, town.yaml:1:28 missing-file"},
      {"clock: {start: noon}\n", "town.yaml:1:16 bad-time"},
      {"coordinators: x\n", "town.yaml:1:15 wrong-type"},
      {"coordinators:\n  - {name: A}\n", "town.yaml:2:5 missing-key"},
      {"coordinators:\n  - {name: A, adresses: [\"sms:+447400333444\"]}\n",
       "town.yaml:2:15 unknown-key, town.yaml:2:5 missing-key"},
      {"coordinators:\n  - {name: A, addresses: [me]}\n", "town.yaml:2:27 bad-address"},
      {"coordinators:\n  - {name: A, addresses: [\"sim:a\"], digest: [\"8:00\"], on_call: maybe}\n",
       "town.yaml:2:46 bad-time, town.yaml:2:64 bad-on-call"},
      {"channels: {Sms: {adapter: twilio}}\n", "town.yaml:1:12 bad-name"},
      {"channels: {sms: twilio}\n", "town.yaml:1:17 wrong-type"},
      {"channels: {sms: {adaptor: twilio}}\n", "town.yaml:1:18 missing-key"},
      {"channels: {sms: {adapter: twillio}}\n", "town.yaml:1:27 unknown-adapter"},
      {"channels: {sms: {adapter: twilio}}\n",
       "town.yaml:1:18 missing-key, town.yaml:1:18 no-public-url"},
      {twilio + "    auth_tokn: x\n", "town.yaml:8:5 unknown-key"},
      {twilio + "    api_base: \"gopher://x\"\n", "town.yaml:4:5 bad-channel"},
      {twilio + "clock: {start: \"2026-11-24T10:00\"}\n", "town.yaml:8:16 clock-with-real-channel"},
      {twilio + "    api_base: \"http://127.0.0.1@kind.example.org\"\n"
                "clock: {start: \"2026-11-24T10:00\"}\n",
       "town.yaml:9:16 clock-with-real-channel"},
      {twilio + "    api_base: \"http://127.0.0.1:4010\"\nclock: {start: \"2026-11-24T10:00\"}\n",
       ""},
      {twilio + "    api_base: \"http://[::1]:4010/\"\nclock: {start: \"2026-11-24T10:00\"}\n", ""},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(found(text) == expected);
  }
}

TEST_CASE("nothing that the world reaches stands beside a simulated phone") {
  const std::string phone = "play: {adapter: sim, api_base: \"http://127.0.0.1:8080\"}";
  const std::string alone = "channels: {" + phone + "}\n";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {alone, ""},
      {"server: {listen: \"0.0.0.0:8080\"}\nstore: {key_file: key}\n" + alone,
       "town.yaml:3:19 simulator-in-the-open"},
      {"server: {public_url: \"https://kind.example.org\"}\n" + alone,
       "town.yaml:2:19 simulator-in-the-open"},
      {twilio + "  " + phone + "\n",
       "town.yaml:8:10 simulator-in-the-open, town.yaml:8:10 simulator-beside-real"},
      {twilio_alone + "  " + phone + "\n",
       "town.yaml:7:10 simulator-beside-real, town.yaml:3:5 no-public-url"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    const auto read = read_settings(SettingsFolder{}.input(text));
    CHECK(found(read) == expected);
    CHECK((errors(read) > 0) == !expected.empty());
  }
}

TEST_CASE("a number that two channels have is found, however it is written") {
  auto second = twilio_alone.substr(twilio_alone.find("  sms:"));
  second.replace(second.find("sms"), 3, "two");
  second.replace(second.find("+447400111222"), 13, "07400 111222");
  CHECK(
      found(read_settings(SettingsFolder{}.input(twilio + second))).ends_with("number-used-twice"));
}

TEST_CASE("a key that is cut short is found before anything is sealed with it") {
  const SettingsFolder folder;
  folder.write("key", "0123456789abcdef\n");
  CHECK(found(read_settings(folder.input("store: {key_file: key}\n"))) ==
        "town.yaml:1:19 bad-file");
}

TEST_CASE("what may be meant so is warned of, and is no error") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"server: {ops_listen: \":9090\"}\n", "town.yaml:1:10 operations-in-the-open"},
      {"server: {ops_listen: \"[::1]:9090\"}\n", ""},
      {twilio_alone, "town.yaml:3:5 no-public-url"},
      {twilio, ""},
      {"channels: {modem: {adapter: kannel, username: k, password: p, secret: 0123456789abcdef01, "
       "callback_base: \"http://127.0.0.1:8080\"}}\n",
       ""},
      {"bank: {languages: [en]}\n", ""},
      {"bank: {town: \"Sh\u0159ewsbury\"}\n", "town.yaml:1:8 text-with-non-gsm-character"},
      {"bank:\n  name: Bank of Kindness 20.\n  run_by: the council and local groups\n",
       "town.yaml:3:3 too-long"},
      {"bank: {name: Bank of Kindness 20., town: Stevenage}\n", "town.yaml:1:8 too-long"},
      {"bank: {languages: [en, pl]}\n", "town.yaml:1:24 language-not-spoken"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    const auto read = read_settings(SettingsFolder{}.input(text));
    CHECK(found(read) == expected);
    CHECK(errors(read) == 0);
  }
}

TEST_CASE("a coordinator whom no channel reaches is found") {
  const auto desk = [](const std::string& addresses) {
    return "coordinators:\n  - {name: Desk, addresses: [" + addresses + "]}\n";
  };
  const std::string sms = "\"sms:+447400333444\"";
  const auto coordinators = [&](const std::string& text) {
    const auto read = read_settings(SettingsFolder{}.input(text));
    return found(read) + (errors(read) > 0 ? " (error)" : "");
  };
  CHECK(coordinators(twilio + desk(sms)).empty());
  CHECK(coordinators(twilio + desk("\"sim:desk\", " + sms)).empty());
  CHECK(coordinators(twilio + desk("\"sim:desk\"")) ==
        "town.yaml:9:30 unreachable-coordinator (error)");
  // Without a channel it is a terminal's talk, or the simulator's, and these have their own phones.
  CHECK(coordinators(desk(sms)) == "town.yaml:2:30 unreachable-coordinator");
  CHECK(coordinators(desk("\"sim:desk\"")).empty());
  // A channel that could not be read may serve anything.
  CHECK(coordinators("channels: {sms: {adapter: twillio}}\n" + desk(sms)) ==
        "town.yaml:1:27 unknown-adapter (error)");
  const auto read = read_settings(SettingsFolder{}.input(twilio + desk("\"sim:desk\"")));
  CHECK(read.findings.at(0).message ==
        "Nobody could reach this coordinator: no channel serves sim: addresses.");
}

TEST_CASE("an unknown key gets a suggestion in the words of its layer") {
  SettingsFolder folder;
  auto input = folder.input("servre: {}\n" + twilio + "    auth_tokn_file: x\n");
  input.environment = {{"KINDBANK_SERVER_LISTN", "x"},
                       {"KINDBANK_BANK_LANGUAGES", "en"},
                       {"KINDBANK_CHANNELS_SMS", "x"}};
  input.flags = {{"server.lissten", "x"}};
  const SettingsRead read = read_settings(input);
  std::vector<std::string> lines;
  for (const auto& finding : read.findings) lines.push_back(dialog::say(finding));
  std::sort(lines.begin(), lines.end());
  std::string said;
  for (const auto& line : lines) said += line + "\n";
  CHECK(said ==
        "environment KINDBANK_BANK_LANGUAGES: list-not-in-file: 'bank.languages' is a list. Only "
        "the settings file can hold it.\n"
        "environment KINDBANK_CHANNELS_SMS: unknown-key: 'KINDBANK_CHANNELS_SMS' names no key of a "
        "channel. Write it like KINDBANK_CHANNELS_SMS_AUTH_TOKEN.\n"
        "environment KINDBANK_SERVER_LISTN: unknown-key: There is no setting "
        "'KINDBANK_SERVER_LISTN'. Did you mean 'KINDBANK_SERVER_LISTEN'?\n"
        "flag: unknown-key: There is no setting 'server.lissten'. Did you mean 'listen'?\n"
        "town.yaml:1:1: unknown-key: There is no setting 'servre'. Did you mean 'server'?\n"
        "town.yaml:9:5: unknown-key: There is no setting 'channels.sms.auth_tokn_file'. Did you "
        "mean 'auth_token_file'?\n");
}

TEST_CASE("a secret that everybody can read is warned of") {
  const auto everybody = fs::perms::owner_all | fs::perms::group_read | fs::perms::others_read;
  const SettingsFolder folder;
  auto input = folder.input(twilio);
  folder.write("open", "token", everybody);
  input.environment = {{"KINDBANK_CHANNELS_SMS_AUTH_TOKEN_FILE", "open"}};
  SettingsRead read = read_settings(input);
  CHECK(found(read) == "environment KINDBANK_CHANNELS_SMS_AUTH_TOKEN_FILE readable-by-all");
  CHECK(read.findings[0].level == dialog::Finding::Level::warning);
  CHECK(read.settings.channels.at(0).values.at("auth_token") == "token");

  input.environment.clear();
  fs::permissions(folder.path() / "town.yaml", everybody);
  CHECK(found(read_settings(input)) == "town.yaml:6:5 readable-by-all");
}

TEST_CASE("a key that everybody can read is refused, and how to close it is said") {
  const SettingsFolder folder;
  auto input = folder.input("store: {key_file: secrets/master.key}\n");
  CHECK(found(read_settings(input)).empty());  // not there yet: said by whoever opens the ledger
  const auto key = folder.write("secrets/master.key", whole_key);
  CHECK(found(read_settings(input)).empty());
  for (const auto bit : {fs::perms::others_read, fs::perms::others_write}) {
    fs::permissions(key, fs::perms::owner_read | bit);
    const auto read = read_settings(input);
    CHECK(found(read) == "town.yaml:1:19 key-open-to-all");
    CHECK(errors(read) == 1);
    CHECK(read.findings.at(0).hint.starts_with("chmod "));
    CHECK(read.findings.at(0).hint.ends_with(key.string()));
  }
}

TEST_CASE("a development key that was opened up is refused like any other") {
  const SettingsFolder folder;
  const auto key = folder.write("var/development.key", whole_key,
                                fs::perms::owner_read | fs::perms::others_read);
  const auto read = read_settings(folder.input("bank: {town: Hitchin}\n"));
  CHECK(found(read) == key.string() + " key-open-to-all");
}

TEST_CASE("who may read a key is judged by who could change it") {
  using Access = KeyFileAccess;
  const auto judged = [](unsigned mode, Access::Owner owner, Access::Mount mount) {
    const auto finding = judge_key_file({mode, owner, mount}, {}, "/run/secrets/key");
    if (!finding) return std::string("fine");
    const bool error = finding->level == dialog::Finding::Level::error;
    return (error ? "error: " : "warning: ") + finding->hint;
  };
  const auto writable = Access::Mount::writable;
  const auto another = Access::Owner::another;
  CHECK(judged(0600, another, writable) == "fine");
  CHECK(judged(0400, Access::Owner::root, writable) == "fine");
  CHECK(judged(0644, another, writable) == "error: chmod 600 /run/secrets/key");
  CHECK(judged(0644, Access::Owner::root, writable) == "error: chmod o= /run/secrets/key");
  CHECK(judged(0640, another, writable) == "warning: chmod 600 /run/secrets/key");
  CHECK(judged(0640, Access::Owner::root, writable) == "fine");
  // As containers are handed their secrets.
  CHECK(judged(0444, Access::Owner::root, Access::Mount::read_only) ==
        "warning: Have whoever mounts it there give it mode 0400.");
}

TEST_CASE("a settings file that is not there is an error, not the defaults") {
  SettingsInput input;
  input.file = "nowhere.yaml";
  input.working_folder = "/srv/kind";
  CHECK(found(read_settings(input)) == "nowhere.yaml missing-file");
}
