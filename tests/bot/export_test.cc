// The ledger as it leaves the house.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "bot/ledger.h"
#include "dialog/json.h"
#include "store/erasure.h"
#include "store/hours.h"
#include "store/members.h"
#include "tests/bot/program.h"
#include "tests/store/ledger.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

// Two members: the first asks, the second is met and says yes; a third person is in a crisis, and a
// fourth does not want to join.
constexpr const char* story =
    "/as one\nhello\nFay\nyes\nSG1 3AA\nyes\n"
    "/as two\nhello\nGil\nyes\nSG1 3AB\nyes\noffer\ngarden\nweekends\ntown\n2\nyes\n"
    "/as desk\n2 met v1\n"
    "/as one\nask\ngarden\nweek\nno\nyes\n"
    "/as two\nyes\n"
    "/as three\ni want to die\n"
    "/as four\nhello\nHedy\nno\n";

std::string with_desk =
    "coordinators:\n  - {name: Duty desk, addresses: [\"sim:desk\"], on_call: always}\n";

nlohmann::json exported(const std::string& town, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"export", "--config", town};
  words.insert(words.end(), more.begin(), more.end());
  const auto ran = run({words});
  REQUIRE(ran.code == 0);
  REQUIRE(ran.err.empty());
  auto ledger = read_json(ran.out);
  REQUIRE(ledger);
  return *ledger;
}

std::vector<std::string> keys_of(const nlohmann::json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

// The columns that docs/commands.md promises under this name, each with a space behind it.
std::string promised(const std::string& line_begin) {
  std::ifstream page(std::string(KINDBANK_SOURCE_DIR) + "/docs/commands.md");
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with(line_begin)) continue;
    auto columns = line.substr(line_begin.size());
    columns.erase(std::remove(columns.begin(), columns.end(), ','), columns.end());
    return columns + " ";
  }
  return "no such line";
}

}  // namespace

TEST_CASE("an export is one object with the whole story in it") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  const auto all = exported(town);

  CHECK(keys_of(all) == std::vector<std::string>{"consents", "coordinator_minutes", "hours",
                                                 "incidents", "invitations", "members", "messages",
                                                 "offers", "pot_minutes", "requests", "visits",
                                                 "worries"});
  CHECK(all.at("hours").empty());
  CHECK(all.at("worries").empty());
  CHECK(all.at("pot_minutes") == 0);

  const auto& fay = all.at("members").at(0);
  CHECK(fay.at("number") == 1);
  CHECK(fay.at("first_name") == "Fay");
  CHECK(fay.at("addresses") == nlohmann::json{"sim:one"});
  CHECK(fay.at("vetting") == "V0");
  CHECK(fay.at("area") == "Old Town");
  CHECK(fay.at("language") == "en");
  CHECK(fay.at("state") == "active");
  CHECK(fay.at("joined_at").get<std::string>().starts_with("2026-11-24T10:0"));
  CHECK(fay.at("joined_at").get<std::string>().ends_with("Z"));
  CHECK(all.at("members").at(1).at("vetting") == "V1");

  const auto& request = all.at("requests").at(0);
  CHECK(keys_of(request) == std::vector<std::string>{"category", "code", "created_at", "member",
                                                     "state", "subject", "urgency", "vetting"});
  CHECK(request.at("state") == "matched");
  CHECK(request.at("category") == "garden");
  CHECK(request.at("urgency") == "week");
  CHECK(all.at("offers").at(0).at("category") == "garden");
  CHECK(all.at("invitations").at(0) ==
        nlohmann::json{
            {"request", request.at("code")}, {"member", 2}, {"wave", 1}, {"state", "won"}});
  const auto& visit = all.at("visits").at(0);
  CHECK(keys_of(visit) == std::vector<std::string>{"agreed_for", "code", "ended_at", "helper",
                                                   "request", "started_at", "state"});
  CHECK(visit.at("helper") == 2);
  CHECK(visit.at("state") == "agreed");
  CHECK(visit.at("started_at").is_null());
  CHECK(all.at("consents").size() == 3);
}

