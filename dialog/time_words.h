// The words of a language that speak of days and hours, each with what it means for them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dialog/time_marks.h"

namespace kindbank::dialog {

inline constexpr std::size_t longest_time_phrase = 4;  // words

class TimeWords {
 public:
  // A phrase as time_phrase_of() has it.
  void add(const std::string& phrase, const TimeMark& mark);

  // nullptr where it says nothing of a time.
  const TimeMark* find(const std::string& phrase) const;

  bool empty() const { return marks_.empty(); }

  using Word = std::pair<std::string, TimeMark>;
  // Single words of days, months and parts of the day that begin as the word does: what it is put
  // right to where it is misspelt.
  const std::vector<Word>& days_like(std::string_view word) const;

  bool dotted_dates = false;  // "5.12" is a date and no hour
  // A number beside them is no hour: "flat 4", "14 elm road", "2 people".
  std::vector<std::string> named;
  std::vector<std::string> streets;
  std::vector<std::string> things;

 private:
  std::unordered_map<std::string, TimeMark> marks_;
  std::map<char, std::vector<Word>> days_;  // by their first letter
};

}  // namespace kindbank::dialog
