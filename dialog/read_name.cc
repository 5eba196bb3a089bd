#include "dialog/read_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/contains.h"
#include "dialog/name_words.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest_name = 40;  // characters
constexpr std::size_t most_name_words = 3;

std::string bare_text(const NamePiece& piece, std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t at = from; at < from + count && at < piece.size(); ++at)
    text += (text.empty() ? "" : " ") + piece[at].bare;
  return text;
}

// What a piece of the text may hold.
struct Candidate {
  NamePiece name;
  enum class Led { no, in, plainly, anew } led = Led::no;
};

// "Rob not bob", "anita spelled a n i t a", "kate from bedwell" and, behind "my name is", "kate and
// i live in bedwell": what follows is no part of the name. But "im lost" may be none, and goes on
// as it likes.
void drop_what_follows(NamePiece& name, const NamingWords& around, Candidate::Led led) {
  const bool named = led >= Candidate::Led::plainly;
  const auto ends = [&](std::size_t at) {
    const auto& word = name[at].bare;
    const auto next = at + 1 < name.size() ? name[at + 1].bare : std::string{};
    if (around.ends.contains(word)) return true;
    if (around.from.contains(word)) return true;
    if ((word == "but" || word == "and") && (next == "with" || next == "it")) return true;
    return named && (word == "i" || (word == "and" && (next == "i" || next == "im")));
  };
  for (std::size_t at = 1; at < name.size(); ++at)
    if (ends(at)) return name.resize(at);
}

struct LeadInAt {
  const NamingWords::LeadIn* lead_in = nullptr;
  std::size_t end = 0;
};

// Where those words end from `at` on, or `at`; "spuneti-mi" is two of them.
std::size_t end_of(const std::vector<std::string>& words, const NamePiece& piece, std::size_t at) {
  const auto whole = join_words(words);
  std::string said;
  for (auto end = at; end < piece.size() && said.size() < whole.size(); ++end) {
    said += (end == at ? "" : " ") + piece[end].bare;
    if (said == whole) return end + 1;
  }
  return at;
}

// The longest that stands there.
LeadInAt lead_in_at(const NamingWords& around, const NamePiece& piece, std::size_t at) {
  const auto& word = piece[at].bare;
  const auto begun = around.lead_ins.find(word.substr(0, word.find(' ')));
  LeadInAt longest;
  if (begun == around.lead_ins.end()) return longest;
  for (const auto& one : begun->second)
    if (const auto end = end_of(one.words, piece, at); end > at && end > longest.end)
      longest = {&one, end};
  return longest;
}

Candidate::Led led_by(const NamingWords::LeadIn& lead_in) {
  using Sure = NamingWords::LeadIn::Sure;
  if (lead_in.sure == Sure::may_be) return Candidate::Led::in;
  return lead_in.sure == Sure::plainly ? Candidate::Led::plainly : Candidate::Led::anew;
}

Candidate candidate_of(const NamingWords& around, NamePiece piece) {
  Candidate candidate;
  for (std::size_t at = piece.size(); at-- > 0;) {
    auto [lead_in, end] = lead_in_at(around, piece, at);
    if (lead_in == nullptr) continue;
    if (end == piece.size() && at > 0) {
      // "Will Just" is a name; "just will" leads one in. "JP they call me" is JP.
      if (lead_in->sure != NamingWords::LeadIn::Sure::anew) continue;
      while (at > 0 && around.never.contains(piece[at - 1].bare)) --at;
      piece.resize(at);
      candidate.led = Candidate::Led::anew;
      break;
    }
    for (auto before = at; before-- > 0;)  // "im called", and not "called" alone
      if (const auto longer = lead_in_at(around, piece, before); longer.end == end)
        lead_in = longer.lead_in;
    candidate.led = led_by(*lead_in);
    piece.erase(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(end));
    break;
  }
  drop_what_follows(piece, around, candidate.led);
  while (!piece.empty() && around.before.contains(piece.front().bare) &&
         (piece.size() > 1 || candidate.led == Candidate::Led::no))
    piece.erase(piece.begin());
  const bool is_theirs = piece.size() > 2 && piece[piece.size() - 2].bare == "my";
  while (piece.size() > 1 && around.behind.contains(piece.back().bare)) piece.pop_back();
  if (is_theirs && piece.back().typed.ends_with("'s"))
    piece.back().typed.resize(piece.back().typed.size() - 2);  // "Bob's my name"
  candidate.name = std::move(piece);
  return candidate;
}

bool is_name(const AnswerWords& words, const NamingWords& around, const NamePiece& name) {
  if (name.empty() || name.size() > most_name_words) return false;
  if (name.size() == 1 && name.front().bare.size() == 1) return false;
  const auto whole = bare_text(name, 0, name.size());
  if (contains(words.yes, whole) || contains(words.no, whole) || contains(words.greetings, whole))
    return false;
  return std::none_of(name.begin(), name.end(), [&](const NameWord& word) {
    return word.bare.empty() || around.never.contains(word.bare);
  });
}

std::string written_name(const NamingWords& around, const NamePiece& name) {
  std::string text;
  for (const auto& word : name) {
    const bool title = around.titles.contains(word.bare);
    text += (text.empty() ? "" : " ") + (title ? as_title(word.typed) : with_capitals(word.typed));
  }
  return text;
}