TEST_CASE("what must not be kept is not in the export") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  const auto ran = run({{"export", "--config", town}});
  CHECK_FALSE(contains(ran.out, "want to die"));  // an incident's words
  CHECK_FALSE(contains(ran.out, "3AA"));          // a whole postcode
  CHECK_FALSE(contains(ran.out, "Hedy"));         // who was told that the name is not kept
  const auto all = exported(town);
  CHECK(all.at("incidents").at(0).at("class") == "B");
  CHECK(all.at("incidents").at(0).at("address") == "sim:three");
  CHECK_FALSE(all.at("incidents").at(0).contains("text"));
  // The answer about age, health and disability left nothing but its place.
  int redacted = 0;
  std::string asked;
  for (const auto& message : all.at("messages")) {
    if (message.at("address") != "sim:one") continue;
    if (message.at("direction") == "out") asked = message.at("text").get<std::string>();
    if (message.at("direction") != "in" || !asked.starts_with("Do you need this because")) continue;
    CHECK(message.at("text").is_null());
    ++redacted;
  }
  CHECK(redacted == 1);
}

TEST_CASE("one member's export holds what is theirs and nothing else") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  const auto fay = exported(town, {"--member", "1"});
  CHECK(fay.at("members").size() == 1);
  CHECK(fay.at("requests").size() == 1);
  CHECK(fay.at("visits").size() == 1);
  CHECK(fay.at("offers").empty());
  CHECK(fay.at("invitations").empty());
  CHECK(fay.at("incidents").empty());
  CHECK(fay.at("consents").size() == 1);
  CHECK(fay.at("messages").size() > 10);
  CHECK(fay.at("messages").at(0).at("text") == "hello");  // from before she joined
  for (const auto& message : fay.at("messages")) CHECK(message.at("address") == "sim:one");
  const auto gil = exported(town, {"--member", "2"});
  CHECK(gil.at("requests").empty());
  CHECK(gil.at("invitations").size() == 1);
  CHECK(gil.at("visits").size() == 1);
  const auto nobody = run({{"export", "--config", town, "--member", "9"}});
  CHECK(nobody.code == 1);
  CHECK(nobody.err == "kindbank: there is no member 9\n");
}

TEST_CASE("one member's export holds all that is kept of them") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  REQUIRE(run({{"chat", "--config", town},
               "/as one\n12 High Street\nask\nother\nsome words of hers\nany\nno\nyes\n/as "
               "five\nhello\nIda\nyes\n"
               "SG1 3AA\nyes\nstop\n"})
              .code == 0);
  const auto fay = exported(town, {"--member", "1"});
  const auto& member = fay.at("members").at(0);
  CHECK(member.at("sector") == "SG1 3");
  CHECK(member.at("vetted_by").is_null());
  CHECK(member.at("vetted_at").is_null());
  CHECK(member.at("stopped").empty());
  const auto& requests = fay.at("requests");
  const bool garden_first = requests.at(0).at("category") == "garden";
  const auto& matched = requests.at(garden_first ? 0 : 1);
  CHECK(matched.at("helper") == 2);
  CHECK(matched.at("area") == "Old Town");
  CHECK_FALSE(matched.at("door_word").get<std::string>().empty());
  CHECK(matched.at("matched_at").is_string());
  CHECK(requests.at(garden_first ? 1 : 0).at("need") == "some words of hers");
  const auto& mailbox = fay.at("mailboxes").at(0);
  CHECK(mailbox.at("address") == "sim:one");
  CHECK(mailbox.at("stopped_at").is_null());
  CHECK(mailbox.at("last_heard_at").is_string());

  const auto gil = exported(town, {"--member", "2"});
  CHECK(gil.at("members").at(0).at("vetted_by") == "Duty desk");
  CHECK(gil.at("members").at(0).at("vetted_at").is_string());
  const auto ida = exported(town, {"--member", "3"});
  CHECK(ida.at("members").at(0).at("stopped") == nlohmann::json{"sim:five"});
  CHECK(ida.at("mailboxes").at(0).at("stopped_at").is_string());
  CHECK(gil.at("invitations").at(0).at("answered_at").is_string());
  CHECK_FALSE(gil.at("invitations").at(0).at("why").get<std::string>().empty());
  CHECK(gil.at("visits").at(0).at("created_at").is_string());
  CHECK(gil.at("left_out").is_array());

  // Everybody's holds no more than it is for.
  const auto all = run({{"export", "--config", town}});
  CHECK_FALSE(contains(all.out, "\"door_word\""));
  CHECK_FALSE(contains(all.out, "\"need\""));
}

