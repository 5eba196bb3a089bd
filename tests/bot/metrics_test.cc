#include "bot/metrics.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "bot/operations.h"
#include "store/desk_notes.h"
#include "store/members.h"
#include "store/requests.h"
#include "store/visits.h"
#include "tests/store/talk.h"

namespace kindbank::bot {
namespace {

// A ledger with something to say of itself, and what is counted beside it.
struct MeasuredTown {
  MeasuredTown() {
    channels.emplace("sms", adapters::Channel{});
    talk.say(talk.contact(), "hello");
    talk.say(talk.contact(), "call 999", "crisis");
    metrics.turn("heard");
    metrics.turn("heard");
    metrics.turn("due");
    metrics.answered("sms", 200, std::chrono::microseconds(700));
    metrics.answered("sms", 503, std::chrono::milliseconds(30));
    metrics.turned_away();
    metrics.sent("sms", adapters::Sent{});
    metrics.sent("sms", adapters::Never{});
  }
  adapters::HttpResponse get(const std::string& path) {
    for (const auto& route : operations_routes({*talk.database, broken, folder, channels, clock,
                                                metrics, [] { return ReloadRecord{}; }}))
      if (route.path == path) return route.handle({"GET", path, {}, ""});
    throw std::logic_error("there is no such route");
  }

