// What is Vonage's alone; what every platform has in common stands in arriving_test and
// leaving_test.
#include <nlohmann/json.hpp>

#include "adapters/jwt.h"
#include "adapters/signature.h"
#include "dialog/json.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Channel vonage() { return make_channel(vonage_settings()); }

Arrived vonage_arrived(const std::string& row) {
  const auto reading = read_payload(vonage(), payload("vonage/" + row));
  INFO(row);
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

}  // namespace

TEST_CASE("a text leaves with a token of the application's key") {
  const auto request = vonage().write(part_out("Thank you"), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target == "https://api.nexmo.com/v1/messages");
  CHECK(*read_json(request.body) ==
        nlohmann::json::parse(R"({"message_type":"text","channel":"sms","from":"447400111222",
          "to":"447400123456","text":"Thank you","client_ref":"ref-1"})"));
  const auto authorization = header(request.headers, "Authorization").value_or("");
  const auto token = std::string(bearer_of(authorization).value_or(""));
  const auto first = token.find('.');
  const auto claims = read_json(
      base64url_decode(token.substr(first + 1, token.rfind('.') - first - 1)).value_or(""));
  REQUIRE(claims);
  CHECK(claims->at("application_id") == "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab");
  CHECK(claims->at("iat") == 1795168800);
  CHECK(claims->at("exp") == 1795168800 + 900);
  CHECK(jwt_rs256(write_json(*claims), rsa_key()) == token);
  const auto later = vonage().write(part_out("Thank you"), called_at + std::chrono::seconds(1));
  CHECK(header(later.headers, "Authorization") != authorization);
}

TEST_CASE("a token of another algorithm, account, issuer, body or time opens nothing") {
  for (const auto* row : {"unsigned", "other_algorithm", "other_body", "other_account",
                          "other_issuer", "stale", "ahead"}) {
    INFO(row);
    CHECK(refusal_of(read_payload(vonage(), payload(std::string("vonage/") + row))) == 403);
  }
  auto changed = payload("vonage/text");
  changed.body.back() = ' ';
  CHECK(refusal_of(read_payload(vonage(), changed)) == 403);
}

TEST_CASE("the older form of a call is read, too") {
  const auto inbound = vonage_arrived("older_form").messages.at(0);
  CHECK(inbound.from == Address{"sms", "+447400123456"});
  CHECK(inbound.message.text == "Need a ladder");
}

TEST_CASE("a picture arrives by its address, and a name gets no answer") {
  CHECK(vonage_arrived("picture").messages.at(0).message.attachments ==
        std::vector<Attachment>{{"https://api.nexmo.com/i/1", "image"}});
  CHECK_FALSE(vonage_arrived("name_as_sender").messages.at(0).replyable);
  CHECK(refusal_of(read_payload(vonage(), payload("vonage/no_id"))) == 400);
}

TEST_CASE("Vonage's reports climb the ladder") {
  const auto report = [](const std::string& row) {
    const auto arrived = vonage_arrived(row);
    REQUIRE(arrived.reports.size() == 1);
    return arrived.reports[0];
  };
  CHECK(report("report_submitted").rung == Rung::sent);
  CHECK(report("report_delivered").rung == Rung::delivered);
  CHECK(report("report_undeliverable").rung == Rung::failed);
  CHECK(report("report_undeliverable").why.find("sent already") != std::string::npos);
  CHECK(report("report_older_error").why == "the network does not know this number");
  CHECK(report("report_stopped").stopped);
  CHECK(report("report_stopped").again == Report::Again::no);
  CHECK(report("report_too_fast").again == Report::Again::later);
  CHECK(vonage_arrived("report_unheard_of").reports.empty());
}

TEST_CASE("each of Vonage's refusals has its outcome") {
  const auto outcome = outcome_at(vonage());
  CHECK(std::get<Later>(outcome(HttpResponse{402, {}, "{}"})).why.find("credit") !=
        std::string::npos);
  for (const int status : {401, 403, 404})
    CHECK_FALSE(std::get<Later>(outcome(HttpResponse{status, {}, "{}"})).why.empty());
  CHECK(std::holds_alternative<Never>(outcome(HttpResponse{422, {}, "{}"})));
}

TEST_CASE("a key that is none is refused before it is used") {
  auto settings = vonage_settings();
  settings.values["private_key"] = "-----BEGIN PRIVATE KEY-----";
  const auto channel = try_channel(settings);
  REQUIRE_FALSE(channel);
  CHECK(channel.error().message.find("private_key") != std::string::npos);
}
