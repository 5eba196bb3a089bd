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
  std::erase_if(days_, [&](const Word& word) { return word.first == phrase; });
  if (is_put_right(mark.kind) && phrase.find(' ') == phrase.npos) days_.emplace_back(phrase, mark);
}

const TimeMark* TimeWords::find(const std::string& phrase) const {
  const auto found = marks_.find(phrase);
  return found == marks_.end() ? nullptr : &found->second;
}

}  // namespace kindbank::dialog
