#include "bot/settings.h"

#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "adapters/local_call.h"
#include "bot/operations.h"
#include "tests/store/ledger.h"

using namespace kindbank;
using namespace kindbank::bot;
namespace fs = std::filesystem;

namespace {

// A folder of its own that goes away with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "kindbank-settings-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  fs::path write(const std::string& name, const std::string& text,
                 fs::perms perms = fs::perms::owner_read | fs::perms::owner_write) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream{file} << text;
    fs::permissions(file, perms);
    return file;
  }
  SettingsInput input(const std::string& text) const {
    SettingsInput input;
    write("town.yaml", text);
    input.file = "town.yaml";
    input.working_folder = path_;
    return input;
  }

 private:
  fs::path path_;
};

// "town.yaml:2:3 unknown-key, ..."
std::string found(const SettingsRead& read) {
  std::string all;
  for (const auto& finding : read.findings) {
    if (!all.empty()) all += ", ";
    all += finding.place.file;
    if (finding.place.line > 0) {
      all += ":" + std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column);
    }
    all += " " + finding.code;
    CHECK(finding.message.ends_with("."));
    CHECK_FALSE(finding.hint.empty());
  }
  return all;
}

std::ptrdiff_t errors(const SettingsRead& read) {
  return std::count_if(read.findings.begin(), read.findings.end(), [](const auto& finding) {
    return finding.level == dialog::Finding::Level::error;
  });
}

std::string found(const std::string& text) { return found(read_settings(Folder{}.input(text))); }

std::string shown(const Settings& settings, const std::string& key) {
  for (const auto& one : settings.shown) {
    if (one.key == key) return one.value + " <- " + one.source;
  }
  return "nothing";
}

const std::string twilio_alone = R"(channels:
  sms:
    adapter: twilio
    account_sid: AC0123456789abcdef0123456789abcdef
    auth_token: inline-token
    from: "+447400111222"
)";
const std::string twilio = "server: {public_url: \"https://kind.example.org\"}\n" + twilio_alone;

}  // namespace

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
  CHECK(settings.bank.languages == std::vector<std::string>{"en"});
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
}

TEST_CASE("a whole settings file is read") {
  const Folder folder;
  folder.write("secrets/twilio", "token-of-a-file\n");
  const SettingsRead read = read_settings(folder.input(R"(
bank:    {name: Bank of Kindness, town: Hitchin, run_by: the town council, timezone: Europe/London, languages: [en, pl, ro]}
server:  {listen: "[::1]:8081", ops_listen: "127.0.0.1:9091", public_url: "https://kind.example.org/"}
store:   {url: "sqlite:kind.db", key_file: secrets/master.key}
flows:   flows/
areas:   areas.yaml
channels:
  sms: {adapter: twilio, account_sid: AC0123456789abcdef0123456789abcdef, auth_token_file: secrets/twilio, from: "+447400111222"}
coordinators:
  - {name: Duty desk, addresses: ["sms:+447400333444"], digest: ["08:00", "13:00", "17:00"], on_call: always}
  - {name: Second desk, addresses: ["sim:+447700900002", "sms:+447400333445"]}
)"));
  CHECK(found(read).empty());
  const Settings& settings = read.settings;
  CHECK(settings.bank.town == "Hitchin");
  CHECK(settings.bank.languages == std::vector<std::string>{"en", "pl", "ro"});
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
  CHECK(settings.coordinators[0].on_call == Coordinator::OnCall::always);
  CHECK(settings.coordinators[1].on_call == Coordinator::OnCall::never);
}

TEST_CASE("the environment overrides the file, and a flag overrides both") {
  const Folder folder;
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
  const Folder folder;
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
  const Folder shipped;
  shipped.write("flows/ask.yaml", "");
  const Folder folder;
  auto input = folder.input("bank: {town: Hitchin}\n");
  input.shipped = {shipped.path()};
  CHECK(read_settings(input).settings.flows == shipped.path() / "flows");
  fs::create_directories(folder.path() / "flows");
  CHECK(read_settings(input).settings.flows == folder.path() / "flows");
}

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
      {"store: {url: \"mysql://x\"}\n", "town.yaml:1:9 bad-url"},
      {"store:\n  url: \"postgresql://kind@db.example.org/kind\"\n", "town.yaml:2:3 bad-url"},
      {"bank: {timezone: Europe/Stevenage}\n", "town.yaml:1:8 unknown-timezone"},
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
    const auto read = read_settings(Folder{}.input(text));
    CHECK(found(read) == expected);
    CHECK((errors(read) > 0) == !expected.empty());
  }
}

