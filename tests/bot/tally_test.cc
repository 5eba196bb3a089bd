// How often each way through the flows is taken, from the turns to the picture.
#include "bot/tally.h"

#include <catch2/catch.hpp>
#include <thread>

#include "bot/graph.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

using dialog::Branch;
using store::BranchCounts;

const Branch asked{"ask", "v1", "what", "when"};

TEST_CASE("what turns took is written every few seconds, and what is left with the last") {
  const auto database = store::ledger();
  Tally tally(*database);
  const auto now = store::at_minute(0);
  const auto written = [&] { return database->read(store::branch_counts); };
  tally.add(asked);
  tally.write_some(now);
  CHECK(written() == BranchCounts{{asked, 1}});
  tally.add(asked);
  tally.write_some(now + std::chrono::seconds(9));
  CHECK(written() == BranchCounts{{asked, 1}});
  tally.write_some(now + std::chrono::seconds(10));
  CHECK(written() == BranchCounts{{asked, 2}});
  tally.add(asked);
  tally.write();
  CHECK(written() == BranchCounts{{asked, 3}});
}

TEST_CASE("a ledger that cannot be written loses no count", "[sqlite]") {
  const store::Folder folder;
  const auto database = store::ledger_at("sqlite:" + (folder / "ledger.db"));
  Tally tally(*database);
  tally.add(asked);
  database->transact([&](store::Transaction& tx) {  // no transaction goes into another
    CHECK_THROWS(tally.write());
    static_cast<void>(tx);
  });
  tally.add(asked);
  tally.write();
  CHECK(database->read(store::branch_counts) == BranchCounts{{asked, 2}});
}

TEST_CASE("many threads count without a loss") {
  const auto database = store::ledger();
  Tally tally(*database);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&] {
      for (int time = 0; time < 250; ++time) tally.add(asked);
    });
  for (int time = 0; time < 5; ++time) tally.write();
  for (auto& thread : threads) thread.join();
  tally.write();
  CHECK(database->read(store::branch_counts) == BranchCounts{{asked, 1000}});
}

TEST_CASE("what leads the same way is counted together") {
  const auto database = store::ledger();
  Tally tally(*database);
  for (const auto* key : {"lift", "garden", ""})
    tally.add({"ask", "v1", "what", "when", Branch::By::going_on, key});
  tally.write();
  CHECK(database->read(store::branch_counts) == BranchCounts{{{"ask", "v1", "what", "when"}, 3}});
}

TEST_CASE("turns tell each way that they took once they are committed, and a picture shows them") {
  TownRoom room;
  room.member(asker, "Ann");
  BranchCounts counts;
  room.turns.passed = [&](const Branch& branch) { ++counts[branch]; };
  room.text(asker, "ask");
  room.text(asker, "garden");
  room.now += std::chrono::hours(25);
  const Clock clock(room.now);
  Ticker(*room.database, room.turns, shipped_library(), clock).run(room.now);
  const auto& flows = shipped_library().flows;
  const auto& hash = flows.current("ask")->hash;
  CHECK(counts == BranchCounts{{{"ask", hash, "look", "what", Branch::By::going_on, "open"}, 1},
                               {{"ask", hash, "what", "when", Branch::By::going_on, "garden"}, 1},
                               {{"ask", hash, "when", "lapse", Branch::By::silence}, 1},
                               {{"ask", hash, "lapse", "end"}, 1}});

  counts[{"ask", "an older version", "what", "when"}] = 30;
  counts[{"join", "another flow", "joined", "flow:ask"}] = 7;
  const auto taken = [](const Graph& graph, const std::string& from, const std::string& to) {
    for (const auto& edge : graph.edges)
      if (edge.from == from && edge.to == to) return say_taken(edge);
    return std::string("no such edge");
  };
  auto graph = graph_of(*flows.current("ask"), flows);
  CHECK(taken(graph, "step_what", "step_when").empty());
  count(graph, flows, counts);
  CHECK(taken(graph, "step_what", "step_when") == "1 + 30");
  CHECK(taken(graph, "step_when", "step_lapse") == "1");
  CHECK(taken(graph, "step_when", "step_reason") == "0");
  CHECK(taken(graph, "words", "step_look").empty());
  auto all = graph_of_all(flows);
  count(all, flows, counts);
  CHECK(taken(all, "flow_join", "flow_ask") == "0 + 7");
  CHECK(taken(all, "flow_menu", "flow_ask") == "0");
  CHECK(taken(all, "flow_ask", "flow_invite").empty());
}

}  // namespace
}  // namespace kindbank::bot
