#include "dialog/gate.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/opting_out.h"
#include "dialog/phrases.h"
#include "dialog/standing_words.h"

namespace kindbank::dialog {
namespace {

// A job's code before or behind the words says which job, and nothing about the danger.
std::vector<std::string> without_code(std::vector<std::string> text) {
  if (text.size() < 2) return text;
  if (is_code(text.front())) {
    text.erase(text.begin());
  } else if (is_code(text.back())) {
    text.pop_back();
  }
  return text;
}

// What is said over and over says no more than what is said three times: "i am i am i am ...".
// Words that no list knows stay, since a gap counts them.
Phrases::Numbers without_echoes(const Phrases::Numbers& text) {
  constexpr std::size_t longest_echo = 6;  // words
  Phrases::Numbers left;
  left.reserve(text.size());
  for (const auto word : text) {
    left.push_back(word);
    for (std::size_t length = 1; length <= longest_echo && 4 * length <= left.size(); ++length) {
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
Phrases::Numbers listened_to(const Words& words, const std::vector<std::string>& heard) {
  auto text =
      without_echoes(words.vocabulary->numbers_of(respell(without_code(heard), words.spellings)));
  words.innocent.blank_in(text);
  return text;
}

std::string hear_signpost(const Words& words, const Phrases::Numbers& text) {
  for (const auto& one : words.signposts)
    if (one.phrases.first_in(text) != nullptr) return one.letter;
  return {};
}

std::optional<Crisis> hear_crisis(const Words& words, const Phrases::Numbers& text) {
  std::optional<Crisis> crisis;
  for (const auto& one : words.crisis) {
    const auto* phrase = one.phrases.first_in(text);
    if (phrase == nullptr) continue;
    if (crisis) {
      crisis->also.push_back(one.letter);
    } else {
      crisis = Crisis{one.letter, phrase->text()};
    }
  }
  return crisis;
}

// "pls stop, thank you" is "stop".
std::vector<std::string> without_courtesy(const std::vector<std::string>& heard) {
  constexpr auto courtesies = std::to_array<std::string_view>(
      {"please", "pls", "plz", "thanks", "thank", "thanx", "ta", "you", "x", "xx", "xxx", "love",
       "luv", "mate", "dear", "hun", "duck", "cheers"});
  const auto is_meant = [&](const std::string& word) { return !contains(courtesies, word); };
  const auto begin = std::find_if(heard.begin(), heard.end(), is_meant);
  const auto end = std::find_if(heard.rbegin(), std::make_reverse_iterator(begin), is_meant);
  return {begin, end.base()};
}

}  // namespace

GateReading read_gate(const Words& words, std::string_view text) {
  GateReading reading;
  const auto heard = words_of(text);
  const auto listened = listened_to(words, heard);
  reading.crisis = hear_crisis(words, listened);
  if (!reading.crisis) reading.signpost = hear_signpost(words, listened);
  const auto bare = without_courtesy(heard);
  const auto meant = bare.size() <= longest_saying ? join_words(bare) : std::string();
  if (says_stop(bare)) {
    reading.rights = GateReading::Rights::stop;
  } else if (says_start(bare)) {
    reading.rights = GateReading::Rights::start;
  } else if (meant == "cancel") {
    reading.rights = GateReading::Rights::cancel;
  } else if (reading.crisis && !heard.empty() && heard.front() == "stop") {
    reading.rights = GateReading::Rights::stop;  // "STOP i want to die": both are honoured
  } else {
    reading.standing = standing_word_of(heard);
    if (reading.standing.empty() && bare.size() < heard.size() && meant != "give")
      reading.standing = standing_word_of(bare);  // but "give thanks" gives nothing
  }
  return reading;
}

}  // namespace kindbank::dialog
