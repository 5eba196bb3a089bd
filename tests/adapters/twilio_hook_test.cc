#include "adapters/twilio.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Reading read(const std::string& row) {
  return read_payload(make_channel(twilio_settings()), payload("twilio/" + row));
}

Report report_of(const Reading& reading) {
  if (const auto* refused = std::get_if<Refused>(&reading)) FAIL(refused->why);
  const auto& arrived = std::get<Arrived>(reading);
  CHECK(arrived.messages.empty());
  REQUIRE(arrived.reports.size() == 1);
  CHECK(arrived.reports.front().provider_id == "SM0123456789abcdef0123456789abcdef");
  return arrived.reports.front();
}

}  // namespace

TEST_CASE("a WhatsApp message by Twilio comes from a WhatsApp address") {
  TwilioAccount account;
  account.kind = "whatsapp";
  bool replyable = false;
  const auto read = [&](const std::string& written) {
    return read_twilio_address(account, written, replyable);
  };
  CHECK(read("whatsapp:+447400123456") == Address{"whatsapp", "+447400123456"});
  CHECK(replyable);
  CHECK(read("+447400123456") == Address{"whatsapp", "+447400123456"});
  CHECK(read("whatsapp:GB.1234") == Address{"whatsapp", "GB.1234"});
  CHECK(replyable);
  CHECK(twilio_address(account, "GB.1234") == "whatsapp:GB.1234");
  account.kind = "sms";
  CHECK(read("Vodafone").kind == "sms");
  CHECK_FALSE(replyable);
}

TEST_CASE("Twilio is answered with empty TwiML, which texts nobody") {
  const auto arrived = std::get<Arrived>(read("text"));
  CHECK(header(arrived.answer.headers, "Content-Type") == "text/xml");
  CHECK(arrived.answer.body == R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)");
}

TEST_CASE("every way in which Twilio's package signs is let in") {
  for (const auto* row : {"query", "port", "apostrophe", "repeated", "get", "json_body"}) {
    INFO(row);
    CHECK(message_of(read(row)).from == Address{"sms", "+447400123456"});
  }
}

TEST_CASE("a signature holds over a configured port, and without it") {
  const auto request = payload("twilio/text");
  const Channel channel = make_channel(twilio_settings());
  const auto as_called = [&](const std::string& base) {
    return refusal_of(channel.read(request, base + request.target, called_at));
  };
  CHECK(as_called("https://kind.example.org:443") == 200);
  CHECK(as_called("https://kind.example.org:8443") == 200);
  CHECK(as_called("http://kind.example.org") == 403);
  CHECK(as_called("https://kind.example.com") == 403);
  CHECK(as_called("https://kind.example.org/x") == 403);
  CHECK(as_called("") == 403);
}

TEST_CASE("one changed byte is a forgery") {
  const Channel channel = make_channel(twilio_settings());
  auto changed = payload("twilio/text");
  changed.body += "&Extra=1";
  CHECK(refusal_of(read_payload(channel, changed)) == 403);

  auto renumbered = payload("twilio/text");
  const auto digit = renumbered.body.find("From=%2B447400123456") + 19;
  renumbered.body[digit] = '7';
  CHECK(refusal_of(read_payload(channel, renumbered)) == 403);

  auto nonsense = payload("twilio/text");
  nonsense.headers = {{"X-Twilio-Signature", "not base64"}};
  CHECK(refusal_of(read_payload(channel, nonsense)) == 403);

  CHECK(refusal_of(read("json_body_changed")) == 403);
}

TEST_CASE("a signed call about another account is refused") {
  CHECK(refusal_of(read("other_account")) == 403);
}

TEST_CASE("a signed call without a message id is refused") {
  CHECK(refusal_of(read("no_sid")) == 400);
}

TEST_CASE("an empty signature is a missing one, and only GET and POST are calls") {
  auto request = payload("twilio/text");
  request.headers = {{"X-Twilio-Signature", ""}};
  const Channel channel = make_channel(twilio_settings());
  CHECK(refusal_of(read_payload(channel, request)) == 400);
  request.method = "PUT";
  CHECK(refusal_of(read_payload(channel, request)) == 405);
}

TEST_CASE("a sender's name and a short code arrive without a way back") {
  const Inbound name = message_of(read("name_as_sender"));
  CHECK(name.from == Address{"sms", "Vodafone"});
  CHECK_FALSE(name.replyable);
  const Inbound code = message_of(read("short_code"));
  CHECK(code.from == Address{"sms", "60777"});
  CHECK_FALSE(code.replyable);
}

TEST_CASE("delivery reports climb the ladder") {
  CHECK(report_of(read("report_sent")).rung == Rung::sent);
  CHECK(report_of(read("report_delivered")).rung == Rung::delivered);
  const Report unreachable = report_of(read("report_unreachable"));
  CHECK(unreachable.rung == Rung::failed);
  CHECK(unreachable.why == "the phone is switched off or out of reach");
  CHECK_FALSE(unreachable.stopped);
}

TEST_CASE("a report that somebody is opted out says so") {
  const Report report = report_of(read("report_stopped"));
  CHECK(report.rung == Rung::failed);
  CHECK(report.stopped);
}

TEST_CASE("a status that Twilio has added since is acknowledged and climbs nothing") {
  const auto arrived = std::get<Arrived>(read("report_unheard_of"));
  CHECK(arrived.answer.status == 200);
  CHECK(arrived.reports.empty());
  CHECK(arrived.messages.empty());
}
