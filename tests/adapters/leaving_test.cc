// What becomes of a text that leaves: the same rows for every provider.
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

struct Provider {
  Channel channel;
  HttpResponse sent;
  Rung rung;
  std::string id = "SM1";  // of what was sent
};

std::vector<Provider> providers() {
  return {
      {make_channel(twilio_settings()),
       {201, {}, R"({"sid":"SM1","status":"queued","error_code":null,"num_segments":"1"})"},
       Rung::sent},
      {make_channel(voice_settings()), {201, {}, R"({"sid":"SM1","status":"queued"})"}, Rung::sent},
      {make_channel(notify_settings()),
       {201, {}, R"({"id":"SM1","reference":"ref-1"})"},
       Rung::sent},
      {make_channel(smsgate_settings()),
       {202, {}, R"({"id":"SM1","state":"Pending","recipients":[]})"},
       Rung::sent},
      {make_channel(telegram_settings()),
       {200, {}, R"({"ok":true,"result":{"message_id":43,"chat":{"id":3527065}}})"},
       Rung::sent,
       "3527065/43"},
      {make_channel(kannel_settings()), {202, {}, "0: Accepted for delivery"}, Rung::sent, "ref-1"},
      {make_channel(whatsapp_settings()), {200, {}, R"({"messages":[{"id":"SM1"}]})"}, Rung::sent},
      {make_channel(vonage_settings()), {202, {}, R"({"message_uuid":"SM1"})"}, Rung::sent},
      {make_channel(vonage_sms_settings()),
       {200, {}, R"({"message-count":"1","messages":[{"message-id":"0A1","status":"0"}]})"},
       Rung::sent,
       "ref-1"},
      {make_channel(sim_settings()), {202, {}, R"({"id":"SM1"})"}, Rung::delivered}};
}

template <class Kind>
Kind outcome(const Provider& provider, const HttpReply& reply) {
  const Delivery delivery = provider.channel.outcome(part_out(), reply);
  REQUIRE(std::holds_alternative<Kind>(delivery));
  return std::get<Kind>(delivery);
}

}  // namespace

TEST_CASE("an accepted text is sent, with the provider's id") {
  for (const Provider& provider : providers()) {
    const Sent sent = outcome<Sent>(provider, provider.sent);
    CHECK(sent.provider_id == provider.id);
    CHECK(sent.rung == provider.rung);
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
  for (const Provider& provider : providers()) {
    for (const Row& row : rows) {
      const HttpResponse reply = {429, {{"retry-after", row.header}}, R"({"code":20429})"};
      CHECK(outcome<Later>(provider, reply).after == row.after);
    }
    const auto later = outcome<Later>(provider, HttpResponse{429, {}, "slow down"});
    CHECK_FALSE(later.after);
    CHECK_FALSE(later.why.empty());
  }
}

TEST_CASE("a refused text never goes, and nobody is marked as stopped by it") {
  for (const Provider& provider : providers()) {
    for (const auto* body :
         {R"({"code":21211,"message":"x"})", R"({"code":99999})", "<html>", ""}) {
      const auto never = outcome<Never>(provider, HttpResponse{400, {}, body});
      CHECK_FALSE(never.why.empty());
      CHECK_FALSE(never.stopped);
    }
  }
}

TEST_CASE("a server's error leaves it unknown whether the text went") {
  for (const Provider& provider : providers()) {
    for (const int status : {500, 502, 504}) {
      outcome<Unknown>(provider, HttpResponse{status, {}, R"({"code":20500})"});
      outcome<Unknown>(provider, HttpResponse{status, {}, "<html>Bad gateway</html>"});
    }
  }
}

TEST_CASE("an acceptance that cannot be read is unknown") {
  for (const Provider& provider : providers()) {
    for (const auto* body : {"", "OK", "[]", "{}", "null", R"({"sid":1,"id":2})", "{\"sid\":"}) {
      outcome<Unknown>(provider, HttpResponse{provider.sent.status, {}, body});
    }
    outcome<Unknown>(provider, HttpResponse{provider.sent.status, {}, std::string(100000, '[')});
  }
}

TEST_CASE("no answer: later where nothing was written, unknown where it may have been") {
  for (const Provider& provider : providers()) {
    const NoAnswer unwritten = {NoAnswer::Written::no, "the connection was refused"};
    CHECK(outcome<Later>(provider, unwritten).why == "the connection was refused");
    outcome<Unknown>(provider, NoAnswer{NoAnswer::Written::maybe, "timed out"});
  }
}
