// What is SMSGate's alone; what every platform has in common stands in arriving_test and
// leaving_test.
#include <nlohmann/json.hpp>

#include "dialog/json.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Channel smsgate(const std::map<std::string, std::string>& more = {}) {
  auto settings = smsgate_settings();
  for (const auto& [key, value] : more) settings.values[key] = value;
  return make_channel(settings);
}

Arrived smsgate_arrived(const std::string& row) {
  const auto reading = read_payload(smsgate(), payload("smsgate/" + row));
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

HttpResponse gateway_answer(int status, const std::string& body = "{}") {
  return {status, {}, body};
}

}  // namespace

TEST_CASE("a text leaves under our own id, asking for a report") {
  const auto request = smsgate().write(part_out("Thank you"), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target == "https://api.sms-gate.app/3rdparty/v1/messages?skipPhoneValidation=true");
  CHECK(header(request.headers, "Authorization") == "Basic dXNlcjphIHBhc3N3b3JkIG9mIG5vIHBob25l");
  CHECK(*read_json(request.body) == nlohmann::json{{"id", "ref-1"},
                                                   {"textMessage", {{"text", "Thank you"}}},
                                                   {"phoneNumbers", {"+447400123456"}},
                                                   {"withDeliveryReport", true}});
  const auto second = smsgate({{"sim_number", "2"}, {"api_base", "http://127.0.0.1:9/api"}})
                          .write(part_out(), called_at);
  CHECK(second.target == "http://127.0.0.1:9/api/messages?skipPhoneValidation=true");
  CHECK(read_json(second.body)->at("simNumber") == 2);
}

TEST_CASE("a call that is five minutes old, or from the future, is refused") {
  for (const auto* row : {"stale", "ahead"})
    CHECK(refusal_of(read_payload(smsgate(), payload(std::string("smsgate/") + row))) == 403);
  const auto text = payload("smsgate/text");
  const auto after = [&](Duration wait) {
    return refusal_of(smsgate().read(text, public_url, called_at + wait));
  };
  CHECK(after(std::chrono::minutes(5)) == 200);
  CHECK(after(std::chrono::seconds(301)) == 403);
  CHECK(after(-std::chrono::minutes(5)) == 200);
  CHECK(after(-std::chrono::seconds(301)) == 403);
}

TEST_CASE("a timestamp that was changed, or is none, is refused") {
  for (const auto* stamp : {"1795168801", "", "now", "-1", "99999999999999999999"}) {
    auto request = payload("smsgate/text");
    for (auto& [name, value] : request.headers)
      if (name == "X-Timestamp") value = stamp;
    CHECK(refusal_of(read_payload(smsgate(), request)) == 403);
  }
}

TEST_CASE("a text that the phone tells again is the same text") {
  for (const auto* row : {"told_again", "told_again_in_summer_time"})
    CHECK(smsgate_arrived(row).messages.at(0).provider_id ==
          smsgate_arrived("text").messages.at(0).provider_id);
}

TEST_CASE("an older app names the sender in another place") {
  CHECK(smsgate_arrived("older_app").messages.at(0).from == Address{"sms", "+447400123456"});
}

TEST_CASE("a picture arrives as one, and stays on the phone") {
  const auto inbound = smsgate_arrived("picture").messages.at(0);
  CHECK(inbound.message.text.empty());
  REQUIRE(inbound.message.attachments.size() == 1);
  CHECK(inbound.from.handle == "+447400123456");
}

TEST_CASE("what is no text is taken and nothing comes of it") {
  const auto ping = smsgate_arrived("ping");
  CHECK(ping.messages.empty());
  CHECK(ping.reports.empty());
  CHECK(ping.answer.status == 200);
}

TEST_CASE("reports carry our own id") {
  const auto rung = [](const std::string& row) {
    const auto arrived = smsgate_arrived(row);
    REQUIRE(arrived.reports.size() == 1);
    CHECK(arrived.reports[0].provider_id == "ref-1");
    return arrived.reports[0].rung;
  };
  CHECK(rung("report_sent") == Rung::sent);
  CHECK(rung("report_delivered") == Rung::delivered);
  CHECK(rung("report_failed") == Rung::failed);
  CHECK(smsgate_arrived("report_failed").reports[0].why.find("credit") != std::string::npos);
}

TEST_CASE("an id that the gateway has already is a text that left") {
  const auto outcome = outcome_at(smsgate());
  CHECK(std::get<Sent>(outcome(gateway_answer(409))).provider_id == "ref-1");
  for (const int status : {401, 403, 404, 503})
    CHECK_FALSE(std::get<Later>(outcome(gateway_answer(status))).why.empty());
}

TEST_CASE("a text of unknown fate is looked up by its id") {
  const auto channel = smsgate();
  CHECK(channel.look_up(part_out(), called_at).target ==
        "https://api.sms-gate.app/3rdparty/v1/messages/ref-1");
  const auto found = [&](const HttpReply& reply) {
    return channel.found(part_out(), reply, [](const std::string&) { return false; });
  };
  CHECK(std::holds_alternative<Later>(found(gateway_answer(404))));
  CHECK(std::get<Sent>(found(gateway_answer(200, R"({"id":"ref-1","state":"Pending"})"))).rung ==
        Rung::sent);
  CHECK(std::get<Sent>(found(gateway_answer(200, R"({"id":"ref-1","state":"Delivered"})"))).rung ==
        Rung::delivered);
  CHECK(std::holds_alternative<Never>(
      found(gateway_answer(200, R"({"id":"ref-1","state":"Failed"})"))));
  for (const HttpReply& reply :
       std::vector<HttpReply>{NoAnswer{}, gateway_answer(500), gateway_answer(200, "[]"),
                              gateway_answer(200, R"({"id":"ref-2","state":"Sent"})")})
    CHECK(std::holds_alternative<Unknown>(found(reply)));
}

TEST_CASE("the phone's settings are looked at") {
  auto settings = smsgate_settings();
  settings.values["sim_number"] = "12";
  CHECK_FALSE(try_channel(settings));
  settings.values["sim_number"] = "1";
  CHECK(try_channel(settings));
  settings.values["signing_key"] = "";
  CHECK_FALSE(try_channel(settings));
}

TEST_CASE("a phone that is named is asked to tell again what it told while we were away") {
  CHECK_FALSE(make_channel(smsgate_settings()).list);
  auto settings = smsgate_settings();
  settings.values["device_id"] = "PyDmBQZZXYmyxMwED8Fzy";
  const auto channel = make_channel(settings);
  CHECK(channel.redelivery == Redelivery::pollable);
  const auto request = channel.list(called_at - std::chrono::minutes(3), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target.ends_with("/inbox/refresh"));
  CHECK(request.body == R"({"deviceId":"PyDmBQZZXYmyxMwED8Fzy","since":"2026-11-20T09:52:00Z",)"
                        R"("until":"2026-11-20T10:00:00Z","webhookDelivery":"Individual"})");
  CHECK(channel.listed(HttpResponse{202, {}, ""}, called_at)->messages.empty());
  CHECK(channel.listed(HttpResponse{403, {}, ""}, called_at).error().message.find("403") !=
        std::string::npos);
  CHECK_FALSE(channel.listed(NoAnswer{}, called_at));
}
