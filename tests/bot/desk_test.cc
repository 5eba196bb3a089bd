// What a coordinator does at a desk: members, and who coordinates.
#include <catch2/catch.hpp>

#include "bot/command_desk.h"
#include "store/contacts.h"
#include "tests/bot/program.h"
#include "tests/bot/town_room.h"

using namespace kindbank::bot;

namespace {

// One member who offers garden help, and a town.
std::string town_with_member(const Folder& folder) {
  const auto town = town_in(folder, "clock: {start: \"2026-11-24T10:00\"}\n");
  REQUIRE(run({{"chat", "--config", town, "--as", "one"},
               "hello\nFay\nyes\nSG1 3AA\nyes\noffer\ngarden\nweekends\ntown\n2\nyes\n"})
              .code == 0);
  return town;
}

}  // namespace

TEST_CASE("members are listed and shown by their number") {
  const Folder folder;
  const auto town = town_with_member(folder);
  const auto list = run({{"member", "list", "--config", town}});
  CHECK(list.code == 0);
  CHECK(list.out == "    1  V0  active   Old Town        Fay\n");
  const auto show = run({{"member", "show", "1", "--config", town}});
  CHECK(show.code == 0);
  CHECK(contains(show.out, "first_name: Fay\n"));
  CHECK(contains(show.out, "sector: SG1 3\n"));
  CHECK(contains(show.out, "address: sim:one\n"));
  CHECK(contains(show.out, "offer: garden, weekends, town, 2 a month, active\n"));
  const auto nobody = run({{"member", "show", "7", "--config", town}});
  CHECK(nobody.code == 1);
  CHECK(nobody.err == "kindbank: there is no member 7\n");
}

TEST_CASE("a level is raised from the command line, and the member hears of it") {
  const Folder folder;
  const auto town = town_with_member(folder);
  const auto vet = run({{"member", "vet", "1", "v1", "--by", "Duty desk", "--config", town}});
  CHECK(vet.code == 0);
  CHECK(vet.out == "Fay, member 1, is V1 now.\n");
  CHECK(contains(run({{"member", "show", "1", "--config", town}}).out, "vetted: by Duty desk at "));
  CHECK(run({{"member", "vet", "9", "V1", "--by", "x", "--config", town}}).code == 1);
  CHECK(run({{"member", "vet", "1", "V9", "--by", "x", "--config", town}}).code == 2);
  // By the machine's clock, since the settings' clock stands in another year.
  const auto later = run({{"chat", "--config", town, "--as", "two"}, "/wait 9000d\n"});
  CHECK(contains(later.out, "one< Bank of Kindness: it was good to meet you, Fay."));
}

TEST_CASE("somebody without a phone joins at the desk") {
  const Folder folder;
  const auto town = town_in(folder);
  const auto ran = run({{"member", "join", "--config", town}, "Gil\nyes\nSG2 8AA\nyes\n/quit\n"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "What is your first name?"));
  CHECK(contains(ran.out, "Member 1 has joined.\n"));
  CHECK(contains(run({{"member", "show", "1", "--config", town}}).out, "address: desk:1\n"));
  CHECK(
      contains(run({{"member", "join", "--config", town}, "Hal\nyes\nSG2 8AA\nyes\n1\nlift\n"}).out,
               "Member 2 has joined.\n"));
}

TEST_CASE("who has joined at the desk leaves no question behind that nobody could answer") {
  TownRoom room;
  const Clock clock(room.now);
  Desk at_desk({*room.database, room.turns, clock});
  auto heard = at_desk.begin("join");
  for (const auto* words : {"Gil", "yes", "SG2 8AA", "yes"})
    heard = at_desk.hear(heard.place, words);
  CHECK(heard.asked);
  CHECK(at_desk.leave(heard.place) == 1);
  room.database->read([&](kindbank::store::Transaction& tx) {
    const auto contact = kindbank::store::find_contact(tx, {"desk", heard.place});
    REQUIRE(contact);
    CHECK(contact->conversation.empty());
    CHECK_FALSE(contact->wakes_at);
  });
}

TEST_CASE("who leaves the desk before joining is no member") {
  const Folder folder;
  const auto town = town_in(folder);
  const auto young = run({{"member", "join", "--config", town}, "Gil\nno\n"});
  CHECK(young.code == 1);
  CHECK(young.err == "kindbank: nobody joined\n");
  CHECK(run({{"member", "join", "--config", town}, "Gil\n"}).code == 1);
  CHECK(run({{"member", "list", "--config", town}}).out.empty());
}

TEST_CASE("coordinators are added, listed and removed") {
  const Folder folder;
  const auto town = town_in(
      folder, "coordinators:\n  - {name: Duty desk, addresses: [\"sim:desk\"], on_call: always}\n");
  const auto add = run({{"coordinator", "add", "--config", town, "--name", "Second desk",
                         "--address", "sms:07400 333444", "--address", "sim:second", "--digest",
                         "08:00,17:00", "--on-call", "never"}});
  CHECK(add.code == 0);
  const auto list = run({{"coordinator", "list", "--config", town}});
  CHECK(contains(list.out,
                 "  Duty desk  sim:desk  on call: always\n"));  // those of the settings stay
  const auto id = add.out.substr(0, add.out.find('\n'));
  CHECK(contains(list.out, id + "  Second desk  sms:+447400333444, sim:second  on call: never  "
                                "digest: 08:00, 17:00\n"));
  const auto twice =
      run({{"coordinator", "add", "--config", town, "--name", "Third", "--address", "sim:second"}});
  CHECK(twice.code == 1);
  CHECK(twice.error_lines() == 1);
  CHECK(run({{"coordinator", "remove", id, "--config", town}}).code == 0);
  CHECK_FALSE(contains(run({{"coordinator", "list", "--config", town}}).out, "Second desk"));
  CHECK(run({{"coordinator", "remove", id, "--config", town}}).code == 1);
}

TEST_CASE("a coordinator is reached somewhere, at hours that there are") {
  const Folder folder;
  const auto town = town_in(folder);
  const auto add = [&](const std::string& address, const std::string& hour) {
    return run({{"coordinator", "add", "--config", town, "--name", "Desk", "--address", address,
                 "--digest", hour}})
        .code;
  };
  CHECK(add("07400333444", "08:00") == 2);
  CHECK(add("sms:Vodafone", "08:00") == 2);
  CHECK(add("sim:desk", "8am") == 2);
  CHECK(add("sim:desk", "25:00") == 2);
  CHECK(run({{"coordinator", "remove", "Desk", "--config", town}}).code == 2);
}
