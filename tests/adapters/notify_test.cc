// What is Notify's alone; what every platform has in common stands in arriving_test and
// leaving_test.
#include <nlohmann/json.hpp>

#include "adapters/jwt.h"
#include "adapters/message_template.h"
#include "dialog/json.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

const std::string secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
const std::string received = "https://api.notifications.service.gov.uk/v2/received-text-messages";

Channel notify(const std::map<std::string, std::string>& more = {}) {
  auto settings = notify_settings();
  for (const auto& [key, value] : more) settings.values[key] = value;
  return make_channel(settings);
}

std::string complaint_of(const std::map<std::string, std::string>& more) {
  auto settings = notify_settings();
  for (const auto& [key, value] : more) settings.values[key] = value;
  const auto channel = try_channel(settings);
  return channel ? "" : channel.error().message;
}

Report report_of(const std::string& row) {
  const auto reading = read_payload(notify(), payload("notify/" + row));
  REQUIRE(std::holds_alternative<Arrived>(reading));
  const auto& arrived = std::get<Arrived>(reading);
  CHECK(arrived.messages.empty());
  REQUIRE(arrived.reports.size() == 1);
  return arrived.reports.front();
}

const auto nothing_taken = [](const std::string&) { return false; };

HttpResponse entries(const std::string& list) {
  return {200, {}, R"({"notifications":)" + list + R"(,"links":{}})"};
}

HttpResponse texts(const std::string& list) {
  return {200, {}, R"({"received_text_messages":)" + list + R"(,"links":{}})"};
}

}  // namespace

TEST_CASE("a text leaves by the template, with a token of that moment") {
  const auto request = notify().write(part_out("Thank you \u00a35"), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target == "https://api.notifications.service.gov.uk/v2/notifications/sms");
  const auto body = read_json(request.body);
  REQUIRE(body);
  CHECK(*body == nlohmann::json{{"phone_number", "+447400123456"},
                                {"template_id", "f33517ff-2a88-4f6e-b855-c550268ce08a"},
                                {"personalisation", {{"message", "Thank you \u00a35"}}},
                                {"reference", "ref-1"}});
  const auto authorization = header(request.headers, "Authorization").value_or("");
  const auto token = bearer_of(authorization);
  REQUIRE(token);
  const auto claims = claims_of_hs256(*token, secret);
  REQUIRE(claims);
  CHECK(*read_json(*claims) ==
        nlohmann::json{{"iss", "26785a09-ab16-4eb0-8407-a37497a57506"}, {"iat", 1795168800}});
}

TEST_CASE("a class of texts, and a language, may have a template of its own") {
  auto settings = notify_settings();
  const std::string general = "f33517ff-2a88-4f6e-b855-c550268ce08a";
  const std::string invitation = "00000000-2a88-4f6e-b855-c550268ce08a";
  const std::string polish = "11111111-2a88-4f6e-b855-c550268ce08a";
  settings.values["template_id"] = general + " invitation:" + invitation + " pl:" + polish;
  const auto channel = make_channel(settings);
  const auto used = [&](const std::string& message_class, const std::string& language) {
    auto out = part_out("hello");
    out.message_class = message_class;
    out.language = language;
    return read_json(channel.write(out, called_at).body)->at("template_id").get<std::string>();
  };
  CHECK(used("answer", "") == general);
  CHECK(used("invitation", "en") == invitation);
  CHECK(used("answer", "pl") == polish);
  CHECK(channel.probes("", called_at).size() == 4);
  settings.values["template_id"] = general + " late:" + invitation + "/2";
  auto late = part_out("Ann comes at two");
  late.message_template = "late";
  late.slots = {"Ann", "two"};
  const auto filled = *read_json(make_channel(settings).write(late, called_at).body);
  CHECK(filled.at("template_id") == invitation);
  CHECK(filled.at("personalisation") == nlohmann::json{{"1", "Ann"}, {"2", "two"}});
  CHECK(make_channel(settings).limits.variables == std::map<std::string, std::size_t>{{"late", 2}});
  settings.values["template_id"] = general + "/1";
  CHECK_FALSE(try_channel(settings));
  settings.values["template_id"] = "invitation:" + invitation;
  CHECK_FALSE(try_channel(settings));
}

TEST_CASE("no template for all texts is needed where every class has its own") {
  auto settings = notify_settings();
  const std::string invitation = "00000000-2a88-4f6e-b855-c550268ce08a";
  const std::string polish = "11111111-2a88-4f6e-b855-c550268ce08a";
  const std::string other = "f33517ff-2a88-4f6e-b855-c550268ce08a";
  settings.values["template_id"] = "invitation:" + invitation + " invitation.pl:" + polish;
  for (const auto* one : {"answer", "alert", "confirmation", "crisis", "digest", "news"}) {
    CHECK_FALSE(try_channel(settings));
    settings.values["template_id"] += std::string(" ") + one + ":" + other;
  }
  const auto channel = make_channel(settings);
  const auto used = [&](std::string_view message_class, const std::string& language) {
    auto out = part_out("hello");
    out.message_class = message_class;
    out.language = language;
    return read_json(channel.write(out, called_at).body)->at("template_id").get<std::string>();
  };
  for (const auto one : message_classes)
    CHECK(used(one, "ro") == (one == "invitation" ? invitation : other));
  CHECK(used("invitation", "pl") == polish);
  const auto probes = channel.probes("", called_at);
  REQUIRE(probes.size() == 9);
  CHECK(probes[2].about == "the template of invitation.pl takes our texts");
}

