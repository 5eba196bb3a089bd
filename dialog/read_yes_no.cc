#include "dialog/read_yes_no.h"

#include <algorithm>
#include <array>

#include "dialog/language.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

bool says_any(const std::string& whole, const std::vector<std::string>& sayings) {
  const auto padded = " " + whole + " ";
  return std::any_of(sayings.begin(), sayings.end(), [&](const auto& saying) {
    return padded.find(" " + saying + " ") != padded.npos;
  });
}

bool is_exactly(const std::vector<std::string>& list, const std::string& whole) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) {
    return one == whole ||
           (one.size() > whole.size() && !is_ascii(one) && without_accents(one) == whole);
  });
}

// "Yeeees" and "nooo": a letter that is drawn out is one.
SaidWords not_drawn_out(SaidWords words) {
  constexpr std::size_t drawn_out = 3;
  for (auto& word : words)
    for (std::size_t from = 0; from < word.size(); ++from) {
      const auto end = std::min(word.find_first_not_of(word[from], from), word.size());
      const bool letter = word[from] >= 'a' && word[from] <= 'z';
      if (letter && end - from >= drawn_out) word.erase(from + 1, end - from - 1);
    }
  return words;
}

class YesNo {
 public:
  YesNo(const AgreeingWords& agreeing, const AnswerWords& words, std::string_view language)
      : agreeing_(agreeing), words_(words), language_(language) {}

  Reading read(const SaidWords& all, std::string_view text) const {
    if (all.empty()) return read_sign(text);
    if (auto exact = read_exactly(join_words(all))) {
      const auto sign = read_sign(text);
      if (sign && sign.value != exact.value) return Reading::unclear("words and a sign against it");
      return exact;
    }
    if (const auto last = put_right(all); !last.empty()) {
      if (auto meant = read_stated(last, text)) return meant;
      return Reading::unclear("put right, but not to yes or no");
    }
    return read_stated(all, text);
  }

 private:
  // A thumb or a tick, and no word.
  static Reading read_sign(std::string_view text) {
    const auto shows = [&](const auto& signs) {
      return std::any_of(signs.begin(), signs.end(),
                         [&](std::string_view sign) { return text.find(sign) != text.npos; });
    };
    const bool yes = shows(std::to_array<std::string_view>(
        {"\U0001F44D", "\u2705", "\u2714", "\u2611", "\U0001F44C"}));
    const bool no = shows(std::to_array<std::string_view>(
        {"\U0001F44E", "\u274C", "\u274E", "\u2716", "\U0001F645"}));
    if (yes == no) return Reading::nothing("neither yes nor no");
    return Reading::of(yes ? "yes" : "no", yes ? "a sign that agrees" : "a sign that declines");
  }

  Reading read_exactly(const std::string& whole) const {
    const bool yes = is_exactly(words_.yes, whole);
    const bool no = is_exactly(words_.no, whole);
    if (yes && no) return Reading::unclear("yes as well as no");
    if (yes) return Reading::of("yes", "a way of saying yes");
    if (no) return Reading::of("no", "a way of saying no");
    return Reading::nothing("neither yes nor no");
  }

  static auto is_in(const AgreeingWords::Set& set) {
    return [&set](const std::string& word) { return set.contains(word); };
  }

  SaidWords without_courtesy(SaidWords words) const {
    const auto before = [&](const std::string& word) {  // "thanks but no"
      return agreeing_.against.contains(word) || agreeing_.around.contains(word);
    };
    words.erase(words.begin(), std::find_if_not(words.begin(), words.end(), before));
    while (!words.empty() && agreeing_.around.contains(words.back())) words.pop_back();
    // "I can do that no problem"
    const auto size = words.size();
    if (size > 2 && agreeing_.opens_no.contains(words[size - 2]) &&
        agreeing_.harmless.contains(words[size - 1]))
      words.resize(size - 2);
    return words;
  }

  // "Yes please if its no trouble": nothing hangs on that.
  SaidWords without_mere_condition(SaidWords words) const {
    agreeing_.no_condition.blank_in(words);
    std::erase(words, std::string{});
    return words;
  }

  // "Ok then no", in Polish "no tak": what follows is the answer.
  SaidWords without_well(SaidWords words) const {
    auto begin = words.begin();
    while (words.end() - begin > 1 && is_well(*begin)) ++begin;
    words.erase(words.begin(), begin);
    return words;
  }

  // What stands behind the last "i mean", "oops" or "wait".
  SaidWords put_right(const SaidWords& words) const {
    for (auto at = words.size(); at-- > 1;)
      if (agreeing_.puts_right.contains(words[at]) && at + 1 < words.size())
        return {words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end()};
    return {};
  }

