#include "dialog/phrase.h"

#include <algorithm>
#include <cstdlib>

#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest_gap = 3;
constexpr std::size_t no_match = static_cast<std::size_t>(-1);

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  std::size_t from = 0;
  while (from <= text.size()) {
    const auto to = std::min(text.find(separator, from), text.size());
    if (to > from) pieces.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return pieces;
}

bool is_number(const std::string& word) {
  return !word.empty() && word.size() < 6 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<std::string> respell(const std::vector<std::string>& words,
                                 const Spellings& spellings) {
  std::vector<std::string> result;
  result.reserve(words.size());
  for (const auto& word : words) {
    const auto found = spellings.find(word);
    if (found == spellings.end()) {
      result.push_back(word);
    } else {
      result.insert(result.end(), found->second.begin(), found->second.end());
    }
  }
  return result;
}

// A token is one piece, or several where a word is spelled out as several.
Result<Phrase::Pieces> Phrase::read_token(std::string token, const Spellings& spellings) {
  Piece piece;
  if (token == "...") {
    piece.gap = true;
    return Pieces{piece};
  }
  if (token == ".") {
    piece.end = true;
    return Pieces{piece};
  }
  if (token.ends_with('?')) {
    piece.optional = true;
    token.pop_back();
  }
  if (const auto dots = token.find(".."); dots != std::string::npos) {
    const auto from = token.substr(0, dots);
    const auto to = token.substr(dots + 2);
    if (!is_number(from) || !is_number(to))
      return fail("the range '" + token + "' needs two numbers");
    piece.from = std::atol(from.c_str());
    piece.to = std::atol(to.c_str());
    return Pieces{piece};
  }
  if (piece.optional || token.find('|') != std::string::npos) {
    for (const auto& word : split(token, '|')) {
      const auto spelled = respell(words_of(word), spellings);
      if (spelled.size() != 1)
        return fail("the alternative '" + word + "' is more than one word as it is spelled out");
      piece.alternatives.push_back(spelled.front());
    }
    return Pieces{piece};
  }
  Pieces pieces;
  for (auto& word : respell(words_of(token), spellings)) {
    pieces.push_back(piece);
    pieces.back().alternatives.push_back(std::move(word));
  }
  return pieces;
}

Result<Phrase> Phrase::read(std::string_view pattern, const Spellings& spellings) {
  Phrase phrase;
  phrase.text_ = pattern;
  if (pattern.starts_with('=')) {
    phrase.whole_ = true;
    pattern.remove_prefix(1);
  }
  auto* into = &phrase.pieces_;
  for (auto& token : split(pattern, ' ')) {
    if (token == "!") {
      into = &phrase.not_with_.emplace_back();
      continue;
    }
    auto pieces = read_token(std::move(token), spellings);
    if (!pieces) return tl::unexpected(pieces.error());
    into->insert(into->end(), pieces->begin(), pieces->end());
  }
  const auto& others = phrase.not_with_;
  if (!is_well_formed(phrase.pieces_) || !std::all_of(others.begin(), others.end(), is_well_formed))
    return fail("a phrase begins and ends with a word that is always there");
  return phrase;
}

bool Phrase::is_well_formed(const Pieces& pieces) {
  return !pieces.empty() && pieces.front().is_certain() && !pieces.front().end &&
         pieces.back().is_certain();
}

void Phrase::learn(Pieces& pieces, Vocabulary& vocabulary) {
  for (auto& piece : pieces) {
    piece.numbers.clear();
    for (const auto& word : piece.alternatives) piece.numbers.push_back(vocabulary.learn(word));
  }
}

void Phrase::learn(Vocabulary& vocabulary) {
  learn(pieces_, vocabulary);
  for (auto& other : not_with_) learn(other, vocabulary);
}

bool Phrase::piece_matches(const Piece& piece, Vocabulary::Number word) {
  if (piece.to > 0) {
    const auto value = Vocabulary::value_of(word);
    return value >= piece.from && value <= piece.to;
  }
  return std::find(piece.numbers.begin(), piece.numbers.end(), word) != piece.numbers.end();
}

std::size_t Phrase::match_from(const Pieces& pieces, const Numbers& text, std::size_t at,
                               std::size_t piece) {
  for (; piece < pieces.size(); ++piece, ++at) {
    const auto& one = pieces[piece];
    const auto rest = [&](std::size_t from) { return match_from(pieces, text, from, piece + 1); };
    if (one.gap) {
      for (std::size_t skipped = 0; skipped <= longest_gap && at + skipped <= text.size();
           ++skipped)
        if (const auto end = rest(at + skipped); end != no_match) return end;
      return no_match;
    }
    if (one.end) return at == text.size() ? rest(at) : no_match;
    if (one.optional)
      if (const auto end = rest(at); end != no_match) return end;
    if (at >= text.size() || !piece_matches(one, text[at])) return no_match;
  }
  return at;
}

bool Phrase::is_in(const Pieces& pieces, const Numbers& text) {
  for (std::size_t start = 0; start < text.size(); ++start)
    if (match_from(pieces, text, start, 0) != no_match) return true;
  return false;
}

std::size_t Phrase::match_at(const Numbers& text, std::size_t start) const {
  if (whole_ && start != 0) return 0;
  const auto end = match_from(pieces_, text, start, 0);
  if (end == no_match || (whole_ && end != text.size())) return 0;
  return end - start;
}

bool Phrase::is_meant_in(const Numbers& text) const {
  return std::none_of(not_with_.begin(), not_with_.end(),
                      [&](const Pieces& other) { return is_in(other, text); });
}

std::vector<std::size_t> Phrase::standing_at(std::size_t piece) const {
  std::vector<std::size_t> all = {piece};
  while (piece < pieces_.size() && pieces_[piece].optional) all.push_back(++piece);
  return all;
}

Phrase::Beginning Phrase::begins_with(std::size_t behind) const {
  std::vector<std::size_t> pieces = {0};
  for (; behind > 0; --behind) {
    std::vector<std::size_t> next;
    for (const auto before : pieces) {
      if (before >= pieces_.size() || pieces_[before].gap) return {{}, true, true};
      const auto after = standing_at(before + 1);
      next.insert(next.end(), after.begin(), after.end());
    }
    pieces = std::move(next);
  }
  Beginning begins;
  for (const auto at : pieces) {
    if (at >= pieces_.size() || pieces_[at].gap || pieces_[at].end) return {{}, true, true};
    const auto& one = pieces_[at];
    begins.values = begins.values || one.to > 0;
    for (const auto word : one.numbers)
      if (Vocabulary::value_of(word) < 0) {
        begins.words.push_back(word);
      } else {
        begins.values = true;
      }
  }
  return begins;
}

// What may be left out is left out; of a range its first number stands for all.
std::vector<std::vector<std::string>> Phrase::samples() const {
  std::vector<std::string> shortest;
  std::vector<const Piece*> said;
  for (const auto& piece : pieces_) {
    if (piece.gap || piece.optional || piece.end) continue;
    shortest.push_back(piece.to > 0 ? std::to_string(piece.from) : piece.alternatives.front());
    said.push_back(&piece);
  }
  std::vector<std::vector<std::string>> samples = {shortest};
  for (std::size_t at = 0; at < said.size(); ++at)
    for (std::size_t other = 1; other < said[at]->alternatives.size(); ++other) {
      samples.push_back(shortest);
      samples.back()[at] = said[at]->alternatives[other];
    }
  return samples;
}

}  // namespace kindbank::dialog
