// Editing while people talk: who began in one version of a flow ends in it, whatever is served
// meanwhile.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "bot/drain.h"
#include "bot/kept_flows.h"
#include "bot/live.h"
#include "bot/standing.h"
#include "store/consents.h"
#include "store/flow_versions.h"
#include "tests/bot/contains.h"
#include "tests/bot/edited_town.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

const std::string ada = "+447400000001";
const std::string ben = "+447400000002";
const std::string when = "When would you like it?";

std::shared_ptr<const Library> with_another_when() {
  return edited("ask", "\"When?\"", "\"" + when + "\"");
}

// Turns that take what stands on a shelf, on the ledger of a town.
struct ServedRoom : TownRoom {
  ServedRoom() { serve(served, std::make_shared<const Library>(shipped_library())); }

  void serve(Shelf& shelf, const std::shared_ptr<const Library>& library) {
    shelf.put(keep_flows(*database, *library, now).library);
  }
  void says(Turns& server, const std::string& number, const std::string& words) {
    server.hear(channels.at("sms"), inbound(number, words), now);
  }
  void says(const std::string& number, const std::string& words) {
    says(served_turns, number, words);
  }
  std::string last(const std::string& number) { return said_to(number).back(); }
  std::size_t versions_of(const std::string& flow) {
    const auto all =
        database->read([](store::Transaction& tx) { return store::flow_versions(tx); });
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const auto& version) { return version.name == flow; }));
  }
  void drain() {
    Drain look(*database, served);
    for (int rounds = 0; rounds < 3; ++rounds) look.run(now);
  }

  Shelf served{std::make_shared<const Library>(shipped_library())};
  Turns served_turns{*database, served, channels, nullptr};
};

}  // namespace

TEST_CASE(
    "who is in mid-talk ends in the version they began with, and who comes then begins in the new "
    "one") {
  ServedRoom room;
  room.member(ada, "Ada");
  room.member(ben, "Ben");
  room.says(ada, "ask");
  room.serve(room.served, with_another_when());
  room.says(ada, "shopping");
  CHECK(contains(room.last(ada), "When? 1 Today"));
  room.says(ben, "ask");
  room.says(ben, "shopping");
  CHECK(contains(room.last(ben), when));
  for (const auto* words : {"week", "no", "yes"}) room.says(ada, words);
  CHECK(contains(room.last(ada), "Your job code is"));
}

TEST_CASE("a talk goes on at a server that has not read the version it stands on") {
  ServedRoom room;
  room.coordinator(desk);
  room.member(ada, "Ada");
  Shelf edited_shelf{std::make_shared<const Library>(shipped_library())};
  Turns elsewhere(*room.database, edited_shelf, room.channels, nullptr);
  room.serve(edited_shelf, with_another_when());
  room.says(elsewhere, ada, "ask");
  room.says(ada, "shopping");
  CHECK(contains(room.last(ada), when));
  CHECK(room.said_to(desk).empty());
  const auto hash = with_another_when()->flows.current("ask")->hash;
  CHECK(room.served.take()->flows.version("ask", hash) != nullptr);
  CHECK(room.served.take()->flows.current("ask")->hash != hash);
}

TEST_CASE("a version is kept while somebody stands on it, and dropped after") {
  ServedRoom room;
  room.member(ada, "Ada");
  room.says(ada, "ask");
  room.serve(room.served, with_another_when());
  room.now += std::chrono::hours(5);
  room.drain();
  CHECK(room.versions_of("ask") == 2);
  room.says(ada, "cancel");
  room.now += std::chrono::hours(5);
  room.drain();
  CHECK(room.versions_of("ask") == 1);
}

TEST_CASE("a version is not dropped while another server may begin talks with it") {
  ServedRoom room;
  room.serve(room.served, with_another_when());
  room.now += std::chrono::hours(1);
  room.drain();
  CHECK(room.versions_of("ask") == 2);
}

TEST_CASE("the wording that somebody agreed to is kept") {
  ServedRoom room;
  const auto hash = shipped_library().flows.current("join")->hash;
  const auto member = room.member(ada, "Ada");
  room.database->transact([&](store::Transaction& tx) {
    store::insert_consent(tx, {7, member, "keep_details", "join/" + hash, "", "sms",
                               store::Consent::Given::yes, room.now});
  });
  room.serve(room.served, edited("join", "What is your first name?", "What is your name?"));
  room.now += std::chrono::hours(5);
  room.drain();
  CHECK(room.versions_of("join") == 2);
}

