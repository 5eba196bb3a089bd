// The calls stored in tests/payloads, and the channels that read them.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "adapters/channel.h"

namespace kindbank::adapters {

inline const std::string public_url = "https://kind.example.org";

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

inline ChannelSettings sim_settings() {
  return {"sim", "sim", {{"api_base", "http://127.0.0.1:8080"}}, ""};
}

inline Channel make_channel(const ChannelSettings& settings) {
  for (const Adapter& adapter : adapters()) {
    if (adapter.name != settings.adapter) continue;
    auto channel = adapter.make(settings);
    REQUIRE(channel);
    return *channel;
  }
  FAIL("no such adapter: " << settings.adapter);
  return {};
}

inline Reading read_payload(const Channel& channel, const HttpRequest& request) {
  return channel.read(request, public_url + request.target);
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
