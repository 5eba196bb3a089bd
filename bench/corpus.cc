// How well people are understood: the labelled texts of tests/corpus by kind, language and file,
// with how many were read right, asked again, and read wrong without a doubt.
//
//   bench_corpus [--show]    --show lists what was misread, of practice.jsonl alone: the other file
//                            is only ever scored
#include <cstdio>
#include <stdexcept>
#include <string_view>

#include "bot/zone.h"
#include "tests/corpus/score.h"

namespace {

using namespace kindbank;
using namespace kindbank::bot;

const std::filesystem::path checkout = KINDBANK_SOURCE_DIR;

Library read_town() {
  bank::Town town;
  if (auto zone = load_zone("Europe/London")) town.zone = std::move(*zone);
  auto library =
      read_library({checkout / "flows", checkout / "config/areas.yaml"}, std::move(town));
  if (library.has_errors()) throw std::runtime_error("the flows have mistakes: kindbank check");
  return library;
}

void print_row(const char* file, const std::string& kind, const std::string& language,
               const Score& score) {
  const auto percent = [&](int count) { return 100.0 * count / score.texts(); };
  std::printf("%-9s %-9s %-4s %5d %6d %6.1f%% %6d %6.1f%% %6d %6.1f%%\n", file, kind.c_str(),
              language.c_str(), score.texts(), score.right, percent(score.right), score.abstained,
              percent(score.abstained), score.wrong, percent(score.wrong));
}

void print(const char* file, const Scored& scored) {
  Score all;
  std::string kind;
  for (const auto& [key, score] : scored.by_kind_and_language) {
    if (key.first != kind) {
      kind = key.first;
      print_row(file, kind, "all", scored.of_kind(kind));
    }
    print_row(file, key.first, key.second, score);
    all += score;
  }
  print_row(file, "all", "all", all);
}

void show(const Scored& scored) {
  for (const auto& one : scored.misread)
    std::printf("%-9s %s\n          meant %s, read %s: %s\n", one.kind.c_str(), one.text.c_str(),
                one.meant.c_str(), one.read.c_str(), one.why.c_str());
}

}  // namespace

int main(int count, char** words) {
  const bool lists = count == 2 && std::string_view(words[1]) == "--show";
  if (count > 1 && !lists) {
    std::fprintf(stderr, "bench_corpus: there is only --show\n");
    return 2;
  }
  const auto library = read_town();
  const auto practice = score_corpus(library, checkout / "tests/corpus/practice.jsonl");
  std::printf("file      kind      lang texts  right         again           wrong\n");
  print("practice", practice);
  print("scored", score_corpus(library, checkout / "tests/corpus/scored.jsonl"));
  if (lists) show(practice);
  return 0;
}
