// Ten thousand delivery reports in a burst, of every platform that gives any.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/signature.h"
#include "bot/front.h"
#include "dialog/json.h"
#include "tests/adapters/payload.h"
#include "tests/bot/contains.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

constexpr int many = 10'000;

// A town with one real channel, at the moment when the stored calls were made.
struct ReportedTown : TownRoom {
  explicit ReportedTown(const adapters::ChannelSettings& settings) {
    channels.clear();
    channels.emplace(settings.name, adapters::make_channel(settings));
    auto& channel = channels.begin()->second;
    channel.read = [was = channel.read](const auto& request, const std::string& url, Time) {
      return was(request, url, adapters::called_at);
    };
    front.public_url = adapters::public_url;
    front.report = [this](Level, const std::string& line) { lines.push_back(line); };
  }
  int call(const adapters::HttpRequest& request) {
    for (const auto& route : front.routes())
      if (route.method == request.method && request.target.starts_with(route.path))
        return route.handle(request).status;
    return 404;
  }
  std::int64_t count(const std::string& table) {
    return database->read([&](store::Transaction& tx) {
      return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM " + table));
    });
  }

  Clock clock{now};
  Front front{*database, turns, shipped_library(), channels, clock};
  std::vector<std::string> lines;
};

TEST_CASE("a report that comes ten thousand times is taken each time, and kept once", "[long]") {
  using namespace adapters;
  for (const auto& settings :
       {twilio_settings(), notify_settings(), smsgate_settings(), kannel_settings(),
        whatsapp_settings(), vonage_settings(), vonage_sms_settings(), voice_settings()}) {
    INFO(settings.adapter);
    ReportedTown town(settings);
    const auto row = settings.adapter == "voice" ? "report_completed" : "report_delivered";
    const auto report = payload(settings.adapter + "/" + row);
    int taken = 0;
    for (int i = 0; i < many; ++i) taken += town.call(report) / 100 == 2;
    CHECK(taken == many);
    CHECK(town.count("early_reports") == 1);
    CHECK(town.count("dues") == 0);
  }
}

TEST_CASE("ten thousand reports of as many texts in one call are one line of the log") {
  using namespace adapters;
  const auto settings = whatsapp_settings();
  ReportedTown town(settings);
  auto request = payload("whatsapp/report_read");
  auto body = *read_json(request.body);
  auto& statuses = body["entry"][0]["changes"][0]["value"]["statuses"];
  const auto one = statuses[0];
  statuses = nlohmann::json::array();
  for (int i = 0; i < many; ++i) {
    statuses.push_back(one);
    statuses.back()["id"] = "wamid." + std::to_string(i);
  }
  request.body = write_json(body);
  std::erase_if(request.headers,
                [](const auto& one_header) { return one_header.first == "X-Hub-Signature-256"; });
  request.headers.emplace_back(
      "X-Hub-Signature-256",
      "sha256=" + hex_encode(hmac_sha256(settings.values.at("app_secret"), request.body)));
  CHECK(town.call(request) == 200);
  CHECK(town.count("early_reports") == many);
  REQUIRE(town.lines.size() == 1);
  CHECK(town.lines[0].size() < 500);
  CHECK(contains(town.lines[0], "wamid.0 is read"));
  CHECK(contains(town.lines[0], "and 9992 more"));
}

}  // namespace
}  // namespace kindbank::bot