TEST_CASE(
    "a question that the bank closed holds a version only while a late answer is understood") {
  ServedRoom room;
  const auto asked_at = room.now;
  dialog::Conversation talk;
  dialog::Question closed;
  closed.flow = "invite";
  closed.version = "1";
  closed.step = "offer";
  closed.asked_at = asked_at;
  talk.closed = closed;
  CHECK(dialog::standing(std::as_const(talk), asked_at + dialog::late_answer).size() == 1);
  CHECK(
      dialog::standing(std::as_const(talk), asked_at + dialog::late_answer + Duration(1)).empty());
}

TEST_CASE(
    "who stands on a step that is gone hears an apology, a person is told, and the next text is "
    "answered") {
  ServedRoom room;
  room.coordinator(desk);
  room.member(ada, "Ada");
  room.says(ada, "ask");
  const auto event = GENERATE(std::string("shopping"), std::string("back"), std::string("silence"));
  // As after a ledger that was mended by hand: nobody knows that version any more.
  room.database->transact([&](store::Transaction& tx) {
    const auto contact = *store::find_contact(tx, Address{"sms", ada});
    auto talk = *dialog::read_conversation(contact.conversation);
    talk.open->version = "0123456789abcdef0123456789abcdef";
    store::save_conversation(tx, contact.id, dialog::write_conversation(talk), contact.wakes_at);
  });
  if (event == "silence") {
    room.now += std::chrono::hours(25);
    Ticker(*room.database, room.served_turns, room.served, Clock{}).run(room.now);
  } else {
    room.says(ada, event);
  }
  CHECK(contains(room.last(ada), "something went wrong here. We have told a person"));
  REQUIRE(room.said_to(desk).size() == 1);
  CHECK(contains(room.last(desk), "a talk went wrong at ask/what"));
  room.says(ada, "ask");
  CHECK(contains(room.last(ada), "What help do you need?"));
}

TEST_CASE("it is said how many stand on each step that has changed or is gone") {
  ServedRoom room;
  for (const auto& number : {ada, ben, std::string("+447400000003")}) {
    room.member(number, "Ada");
    room.says(number, "ask");
    room.says(number, "shopping");
  }
  room.says(ben, "today");
  const auto live = [&](const Library& library) {
    std::vector<std::string> lines;
    for (const auto& one : check_against_live(*room.database, library, "flows", room.now))
      lines.push_back(one.code + " " + one.message);
    return lines;
  };
  CHECK(live(shipped_library()).empty());
  CHECK(live(*with_another_when()) ==
        std::vector<std::string>{"people-on-changed-step ask/when: 2 people stand here."});
  CHECK(live(*edited("ask", "reason", "why")) ==
        std::vector<std::string>{"people-on-changed-step ask/when: 2 people stand here.",
                                 "people-on-removed-step ask/reason: 1 person stands here."});
}

TEST_CASE("it is said how many stand in a flow that is gone") {
  ServedRoom room;
  room.member(ada, "Ada");
  room.says(ada, "ask");
  auto next = shipped_library();
  dialog::Flows flows;
  for (const auto* flow : next.flows.all())
    if (flow->name != "ask") flows.add(*flow);
  next.flows = std::move(flows);
  const auto findings = check_against_live(*room.database, next, "flows", room.now);
  REQUIRE_FALSE(findings.empty());
  CHECK(findings[0].code == "people-on-removed-flow");
  CHECK(findings[0].message == "ask/what: 1 person stands here.");
  CHECK(findings[0].place == dialog::Place{"flows", 1, 1});
}

TEST_CASE("it is said where an older version leads to a flow that is gone") {
  ServedRoom room;
  room.member(ada, "Ada");
  room.says(ada, "menu");
  auto next = *edited("menu", "What would you like?", "What is it?");
  dialog::Flows flows;
  for (const auto* flow : next.flows.all())
    if (flow->name != "offer") flows.add(*flow);
  next.flows = std::move(flows);
  const auto findings = check_against_live(*room.database, next, "flows", room.now);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].code == "people-on-changed-step");
  CHECK(findings[1].code == "people-led-to-removed-flow");
  CHECK(findings[1].message ==
        "1 person stands on a version of the flow 'menu' that leads to 'offer', which is gone.");
}

