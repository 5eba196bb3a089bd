#include "bot/settings.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "bot/operations.h"
#include "tests/bot/settings_folder.h"
#include "tests/store/ledger.h"

using namespace kindbank;
using namespace kindbank::bot;

TEST_CASE("without any settings everything has its default") {
  SettingsInput input;
  input.working_folder = "/srv/kind";
  input.environment = {
      {"PATH", "/bin"}, {"KINDBANK_PORT_8080_TCP", "x"}, {"KINDBANK_STORE_URL", ""}};
  const SettingsRead read = read_settings(input);
  CHECK(found(read).empty());
  const Settings& settings = read.settings;
  CHECK(settings.bank.name == "Bank of Kindness");
  CHECK(settings.bank.town == "Stevenage");
  CHECK(settings.bank.run_by == "the council and local groups");
  CHECK(settings.bank.timezone == "Europe/London");
  CHECK(settings.bank.languages.empty());
  CHECK(settings.server.listen == Endpoint{"127.0.0.1", 8080});
  CHECK(settings.server.ops_listen == Endpoint{"127.0.0.1", 9090});
  CHECK(settings.server.public_url.empty());
  CHECK(settings.store.url == "sqlite:/srv/kind/var/kindbank.db");
  CHECK(settings.store.key == Settings::Store::Key::development);
  CHECK(settings.store.key_file == "/srv/kind/var/development.key");
  CHECK(settings.flows == "/srv/kind/flows");
  CHECK(settings.areas == "/srv/kind/config/areas.yaml");
  CHECK_FALSE(settings.clock_start);
  CHECK(settings.channels.empty());
  CHECK(settings.coordinators.empty());
  CHECK(shown(settings, "server.listen") == "127.0.0.1:8080 <- default");
  CHECK(shown(settings, "bank.languages") == "(each that there are texts in) <- default");
  CHECK(shown(settings, "coordinators") == "[] <- default");
  CHECK(shown(settings, "store.key_file") ==
        "/srv/kind/var/development.key <- default, made when it is needed");
}