TEST_CASE("an export has every entry of hours") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  REQUIRE(run({{"chat", "--config", town}, "/as two\ndone\n1h20\nkeep\ngive 1\n"}).code == 0);
  const auto all = exported(town);
  CHECK(all.at("pot_minutes") == 60);
  std::int64_t sum = 0;
  for (const auto& entry : all.at("hours")) {
    sum += entry.at("minutes").get<std::int64_t>();
    CHECK(entry.at("typed_by") == "member 2");
    CHECK(entry.at("channel") == "sim");
    CHECK(entry.at("created_at").is_string());
  }
  CHECK(all.at("hours").size() == 4);
  CHECK(sum == 0);
  const auto first = std::find_if(all.at("hours").begin(), all.at("hours").end(),
                                  [](auto& entry) { return entry.at("account") == "member 1"; });
  REQUIRE(first != all.at("hours").end());
  CHECK(first->at("minutes") == -75);
  CHECK(first->at("visit") == all.at("visits").at(0).at("code"));
  const auto fay = exported(town, {"--member", "1"});
  REQUIRE(fay.at("hours").size() == 1);
  CHECK(fay.at("hours").at(0).at("reason") == "helped");
}

TEST_CASE("the hours of who is erased stay, against a former member") {
  const auto database = store::ledger();
  const auto ledger = database->transact([](store::Transaction& tx) {
    for (const auto* name : {"Fay", "Gil"}) {
      store::Member member;
      member.first_name = name;
      store::add_member(tx, member);
    }
    store::Booking booking{1, "helped", {}, {}, "member 2", "sms", from_millis(0), {}};
    booking.entries = {{"member 2", store::Side::gave, 60}, {"member 1", store::Side::had, -60}};
    store::book(tx, booking);
    store::erase(tx, store::erasure_of(tx, 2), from_millis(1));
    return read_ledger(tx, {});
  });
  const auto hours = std::find_if(ledger.tables.begin(), ledger.tables.end(),
                                  [](const Table& table) { return table.name == "hours"; });
  REQUIRE(hours->rows.size() == 2);
  CHECK(hours->rows.at(0).at(0) == Cell{std::string("former member 2")});
  CHECK(hours->rows.at(0).at(1) == Cell{std::int64_t{60}});
  CHECK(hours->rows.at(0).at(3) == Cell{std::string("former member 2")});
  CHECK(hours->rows.at(1).at(0) == Cell{std::string("member 1")});
}

TEST_CASE("a table of everybody's jobs does not say how well a helper must be checked") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  CHECK(contains(run({{"export", "--config", town, "--format", "csv"}}).out,
                 "\r\nrequests\r\ncode,state,category,urgency,member,subject,created_at\r\n"));
  CHECK(contains(run({{"export", "--config", town, "--format", "csv", "--member", "1"}}).out,
                 "\r\nrequests\r\ncode,state,category,urgency,vetting,member,"));
}

TEST_CASE("an export is a table for each kind of thing where that is asked for") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  const auto ran = run({{"export", "--config", town, "--format", "csv"}});
  CHECK(ran.code == 0);
  CHECK(
      ran.out.starts_with("members\r\nnumber,first_name,addresses,vetting,area,language,state,"
                          "joined_at,sector,vetted_by,vetted_at,stopped,last_asked_at,"
                          "vetted_until,most_open\r\n"
                          "1,Fay,sim:one,V0,Old Town,en,active,2026-11-24T10:0"));
  CHECK(contains(ran.out, "\r\n\r\nrequests\r\ncode,state,category,"));
  CHECK(contains(ran.out, "\r\npot_minutes\r\nminutes\r\n0\r\n"));
  CHECK(contains(ran.out, "\"We keep your name, number and area to do this."));
}