TEST_CASE("the template's placeholder, a sender and another address are as the settings say") {
  const auto request = notify({{"placeholder", "text"},
                               {"sms_sender_id", "8e222534-7f05-4972-86e3-17c5d9f894e2"},
                               {"api_base", "http://127.0.0.1:1234/"}})
                           .write(part_out("Thank you \u00a35"), called_at);
  CHECK(request.target == "http://127.0.0.1:1234/v2/notifications/sms");
  const auto body = read_json(request.body);
  REQUIRE(body);
  CHECK(body->at("personalisation") == nlohmann::json{{"text", "Thank you \u00a35"}});
  CHECK(body->at("sms_sender_id") == "8e222534-7f05-4972-86e3-17c5d9f894e2");
}

TEST_CASE("the words of the template's own leave less room for ours in Notify's 918 characters") {
  CHECK(notify().limits.segments == 6);
  CHECK(notify({{"fixed_characters", "1"}}).limits.segments == 5);
  CHECK(notify({{"fixed_characters", "153"}}).limits.segments == 5);
  CHECK(notify({{"fixed_characters", "765"}}).limits.segments == 1);
  for (const auto* wrong : {"766", "-1", "ten", "10 "})
    CHECK(complaint_of({{"fixed_characters", wrong}}).find("0 to 765") != std::string::npos);
}

TEST_CASE("what Notify gives to copy is looked at before anything is sent") {
  CHECK(complaint_of({}).empty());
  CHECK(complaint_of({{"api_key", "short"}}).find("api_key") != std::string::npos);
  CHECK(complaint_of({{"api_key", std::string(80, 'x')}}).find("api_key") != std::string::npos);
  CHECK(complaint_of({{"template_id", "hello"}}).find("template_id") != std::string::npos);
  CHECK(complaint_of({{"sms_sender_id", "Kindness"}}).find("sms_sender_id") != std::string::npos);
  CHECK(complaint_of({{"bearer_token", "short"}}).find("10 characters") != std::string::npos);
  CHECK(complaint_of({{"lookback", "long"}}).find("lookback") != std::string::npos);
  CHECK(complaint_of({{"template_id", ""}}) == "channel council: template_id is missing");
}

TEST_CASE("receipts climb the ladder, and say why where they end it") {
  const auto delivered = report_of("report_delivered");
  CHECK(delivered.provider_id == "740e5834-3a29-46b4-9a6f-16142fde533a");
  CHECK(delivered.rung == Rung::delivered);
  CHECK(report_of("report_abroad").rung == Rung::sent);
  CHECK(report_of("report_unreachable").rung == Rung::failed);
  CHECK(report_of("report_unreachable").why.find("out of reach") != std::string::npos);
  CHECK(report_of("report_gone").why.find("does not exist") != std::string::npos);
  CHECK_FALSE(report_of("report_gone").stopped);
  CHECK(report_of("report_gone").again == Report::Again::no);
  CHECK(report_of("report_technical").rung == Rung::failed);
  CHECK(report_of("report_technical").again == Report::Again::later);
  const auto unheard = read_payload(notify(), payload("notify/report_unheard_of"));
  CHECK(std::get<Arrived>(unheard).reports.empty());
}

TEST_CASE("texts and receipts may have a token each, and each opens its own door alone") {
  const auto channel = notify({{"receipt_token", "another token for receipts"}});
  CHECK(refusal_of(read_payload(channel, payload("notify/text"))) == 200);
  CHECK(refusal_of(read_payload(channel, payload("notify/report_delivered"))) == 403);
  auto text = payload("notify/text");
  auto receipt = payload("notify/report_delivered");
  for (auto* request : {&text, &receipt})
    for (auto& [name, value] : request->headers)
      if (name == "Authorization") value = "Bearer another token for receipts";
  CHECK(refusal_of(read_payload(channel, text)) == 403);
  CHECK(refusal_of(read_payload(channel, receipt)) == 200);
}

TEST_CASE("a name or a short code sends, and gets no answer") {
  for (const auto* row : {"name_as_sender", "short_code"})
    CHECK_FALSE(
        message_of(read_payload(notify(), payload(std::string("notify/") + row))).replyable);
}

TEST_CASE("a call that is no text and no receipt is refused") {
  for (const auto* row : {"no_id", "neither"})
    CHECK(refusal_of(read_payload(notify(), payload(std::string("notify/") + row))) == 400);
  auto by_get = payload("notify/text");
  by_get.method = "GET";
  CHECK(refusal_of(read_payload(notify(), by_get)) == 405);
}

