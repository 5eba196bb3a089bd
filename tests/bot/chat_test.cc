// The bot in a terminal, and the talks that are recorded there.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "bot/seed.h"
#include "tests/bot/program.h"

using namespace kindbank::bot;

namespace {

constexpr const char* garden =
    "i need help\ngarden\nweek\nno\nyes\n/as helper\nyes\n/as asker\n/wait 2d\n";

}  // namespace

TEST_CASE("a talk can be piped in, and every phone is shown by its name") {
  const auto ran = run({{"chat", "--as", "asker"}, garden});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "asker< What help do you need? 1 Lift"));
  CHECK(contains(ran.out, "helper< Bank of Kindness: a neighbour near Old Town"));
  CHECK(contains(ran.out, "second< Bank of Kindness: job "));
  CHECK(contains(ran.out, "asker< Bank of Kindness: Ben can help"));
  CHECK_FALSE(contains(ran.out, "> "));  // no prompt
}

TEST_CASE("an address may be written in full, and of any kind") {
  CHECK(contains(run({{"chat", "--as", "sim:asker"}, "hello\n"}).out, "asker< Hello Ada."));
  CHECK(contains(run({{"chat", "--as", "sms:+447400123456"}, "hello\n"}).out,
                 "sms:+447400123456< Bank of Kindness: hello!"));
}

TEST_CASE("what the terminal does not know is said, and the talk goes on") {
  const auto ran = run({{"chat"}, "/dance\n/as\n/wait soon\n\n   hello  \n/quit\nnever heard\n"});
  CHECK(ran.code == 0);
  CHECK(ran.error_lines() == 3);
  CHECK(contains(ran.out, "you< Bank of Kindness: hello!"));
  CHECK_FALSE(contains(ran.out, "understand"));
}

TEST_CASE("what is recorded is what a replay shows") {
  const Folder folder;
  const auto talk = folder.file("talk.chat");
  const auto spoken = run({{"chat", "--as", "asker", "--record", talk}, garden});
  REQUIRE(spoken.code == 0);
  const auto written = folder.read("talk.chat");
  CHECK(contains(written, "town: example\nclock: 2026-11-24T10:00\nasker> i need help\n"));
  CHECK(contains(written, "\nhelper> yes\n"));
  CHECK(contains(written, "\n... 2d\n"));
  const auto replayed = run({{"replay", talk}});
  CHECK(replayed.code == 0);
  CHECK(contains(replayed.out, "1 passed, 0 failed\nbranches: "));
}

TEST_CASE("a recorded talk begins at the clock of the settings") {
  const Folder folder;
  const auto talk = folder.file("night.chat");
  REQUIRE(run({{"chat", "--as", "asker", "--record", talk},
               "human\n/wait 12h\n",
               {{"KINDBANK_CLOCK_START", "2026-11-24T23:00"}}})
              .code == 0);
  CHECK(contains(folder.read("night.chat"), "clock: 2026-11-24T23:00\n"));
  CHECK(contains(folder.read("night.chat"), "asker< I have told the team."));
  CHECK(run({{"replay", talk}}).code == 0);
}

TEST_CASE("a talk that differs is shown line by line, and ends with 1") {
  const Folder folder;
  const auto talk = folder.write("talk.chat",
                                 "# a talk that expects too much\n"
                                 "asker> ask\n"
                                 "asker< What would you like to eat?\n"
                                 "asker> garden\n"
                                 "asker< When? ...        # the beginning is enough\n"
                                 "helper< Nobody says this.\n");
  const auto ran = run({{"replay", talk}});
  CHECK(ran.code == 1);
  CHECK(contains(ran.out,
                 talk + ":3:\n  - asker< What would you like to eat?\n  + asker< What help"));
  CHECK_FALSE(contains(ran.out, talk + ":5:"));
  CHECK(contains(ran.out, talk + ":6:\n  - helper< Nobody says this.\n  + (nothing)\n"));
  CHECK(contains(ran.out, "0 passed, 1 failed\n"));
}

TEST_CASE("branches that no talk took are listed where all are demanded, and end with 1") {
  const Folder folder;
  const auto talk = folder.write("talk.chat", "asker> ask\nasker< What help ...\n");
  CHECK(run({{"replay", talk}}).code == 0);  // one talk takes some of them
  for (const auto& demanded :
       {run({{"replay", folder.path().string()}}), run({{"replay", "--branches", talk}})}) {
    CHECK(demanded.code == 1);
    CHECK(contains(demanded.out, "1 passed, 0 failed\n"));
    CHECK(contains(demanded.out, "\n  not taken: ask/confirm.change>what\n"));
    CHECK_FALSE(contains(demanded.out, "not taken: ask/look>what\n"));
  }
}

