#include <nlohmann/json.hpp>

#include "dialog/json.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Reading say(const std::string& body, Headers headers = {{"Content-Type", "application/json"}}) {
  return make_channel(sim_settings())
      .read({"POST", "/hooks/sim", std::move(headers), body}, "", called_at);
}

}  // namespace

TEST_CASE("the simulator takes no request that came through a proxy") {
  const std::string body = R"({"id":"1","from":"+447700900001","text":"hi"})";
  for (const auto* name : {"X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "Forwarded",
                           "Via", "via", "X-Real-IP", "x-real-ip"}) {
    CHECK(refusal_of(say(body, {{"Content-Type", "application/json"}, {name, ""}})) == 403);
  }
}

TEST_CASE("the simulator takes only what another site's page cannot send") {
  const std::string body = R"({"id":"1","from":"+447700900001","text":"hi"})";
  for (const auto* type :
       {"text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"}) {
    CHECK(refusal_of(say(body, {{"Content-Type", type}})) == 415);
  }
  CHECK(refusal_of(say(body, {{"Content-Type", "application/json; charset=utf-8"}})) == 200);
  CHECK(
      refusal_of(make_channel(sim_settings()).read({"GET", "/hooks/sim", {}, {}}, "", called_at)) ==
      405);
}

TEST_CASE("the simulator speaks for no real phone") {
  CHECK(refusal_of(say(R"({"id":"1","from":"sms:+447400123456","text":"hi"})")) == 403);
  CHECK(refusal_of(say(R"({"id":"1","from":"sim:","text":"hi"})")) == 403);
  CHECK(message_of(say(R"({"id":"1","from":"sim:+447700900001"})")).from ==
        Address{"sim", "+447700900001"});
}

TEST_CASE("the simulator refuses keys of the wrong kind") {
  for (const auto* body :
       {R"({"id":1,"from":"+447700900001"})", R"({"id":"1"})", R"({"from":"+447700900001"})",
        R"({"id":"1","from":"+447700900001","text":["a"]})", R"([])", R"("a")", R"(null)",
        R"({"id":"1","from":"+447700900001","attachments":[1]})",
        R"({"id":"1","from":"+447700900001","attachments":{"url":"x"}})"}) {
    INFO(body);
    CHECK(refusal_of(say(body)) == 400);
  }
  CHECK(message_of(say(R"({"id":"1","from":"+447700900001","text":null,"new":{}})")).message ==
        Message{});
}

TEST_CASE("what is said to a simulated phone keeps its buttons") {
  const Channel channel = make_channel(sim_settings());
  Outgoing part;
  part.to = {"sim", "+447700900001"};
  part.message.text = "When?";
  part.message.options = {{"today", "Today"}, {"any", "Any time"}};
  part.reference = "ref-1";
  part.question = "q13";
  const HttpRequest request = channel.write(part, called_at);
  CHECK(request.method == "POST");
  CHECK(request.target == "http://127.0.0.1:8080/sim/accept");
  CHECK(header(request.headers, "Content-Type") == "application/json");
  const auto body = read_json(request.body);
  REQUIRE(body);
  CHECK(*body == nlohmann::json::parse(R"({"to":"+447700900001","text":"When?","question":"q13",
      "reference":"ref-1","options":[{"key":"today","label":"Today"},
                                     {"key":"any","label":"Any time"}]})"));
  CHECK(channel.limits.buttons == 10);
  CHECK_FALSE(channel.limits.sms);
  CHECK(channel.redelivery == Redelivery::none);
  CHECK_FALSE(channel.list);
  CHECK_FALSE(channel.look_up);
}

TEST_CASE("the simulator is on this machine or not at all") {
  for (const auto* base :
       {"http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:8080", "http://127.0.0.1"}) {
    auto settings = sim_settings();
    settings.values["api_base"] = base;
    CHECK(try_channel(settings));
  }
  for (const auto* base : {"", "https://kind.example.org", "http://127.0.0.1.example.org",
                           "http://localhost@example.org", "127.0.0.1:8080", "http://"}) {
    INFO(base);
    auto settings = sim_settings();
    settings.values["api_base"] = base;
    CHECK_FALSE(try_channel(settings));
  }
}