  store::Talk talk;
  std::atomic<bool> broken{false};
  std::filesystem::path folder = std::filesystem::temp_directory_path();
  Channels channels;
  Clock clock{store::at_minute(2)};
  Metrics metrics;
};

bool has_line(const std::string& page, const std::string& line) {
  return page.find(line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("what happened is counted under its labels") {
  MeasuredTown town;
  const auto answer = town.get("/metrics");
  CHECK(answer.status == 200);
  const auto& page = answer.body;
  CHECK(has_line(page, R"(kindbank_turns_total{kind="heard"} 2)"));
  CHECK(has_line(page, R"(kindbank_turns_total{kind="due"} 1)"));
  CHECK(has_line(page, R"(kindbank_hook_responses_total{channel="sms",status="503"} 1)"));
  CHECK(has_line(page, R"(kindbank_hook_duration_seconds_bucket{le="0.0005"} 0)"));
  CHECK(has_line(page, R"(kindbank_hook_duration_seconds_bucket{le="0.001"} 1)"));
  CHECK(has_line(page, R"(kindbank_hook_duration_seconds_bucket{le="+Inf"} 2)"));
  CHECK(has_line(page, "kindbank_hook_duration_seconds_sum 0.0307"));
  CHECK(has_line(page, "kindbank_connections_turned_away_total 1"));
  CHECK(has_line(page, R"(kindbank_sends_total{channel="sms",outcome="never"} 1)"));
  CHECK(has_line(page, R"(kindbank_outbox_parts{channel="sms",lane="express"} 1)"));
  CHECK(has_line(page, R"(kindbank_outbox_oldest_seconds{channel="sms",lane="normal"} 120)"));
  CHECK(page.find(store::someone.handle) == std::string::npos);
}

TEST_CASE("coordinators' minutes are set beside the jobs that were done") {
  MeasuredTown town;
  const auto none = town.get("/metrics").body;
  CHECK(has_line(none, "kindbank_coordinator_minutes 0"));
  CHECK(none.find("minutes_per_exchange") == std::string::npos);
  town.talk.database->transact([&](store::Transaction& tx) {
    const auto now = town.clock.now();
    store::add_spent(tx, {1, 77, 25, "K4T7", now});
    store::Member ada;
    ada.first_name = "Ada";
    const auto number = store::add_member(tx, ada);
    for (const store::Id job : {1, 2}) {
      store::Visit visit;
      visit.id = visit.request = job;
      visit.helper = number;
      visit.code = job == 1 ? "K4T7" : "M2X8";
      store::Request request;
      request.id = job;
      request.code = visit.code;
      request.member = request.subject = number;
      store::insert_request(tx, request);
      visit.created_at = now;
      store::insert_visit(tx, visit);
      store::set_visit_state(tx, job, "started", now);
      store::set_visit_state(tx, job, "ended", now);
    }
  });
  const auto page = town.get("/metrics").body;
  CHECK(has_line(page, "kindbank_coordinator_minutes 25"));
  CHECK(has_line(page, "kindbank_exchanges_done 2"));
  CHECK(has_line(page, "kindbank_coordinator_minutes_per_exchange 12.5"));
}

TEST_CASE("the writer's time for each turn is in its histogram") {
  MeasuredTown town;
  const auto stats = town.talk.database->stats();
  CHECK(stats.turns > 0);
  CHECK(stats.commits > 0);
  const auto page = town.get("/metrics").body;
  const std::regex counted(
      "\nkindbank_writer_turn_duration_seconds_bucket\\{le=\"\\+Inf\"\\} [1-9]\\d*\n");
  CHECK(std::regex_search(page, counted));
  CHECK(std::regex_search(page, std::regex("\nprocess_resident_memory_bytes [1-9]\\d+\n")));
}

TEST_CASE("every line of the metrics is one that Prometheus reads, and each family is told once") {
  MeasuredTown town;
  std::istringstream page(town.get("/metrics").body);
  const std::regex sample(R"(([a-z_]+)(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+)");
  const std::regex comment("# (HELP|TYPE) ([a-z_]+) .+");
  std::set<std::string> told;
  std::string family;
  for (std::string line; std::getline(page, line);) {
    CAPTURE(line);
    std::smatch match;
    if (std::regex_match(line, match, comment)) {
      CHECK(told.insert(match[1].str() + match[2].str()).second);
      family = match[2];
    } else {
      REQUIRE(std::regex_match(line, match, sample));
      CHECK(match[1].str().starts_with(family));
    }
  }
}

TEST_CASE("the buckets of a histogram add up, and one ends at the budget of a turn") {
  MeasuredTown town;
  std::istringstream page(town.get("/metrics").body);
  const std::regex bucket("([a-z_]+)_bucket\\{le=\"([^\"]+)\"\\} (\\d+)");
  const std::regex count("([a-z_]+)_count (\\d+)");
  std::map<std::string, std::vector<std::pair<double, long>>> histograms;
  std::map<std::string, long> counts;
  for (std::string line; std::getline(page, line);) {
    std::smatch match;
    if (std::regex_match(line, match, bucket))
      histograms[match[1]].emplace_back(std::stod(match[2]), std::stol(match[3]));  // "+Inf", too
    else if (std::regex_match(line, match, count))
      counts[match[1]] = std::stol(match[2]);
  }
  REQUIRE(histograms.size() == 2);
  for (const auto& [name, buckets] : histograms) {
    CAPTURE(name);
    CHECK(std::is_sorted(buckets.begin(), buckets.end()));
    CHECK(std::is_sorted(buckets.begin(), buckets.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; }));
    CHECK(std::isinf(buckets.back().first));
    CHECK(buckets.back().second == counts[name]);
    CHECK(std::any_of(buckets.begin(), buckets.end(),
                      [](const auto& one) { return one.first == 0.001; }));
  }
}

TEST_CASE("promtool finds nothing wrong with the metrics, where it is installed") {
  if (std::system("command -v promtool >/dev/null") != 0) {
    WARN("promtool is not installed");
    return;
  }
  MeasuredTown town;
  const store::Folder folder;
  std::ofstream(folder / "metrics.txt") << town.get("/metrics").body;
  CHECK(std::system(("promtool check metrics <" + (folder / "metrics.txt")).c_str()) == 0);
}

TEST_CASE("it is ready while it can keep messages, and says why it is not") {
  MeasuredTown town;
  CHECK(town.get("/livez").status == 200);
  CHECK(town.get("/readyz").status == 200);
  SECTION("a ledger that another program brought further") {
    town.talk.database->transact([](store::Transaction& tx) {
      tx.run("INSERT INTO migrations (number, name, checksum) VALUES (999, 'later', '')");
    });
    const auto answer = town.get("/readyz");
    CHECK(answer.status == 503);
    CHECK(answer.body == "the ledger's schema is not ours\n");
  }
  SECTION("a disk that is nearly full") {
    town.folder = "/proc";  // where there is never any room
    const auto answer = town.get("/readyz");
    CHECK(answer.status == 503);
    CHECK(answer.body == "the ledger's disk is nearly full\n");
    CHECK(town.get("/livez").status == 200);
  }
  SECTION("a ledger that cannot be read") {
    town.talk.database->transact([](store::Transaction& tx) { tx.run("DROP TABLE migrations"); });
    CHECK(town.get("/readyz").status == 503);
  }
  SECTION("a ledger that is broken") {
    town.broken = true;
    CHECK(town.get("/readyz").status == 503);
    CHECK(town.get("/livez").status == 200);
  }
}

TEST_CASE("a ledger that cannot be read leaves the other metrics standing") {
  MeasuredTown town;
  town.talk.database->transact([](store::Transaction& tx) { tx.run("DROP TABLE outbox"); });
  const auto answer = town.get("/metrics");
  CHECK(answer.status == 200);
  CHECK(has_line(answer.body, R"(kindbank_turns_total{kind="heard"} 2)"));
  CHECK(answer.body.find("kindbank_outbox_parts{") == std::string::npos);
}

}  // namespace kindbank::bot