TEST_CASE("who stands on a step of the same name is moved, and who cannot be is named and stays") {
  ServedRoom room;
  for (const auto& number : {ada, ben}) {
    room.member(number, "Ada");
    room.says(number, "ask");
    room.says(number, "shopping");
  }
  room.says(ben, "today");
  const auto next = edited("ask", "reason", "why");
  room.serve(room.served, next);
  const auto move = move_all(*room.database, *next, room.now);
  CHECK(say_move(move) ==
        "ask/when: 1 person moved\nask/reason: 1 person stays: there is no step of that name\n");
  const auto hash = next->flows.current("ask")->hash;
  CHECK(people_on(read_standing(*room.database, room.now), hash) == 1);
  for (const auto& number : {ada, ben}) {
    if (number == ada) room.says(number, "today");
    CHECK(contains(room.last(number), "because of your age"));
    room.says(number, "no");
    room.says(number, "yes");
    CHECK(contains(room.last(number), "Your job code is"));
  }
  CHECK(say_move(move_all(*room.database, *next, room.now)) ==
        "nobody stands on an older version\n");
}

TEST_CASE(
    "a version that this program cannot run is refused while people stand on it, and only then") {
  ServedRoom room;
  room.member(ada, "Ada");
  room.says(ada, "ask");
  CHECK(keep_flows(*room.database, shipped_library(), room.now).findings.empty());
  // As another program wrote it.
  auto text = shipped_library().sources.front().text;
  for (const auto& source : shipped_library().sources)
    if (source.name == "ask") text = source.text;
  text.replace(text.find("request.open,"), 13, "request.sing,");
  const std::string hash = "fedcba9876543210fedcba9876543210";
  room.database->transact([&](store::Transaction& tx) {
    store::serve_flow_version(tx, {hash, "ask", text}, room.now);
  });
  CHECK(keep_flows(*room.database, shipped_library(), room.now).findings.empty());
  room.database->transact([&](store::Transaction& tx) {
    const auto contact = *store::find_contact(tx, Address{"sms", ada});
    auto talk = *dialog::read_conversation(contact.conversation);
    talk.open->version = hash;
    store::save_conversation(tx, contact.id, dialog::write_conversation(talk), contact.wakes_at);
  });
  const auto kept = keep_flows(*room.database, shipped_library(), room.now);
  REQUIRE(kept.findings.size() == 1);
  CHECK(kept.findings[0].code == "people-on-unusable-flow");
  CHECK(contains(
      kept.findings[0].message,
      "1 person stands on this version of the flow 'ask', which this program cannot run. In "
      "its step 'place_so': "));
  CHECK(contains(kept.findings[0].message, "request.sing"));
  CHECK(contains(kept.findings[0].hint, "--move-all"));
  CHECK(say_move(move_all(*room.database, shipped_library(), room.now)) ==
        "ask/what: 1 person moved\n");
  CHECK(keep_flows(*room.database, shipped_library(), room.now).findings.empty());
  room.says(ada, "shopping");
  CHECK(contains(room.last(ada), "When?"));
}

TEST_CASE("sets are exchanged while many people talk, and everybody is answered") {
  ServedRoom room;
  constexpr int people = 4;
  constexpr int texts = 25;
  const auto number = [](int person) { return "+44740000010" + std::to_string(person); };
  std::vector<std::vector<adapters::Inbound>> spoken(people);
  for (int person = 0; person < people; ++person) {
    room.member(number(person), "Ada");
    for (int text = 0; text < texts; ++text)
      spoken[static_cast<std::size_t>(person)].push_back(
          room.inbound(number(person), text % 2 == 0 ? "ask" : "cancel"));
  }
  const auto other = keep_flows(*room.database, *with_another_when(), room.now).library;
  const auto first = room.served.take();
  std::atomic<bool> over{false};
  std::thread reloads([&] {
    for (int turn = 0; !over; ++turn) room.served.put(turn % 2 == 0 ? other : first);
  });
  std::vector<std::thread> speakers;
  for (auto& inbounds : spoken)
    speakers.emplace_back([&] {
      for (const auto& one : inbounds)
        room.served_turns.hear(room.channels.at("sms"), one, room.now);
    });
  for (auto& speaker : speakers) speaker.join();
  over = true;
  reloads.join();
  for (int person = 0; person < people; ++person)
    CHECK(room.said_to(number(person)).size() == texts);
}
