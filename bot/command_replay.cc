// kindbank replay: plays recorded talks and says where they differ now.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "bot/command.h"
#include "bot/commands.h"
#include "bot/replay.h"
#include "bot/transcript.h"

namespace kindbank::bot {
namespace {

// Files as they are named, and of a folder every *.chat in it, in the order of their names.
std::vector<std::string> talks_in(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code none;
    if (!std::filesystem::is_directory(path, none)) {
      files.push_back(path);
      continue;
    }
    const auto first = static_cast<std::ptrdiff_t>(files.size());
    for (const auto& entry : std::filesystem::directory_iterator(path, none))
      if (entry.path().extension() == ".chat") files.push_back(entry.path().string());
    std::sort(files.begin() + first, files.end());
  }
  return files;
}

Result<Transcript> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail("the transcript " + path + " cannot be read");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return read_transcript(text, path);
}

void print_differences(const std::vector<Difference>& differences) {
  for (const auto& one : differences) {
    std::printf("%s:\n", one.where.c_str());
    std::printf("  - %s\n", one.expected.empty() ? "(nothing)" : one.expected.c_str());
    std::printf("  + %s\n", one.shown.empty() ? "(nothing)" : one.shown.c_str());
  }
}

void print_cost(const std::string& name, const PhoneCost& cost) {
  std::printf("  %-12s %6d %9d %9d\n", name.c_str(), cost.sent, cost.received, cost.segments);
}

void print_costs(const std::string& file, const std::map<std::string, PhoneCost>& costs) {
  std::printf("%s\n  %-12s %6s %9s %9s\n", file.c_str(), "phone", "sends", "receives", "segments");
  PhoneCost all;
  for (const auto& [phone, cost] : costs) {
    print_cost(phone, cost);
    all.sent += cost.sent;
    all.received += cost.received;
    all.segments += cost.segments;
  }
  print_cost("in all", all);
}

// Returns those that no talk took.
std::vector<std::string> print_branches(const std::set<std::string>& all,
                                        const std::set<std::string>& passed) {
  std::vector<std::string> missed;
  std::set_difference(all.begin(), all.end(), passed.begin(), passed.end(),
                      std::back_inserter(missed));
  const auto taken = all.size() - missed.size();
  const auto percent = all.empty() ? 100 : 100 * taken / all.size();
  std::printf("branches: %zu of %zu (%zu %%)\n", taken, all.size(), percent);
  return missed;
}

// Talks named one by one are a part of what there is; a folder is meant to be all of it.
bool demands_branches(const ReplayOptions& options) {
  return options.branches == ReplayOptions::Branches::demand ||
         std::any_of(options.paths.begin(), options.paths.end(), [](const std::string& path) {
           std::error_code none;
           return std::filesystem::is_directory(path, none);
         });
}

}  // namespace

int replay_files(const HouseInput& input, const ReplayOptions& options) {
  const auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  std::vector<Transcript> transcripts;
  const auto files = talks_in(options.paths);
  if (files.empty()) return refuse("there is no transcript (*.chat) there", exit_unusable);
  for (const auto& file : files) {
    auto transcript = read_file(file);
    if (!transcript) return refuse(transcript.error().message, exit_unusable);
    transcripts.push_back(std::move(*transcript));
  }
  int passed = 0;
  std::set<std::string> branches;
  for (const auto& transcript : transcripts) {
    const auto replayed = replay(house.library, towns_folder(house.settings), transcript);
    if (!replayed) return refuse(replayed.error().message, exit_unusable);
    print_differences(replayed->differences);
    if (options.costs == ReplayOptions::Costs::print) print_costs(transcript.file, replayed->costs);
    if (replayed->differences.empty()) ++passed;
    branches.insert(replayed->branches.begin(), replayed->branches.end());
  }
  const auto missed = static_cast<int>(transcripts.size()) - passed;
  std::printf("%d passed, %d failed\n", passed, missed);
  const auto untaken = print_branches(branches_of(house.library.flows), branches);
  if (!demands_branches(options)) return missed == 0 ? exit_done : exit_failed;
  for (const auto& one : untaken) std::printf("  not taken: %s\n", one.c_str());
  return missed == 0 && untaken.empty() ? exit_done : exit_failed;
}

}  // namespace kindbank::bot
