// What becomes of a text that leaves: the same rows for every platform.
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

struct Platform {
  Channel channel;
  HttpResponse sent;
  Rung rung;
};

std::vector<Platform> platforms() {
  return {{make_channel(twilio_settings()),
           {201, {}, R"({"sid":"SM1","status":"queued","error_code":null,"num_segments":"1"})"},
           Rung::sent},
          {make_channel(sim_settings()), {202, {}, R"({"id":"SM1"})"}, Rung::delivered}};
}

template <class Kind>
Kind outcome(const Platform& platform, const HttpReply& reply) {
  const Delivery delivery = platform.channel.outcome(reply);
  REQUIRE(std::holds_alternative<Kind>(delivery));
  return std::get<Kind>(delivery);
}

}  // namespace

TEST_CASE("an accepted text is sent, with the provider's id") {
  for (const Platform& platform : platforms()) {
    const Sent sent = outcome<Sent>(platform, platform.sent);
    CHECK(sent.provider_id == "SM1");
    CHECK(sent.rung == platform.rung);
  }
}

TEST_CASE("a throttled text goes later, when the provider says") {
  struct Row {
    std::string header;
    std::optional<Duration> after;
  };
  const std::vector<Row> rows = {
      {"7", std::chrono::seconds(7)},
      {"0", std::chrono::seconds(0)},
      {"999999", std::chrono::hours(24)},
      {"99999999999999", std::chrono::hours(24)},
      {"-1", std::nullopt},
      {"soon", std::nullopt},
      {"Fri, 20 Nov 2026 10:00:00 GMT", {}},
      {"", std::nullopt},
  };
  for (const Platform& platform : platforms()) {
    for (const Row& row : rows) {
      const HttpResponse reply = {429, {{"retry-after", row.header}}, R"({"code":20429})"};
      CHECK(outcome<Later>(platform, reply).after == row.after);
    }
    const auto later = outcome<Later>(platform, HttpResponse{429, {}, "slow down"});
    CHECK_FALSE(later.after);
    CHECK_FALSE(later.why.empty());
  }
}

TEST_CASE("a refused text never goes, and nobody is marked as stopped by it") {
  for (const Platform& platform : platforms()) {
    for (const auto* body :
         {R"({"code":21211,"message":"x"})", R"({"code":99999})", "<html>", ""}) {
      const auto never = outcome<Never>(platform, HttpResponse{400, {}, body});
      CHECK_FALSE(never.why.empty());
      CHECK_FALSE(never.stopped);
    }
  }
}

TEST_CASE("a server's error leaves it unknown whether the text went") {
  for (const Platform& platform : platforms()) {
    for (const int status : {500, 502, 504}) {
      outcome<Unknown>(platform, HttpResponse{status, {}, R"({"code":20500})"});
      outcome<Unknown>(platform, HttpResponse{status, {}, "<html>Bad gateway</html>"});
    }
  }
}

TEST_CASE("an acceptance that cannot be read is unknown") {
  for (const Platform& platform : platforms()) {
    for (const auto* body : {"", "OK", "[]", "{}", "null", R"({"sid":1,"id":2})", "{\"sid\":"}) {
      outcome<Unknown>(platform, HttpResponse{platform.sent.status, {}, body});
    }
    outcome<Unknown>(platform, HttpResponse{platform.sent.status, {}, std::string(100000, '[')});
  }
}

TEST_CASE("no answer: later where nothing was written, unknown where it may have been") {
  for (const Platform& platform : platforms()) {
    const NoAnswer unwritten = {NoAnswer::Written::no, "the connection was refused"};
    CHECK(outcome<Later>(platform, unwritten).why == "the connection was refused");
    outcome<Unknown>(platform, NoAnswer{NoAnswer::Written::maybe, "timed out"});
  }
}