TEST_CASE("a whole settings file is read") {
  const SettingsFolder folder;
  folder.write("secrets/twilio", "token-of-a-file\n");
  const SettingsRead read = read_settings(folder.input(R"(
bank:    {name: Bank of Kindness, town: Hitchin, run_by: the town council, timezone: Europe/London, languages: [en]}
server:  {listen: "[::1]:8081", ops_listen: "127.0.0.1:9091", public_url: "https://kind.example.org/"}
store:   {url: "sqlite:kind.db", key_file: secrets/master.key}
flows:   flows/
areas:   areas.yaml
channels:
  sms: {adapter: twilio, account_sid: AC0123456789abcdef0123456789abcdef, auth_token_file: secrets/twilio, from: "+447400111222"}
coordinators:
  - {name: Duty desk, addresses: ["sms:+447400333444"], digest: ["08:00", "13:00", "17:00"], on_call: always}
  - {name: Second desk, addresses: ["sim:+447700900002", "sms:07400 333445"]}
)"));
  CHECK(found(read).empty());
  const Settings& settings = read.settings;
  CHECK(settings.bank.town == "Hitchin");
  CHECK(settings.bank.languages == std::vector<std::string>{"en"});
  CHECK(settings.server.listen == Endpoint{"::1", 8081});
  CHECK(settings.server.public_url == "https://kind.example.org");
  CHECK(settings.store.url == "sqlite:" + (folder.path() / "kind.db").string());
  CHECK(settings.store.key == Settings::Store::Key::named);
  CHECK(settings.store.key_file == folder.path() / "secrets/master.key");
  CHECK(settings.flows == folder.path() / "flows/");
  CHECK(settings.areas == folder.path() / "areas.yaml");
  REQUIRE(settings.channels.size() == 1);
  const auto& sms = settings.channels[0];
  CHECK(sms.name == "sms");
  CHECK(sms.adapter == "twilio");
  CHECK(sms.public_url == "https://kind.example.org");
  CHECK(sms.values.at("auth_token") == "token-of-a-file");
  CHECK(sms.values.at("from") == "+447400111222");
  CHECK(shown(settings, "channels.sms.auth_token") == "(set) <- town.yaml:8, file secrets/twilio");
  REQUIRE(settings.coordinators.size() == 2);
  CHECK(settings.coordinators[0].name == "Duty desk");
  CHECK(settings.coordinators[0].addresses == std::vector<Address>{{"sms", "+447400333444"}});
  CHECK(settings.coordinators[0].digest.size() == 3);
  CHECK(settings.coordinators[0].on_call == "always");
  CHECK(settings.coordinators[1].on_call == "never");
  CHECK(settings.coordinators[1].addresses.at(1) == Address{"sms", "+447400333445"});
  CHECK(shown(settings, "bank.languages") == "[en] <- town.yaml:2");
  CHECK(shown(settings, "coordinators") ==
        "[{name: Duty desk, addresses: [\"sms:+447400333444\"], digest: [\"08:00\", \"13:00\", "
        "\"17:00\"], on_call: always}, {name: Second desk, addresses: [\"sim:+447700900002\", "
        "\"sms:07400 333445\"]}] <- town.yaml:9");
}

TEST_CASE("the environment overrides the file, and a flag overrides both") {
  const SettingsFolder folder;
  folder.write("token", "from-a-file");
  auto input = folder.input(
      "server: {listen: \"127.0.0.1:1001\", ops_listen: \"127.0.0.1:1002\", public_url: "
      "\"https://kind.example.org\"}\n" +
      twilio_alone);
  input.environment = {{"KINDBANK_SERVER_LISTEN", "127.0.0.1:2001"},
                       {"KINDBANK_SERVER_OPS_LISTEN", "127.0.0.1:2002"},
                       {"KINDBANK_CHANNELS_SMS_AUTH_TOKEN_FILE", "token"},
                       {"KINDBANK_FLOWS", "my/flows"}};
  input.flags = {{"server.listen", "127.0.0.1:3001"}};
  const SettingsRead read = read_settings(input);
  CHECK(found(read).empty());
  CHECK(read.settings.server.listen.port == 3001);
  CHECK(read.settings.server.ops_listen.port == 2002);
  CHECK(read.settings.channels.at(0).values.at("auth_token") == "from-a-file");
  CHECK(read.settings.flows == folder.path() / "my/flows");
  CHECK(shown(read.settings, "server.listen") == "127.0.0.1:3001 <- flag");
  CHECK(shown(read.settings, "server.ops_listen") ==
        "127.0.0.1:2002 <- environment KINDBANK_SERVER_OPS_LISTEN");
  CHECK(shown(read.settings, "channels.sms.from") == "+447400111222 <- town.yaml:7");
  CHECK(shown(read.settings, "channels.sms.auth_token") ==
        "(set) <- environment KINDBANK_CHANNELS_SMS_AUTH_TOKEN_FILE, file token");
}

TEST_CASE("a channel can be set up by the environment alone") {
  SettingsInput input;
  input.working_folder = "/srv/kind";
  input.environment = {{"KINDBANK_CHANNELS_SMS_ADAPTER", "twilio"},
                       {"KINDBANK_CHANNELS_SMS_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef"},
                       {"KINDBANK_CHANNELS_SMS_AUTH_TOKEN", "token"},
                       {"KINDBANK_CHANNELS_SMS_FROM", "+447400111222"},
                       {"KINDBANK_SERVER_PUBLIC_URL", "https://kind.example.org"}};
  const SettingsRead read = read_settings(input);
  CHECK(found(read).empty());
  REQUIRE(read.settings.channels.size() == 1);
  CHECK(read.settings.channels[0].values.at("auth_token") == "token");
}

TEST_CASE("relative paths count from the settings file's folder") {
  const SettingsFolder folder;
  folder.write("etc/town.yaml", "store: {url: \"sqlite:data/x.db\"}\nflows: ../flows\n");
  SettingsInput input;
  input.file = "etc/town.yaml";
  input.working_folder = folder.path();
  const SettingsRead read = read_settings(input);
  CHECK(found(read).empty());
  CHECK(read.settings.store.url == "sqlite:" + (folder.path() / "etc/data/x.db").string());
  CHECK(read.settings.flows == folder.path() / "flows");
  const auto memory =
      read_settings(folder.input("store: {url: \"sqlite::memory:\"}\nareas: /srv/areas.yaml\n"));
  CHECK(memory.settings.store.url == "sqlite::memory:");
  CHECK(memory.settings.areas == "/srv/areas.yaml");
}

TEST_CASE("the flows that came with the program serve whoever names none") {
  const SettingsFolder shipped;
  shipped.write("flows/ask.yaml", "");
  const SettingsFolder folder;
  auto input = folder.input("bank: {town: Hitchin}\n");
  input.shipped = {shipped.path()};
  CHECK(read_settings(input).settings.flows == shipped.path() / "flows");
  fs::create_directories(folder.path() / "flows");
  CHECK(read_settings(input).settings.flows == folder.path() / "flows");
}

TEST_CASE("no secret stands in what is shown or found") {
  const SettingsFolder folder;
  const SettingsRead read = read_settings(folder.input(twilio + "    api_base: \"gopher://x\"\n"));
  for (const auto& one : read.settings.shown)
    CHECK(one.value.find("inline-token") == std::string::npos);
  for (const auto& finding : read.findings) {
    CHECK(dialog::say(finding).find("inline-token") == std::string::npos);
  }
}

TEST_CASE("the example settings are sound") {
  SettingsInput input;
  const fs::path source = KINDBANK_SOURCE_DIR;
  input.file = source / "config/example.yaml";
  input.working_folder = "/";
  const SettingsRead read = read_settings(input);
  CHECK(found(read).empty());
  CHECK(read.settings.flows == source / "flows/");
  CHECK(read.settings.areas == source / "config/areas.yaml");
  CHECK(read.settings.store.url == "sqlite:" + (source / "var/kindbank.db").string());
}

TEST_CASE("the example settings promise no page that operations do not serve") {
  std::ifstream example{std::string{KINDBANK_SOURCE_DIR} + "/config/example.yaml"};
  std::set<std::string> promised;
  for (std::string line; std::getline(example, line);) {
    if (line.find("ops_listen:") == line.npos) continue;
    std::istringstream words{line};
    for (std::string word; words >> word;)
      if (word.starts_with('/')) promised.insert(word.substr(0, word.find_first_of(",;")));
  }
  const auto database = store::ledger();
  const std::atomic<bool> broken{false};
  std::set<std::string> served;
  const std::filesystem::path folder;
  const Channels channels;
  const Clock clock;
  const Metrics metrics;
  for (const auto& route : operations_routes(
           {*database, broken, folder, channels, clock, metrics, [] { return ReloadRecord{}; }}))
    served.insert(route.path);
  CHECK(promised == served);
}