TEST_CASE("each of Notify's refusals has its outcome") {
  const auto outcome = outcome_at(notify());
  const auto error = [](const std::string& kind) {
    return R"({"status_code":0,"errors":[{"error":")" + kind + R"(","message":"x"}]})";
  };
  CHECK(std::get<Later>(outcome(HttpResponse{429, {}, error("TooManyRequestsError")})).after ==
        std::chrono::hours(1));
  CHECK_FALSE(std::get<Later>(outcome(HttpResponse{429, {}, error("RateLimitError")})).after);
  for (const int status : {401, 403})
    CHECK(
        std::get<Later>(outcome(HttpResponse{status, {}, error("AuthError")})).why.find("clock") !=
        std::string::npos);
  CHECK(std::get<Later>(outcome(HttpResponse{404, {}, error("Not found")})).why.find("api_base") !=
        std::string::npos);
  CHECK(std::holds_alternative<Later>(outcome(HttpResponse{301, {}, ""})));
}

TEST_CASE("a text of unknown fate is looked up by our reference") {
  const auto channel = notify();
  CHECK(channel.look_up(part_out("Thank you \u00a35"), called_at).target ==
        "https://api.notifications.service.gov.uk/v2/notifications?reference=ref-1");
  const auto found = [&](const HttpReply& reply) {
    return channel.found(part_out("Thank you \u00a35"), reply, nothing_taken);
  };
  CHECK(std::holds_alternative<Later>(found(entries("[]"))));
  CHECK(std::holds_alternative<Later>(
      found(entries(R"([{"id":"n1","reference":"ref-2","status":"sending"}])"))));
  const auto sent =
      std::get<Sent>(found(entries(R"([{"id":"n1","reference":"ref-1","status":"sending"}])")));
  CHECK(sent.provider_id == "n1");
  CHECK(sent.rung == Rung::sent);
  CHECK(std::get<Sent>(found(entries(R"([{"id":"n1","reference":"ref-1","status":"delivered"}])")))
            .rung == Rung::delivered);
  CHECK_FALSE(
      std::get<Never>(
          found(entries(R"([{"id":"n1","reference":"ref-1","status":"technical-failure"}])")))
          .why.empty());
  CHECK(std::holds_alternative<Later>(
      channel.found(part_out("Thank you \u00a35"),
                    entries(R"([{"id":"n1","reference":"ref-1","status":"sending"}])"),
                    [](const std::string&) { return true; })));
  for (const HttpReply& reply :
       std::vector<HttpReply>{NoAnswer{}, HttpResponse{500, {}, ""}, HttpResponse{200, {}, "{}"},
                              entries("{}"), entries("[1]")})
    CHECK(std::holds_alternative<Unknown>(found(reply)));
}

TEST_CASE("missed texts are read from the list, page by page, back to when we last looked") {
  const auto channel = notify();
  CHECK(channel.redelivery == Redelivery::pollable);
  CHECK(channel.list(called_at, called_at).target == received);
  const std::string newest = R"({"id":"r2","user_number":"447400123456","content":"HELP a\u0000b",)"
                             R"("created_at":"2026-11-20T09:59:00.000000Z"})";
  const std::string older = R"({"id":"r1","user_number":"60777","content":"advert",)"
                            R"("created_at":"2026-11-20T08:59:59.000000Z"})";
  const auto whole = channel.listed(texts("[" + newest + "]"), called_at);
  REQUIRE(whole);
  REQUIRE(whole->messages.size() == 1);
  CHECK(whole->messages[0].from == Address{"sms", "+447400123456"});
  CHECK(whole->messages[0].provider_id == "r2");
  CHECK(whole->messages[0].message.text == "HELP a\uFFFDb");
  CHECK(whole->next == "?older_than=r2");
  CHECK(channel.list_more(whole->next, called_at).target == received + "?older_than=r2");

  const auto beside_bad = channel.listed(texts("[7,null," + newest + "]"), called_at);
  REQUIRE(beside_bad);
  REQUIRE(beside_bad->messages.size() == 1);
  CHECK(beside_bad->messages[0].provider_id == "r2");

  const auto last = channel.listed(texts("[" + newest + "," + older + "]"), called_at);
  REQUIRE(last);
  CHECK(last->messages.size() == 1);  // the older one came more than an hour before
  CHECK(last->next.empty());
  CHECK(notify({{"lookback", "2h"}}).listed(texts("[" + older + "]"), called_at)->messages.size() ==
        1);
  CHECK(channel.listed(texts("[]"), called_at)->next.empty());
  for (const HttpReply& reply : std::vector<HttpReply>{NoAnswer{}, HttpResponse{503, {}, ""},
                                                       HttpResponse{200, {}, "[]"}, texts("{}")})
    CHECK_FALSE(channel.listed(reply, called_at));
}

TEST_CASE("Notify makes a question mark of what GSM-7 has not, so such letters are not sent") {
  CHECK(notify().limits.letters == Limits::Letters::gsm7);
}