TEST_CASE("a town of a transcript may have kinds of help of its own, rightly written") {
  const auto unknown = read_seed("asker:\n  name: Ada\n  vetting: V1\n", "t.yaml");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().message.find("t.yaml:3: 'vetting' means nothing here") == 0);
  CHECK_FALSE(read_seed("categories:\n  lift: {task: a lift, minutes: 45, level: V9}\n", "t.yaml"));
  const auto seed = read_seed(
      "ann: {name: Ann}\n"
      "categories:\n  lift: {task: a lift, minutes: 45, level: V1, level_with_reason: refused}\n",
      "t.yaml");
  REQUIRE(seed);
  CHECK(seed->people.size() == 1);
  CHECK_FALSE(seed->categories.at("lift").level_with_reason);
}

TEST_CASE("what is no transcript cannot be played") {
  const Folder folder;
  for (const auto* text : {"", "asker says hello\n", "... soon\n", "asker> hi\nclock: noon\n",
                           "town: atlantis\nasker> hi\n"}) {
    CAPTURE(text);
    const auto ran = run({{"replay", folder.write("bad.chat", text)}});
    CHECK(ran.code == 2);
    CHECK(ran.error_lines() == 1);
    CHECK(contains(ran.err, "bad.chat"));
  }
  CHECK(run({{"replay", folder.file("nothing.chat")}}).code == 2);
  CHECK(run({{"replay", folder.path().string()}}).code == 2);
}

TEST_CASE("a recording that cannot be written, or not be played again, is not begun") {
  const Folder folder;
  CHECK(run({{"chat", "--record", folder.file("no/such/folder.chat")}, "hi\n"}).code == 1);
  CHECK(run({{"chat", "--as", "sms:+447400123456", "--record", folder.file("talk.chat")}, "hi\n"})
            .code == 2);
}

TEST_CASE("on the ledger of the settings a talk goes on where it was") {
  const Folder folder;
  const auto town = town_in(folder);
  const Run first{{"chat", "--config", town, "--as", "one"}, "hello\nFay\n"};
  CHECK(contains(run(first).out, "one< Hello Fay. Are you 18 or over?"));
  const auto second = run({{"chat", "--config", town, "--as", "one"}, "yes\nSG1 1AA\nyes\n"});
  CHECK(contains(second.out, "one< You are in, Fay. You are member 1."));
  CHECK(std::filesystem::exists(folder.path() / "kindbank.db"));
}

TEST_CASE("a STOP in the terminal is written down as everywhere") {
  const Folder folder;
  const auto town = town_in(folder);
  REQUIRE(run({{"chat", "--config", town, "--as", "one"}, "stop\n"}).code == 0);
  CHECK(contains(folder.read("rights.log"), " stop "));
  CHECK(run({{"chat", "--config", town, "--as", "one"}, "hello\n"}).out.empty());
}

TEST_CASE("time moves on a ledger that nobody out there hangs on") {
  const Folder folder;
  const auto town = town_in(folder, "clock: {start: \"2026-11-24T10:00\"}\n");
  const auto ran = run({{"chat", "--config", town, "--as", "one"}, "hello\n/wait 2d\n"});
  CHECK(contains(ran.out, "one< Bank of Kindness: we will leave it there."));
  CHECK(contains(ran.out, "(It is Thu 26 Nov, 10am.)"));
}

TEST_CASE("a terminal never speaks for phones that are really out there, nor moves their time") {
  const Folder folder;
  const auto town = town_in(
      folder,
      "server: {public_url: \"https://kind.example.org\"}\n"
      "channels:\n  sms: {adapter: twilio, account_sid: AC00000000000000000000000000000000, "
      "auth_token: hush, from: \"+447400111222\"}\n");
  const auto as = run({{"chat", "--config", town, "--as", "sms:+447400123456"}, "hi\n"});
  CHECK(as.code == 2);
  CHECK(as.error_lines() == 1);
  const auto wait = run({{"chat", "--config", town}, "/wait 2d\nhello\n"});
  CHECK(wait.code == 0);
  CHECK(contains(wait.err, "time cannot be moved"));
  CHECK(contains(wait.out, "you< Bank of Kindness: hello!"));
}

TEST_CASE("a recording leaves the ledger of the settings alone") {
  const Folder folder;
  const auto town = town_in(folder);
  const auto talk = folder.file("talk.chat");
  const auto ran = run({{"chat", "--config", town, "--as", "asker", "--record", talk}, "hello\n"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.err, "left alone"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "kindbank.db"));
  CHECK(run({{"replay", "--config", town, talk}}).code == 0);
}
