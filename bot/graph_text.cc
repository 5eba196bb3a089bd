#include "bot/graph_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/utf8.h"

namespace kindbank::bot {
namespace {

constexpr std::string_view left_out = "...";

std::size_t width_of(std::string_view text) { return code_points(text).size(); }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
  if (width_of(text) <= most) return std::string(text);
  std::string kept;
  std::size_t width = left_out.size();
  for (const auto& word : words_of(text)) {
    width += width_of(word) + 1;
    if (width > most) break;
    kept += word + " ";
  }
  return kept + std::string(left_out);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::size_t used = 0;
  for (const auto& word : words_of(text)) {
    const auto more = width_of(word);
    if (lines.empty() || used + 1 + more > width) {
      lines.push_back(word);
      used = more;
    } else {
      lines.back() += " " + word;
      used += 1 + more;
    }
  }
  return lines;
}

std::string enumerated(const std::vector<std::string>& names, std::size_t most) {
  std::string all;
  const auto shown = std::min(names.size(), most);
  for (std::size_t at = 0; at < shown; ++at) all += (at == 0 ? "" : ", ") + names[at];
  if (shown < names.size()) all += " +" + std::to_string(names.size() - shown);
  return all;
}

std::string say_span(Duration span) {
  constexpr std::array<std::pair<std::int64_t, char>, 4> units = {
      {{86'400, 'd'}, {3'600, 'h'}, {60, 'm'}, {1, 's'}}};
  auto seconds = std::chrono::duration_cast<std::chrono::seconds>(span).count();
  if (seconds == 86'400) return "24h";  // the day that every silence is
  std::string said;
  for (const auto& [size, unit] : units) {
    if (seconds >= size) said += std::to_string(seconds / size) + unit;
    seconds %= size;
  }
  return said.empty() ? "0s" : said;
}

}  // namespace kindbank::bot