// "Dot for short" is called Dot.
bool drop_for_short(NamePiece& piece) {
  if (piece.size() < 3 || bare_text(piece, piece.size() - 2, 2) != "for short") return false;
  piece.resize(piece.size() - 2);
  return true;
}

// The pieces of each part of a text that puts itself right.
std::vector<std::vector<NamePiece>> parts_of(std::string_view text, const Measures& measures) {
  std::vector<std::vector<NamePiece>> parts(1);
  for (auto& piece : name_pieces_of(measures.names, text)) {
    NamePiece rest;
    for (auto& word : piece) {
      if (!puts_right(word.bare, measures)) {
        rest.push_back(std::move(word));
        continue;
      }
      parts.back().push_back(std::exchange(rest, {}));
      parts.emplace_back();
    }
    parts.back().push_back(std::move(rest));
  }
  return parts;
}

// "Sue, Sue Barker" is all of it.
const Candidate& fullest(const std::vector<Candidate>& found, const Candidate& chosen) {
  const auto& name = chosen.name;
  const auto longer = std::find_if(found.begin(), found.end(), [&](const Candidate& one) {
    return one.name.size() > name.size() &&
           bare_text(one.name, 0, name.size()) == bare_text(name, 0, name.size());
  });
  return longer == found.end() ? chosen : *longer;
}

Reading read_pieces_of_name(const AnswerWords& words, const NamingWords& around,
                            const std::vector<NamePiece>& pieces) {
  std::vector<Candidate> found;
  for (auto piece : pieces) {
    const bool shorter = drop_for_short(piece);
    auto candidate = candidate_of(around, std::move(piece));
    if (shorter) candidate.led = Candidate::Led::anew;
    if (!is_name(words, around, candidate.name)) {
      if (candidate.led != Candidate::Led::no && !candidate.name.empty() && found.empty())
        return Reading::unclear("what follows is no name");
      continue;
    }
    found.push_back(std::move(candidate));
  }
  if (found.empty()) return Reading::nothing("no name in it");
  const auto anew = std::find_if(found.rbegin(), found.rend(), [](const Candidate& one) {
    return one.led == Candidate::Led::anew;
  });
  if (anew != found.rend())
    return Reading::of(written_name(around, anew->name), "what they are called");
  const auto led = std::find_if(found.begin(), found.end(),
                                [](const Candidate& one) { return one.led != Candidate::Led::no; });
  const auto& chosen = fullest(found, led != found.end() ? *led : found.front());
  return Reading::of(written_name(around, chosen.name), led != found.end()
                                                            ? "a name behind 'I am' or the like"
                                                            : "nothing but a name");
}

// "Pat from no 9": which house they live in is no part of it.
std::string without_house(std::string_view text, const Measures& measures) {
  const auto figure = text.find_first_of("0123456789");
  if (figure == text.npos) return std::string(text);
  auto before = text.substr(0, figure);
  bool lives_there = false;
  while (!before.empty() && !lives_there) {
    before = before.substr(0, before.find_last_not_of(' ') + 1);
    const auto gap = before.find_last_of(' ');
    const auto word = heard_as(gap == before.npos ? before : before.substr(gap + 1));
    lives_there = measures.names.from.contains(word);
    if (!lives_there && !contains(measures.time.named, word) &&
        !contains(measures.counts.behind, word))
      break;
    before = before.substr(0, gap == before.npos ? 0 : gap);
  }
  return std::string(lives_there ? before : text);
}

// "My mums name is jean", and whoever texts has not said theirs.
bool names_somebody_else(std::string_view text, const NamingWords& around) {
  const auto words = bare_words_of(text);
  for (std::size_t at = 0; at + 1 < words.size(); ++at)
    if (around.theirs.contains(words[at]) && words[at + 1].starts_with("name")) return true;
  return false;
}

}  // namespace

Reading read_name(const AnswerWords& words, const Measures& measures, std::string_view said) {
  const auto text = without_house(said, measures);
  const auto odd = std::string_view("0123456789@{}<>=_#/\\");
  if (text.find_first_of(odd) != text.npos) return Reading::nothing("signs that no name has");
  const auto whole = plain(text);
  if (contains(words.yes, whole) || contains(words.no, whole) || contains(words.greetings, whole) ||
      whole.starts_with("stop "))
    return Reading::nothing("an answer or a greeting, no name");
  if (names_somebody_else(text, measures.names)) return Reading::unclear("somebody else's name");
  auto reading = read_last(parts_of(text, measures), [&](const std::vector<NamePiece>& pieces) {
    return read_pieces_of_name(words, measures.names, pieces);
  });
  if (reading && code_points(reading.value).size() > longest_name)
    return Reading::unclear("too long for a name");
  return reading;
}

std::string plainly_named(const AnswerWords& words, const Measures& measures,
                          std::string_view text) {
  const auto reading = read_name(words, measures, text);
  if (!reading) return {};
  for (auto& piece : name_pieces_of(measures.names, text)) {
    const auto candidate = candidate_of(measures.names, std::move(piece));
    if (candidate.led == Candidate::Led::plainly &&
        written_name(measures.names, candidate.name) == reading.value)
      return reading.value;
  }
  return {};
}

}  // namespace kindbank::dialog