TEST_CASE("what may be meant so is warned of, and is no error") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"server: {ops_listen: \":9090\"}\n", "town.yaml:1:10 operations-in-the-open"},
      {"server: {ops_listen: \"[::1]:9090\"}\n", ""},
      {twilio_alone, "town.yaml:3:5 no-public-url"},
      {twilio, ""},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    const auto read = read_settings(Folder{}.input(text));
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
    const auto read = read_settings(Folder{}.input(text));
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
  const auto read = read_settings(Folder{}.input(twilio + desk("\"sim:desk\"")));
  CHECK(read.findings.at(0).message ==
        "Nobody could reach this coordinator: no channel serves sim: addresses.");
}

TEST_CASE("an unknown key gets a suggestion in the words of its layer") {
  Folder folder;
  auto input = folder.input("servre: {}\n" + twilio + "    auth_tokn_file: x\n");
  input.environment = {{"KINDBANK_SERVER_LISTN", "x"},
                       {"KINDBANK_BANK_LANGUAGES", "en"},
                       {"KINDBANK_CHANNELS_SMS", "x"}};
  input.flags = {{"server.lissten", "x"}};
  const SettingsRead read = read_settings(input);
  std::vector<std::string> said;
  for (const auto& finding : read.findings) said.push_back(dialog::say(finding));
  std::sort(said.begin(), said.end());
  CHECK(said ==
        std::vector<std::string>{
            "environment KINDBANK_BANK_LANGUAGES: list-not-in-file: 'bank.languages' is a "
            "list. Only the settings file can hold it.",
            "environment KINDBANK_CHANNELS_SMS: unknown-key: 'KINDBANK_CHANNELS_SMS' names "
            "no key of a channel. Write it like KINDBANK_CHANNELS_SMS_AUTH_TOKEN.",
            "environment KINDBANK_SERVER_LISTN: unknown-key: There is no setting "
            "'KINDBANK_SERVER_LISTN'. Did you mean 'KINDBANK_SERVER_LISTEN'?",
            "flag: unknown-key: There is no setting 'server.lissten'. Did you mean "
            "'listen'?",
            "town.yaml:1:1: unknown-key: There is no setting 'servre'. Did you mean "
            "'server'?",
            "town.yaml:9:5: unknown-key: There is no setting 'channels.sms.auth_tokn_file'. "
            "Did you mean 'auth_token_file'?"});
}

TEST_CASE("a secret that everybody can read is warned of") {
  const auto everybody = fs::perms::owner_all | fs::perms::group_read | fs::perms::others_read;
  const Folder folder;
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

TEST_CASE("a settings file that is not there is an error, not the defaults") {
  SettingsInput input;
  input.file = "nowhere.yaml";
  input.working_folder = "/srv/kind";
  CHECK(found(read_settings(input)) == "nowhere.yaml missing-file");
}

TEST_CASE("no secret stands in what is shown or found") {
  const Folder folder;
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
  for (const auto& route : operations_routes({*database, broken})) served.insert(route.path);
  CHECK(promised == served);
}

TEST_CASE("addresses to listen on are read") {
  CHECK(read_endpoint("127.0.0.1:8080") == Endpoint{"127.0.0.1", 8080});
  CHECK(read_endpoint("localhost:0") == Endpoint{"localhost", 0});
  CHECK(read_endpoint(":80") == Endpoint{"0.0.0.0", 80});
  CHECK(read_endpoint("[::]:80") == Endpoint{"::", 80});
  for (const auto* text :
       {"", "8080", "a:", "a:-1", "a:65536", "a:8x", "::1:80", "[]:80", "a/b:80"}) {
    INFO(text);
    CHECK_FALSE(read_endpoint(text));
  }
}

TEST_CASE("only this machine itself is loopback") {
  for (const auto* url :
       {"http://127.0.0.1", "http://127.8.0.1:80/x", "https://localhost/", "http://[::1]:80/"}) {
    INFO(url);
    CHECK(adapters::is_loopback_url(url));
  }
  for (const auto* url : {"", "127.0.0.1", "http://127.example.org", "http://localhost.example.org",
                          "http://127.0.0.1@example.org/", "http://example.org/127.0.0.1",
                          "http://0.0.0.0", "http://example.org#@127.0.0.1"}) {
    INFO(url);
    CHECK_FALSE(adapters::is_loopback_url(url));
  }
}
