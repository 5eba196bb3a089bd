// What a provider says of a text that left.
#include <catch2/catch.hpp>

#include "store/dues.h"
#include "store/outbox.h"
#include "store/overview.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

// Whose provider has taken a text of one part as "SM1".
struct Sent : Talk {
  Sent() { sent(take(0).at(0), "SM1"); }
  const Id message = say(contact(), "hello");
};

std::int64_t rows_in(Talk& talk, const std::string& rows) {
  return talk.database->read([&](Transaction& tx) {
    return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM " + rows));
  });
}

TEST_CASE("a report that the person is stopped is heard whenever it comes, and once") {
  Talk talk;
  const Id contact = talk.contact();
  const Id message = talk.say(contact, "first");
  const Id next = talk.say(contact, "second");
  const auto part = talk.take(0).at(0);
  const auto report_stopped = [&] {
    return talk.database->transact([](Transaction& tx) {
      return climb(
          tx, {"sms", "SM1", "failed", "21610", at_minute(2), DeliveryReport::Person::stopped});
    });
  };
  const auto stopped = [&] {
    return talk.database->read([](Transaction& tx) { return is_stopped(tx, someone); });
  };
  SECTION("before the send was settled") {
    CHECK(report_stopped() == Climbed::early);
    CHECK_FALSE(stopped());
    talk.sent(part, "SM1");
  }
  SECTION("afterwards") {
    talk.sent(part, "SM1");
    CHECK(report_stopped() == Climbed::stepped);
  }
  CHECK(stopped());
  CHECK(talk.state_of(message) == "failed");
  CHECK(talk.state_of(next) == "expired");
  talk.database->transact([&](Transaction& tx) {
    const auto dues = claim_dues(tx, {at_minute(3), 900}, 10);
    REQUIRE(dues.size() == 1);
    CHECK(dues.front().kind == "stopped");
    CHECK(dues.front().subject == std::to_string(contact));
    clear_stopped(tx, someone);
  });
  CHECK(report_stopped() == Climbed::stayed);
  CHECK_FALSE(stopped());
}

TEST_CASE("the ladder is climbed and never stepped down") {
  Sent talk;
  CHECK(talk.report("SM1", "sent") == Climbed::stayed);
  CHECK(talk.report("SM1", "delivered") == Climbed::stepped);
  CHECK(talk.report("SM1", "delivered") == Climbed::stayed);
  CHECK(talk.report("SM1", "sent") == Climbed::stayed);
  CHECK(talk.report("SM1", "failed") == Climbed::stayed);
  CHECK(talk.state_of(talk.message) == "delivered");
  CHECK(talk.report("SM1", "read") == Climbed::stepped);
  CHECK(talk.report("SM1", "failed") == Climbed::stayed);
  CHECK(talk.state_of(talk.message) == "read");
}

TEST_CASE("a failed part stays failed") {
  Sent talk;
  CHECK(talk.report("SM1", "failed") == Climbed::stepped);
  CHECK(talk.report("SM1", "delivered") == Climbed::stayed);
  CHECK(talk.state_of(talk.message) == "failed");
}

TEST_CASE("a report that comes before our own settling is not lost") {
  Talk talk;
  const Id message = talk.say(talk.contact(), "hello");
  const auto part = talk.take(0).at(0);
  CHECK(talk.report("SM1", "delivered") == Climbed::early);
  CHECK(talk.report("SM1", "sent") == Climbed::early);
  CHECK(talk.report("SM1", "sent") == Climbed::early);
  talk.sent(part, "SM1");
  CHECK(talk.state_of(message) == "delivered");
  CHECK(talk.report("SM1", "read") == Climbed::stepped);

  CHECK(talk.report("never-ours", "delivered") == Climbed::early);
  talk.database->transact([](Transaction& tx) { forget_early_reports(tx, at_minute(60)); });
  CHECK(rows_in(talk, "early_reports") == 0);
}

TEST_CASE(
    "a message is what the worst of its parts is, and forgets its words when they have left") {
  Talk talk;
  const Id message = talk.say(talk.contact(), "long", "answer", 2);
  talk.sent(talk.take(0).at(0), "SM1");
  CHECK(talk.state_of(message) == "queued");
  talk.sent(talk.take(0).at(0), "SM2");
  CHECK(talk.state_of(message) == "sent");
  talk.report("SM1", "delivered");
  CHECK(talk.state_of(message) == "sent");
  talk.report("SM2", "failed");
  CHECK(talk.state_of(message) == "failed");
  CHECK(rows_in(talk, "outbox WHERE text_sealed IS NOT NULL") == 0);
}

TEST_CASE("an id that a provider gives twice does not stop the sender") {
  Talk talk;
  const Id first = talk.say(talk.contact(), "one");
  const Id second = talk.say(talk.contact(somebody_else), "two");
  const auto parts = talk.take(0);
  talk.sent(parts.at(0), "SM1");
  talk.sent(parts.at(1), "SM1");
  CHECK(talk.state_of(first) == "sent");
  CHECK(talk.state_of(second) == "sent");
  talk.sent(parts.at(1), "SM9");  // settled twice: the first word counts
  CHECK(talk.part_of(second).provider_id.empty());
}

TEST_CASE(
    "strangers whose last text failed are counted, whoever was reached or heard since is not") {
  Sent talk;
  const auto unreached = [&](int since = 0) {
    return talk.database->read(
        [&](Transaction& tx) { return count_strangers_unreached(tx, at_minute(since)); });
  };
  CHECK(unreached() == 0);
  talk.report("SM1", "failed");
  CHECK(unreached() == 1);
  talk.say(talk.contact(somebody_else), "digest", "digest");
  talk.sent(talk.take(0).at(0), "SM2");
  talk.report("SM2", "failed");
  CHECK(unreached() == 1);
  CHECK(unreached(1) == 0);
}

}  // namespace
}  // namespace kindbank::store