TEST_CASE("a partner's export is of its own people, without the check that a helper needs") {
  const Folder folder;
  const auto town = town_in(
      folder, clock_start + with_desk + "partners:\n  - {code: SIP, name: Stevenage together}\n");
  const std::string of_partner = "/as one\nSIP42\nFay\nyes\nSG1 3AA\nyes\n";
  const std::string rest = std::string(story).substr(std::string(story).find("/as two"));
  REQUIRE(run({{"chat", "--config", town}, of_partner + rest}).code == 0);
  const auto all = exported(town, {"--partner", "SIP"});
  REQUIRE(all.at("members").size() == 1);
  CHECK(all.at("members").at(0).at("first_name") == "Fay");
  REQUIRE(all.at("requests").size() == 1);
  CHECK(all.at("requests").at(0).at("member") == 1);
  CHECK_FALSE(all.at("requests").at(0).contains("vetting"));
  REQUIRE(all.at("visits").size() == 1);
  CHECK(all.at("visits").at(0).at("helper") == nullptr);  // the town's own, who is nobody here
  CHECK(all.at("offers").empty());
  CHECK(all.at("invitations").empty());
  CHECK(all.at("incidents").empty());
  CHECK_FALSE(all.contains("coordinator_minutes"));
  for (const auto& message : all.at("messages")) CHECK(message.at("address") == "sim:one");
  for (const auto& consent : all.at("consents")) CHECK(consent.at("member") == 1);
  const auto unknown = run({{"export", "--config", town, "--partner", "XYZ"}});
  CHECK(unknown.code != 0);
  CHECK(contains(unknown.err, "there is no partner organisation XYZ"));
}

TEST_CASE("an export has the columns that its page promises") {
  const auto database = store::ledger();
  const auto ledger_of = [&](std::optional<std::int64_t> member) {
    return database->read([&](store::Transaction& tx) { return read_ledger(tx, {member}); });
  };
  const auto columns_of = [](const Table& table) {
    std::string all;
    for (const auto& column : table.columns) all += column + " ";
    return all;
  };
  const auto everybody = ledger_of(std::nullopt);
  for (const auto& table : everybody.tables) {
    CAPTURE(table.name);
    CHECK(columns_of(table) == promised("- `" + table.name + "`: "));
  }
  for (const auto& table : ledger_of(1).tables) {
    CAPTURE(table.name);
    auto expected = promised("- `" + table.name + "`: ");
    const auto more = promised("- `" + table.name + "` also: ");
    if (more != "no such line") expected += more;
    CHECK(columns_of(table) == expected);
  }
}

TEST_CASE("a cell of a table is quoted where it must be, and is never a formula") {
  Ledger ledger;
  ledger.tables.push_back({"words",
                           {"said", "number"},
                           {{std::string("plain"), std::int64_t{-3}},
                            {std::string("a \"b\", c"), Cell{}},
                            {std::string("two\nlines"), std::vector<std::string>{"x", "y"}},
                            {std::string("=1+1"), std::string("+447400123456")}}});
  CHECK(ledger_csv(ledger) ==
        "words\r\nsaid,number\r\nplain,-3\r\n\"a \"\"b\"\", c\",\r\n\"two\nlines\",x y\r\n"
        "'=1+1,'+447400123456\r\n\r\n");
}

TEST_CASE("an export works while the ledger is in use, and what writes says who holds it") {
  const Folder folder;
  const auto town = town_in(folder, clock_start + with_desk);
  REQUIRE(run({{"chat", "--config", town}, story}).code == 0);
  store::DatabaseOptions options;
  options.url = "sqlite:" + folder.file("kindbank.db");
  const auto key = store::read_key_file(folder.file("var/development.key"));
  REQUIRE(key);
  options.key = *key;
  const auto held = store::Database::open(options);
  REQUIRE(held);

  CHECK(exported(town).at("members").size() == 2);
  CHECK(run({{"member", "list", "--config", town}}).code == 0);
  const auto vet = run({{"member", "vet", "2", "V2", "--by", "Duty desk", "--config", town}});
  CHECK(vet.code == 1);
  CHECK(vet.error_lines() == 1);
  CHECK(contains(vet.err, "2 MET V2"));
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"chat", "--config", town},
           {"member", "join", "--config", town},
           {"coordinator", "add", "--name", "x", "--address", "sim:x", "--config", town}}) {
    const auto ran = run({words, "hello\n"});
    CHECK(ran.code == 1);
    CHECK(ran.error_lines() == 1);
    CHECK(contains(ran.err, "a server seems to be running"));
  }
}
