// What is alone that of Vonage's SMS API; what every platform has in common stands in
// arriving_test and leaving_test.
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Reading read_row(const std::string& row, const std::string& method = "md5hash") {
  return read_payload(make_channel(vonage_sms_settings(method)), payload("vonage-sms/" + row));
}

Arrived arrived_at(const std::string& row) {
  const auto reading = read_row(row);
  INFO(row);
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

Fields sent_form(const std::string& text) {
  const auto request = make_channel(vonage_sms_settings()).write(part_out(text), called_at);
  CHECK(request.target == "https://rest.nexmo.com/sms/json");
  return read_form(request.body).value();
}

Delivery told(const std::string& messages) {
  return outcome_at(make_channel(vonage_sms_settings()))(
      HttpResponse{200, {}, R"({"message-count":"1","messages":[)" + messages + "]}"});
}

std::string status(int number, const std::string& text = "") {
  return R"({"status":")" + std::to_string(number) + R"(","error-text":")" + text + R"("})";
}

}  // namespace

TEST_CASE("each way to call and to sign opens, and no other") {
  for (const auto* row : {"get", "json"})
    CHECK(message_of(read_row(row)).message.text == "D\u0175r & ladder = \u00a35? \U0001F600");
  for (const auto* method : {"md5", "sha1", "sha256", "sha512"}) {
    CHECK(message_of(read_row(method, method)).provider_id == "0A0000000123ABCD1");
    CHECK(refusal_of(read_row(method)) == 403);
    CHECK(refusal_of(read_row("text", method)) == 403);
  }
  CHECK(refusal_of(read_row("json_malformed")) == 400);
  CHECK_FALSE(try_channel(vonage_sms_settings("rot13")));
}

TEST_CASE(
    "a call of another account or time is refused, and one that is repeated for a day is not") {
  for (const auto* row : {"other_account", "stale", "ahead"}) {
    INFO(row);
    CHECK(refusal_of(read_row(row)) == 403);
  }
  CHECK(message_of(read_row("again_next_day")).provider_id == "0A0000000123ABCD1");
  CHECK(refusal_of(read_row("no_id")) == 400);
}

TEST_CASE("an empty call, by which Vonage tries the address, is answered and brings nothing") {
  const auto probe = arrived_at("probe");
  CHECK(probe.answer.status == 200);
  CHECK(probe.messages.empty());
  CHECK(probe.reports.empty());
}

TEST_CASE("a long text comes in pieces that name their text and their place") {
  const auto first = message_of(read_row("piece_1"));
  CHECK(first.provider_id == "0A0000000123ABCD1");
  CHECK(first.piece == Piece{"71", 1, 2});
  CHECK(message_of(read_row("piece_2")).piece == Piece{"71", 2, 2});
  CHECK_FALSE(message_of(read_row("piece_of_nothing")).piece);
  CHECK_FALSE(message_of(read_row("text")).piece);
}

TEST_CASE("what is no text arrives empty, and a name as a sender gets no answer") {
  CHECK(message_of(read_row("binary")).message.text.empty());
  CHECK_FALSE(message_of(read_row("name_as_sender")).replyable);
}

TEST_CASE("the SMS API's reports climb the ladder under our reference") {
  const auto report = [](const std::string& row) {
    const auto arrived = arrived_at(row);
    REQUIRE(arrived.reports.size() == 1);
    CHECK(arrived.reports[0].provider_id == "ref-1");
    return arrived.reports[0];
  };
  CHECK(report("report_accepted").rung == Rung::sent);
  CHECK(report("report_delivered").rung == Rung::delivered);
  CHECK(report("report_expired").rung == Rung::failed);
  CHECK(report("report_expired").why == "the phone is off or out of reach");
  CHECK(report("report_rejected").why == "Vonage gives error 11");
  CHECK(arrived_at("report_unheard_of").reports.empty());
}

TEST_CASE("a text leaves as a form, in the letters that it needs") {
  const auto form = sent_form("Thank you");
  CHECK(field(form, "api_key") == "abcd1234");
  CHECK(field(form, "from") == "447400111222");
  CHECK(field(form, "to") == "447400123456");
  CHECK(field(form, "type") == "text");
  CHECK(field(form, "text") == "Thank you");
  CHECK(field(form, "client-ref") == "ref-1");
  CHECK(field(form, "callback") == "https://kind.example.org/hooks/texts/status");
  CHECK(field(sent_form("D\u0175r"), "type") == "unicode");
}

TEST_CASE("an answer of 200 is believed no further than each segment's status") {
  const std::string good = R"({"message-id":"0A1","status":"0"})";
  CHECK(std::get<Sent>(told(good + "," + good)).provider_id == "ref-1");
  CHECK(std::get<Never>(told(good + "," + status(6))).why == "Vonage took only a part of the text");
  CHECK(std::get<Later>(told(status(1, "please wait [ 250 ] and retry"))).after ==
        std::chrono::milliseconds(250));
  CHECK_FALSE(std::get<Later>(told(status(1, "please wait [ soon ]"))).after);
  for (const int later : {4, 5, 8, 9, 14, 32, 33})
    CHECK_FALSE(std::get<Later>(told(status(later))).why.empty());
  CHECK(std::get<Never>(told(status(7))).stopped);
  for (const int never : {2, 3, 6, 12, 15, 29, 99})
    CHECK_FALSE(std::get<Never>(told(status(never))).stopped);
  CHECK(std::holds_alternative<Unknown>(told("")));
  CHECK(std::holds_alternative<Unknown>(told("{}")));
  CHECK(std::holds_alternative<Unknown>(told("7")));
}
