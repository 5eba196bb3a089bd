#include "tests/bot/recorded_talks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

const std::string source_tree = KINDBANK_SOURCE_DIR;
const std::string towns = source_tree + "/config/towns";

RecordedTalk read_talk(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto transcript = read_transcript(text, path.filename().string());
  if (!transcript) throw std::runtime_error(transcript.error().message);
  auto replayed = replay(shipped_library(), towns, *transcript);
  if (!replayed) throw std::runtime_error(replayed.error().message);
  return {std::move(*transcript), std::move(replayed->branches)};
}

}  // namespace

const std::vector<RecordedTalk>& recorded_talks() {
  static const auto all = [] {
    std::vector<RecordedTalk> talks;
    for (const auto& entry :
         std::filesystem::directory_iterator(source_tree + "/tests/transcripts"))
      if (entry.path().extension() == ".chat") talks.push_back(read_talk(entry.path()));
    std::sort(talks.begin(), talks.end(), [](const auto& one, const auto& other) {
      return std::pair(one.transcript.lines.size(), one.transcript.file) <
             std::pair(other.transcript.lines.size(), other.transcript.file);
    });
    return talks;
  }();
  return all;
}

bool goes_otherwise(const RecordedTalk& talk, const Library& library) {
  const auto replayed = replay(library, towns, talk.transcript, PlayUntil::first_difference);
  return !replayed || !replayed->differences.empty();
}

}  // namespace kindbank::bot
