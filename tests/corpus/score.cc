#include "tests/corpus/score.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bot/explain.h"

namespace kindbank::bot {
namespace {

using nlohmann::json;

constexpr const char* now_of_corpus = "2026-11-24T10:00";

ToExplain to_explain(const json& row, const Zone& zone) {
  ToExplain text;
  text.text = row.at("text").get<std::string>();
  text.language = row.at("lang").get<std::string>();
  const auto kind = row.at("expect").get<std::string>();
  text.expect = dialog::read_expect(kind);
  if (kind == need_kind) text.as = ToExplain::As::need;
  text.flow = row.value("flow", "");
  text.step = row.value("step", "");
  text.now = zone.to_utc(*read_local_time(row.value("now", now_of_corpus)));
  return text;
}

// What the labels of that kind speak of.
json read_as(const std::string& kind, const Explained& explained) {
  const auto object = json::parse(write_explained(explained));
  return object.at(kind == "standing" || kind == "crisis" ? kind : "value");
}

// "Stop" is that choice, and nothing is taken from whoever makes it.
bool is_taken(const std::string& kind, const json& meant, const Explained& explained) {
  if (kind == "standing" || kind == "crisis" || meant.is_null()) return false;
  const auto& word = explained.standing;
  if (word && meant != *word && (*word == "stop" || *word == "start" || *word == "help"))
    return true;
  return explained.why.starts_with("a crisis");
}

}  // namespace

Score& Score::operator+=(const Score& other) {
  right += other.right;
  abstained += other.abstained;
  wrong += other.wrong;
  return *this;
}

Score Scored::of_kind(const std::string& kind) const {
  Score sum;
  for (const auto& [key, score] : by_kind_and_language)
    if (key.first == kind) sum += score;
  return sum;
}

Scored score_corpus(const Library& library, const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  Scored scored;
  for (std::string line; std::getline(in, line);) {
    const auto row = json::parse(line);
    const auto kind = row.at("expect").get<std::string>();
    const auto explained = explain(library, to_explain(row, library.town.zone));
    if (!explained) throw std::runtime_error(explained.error().message);
    const auto read = read_as(kind, *explained);
    const auto& meant = row.at("value");
    if (is_taken(kind, meant, *explained))
      scored.taken.push_back({row.at("text").get<std::string>(), kind, meant.dump(),
                              explained->standing.value_or(explained->crisis.value_or("")),
                              explained->why});
    auto& score = scored.by_kind_and_language[{kind, row.at("lang").get<std::string>()}];
    if (read == meant) {
      ++score.right;
      continue;
    }
    ++(read.is_null() ? score.abstained : score.wrong);
    scored.misread.push_back(
        {row.at("text").get<std::string>(), kind, meant.dump(), read.dump(), explained->why});
  }
  return scored;
}

}  // namespace kindbank::bot
