// The calls stored in tests/payloads, and the channels that read them.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "adapters/channel.h"
#include "adapters/settings.h"
#include "tests/adapters/rsa_key.h"

namespace kindbank::adapters {

inline const std::string public_url = "https://kind.example.org";

// When the stored calls were made: 20 November 2026, 10:00 UTC.
inline const Time called_at =
    Time{std::chrono::sys_days(std::chrono::year(2026) / 11 / 20)} + std::chrono::hours(10);

// A file is one raw request: the request line, headers, an empty line, the bytes of the body.
inline HttpRequest payload(const std::string& name) {
  std::ifstream file(KINDBANK_SOURCE_DIR "/tests/payloads/" + name + ".http", std::ios::binary);
  INFO(name);
  REQUIRE(file);
  HttpRequest request;
  std::string line;
  std::getline(file, line);
  const auto space = line.find(' ');
  request.method = line.substr(0, space);
  request.target = line.substr(space + 1);
  while (std::getline(file, line) && !line.empty()) {
    const auto colon = line.find(": ");
    request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  std::ostringstream body;
  body << file.rdbuf();
  request.body = body.str();
  return request;
}

inline ChannelSettings twilio_settings() {
  return {"sms",
          "twilio",
          {{"account_sid", "AC0123456789abcdef0123456789abcdef"},
           {"auth_token", "an auth token of no account"},
           {"from", "07400 111222"}},
          public_url};
}

inline ChannelSettings voice_settings() {
  return {"voice",
          "voice",
          {{"account_sid", "AC0123456789abcdef0123456789abcdef"},
           {"auth_token", "an auth token of no account"},
           {"from", "01438 111222"}},
          public_url,
          {{"en",
            {"en-GB", "For {choice} press {key}.", "For a person press 0.",
             "Thank you for calling. Goodbye.", "Please dial 1470 before our number.",
             "What you said is kept."}},
           {"pl",
            {"pl-PL", "{choice}: wcisnij {key}.", "Do osoby: 0.", "Do widzenia.",
             "Prosimy wybrac 1470.", "Zapisalismy to."}},
           {"ur", {"ur-PK", "{key}", "0", "", "", ""}}}};
}

inline ChannelSettings notify_settings() {
  return {"council",
          "notify",
          {{"api_key",
            "kind-bank-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"},
           {"template_id", "f33517ff-2a88-4f6e-b855-c550268ce08a"},
           {"bearer_token", "a bearer token of no service"}},
          public_url};
}

inline ChannelSettings smsgate_settings() {
  return {"phone",
          "smsgate",
          {{"username", "user"},
           {"password", "a password of no phone"},
           {"signing_key", "a signing key of no phone at all"}},
          public_url};
}

inline ChannelSettings telegram_settings() {
  return {"telegram",
          "telegram",
          {{"token", "123456:a-token-of-no-bot"}, {"secret_token", "a_secret_token-of_no_bot"}},
          public_url};
}

inline ChannelSettings kannel_settings() {
  return {"modem",
          "kannel",
          {{"username", "kind"},
           {"password", "a password of no box"},
           {"secret", "a secret of no route at all"}},
          public_url};
}

inline ChannelSettings whatsapp_settings() {
  return {"whatsapp",
          "whatsapp",
          {{"phone_number_id", "1234567890"},
           {"access_token", "an access token of nobody"},
           {"app_secret", "an app secret of no app"},
           {"verify_token", "a verify token"}},
          public_url};
}

inline ChannelSettings vonage_settings() {
  return {"vonage",
          "vonage",
          {{"application_id", "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"},
           {"private_key", rsa_key()},
           {"api_key", "abcd1234"},
           {"signature_secret", "a signature secret of no account"},
           {"from", "07400 111222"}},
          public_url};
}

inline ChannelSettings vonage_sms_settings(const std::string& method = "md5hash") {
  return {"texts",
          "vonage-sms",
          {{"api_key", "abcd1234"},
           {"api_secret", "a secret of no old account"},
           {"signature_secret", "a signature secret of no old account"},
           {"signature_method", method},
           {"from", "07400 111222"}},
          public_url};
}

inline ChannelSettings sim_settings() {
  return {"sim", "sim", {{"api_base", "http://127.0.0.1:8080"}}, ""};
}

inline Result<Channel> try_channel(const ChannelSettings& settings) {
  return open_channel(settings);
}

inline Channel make_channel(const ChannelSettings& settings) {
  auto channel = try_channel(settings);
  REQUIRE(channel);
  return *channel;
}

inline Reading read_payload(const Channel& channel, const HttpRequest& request) {
  return channel.read(request, public_url + request.target, called_at);
}

// A part on its way to the phone of the stored calls.
inline Outgoing part_out(const std::string& text = "hi") {
  Outgoing out;
  out.to = {"sms", "+447400123456"};
  out.message.text = text;
  out.reference = "ref-1";
  out.queued_at = called_at;
  return out;
}

inline std::function<Delivery(const HttpReply&)> outcome_at(const Channel& channel) {
  return [outcome = channel.outcome](const HttpReply& reply) { return outcome(part_out(), reply); };
}

// The one message of a call that is let in.
inline Inbound message_of(const Reading& reading) {
  if (const auto* refused = std::get_if<Refused>(&reading)) FAIL(refused->why);
  const auto& arrived = std::get<Arrived>(reading);
  CHECK(arrived.answer.status == 200);
  CHECK(arrived.reports.empty());
  REQUIRE(arrived.messages.size() == 1);
  return arrived.messages.front();
}

inline int refusal_of(const Reading& reading) {
  const auto* refused = std::get_if<Refused>(&reading);
  return refused == nullptr ? 200 : refused->answer.status;
}

}  // namespace kindbank::adapters
