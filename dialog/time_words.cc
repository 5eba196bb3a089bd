#include "dialog/time_words.h"

#include <algorithm>

namespace kindbank::dialog {
namespace {

bool is_put_right(TimeMark::Kind kind) {
  return kind == TimeMark::Kind::weekday || kind == TimeMark::Kind::month ||
         kind == TimeMark::Kind::offset || kind == TimeMark::Kind::part;
}

}  // namespace

void TimeWords::add(const std::string& phrase, const TimeMark& mark) {
  marks_[phrase] = mark;
  if (phrase.empty() || phrase.find(' ') != phrase.npos) return;
  auto& days = days_[phrase.front()];
  std::erase_if(days, [&](const Word& word) { return word.first == phrase; });
  if (is_put_right(mark.kind)) days.emplace_back(phrase, mark);
}

const std::vector<TimeWords::Word>& TimeWords::days_like(std::string_view word) const {
  static const std::vector<Word> none;
  const auto found = word.empty() ? days_.end() : days_.find(word.front());
  return found == days_.end() ? none : found->second;
}

const TimeMark* TimeWords::find(const std::string& phrase) const {
  const auto found = marks_.find(phrase);
  return found == marks_.end() ? nullptr : &found->second;
}

}  // namespace kindbank::dialog
