#include "store/messages.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <sstream>

#include "store/coordinators.h"
#include "store/incidents.h"
#include "store/notices.h"
#include "tests/store/talk.h"
#include "tests/store/town.h"

namespace kindbank::store {
namespace {

InboundMessage inbound(Id id, Id contact, const std::string& provider_id,
                       const std::string& text = "i need help") {
  InboundMessage message;
  message.id = id;
  message.channel = "sms";
  message.provider_id = provider_id;
  message.contact = contact;
  message.text = text;
  message.at = at_minute(1);
  return message;
}

TEST_CASE("one provider id from a hundred threads at once gives one message") {
  const Folder folder;
  Talk talk(folder / "ledger.db");
  const Id contact = talk.contact();
  std::vector<std::future<bool>> copies;
  for (int i = 0; i < 100; ++i)
    copies.push_back(std::async(std::launch::async, [&, i] {
      return talk.database->transact([&](Transaction& tx) {
        return insert_inbound(tx, inbound(1000 + i, contact, "SM1")).has_value();
      });
    }));
  int fresh = 0;
  for (auto& copy : copies) fresh += copy.get() ? 1 : 0;
  CHECK(fresh == 1);
  talk.database->read([&](Transaction& tx) { CHECK(messages(tx).size() == 1); });
}

TEST_CASE("the log tells what was said by whom, in order") {
  Talk talk;
  const Id contact = talk.contact();
  talk.database->transact([&](Transaction& tx) {
    CHECK(insert_inbound(tx, inbound(9000, contact, "SM1")) == 9000);
    CHECK_FALSE(insert_inbound(tx, inbound(9001, contact, "SM1")));
    CHECK(fail_inbound(tx, inbound(8000, contact, "SM2", "and a lift")) == 8000);
    OutboundMessage answer;
    answer.id = 7000;
    answer.channel = "sms";
    answer.contact = contact;
    answer.member = 3;
    answer.message_class = "answer";
    answer.text = "What help do you need?";
    answer.cause = 9000;
    answer.at = at_minute(1);
    insert_outbound(tx, answer);

    const auto log = messages(tx);
    REQUIRE(log.size() == 3);
    CHECK(log[0] == LoggedMessage{9000, "in", "sms", someone.text(), std::nullopt, "heard",
                                  "i need help", "heard", 1, std::nullopt, at_minute(1)});
    CHECK(log[1].state == "failed");
    CHECK(log[2] == LoggedMessage{7000, "out", "sms", someone.text(), 3, "answer",
                                  "What help do you need?", "queued", 1, 9000, at_minute(1)});
    CHECK(messages(tx, 3).size() == 1);
    CHECK(messages_of_contact(tx, contact).size() == 3);
  });
}

TEST_CASE("what somebody said before is known while it is kept, and what they were told last") {
  Talk talk;
  const Id contact = talk.contact();
  const Id other = talk.contact(somebody_else);
  talk.database->transact([&](Transaction& tx) {
    CHECK_FALSE(last_said(tx, contact));
    insert_inbound(tx, inbound(1, contact, "SM1", "yes"));
    CHECK_FALSE(said_before(tx, contact, 1));
    insert_inbound(tx, inbound(2, other, "SM2", "no"));
    insert_inbound(tx, inbound(3, contact, "SM3", "yes please"));
    CHECK(said_before(tx, contact, 3) == "yes");
    redact(tx, 1);
    CHECK_FALSE(said_before(tx, contact, 3));
  });
  talk.say(contact, "what time");
  talk.say(contact, "look", "alert");
  talk.say(other, "what time");
  talk.database->read([&](Transaction& tx) {
    CHECK(last_said(tx, contact)->message_class == "alert");
    CHECK(last_said(tx, other)->message_class == "answer");
  });
}

TEST_CASE("a redacted text is gone while the message stays") {
  Talk talk;
  const Id contact = talk.contact();
  talk.database->transact([&](Transaction& tx) {
    insert_inbound(tx, inbound(1, contact, "SM1", "yes my knees"));
    redact(tx, 1);
    CHECK(messages(tx).at(0).text == std::nullopt);
    CHECK(messages(tx).at(0).state == "heard");
    const auto row = tx.row<std::optional<std::string>>("SELECT text_sealed FROM messages");
    CHECK_FALSE(std::get<0>(*row));
  });
}

TEST_CASE("a sealed text that was touched in the file is refused, not shown") {
  Talk talk;
  const Id contact = talk.contact();
  talk.database->transact([&](Transaction& tx) {
    insert_inbound(tx, inbound(1, contact, "SM1"));
    tx.run("UPDATE messages SET text_sealed = 'A' || substr(text_sealed, 2) || 'A'");
  });
  CHECK_THROWS_AS(talk.database->read([](Transaction& tx) { messages(tx); }), std::runtime_error);
}

TEST_CASE("no word, number or talk of a person stands readable in the files") {
  const Folder folder;
  const auto file = folder / "ledger.db";
  const std::vector<std::string> secrets = {"Wilhelmina",   "447400123456", "bluebell",
                                            "yes my knees", "BLUEBELLTALK", "the hedge",
                                            "+4474001234"};
  const auto readable = [&] {
    std::vector<std::string> found;
    for (const auto* end : {"", "-wal", "-shm", ".lock"})
      for (const auto& secret : secrets)
        if (bytes_of(file + end).find(secret) != std::string::npos) found.push_back(secret + end);
    return found;
  };
  {
    Talk talk(file);
    const Id contact = talk.contact();
    talk.database->transact([&](Transaction& tx) {
      insert_inbound(tx, inbound(1, contact, "SM1", "yes my knees"));
      redact(tx, 1);
      insert_inbound(tx, inbound(2, contact, "SM2", "it is Wilhelmina, the word is bluebell"));
      save_conversation(tx, contact, R"({"answers":["BLUEBELLTALK"]})", at_minute(5));
      Notice notice;
      notice.id = 5;
      notice.cause = "message 2";
      notice.event = "visit.agreed";
      notice.facts = {{"first", "Wilhelmina"}, {"word", "bluebell"}};
      insert_notice(tx, notice);
      set_stopped(tx, someone, at_minute(2));
      const auto member = join(tx, "Wilhelmina", "Old Town");
      insert_request(tx, garden_request(1, "K4T7", member));
      Incident incident;
      incident.id = 1;
      incident.code = "R2D9";
      incident.contact = contact;
      incident.text = "yes my knees";
      insert_incident(tx, incident);
      set_incident_state(tx, 1, "mine", "Wilhelmina");
      set_vetting(tx, member, "V2", "Wilhelmina", at_minute(3));
      add_coordinator(tx, {1, "Wilhelmina", {someone}, {"08:00"}, "always"});
    });
    talk.say(contact, "Wilhelmina can help. Door word bluebell.");
    CHECK(bytes_of(file + "-wal").size() > 4096);
    CHECK(readable() == std::vector<std::string>());
  }
  CHECK(bytes_of(file).size() > 4096);
  CHECK(readable() == std::vector<std::string>());
}

// A column that anybody can read is on this list because it holds our own words, numbers and codes;
// one that holds a person's is to be sealed.
constexpr auto readable_columns = R"(
    alerts.code alerts.state alerts.told bank_state.name bank_state.value bookings.channel bookings.reason bookings.typed_by branch_counts.flow branch_counts.step branch_counts.target
    consents.channel consents.kind consents.translation consents.wording
    contacts.channel contacts.language contacts.partner coordinators.digest coordinators.on_call coordinators.partner dues.kind dues.step dues.subject
    early_reports.channel early_reports.provider_id early_reports.state early_reports.why
    exclusions.reason flow_versions.name flow_versions.source hour_reports.state hours.account hours.side incidents.class incidents.code
    incidents.state invitations.state invitations.why links.code members.area members.language members.partner members.sector
    members.state members.vetting messages.channel messages.class messages.direction
    messages.provider_id messages.state migrations.checksum migrations.name notices.about
    notices.cause notices.class notices.closes notices.event notices.quiet offers.area offers.category
    offers.distance offers.free_when offers.state offers.vetting partners.code partners.name described.described_as preferences.who series.next_at series.state
    outbox.channel outbox.class outbox.lane
    outbox.provider_id outbox.question outbox.state outbox.template outbox.why pieces.channel pieces.provider_id pieces.whole requests.area
    requests.category requests.code requests.state requests.urgency requests.vetting
    requests.waiting_reason requests.wanted spent.code translations.language translations.source
    visit_checks.went visits.agreed_for visits.code visits.state worries.code worries.job worries.kind worries.state)";

TEST_CASE("every column that is not sealed is one that anybody may read", "[sqlite]") {
  auto database = ledger_at("sqlite::memory:");
  std::set<std::string> found;
  database->transact([&](Transaction& tx) {
    for (const auto& [table, column] : tx.rows<std::string, std::string>(
             "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
             "WHERE m.type = 'table' AND c.type = 'TEXT'"))
      if (!column.ends_with("_sealed") && !column.ends_with("_hash") && column != "hash")
        found.insert(table + "." + column);
  });
  std::istringstream list(readable_columns);
  const std::set<std::string> readable{std::istream_iterator<std::string>(list), {}};
  CHECK(found == readable);
}

}  // namespace
}  // namespace kindbank::store