  Reading read_stated(const SaidWords& all, std::string_view text) const {
    const auto whole = without_courtesy(without_mere_condition(all));
    if (auto exact = read_exactly(join_words(whole))) return exact;
    if (whole.empty()) return read_sign(text);  // "thanks" and a thumb
    if (hangs_on_something(join_words(whole))) {
      if (agreeing_.would.first_in(whole) != nullptr)
        return Reading::unclear("they would, and do not say that they will");
      return Reading::of("yes_but", "a yes that hangs on something");
    }
    const auto heard = without_well(whole);
    if (auto exact = read_exactly(join_words(heard))) return exact;
    const auto trimmed = agreeing_.vocabulary->numbers_of(heard);
    const auto in_full = agreeing_.vocabulary->numbers_of(all);  // "you bet"
    const auto says = [&](const Phrases& any) {
      return any.first_in(trimmed) != nullptr || any.first_in(in_full) != nullptr;
    };
    if (says(agreeing_.says_neither)) return Reading::unclear("neither yes nor no for certain");
    if (is_yes(heard.front())) return read_behind_yes(heard, 1);
    if (agreeing_.opens_no.contains(heard.front()) && !is_well(heard.front()))
      return read_behind_no(heard);
    if (heard.size() > 1 && is_yes(heard.back()) && heard.size() <= 4)
      return read_behind_yes({heard.begin(), heard.end() - 1}, 0);
    const bool yes = says(agreeing_.says_yes);
    const bool no = says(agreeing_.says_no);
    if (yes && !no) {
      const auto but = std::find_if(heard.begin(), heard.end(), is_in(agreeing_.against));
      if (but != heard.end()) return read_behind_but({but + 1, heard.end()});
    }
    if (yes == no) return Reading::nothing("neither yes nor no");
    if (no) return Reading::of("no", "words that decline");
    return Reading::of("yes", "words that agree");
  }

  // "Sounds good but cant" is a no; "sounds good but my car is off the road" may be one, too.
  Reading read_behind_but(const SaidWords& heard) const {
    if (std::any_of(heard.begin(), heard.end(), is_in(agreeing_.denials)))
      return Reading::of("no", "words that agree, but do not");
    return Reading::unclear("words that agree, and something against it");
  }

  bool is_yes(const std::string& word) const { return agreeing_.opens_yes.contains(word); }
  // Polish "no" is a well, and no no.
  bool is_well(const std::string& word) const {
    const auto here = agreeing_.well.find(language_);
    return here != agreeing_.well.end() && here->second.contains(word);
  }

  bool hangs_on_something(const std::string& whole) const {
    const auto begins = [&](const std::string& yes) {
      return whole.starts_with(without_accents(yes) + " ") || whole.starts_with(yes + " ");
    };
    return std::any_of(words_.yes.begin(), words_.yes.end(), begins) &&
           says_any(whole, words_.but) && !says_any(whole, {"but thanks", "but thank"});
  }

  // "Yes no need to rush" is one, "yes and no" is not; a day behind it may be a condition.
  Reading read_behind_yes(const SaidWords& heard, std::size_t from) const {
    const SaidWords behind(heard.begin() + static_cast<std::ptrdiff_t>(from), heard.end());
    const bool agrees = agreeing_.says_yes.first_in(behind) != nullptr;
    for (auto at = from; at < heard.size() && !agrees; ++at) {
      const auto harmless_at = [&](std::size_t place) {
        return place < heard.size() && agreeing_.harmless.contains(heard[place]);
      };
      if (agreeing_.denials.contains(heard[at]) && !harmless_at(at + 1) && !harmless_at(at + 2))
        return Reading::unclear("yes, and something against it");
      if (agreeing_.conditions.contains(heard[at]))
        return Reading::unclear("yes, and perhaps a condition");
    }
    return Reading::of("yes", "it begins with yes");
  }

  Reading read_behind_no(const SaidWords& heard) const {
    std::size_t at = 1;
    while (at < heard.size() &&
           (agreeing_.opens_no.contains(heard[at]) || agreeing_.around.contains(heard[at])))
      ++at;
    if (at < heard.size() && agreeing_.no_but.contains(heard[at]))
      return Reading::unclear("a no that may be none");
    for (; at < heard.size(); ++at) {
      if (heard[at] == "mind") return Reading::unclear("a no that may be none");
      if (is_yes(heard[at])) return Reading::unclear("no, and yes");
      if (agreeing_.against.contains(heard[at]) && at + 1 < heard.size() &&
          !agreeing_.around.contains(heard[at + 1]) && !agreeing_.opens_no.contains(heard[at + 1]))
        return Reading::unclear("no, and something for it");
    }
    return Reading::of("no", "it begins with no");
  }

  const AgreeingWords& agreeing_;
  const AnswerWords& words_;
  std::string_view language_;
};

}  // namespace

Reading read_yes_no(const AgreeingWords& agreeing, const AnswerWords& words, std::string_view text,
                    std::string_view language) {
  return YesNo(agreeing, words, language).read(not_drawn_out(bare_words_of(text)), text);
}

bool is_plain_yes(const AnswerWords& words, std::string_view text) {
  return is_exactly(words.yes, join_words(bare_words_of(text)));
}

bool is_plain_no(const AnswerWords& words, std::string_view text) {
  return is_exactly(words.no, join_words(bare_words_of(text)));
}

}  // namespace kindbank::dialog
