#include "dialog/read_phone.h"

#include <algorithm>
#include <set>
#include <vector>

#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

// The words with a plus kept in front of its digits, and a comma as a word of its own.
SaidWords dialled_words_of(std::string_view text) {
  std::string spaced;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool before_digit = at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
    if (c == '+' && before_digit) {
      spaced += " plus ";
    } else if (c == ',' || c == ';') {
      spaced += " comma ";
    } else {
      spaced += c;
    }
  }
  auto words = bare_words_of(spaced);
  return words;
}

// "o7700", "9oo721": letters for noughts and ones among the digits.
std::string digits_of(const std::string& word) {
  std::string digits;
  std::size_t real = 0;
  for (const char c : word) {
    if (c >= '0' && c <= '9') {
      digits += c;
      ++real;
    } else if (c == 'o') {
      digits += '0';
    } else if (c == 'l' || c == 'i') {
      digits += '1';
    } else {
      return {};
    }
  }
  return real > 0 ? digits : std::string{};
}

// The number with its country, or "" where it has too few digits or too many.
std::string whole_number(std::string number) {
  constexpr std::size_t uk_digits = 10;  // without the nought
  constexpr std::size_t fewest = 9;
  constexpr std::size_t most = 15;
  if (number.starts_with("00")) number.replace(0, 2, "+");
  if (number.starts_with("44") && number.size() == uk_digits + 2) number.insert(0, "+");
  if (number.starts_with("+440")) number.erase(3, 1);
  if (number.starts_with("+44")) {
    const auto national = std::string_view(number).substr(3);
    return national.size() == uk_digits &&
                   std::string_view("12378").find(national.front()) != std::string_view::npos
               ? number
               : std::string{};
  }
  if (number.starts_with("+")) {
    const bool country = number.size() > 1 && number[1] != '0';
    return country && number.size() > fewest && number.size() <= most + 1 ? number : std::string{};
  }
  if (number.starts_with("0") && number.size() == uk_digits + 1)
    return whole_number("+44" + number.substr(1));
  if (number.starts_with("7") && number.size() == uk_digits) return "+44" + number;
  return {};
}

// The runs of digits, each as far as nothing else stands between.
class Runs {
 public:
  void add(std::string_view digits) {
    if (!digits.empty()) run_.emplace_back(digits);
  }
  void end() {
    std::size_t digits = 0;
    for (const auto& piece : run_) digits += piece.size();
    auto number = whole_number(joined(0));
    if (number.empty() && stands_behind_another()) number = whole_number(joined(1));
    if (!number.empty()) {
      numbers_.insert(std::move(number));
    } else if (digits >= long_run) {
      broken_ = true;
    }
    run_.clear();
  }
  Reading read(std::string_view why) const {
    if (numbers_.size() > 1) return Reading::unclear("more than one phone number");
    if (broken_) return Reading::unclear("a number with too few digits or too many");
    if (numbers_.empty()) return Reading::nothing("no phone number in it");
    return Reading::of(*numbers_.begin(), why);
  }

 private:
  static constexpr std::size_t long_run = 6;

  std::string joined(std::size_t from) const {
    std::string number;
    for (auto at = from; at < run_.size(); ++at) number += run_[at];
    return number;
  }
  // "Flat 12 07700 900123"
  bool stands_behind_another() const {
    constexpr std::size_t house_digits = 3;
    return run_.size() > 1 && run_[0].size() <= house_digits && run_[0][0] != '+' &&
           run_[0][0] != '0' && run_[1][0] == '0';
  }

  std::vector<std::string> run_;
  std::set<std::string> numbers_;
  bool broken_ = false;
};

Reading read_figures(const SaidWords& words) {
  Runs runs;
  for (const auto& word : words) {
    const auto digits = word == "plus" ? std::string("+") : digits_of(word);
    if (digits.empty() || word == "plus") runs.end();
    runs.add(digits);
  }
  runs.end();
  return runs.read("the one phone number in it");
}

Reading read_spoken(const SaidWords& words, const SpokenSigns& signs) {
  Runs runs;
  std::size_t times = 1;
  for (const auto& word : words) {
    if (word == "double" || word == "treble" || word == "triple") {
      times = word == "double" ? 2 : 3;
      continue;
    }
    auto digit = signs.digit(word);
    if (!digit && word.size() == 1 && word[0] >= '0' && word[0] <= '9') digit = word[0];
    if (digit) {
      runs.add(std::string(times, *digit));
    } else {
      runs.end();
    }
    times = 1;
  }
  runs.end();
  return runs.read("a phone number in words");
}

}  // namespace

Reading read_phone(const Measures& measures, std::string_view text) {
  const auto parts = said_parts(dialled_words_of(text), measures);
  return read_last(parts, [&](const SaidWords& part) {
    const auto reading = read_figures(part);
    return reading.found == Reading::Found::nothing ? read_spoken(part, measures.signs) : reading;
  });
}

}  // namespace kindbank::dialog
