#include "dialog/read_postcode.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t shortest_code = 5;
constexpr std::size_t longest_code = 7;
constexpr std::size_t inward_length = 3;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_figure_of(char c) { return c >= '0' && c <= '9'; }

// 'A' for a letter, '9' for a digit.
bool has_shape(std::string_view code, std::string_view shape) {
  return code.size() == shape.size() &&
         std::equal(code.begin(), code.end(), shape.begin(), [](char c, char kind) {
           return kind == 'A' ? is_capital(c) : is_figure_of(c);
         });
}

// The letters that a code of the United Kingdom and its islands begins with.
bool is_area(std::string_view letters) {
  constexpr auto areas = std::to_array<std::string_view>(
      {"AB", "AL", "B",  "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB",
       "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL",
       "DN", "DT", "DY", "E",  "EC", "EH", "EN", "EX", "FK", "FY", "G",  "GL", "GU", "GY",
       "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA",
       "KT", "KW", "KY", "L",  "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M",  "ME", "MK",
       "ML", "N",  "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL",
       "PO", "PR", "RG", "RH", "RM", "S",  "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO",
       "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW",
       "UB", "W",  "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE"});
  return contains(areas, letters);
}

bool is_postcode(std::string_view code) {
  constexpr std::array<std::string_view, 6> outward = {"A9", "A99", "AA9", "AA99", "A9A", "AA9A"};
  if (code.size() < shortest_code || code.size() > longest_code) return false;
  const auto inward = code.size() - inward_length;
  constexpr std::string_view never_behind = "CIKMOV";  // Royal Mail uses none of them there
  if (code.substr(inward).find_first_of(never_behind) != code.npos) return false;
  return has_shape(code.substr(inward), "9AA") &&
         std::any_of(
             outward.begin(), outward.end(),
             [&](std::string_view shape) { return has_shape(code.substr(0, inward), shape); }) &&
         is_area(code.substr(0, is_capital(code[1]) ? 2 : 1));
}

// "3RD", "1ST": no second half of a code.
bool is_ordinal(std::string_view inward) {
  const auto tail = inward.substr(1);
  return tail == "ST" || tail == "ND" || tail == "RD" || tail == "TH";
}

// An O or an L in a digit's place, where two letters of an area stand before it.
std::string without_lookalikes(std::string code) {
  if (code.size() < shortest_code + 1 || code.size() > longest_code) return {};
  const auto inward = code.size() - inward_length;
  if (std::none_of(code.begin(), code.end(), is_figure_of)) return {};
  const auto put_right = [&](std::size_t at) {
    if (code[at] == 'O') code[at] = '0';
    if (code[at] == 'L' || code[at] == 'I') code[at] = '1';
  };
  for (std::size_t at = 2; at < inward; ++at) put_right(at);
  put_right(inward);
  if (!is_capital(code[0]) || !is_capital(code[1])) return {};
  return is_postcode(code) && !is_ordinal(std::string_view(code).substr(inward)) ? code
                                                                                 : std::string{};
}

std::string in_capital_letters(std::string word) {
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return word;
}

class Postcodes {
 public:
  Postcodes(const SaidWords& words, const SpokenSigns& signs)
      : words_(words), signs_(signs), capitals_(words) {
    for (auto& word : capitals_) word = in_capital_letters(std::move(word));
  }

  // The words from `at` on that are one, and how many they are; 0 for none.
  std::size_t take(std::size_t at) {
    if (!is_capital(capitals_[at].front())) return 0;
    const auto most = std::min(words_.size() - at, longest_code);
    std::string code;
    for (std::size_t count = 1; count <= most; ++count) {
      if (code.size() + words_[at + count - 1].size() > longest_code) return 0;
      code += capitals_[at + count - 1];
      if (code.size() < shortest_code) continue;
      if (is_postcode(code) && is_written_so(at, count) && !goes_on(at, count))
        return put(code, count);
      if (count > 2 || !is_written_so(at, count)) continue;
      if (const auto meant = without_lookalikes(code); !meant.empty()) return put(meant, count);
    }
    return 0;
  }

  const std::set<std::string>& found() const { return found_; }

 private:
  // One word, its two halves, or pieces of one or two characters; the first half may be whole, and
  // no piece is of both: "at 10 am" is none.
  bool is_written_so(std::size_t at, std::size_t count) const {
    if (count == 1) return true;
    if (count == 2) return words_[at].size() <= 4 && words_[at + 1].size() == inward_length;
    const auto from = words_.begin() + static_cast<std::ptrdiff_t>(at);
    const bool in_pieces = std::all_of(from + 1, from + static_cast<std::ptrdiff_t>(count),
                                       [](const std::string& word) { return word.size() <= 2; });
    if (!in_pieces || from->size() > 4) return false;
    std::size_t behind = 0;
    for (auto piece = at + count; behind < inward_length; --piece)
      behind += words_[piece - 1].size();
    return behind == inward_length;
  }

