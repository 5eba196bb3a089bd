#include "dialog/ways_to_start.h"

#include <algorithm>

namespace kindbank::dialog {
namespace {

using Ways = std::vector<std::string>;

// "he|she" is "he" and "she".
Ways alternatives_of(std::string_view piece) {
  Ways all;
  for (std::size_t at = 0; at <= piece.size();) {
    const auto end = std::min(piece.find('|', at), piece.size());
    all.emplace_back(piece.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

// Takes a word or a bracket off the front, with the "?" behind it; "" where a bracket is not
// closed.
std::string_view take_piece(std::string_view& rest) {
  auto end = rest.find(' ');
  if (rest.starts_with('(')) {
    const auto close = rest.find(')');
    if (close == rest.npos) return {};
    end = rest.find(' ', close);
  }
  const auto piece = rest.substr(0, end);
  rest.remove_prefix(piece.size());
  return piece;
}

void add(Ways& ways, std::string way) {
  if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
}

Ways followed_by(const Ways& ways, const Ways& alternatives) {
  Ways longer;
  for (const auto& way : ways)
    for (const auto& next : alternatives)
      add(longer, way + (way.empty() || next.empty() ? "" : " ") + next);
  return longer;
}

}  // namespace

Result<Ways> ways_to_start(std::string_view written) {
  Ways ways{""};
  for (auto rest = written; !rest.empty();) {
    if (rest.front() == ' ') {
      rest.remove_prefix(1);
      continue;
    }
    auto piece = take_piece(rest);
    if (piece.empty()) return fail("has a bracket that is not closed.");
    const bool may_be_left_out = piece.ends_with('?');
    if (may_be_left_out) piece.remove_suffix(1);
    if (piece.starts_with('(') && piece.ends_with(')')) piece = piece.substr(1, piece.size() - 2);
    auto alternatives = alternatives_of(piece);
    if (may_be_left_out) alternatives.emplace_back();
    ways = followed_by(ways, alternatives);
    if (ways.size() > max_ways_to_start)
      return fail("stands for more than " + std::to_string(max_ways_to_start) + " messages.");
  }
  return ways;
}

}  // namespace kindbank::dialog
