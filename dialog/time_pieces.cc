#include "dialog/time_pieces.h"

#include "dialog/normal.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t most_pieces = 40;  // of a text; who answers when says it in fewer

// Most of what is texted needs no table.
void flatten_ascii(char wide, std::string& flat) {
  if (wide == '\'' || wide == '`') return;
  const auto c = static_cast<char>(wide >= 'A' && wide <= 'Z' ? wide + 32 : wide);
  flat += (c >= 'a' && c <= 'z') || is_numeral(c) || is_sign(c) ? c : ' ';
}

// Small letters without accents; apostrophes and what shows nothing left out, signs kept.
std::string flattened(std::string_view text) {
  std::string flat;
  flat.reserve(text.size());
  if (is_ascii(text)) {
    for (const char c : text) flatten_ascii(c, flat);
    return flat;
  }
  for (const char32_t wide : code_points(without_accents(text))) {
    if (wide < 0x80) {
      flatten_ascii(static_cast<char>(wide), flat);
      continue;
    }
    const char32_t c = fold_case(wide);
    const bool apostrophe = c == U'\'' || c == U'`' || c == U'\u2018' || c == U'\u2019';
    if (apostrophe || is_invisible(c)) continue;
    if (c == U'\u2013' || c == U'\u2014') {
      flat += '-';
    } else if (const char digit = digit_of(c); digit != '\0') {
      flat += digit;
    } else if (is_part_of_word(c) || (c < 128 && is_sign(static_cast<char>(c)))) {
      flat += to_utf8(c);
    } else {
      flat += ' ';
    }
  }
  return flat;
}

// "2pm-4pm", "2 - 4": a dash between two hours says until.
bool is_window(const std::string& flat, std::size_t at, const std::string& piece,
               const std::vector<std::string>& pieces) {
  if (flat[at] != '-') return false;
  auto next = at + 1;
  while (next < flat.size() && flat[next] == ' ') ++next;
  if (next == flat.size() || !is_numeral(flat[next])) return false;
  const auto& before = !piece.empty() || pieces.empty() ? piece : pieces.back();
  return !before.empty() && is_numeral(before.front());
}

}  // namespace

// Words and numbers; of the signs only those between two digits: "14.30", "3/12", "10-12".
std::vector<std::string> time_pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  const std::string flat = flattened(text);
  std::string piece;
  for (std::size_t at = 0; at <= flat.size(); ++at) {
    const char c = at < flat.size() ? flat[at] : ' ';
    const bool joins = is_sign(c) && at > 0 && at + 1 < flat.size() && is_numeral(flat[at - 1]) &&
                       is_numeral(flat[at + 1]) && is_numeral(piece.empty() ? ' ' : piece[0]);
    if (c != ' ' && (!is_sign(c) || joins)) {
      piece += c;
    } else if (!piece.empty()) {
      pieces.push_back(std::move(piece));
      piece.clear();
    }
    if (!joins && at < flat.size() && is_window(flat, at, piece, pieces))
      pieces.emplace_back("until");
    if (pieces.size() >= most_pieces) break;
  }
  return pieces;
}

std::string time_phrase_of(std::string_view text) { return join_words(time_pieces_of(text)); }

}  // namespace kindbank::dialog