  // "1 three ay ay": letters that are spelled out, and are not "3AY".
  bool goes_on(std::size_t at, std::size_t count) const {
    const auto next = at + count;
    return count > 2 && next < words_.size() && words_[next].size() == 2 &&
           signs_.letter(words_[next]) && signs_.letter(words_[next - 1]);
  }

  std::size_t put(const std::string& code, std::size_t count) {
    const auto inward = code.size() - inward_length;
    found_.insert(code.substr(0, inward) + " " + code.substr(inward));
    return count;
  }

  const SaidWords& words_;
  const SpokenSigns& signs_;
  SaidWords capitals_;
  std::set<std::string> found_;
};

Reading read_codes(const SaidWords& words, const SpokenSigns& signs) {
  const bool any = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::any_of(word.begin(), word.end(), is_figure_of);
  });
  if (!any) return Reading::nothing("no whole postcode in it");
  Postcodes codes(words, signs);
  for (std::size_t at = 0; at < words.size();) at += std::max<std::size_t>(codes.take(at), 1);
  if (codes.found().size() > 1) return Reading::unclear("more than one postcode");
  if (codes.found().empty()) return Reading::nothing("no whole postcode in it");
  return Reading::of(*codes.found().begin(), "the one postcode in it");
}

// "Near SG1 3AA".
bool is_beside_it(const SaidWords& words, const PostcodeWords& around) {
  constexpr std::size_t most_letters = 2;  // of what may stand between
  bool beside = false;
  for (const auto& word : words) {
    const bool figure = std::any_of(word.begin(), word.end(), is_figure_of);
    if (figure && beside) return true;
    beside = contains(around.beside, word) || (beside && word.size() <= most_letters);
  }
  return false;
}

SaidWords with_digits(SaidWords words, const SpokenSigns& signs) {
  for (auto& word : words)
    if (const auto digit = signs.digit(word); digit && word != "o") word = *digit;
  return words;
}

// "Es gee one three ay bee", where all of it is spelled so.
SaidWords with_letters(SaidWords words, const SpokenSigns& signs) {
  for (auto& word : words)
    if (const auto letter = signs.letter(word)) word = *letter;
  return words;
}

// "S for sugar": the letter alone.
SaidWords without_examples(const SaidWords& words) {
  SaidWords left;
  for (std::size_t at = 0; at < words.size(); ++at) {
    left.push_back(words[at]);
    const bool example = at + 2 < words.size() && words[at].size() == 1 && words[at + 1] == "for" &&
                         words[at + 2].front() == words[at].front();
    if (example) at += 2;
  }
  return left;
}

Reading read_written_or_spoken(const SaidWords& said, const Measures& measures) {
  const auto& around = measures.postcodes;
  if (std::any_of(said.begin(), said.end(),
                  [&](const std::string& word) { return contains(around.doubtful, word); }))
    return Reading::unclear("perhaps not theirs, or not now");
  const auto words = without_examples(without_ruled_out(said, measures));
  if (is_beside_it(words, around)) return Reading::unclear("one that is close by");
  const auto& signs = measures.signs;
  auto reading = read_codes(words, signs);
  if (reading.found != Reading::Found::nothing) return reading;
  const auto digits = with_digits(words, signs);
  reading = read_codes(digits, signs);
  const bool spells_by_words = contains(words, "for");  // "s for sugar"
  return reading.found == Reading::Found::nothing && !spells_by_words
             ? read_codes(with_letters(digits, signs), signs)
             : reading;
}

// "SG1 3JX no sorry 3JN": of the last part only the second half, which goes behind the first half
// of the one before.
Reading read_second_half(const std::vector<SaidWords>& parts, const Measures& measures) {
  const auto& last = parts.back();
  if (parts.size() < 2 || last.size() != 1 || last.front().size() != inward_length)
    return Reading::nothing("no second half of a postcode");
  for (auto at = parts.size() - 1; at-- > 0;) {
    const auto before = read_written_or_spoken(parts[at], measures);
    if (!before) continue;
    const auto outward = before.value.substr(0, before.value.find(' '));
    return read_written_or_spoken({outward, last.front()}, measures);
  }
  return Reading::nothing("no second half of a postcode");
}

Reading read_postcode_in(const Measures& measures, const std::vector<SaidWords>& parts) {
  if (auto reading = read_second_half(parts, measures)) return reading;
  return read_last(parts,
                   [&](const SaidWords& part) { return read_written_or_spoken(part, measures); });
}

}  // namespace

Reading read_postcode(const Measures& measures, std::string_view text) {
  return read_postcode_in(measures, said_parts(bare_words_of(text), measures));
}

std::optional<std::string> read_postcode(std::string_view text) {
  static const Measures none;
  auto reading = read_postcode(none, text);
  return reading ? std::optional(std::move(reading.value)) : std::nullopt;
}

}  // namespace kindbank::dialog
