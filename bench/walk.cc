// Turns without the web: members walk the ask flow as bench_turns writes it, from the message to
// its commit, on 32 threads side by side as the front has them. For counting where a turn's
// instructions go, which no neighbour on the machine disturbs:
//
//   bench_fill SETTINGS 2000 0
//   valgrind --tool=callgrind bench_walk SETTINGS 0 160
//
// prints turns, seconds, turns a second and turns a commit. What the start costs goes by
// subtracting a run with fewer members.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "bot/house.h"
#include "bot/kept_flows.h"
#include "bot/turn.h"

namespace {

using namespace kindbank;

constexpr long side_by_side = 32;
constexpr std::array<const char*, 6> texts = {"HELP", "1", "2", "3", "YES", "1"};

adapters::Inbound said_by(long member, std::size_t step) {
  adapters::Inbound inbound;
  inbound.from = {"sms", "+447" + std::to_string(400'000'000 + member)};
  inbound.message.text = texts[step];
  inbound.provider_id = "SMwalk" + std::to_string(member) + "." + std::to_string(step);
  return inbound;
}

// Ids follow time, so that rows come in at the end of their tables.
Duration since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - began);
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("usage: bench_walk SETTINGS FIRST_MEMBER MEMBERS\n", stderr);
    return 2;
  }
  auto house = bot::read_house({words[1], {}});
  auto channels = bot::make_channels(house.settings);
  auto opened = bot::open_ledger(house.settings, store::DatabaseOptions::Mode::write);
  if (house.has_errors() || !channels || channels->empty() || !opened) {
    std::fputs("bench_walk: the settings or their ledger cannot be used\n", stderr);
    return 1;
  }
  const auto kept = bot::keep_flows(**opened, house.library, from_millis(1'795'600'800'000));
  bot::Turns turns(**opened, *kept.library, *channels, nullptr);
  const auto start = from_millis(1'795'600'800'000);
  const long first = std::atol(words[2]);
  const long members = std::atol(words[3]);
  const auto began = std::chrono::steady_clock::now();
  const auto& channel = channels->begin()->second;
  std::vector<std::thread> walkers;
  for (long walker = 0; walker < std::min(side_by_side, members); ++walker)
    walkers.emplace_back([&, walker] {
      for (std::size_t step = 0; step < texts.size(); ++step)
        for (long member = first + walker; member < first + members; member += side_by_side)
          turns.hear(channel, said_by(member, step), start + since(began));
    });
  for (auto& walker : walkers) walker.join();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const auto done = static_cast<double>(members) * static_cast<double>(texts.size());
  std::printf("%.0f turns in %.2f s, %.0f a second, %.1f a commit\n", done, took.count(),
              done / took.count(), done / static_cast<double>((*opened)->stats().commits));
  return 0;
}
