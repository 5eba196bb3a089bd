// Every talk in tests/transcripts, played on the shipped flows.
#include "bot/transcript.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "bot/holidays_file.h"
#include "bot/replay.h"
#include "bot/zone.h"

using namespace kindbank;
using namespace kindbank::bot;
namespace fs = std::filesystem;

namespace {

const fs::path tree = KINDBANK_SOURCE_DIR;

Library shipped() {
  bank::Town town;
  town.zone = *load_zone("Europe/London");
  std::ifstream in(tree / "config" / "bank-holidays.json", std::ios::binary);
  std::vector<dialog::Finding> findings;
  read_holidays(std::string{std::istreambuf_iterator<char>(in), {}}, "bank-holidays.json",
                std::string(default_division), town, findings);
  REQUIRE(findings.empty());
  return read_library({tree / "flows", tree / "config" / "areas.yaml"}, std::move(town));
}

std::vector<fs::path> talks() {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(tree / "tests" / "transcripts"))
    if (entry.path().extension() == ".chat") all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

Transcript read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto transcript = read_transcript(text, path.filename().string());
  REQUIRE(transcript);
  return *transcript;
}

}  // namespace

TEST_CASE("every recorded talk still goes as it was written, and together they go everywhere",
          "[walks]") {
  const auto library = shipped();
  REQUIRE_FALSE(library.has_errors());
  std::set<std::string> passed;
  for (const auto& path : talks()) {
    const auto replayed = replay(library, tree / "config" / "towns", read(path));
    REQUIRE(replayed);
    for (const auto& one : replayed->differences)
      FAIL_CHECK(one.where << "\n  - " << one.expected << "\n  + " << one.shown);
    passed.insert(replayed->branches.begin(), replayed->branches.end());
  }
  std::set<std::string> missed;
  const auto all = branches_of(library.flows);
  std::set_difference(all.begin(), all.end(), passed.begin(), passed.end(),
                      std::inserter(missed, missed.end()));
  CHECK(missed == std::set<std::string>{});
}

TEST_CASE("a transcript is read as people write it") {
  const auto transcript = read_transcript(
      "# why\n\ntown: example   # the seeded town\nclock: 2026-12-01T09:30\n"
      "asker> yes  # not a remark\nasker< Thank you ...      # the beginning is enough\n... "
      "1h30m\n",
      "talk.chat");
  REQUIRE(transcript);
  CHECK(transcript->town == "example");
  CHECK(transcript->clock.hour == 9);
  REQUIRE(transcript->lines.size() == 3);
  CHECK(transcript->lines[0].text == "yes  # not a remark");
  CHECK(transcript->lines[1].text == "Thank you ...");
  CHECK(transcript->lines[1].number == 6);
  CHECK(transcript->lines[2].span == std::chrono::minutes(90));
  CHECK(matches("Thank you ...", "Thank you all"));
  CHECK(matches("Thank you", "Thank you"));
  CHECK_FALSE(matches("Thank you", "Thank you all"));
}
