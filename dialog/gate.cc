#include "dialog/gate.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/opting_out.h"
#include "dialog/phrases.h"
#include "dialog/standing_words.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

using HeardWords = std::span<const std::string>;

// The Latin letter that a Cyrillic or Greek one looks like; itself where it looks like none.
char32_t looks_like(char32_t letter) {
  constexpr std::u32string_view alike =
      U"\u0430\u0435\u043E\u0440\u0441\u0445\u0443\u0456\u0458\u0455\u0501\u051B\u051D\u04BB"
      U"\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405"
      U"\u03BF\u03B1\u03B9\u03BD\u03C1\u03BA\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D"
      U"\u039F"
      U"\u03A1\u03A4\u03A5\u03A7\u043A\u0442\u043C";
  constexpr std::string_view latin =
      "aeopcxyijsdqwh"
      "abekmhopctxyijs"
      "oaivpkabezhikmno"
      "ptyxktm";
  static_assert(alike.size() == latin.size());
  const auto at = alike.find(letter);
  return at == alike.npos ? letter : static_cast<char32_t>(latin[at]);
}

// Nothing is missed for an accent or for a letter of another alphabet that looks the same.
std::vector<std::string> words_as_they_look(std::string_view text) {
  if (is_ascii(text)) return words_of(text);
  std::string latin;
  latin.reserve(text.size());
  for (const auto letter : code_points(text)) latin += to_utf8(looks_like(letter));
  return words_of(without_accents(latin));
}

// A job's code before or behind the words says which job, and nothing about the danger.
HeardWords without_code(HeardWords text) {
  if (text.size() < 2) return text;
  if (is_code(text.front())) return text.subspan(1);
  return is_code(text.back()) ? text.first(text.size() - 1) : text;
}

// What is said over and over says no more than what is said three times: "i am i am i am ...".
// Words that no list knows stay, since a gap counts them.
Phrases::Numbers without_echoes(const Phrases::Numbers& text) {
  constexpr std::size_t longest_echo = 12;  // words
  Phrases::Numbers left;
  left.reserve(text.size());
  for (const auto word : text) {
    left.push_back(word);
    if (word == Vocabulary::unknown) continue;
    for (std::size_t length = 1; length <= longest_echo && 4 * length <= left.size(); ++length) {
      if (left[left.size() - 1 - length] != word) continue;
      const auto last = left.end() - static_cast<std::ptrdiff_t>(length);
      const auto before = left.end() - static_cast<std::ptrdiff_t>(4 * length);
      const bool echoes = std::equal(before, last, before + static_cast<std::ptrdiff_t>(length)) &&
                          std::find(last, left.end(), Vocabulary::unknown) == left.end();
      if (echoes) left.erase(last, left.end());
      if (echoes) break;
    }
  }
  return left;
}

// As crises are listened for: spelled out, what only sounds like one taken out, and looked up once
// for all the lists.
Phrases::Numbers listened_to(const Words& words, HeardWords heard) {
  auto text = without_echoes(words.spelled_out.numbers_of(heard));
  words.innocent.blank_in(text);
  return text;
}

// The first of each class that is somewhere in a text, and what else there is to be said.
void hear_alarms(const Words& words, const Phrases::Numbers& text, GateReading& into) {
  const auto heard = words.alarms.first_of_each_in(text);
  const auto phrase_of = [&](const CrisisClass& one) {
    return one.list < heard.size() ? heard[one.list] : nullptr;
  };
  for (const auto& one : words.crisis) {
    const auto* phrase = phrase_of(one);
    if (phrase == nullptr) continue;
    if (into.crisis) {
      into.crisis->also.push_back(one.letter);
    } else {
      into.crisis = Crisis{one.letter, phrase->text()};
    }
  }
  if (into.crisis) return;
  const auto signpost =
      std::find_if(words.signposts.begin(), words.signposts.end(),
                   [&](const CrisisClass& one) { return phrase_of(one) != nullptr; });
  if (signpost != words.signposts.end()) into.signpost = signpost->letter;
}

// "pls stop, thank you" is "stop".
HeardWords without_courtesy(const std::vector<std::string>& courtesies, HeardWords heard) {
  while (!heard.empty() && contains(courtesies, heard.front())) heard = heard.subspan(1);
  while (!heard.empty() && contains(courtesies, heard.back()))
    heard = heard.first(heard.size() - 1);
  return heard;
}

// What is said in a whole message, if it is one: a story is none.
std::vector<std::string> said_whole(HeardWords heard) {
  if (heard.size() > longest_saying) return {};
  return {heard.begin(), heard.end()};
}

}  // namespace

GateReading read_gate(const Words& words, std::string_view text) {
  GateReading reading;
  const auto heard = words_as_they_look(text);
  hear_alarms(words, listened_to(words, without_code(heard)), reading);
  const auto meant = without_courtesy(words.sayings.around, heard);
  const auto bare = said_whole(meant);
  const auto whole = join_words(bare);
  if (says_stop(words.sayings, meant)) {
    reading.rights = GateReading::Rights::stop;
  } else if (says_start(words.sayings, bare)) {
    reading.rights = GateReading::Rights::start;
  } else if (whole == "cancel") {
    reading.rights = GateReading::Rights::cancel;
  } else if (reading.crisis && !heard.empty() && heard.front() == "stop") {
    reading.rights = GateReading::Rights::stop;  // "STOP i want to die": both are honoured
  } else {
    reading.standing = standing_word_of(words.sayings, said_whole(heard));
    if (reading.standing.empty() && bare.size() < heard.size() && whole != "give")
      reading.standing = standing_word_of(words.sayings, bare);  // but "give thanks" gives nothing
  }
  return reading;
}

}  // namespace kindbank::dialog
