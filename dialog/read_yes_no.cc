#include "dialog/read_yes_no.h"

#include <algorithm>
#include <array>

#include "dialog/contains.h"
#include "dialog/language.h"
#include "dialog/normal.h"
#include "dialog/phrases.h"
#include "dialog/said_parts.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

// Said around_answer an answer, and nothing in it.
constexpr auto around_answer = std::to_array<std::string_view>(
    {"please",   "pls",      "plz",    "thanks", "thank", "thankyou",  "you",    "very",
     "much",     "ta",       "x",      "xx",     "xxx",   "love",      "luv",    "duck",
     "bab",      "hun",      "mate",   "dear",   "oh",    "ah",        "um",     "er",
     "erm",      "well",     "hi",     "hello",  "hiya",  "hey",       "eyup",   "lol",
     "bach",     "pet",      "cheers", "u",      "so",    "tell",      "them",   "prosze",
     "poprosze", "dziekuje", "bardzo", "va",     "rog",   "multumesc", "frumos", "mult",
     "niestety", "din",      "pacate", "pai",    "hmm",   "sorry",     "of",     "course",
     "indeed",   "thx",      "dearie", "my"});

// Certain by themselves; any other way of saying yes counts only as the whole text.
constexpr auto opens_yes = std::to_array<std::string_view>(
    {"yes", "yess",       "yesss", "yeah",       "yea",         "yep",   "yup",
     "yh",  "yeh",        "ye",    "aye",        "ar",          "ie",    "tak",
     "da",  "definitely", "defo",  "absolutely", "certainly",   "yas",   "yis",
     "yhh", "oczywiscie", "sigur", "desigur",    "bineinteles", "jasne", "y"});
constexpr auto opens_no = std::to_array<std::string_view>(
    {"no", "nope", "nah", "naw", "nay", "na", "nie", "nu", "noo", "nooo", "n"});

// Behind "no" these make something else of it: "no idea", "no problem".
constexpr auto no_but_other = std::to_array<std::string_view>(
    {"idea",    "preference", "comment", "way",    "problem",   "problems",   "probs",
     "prob",    "worries",    "need",    "clue",   "rush",      "one",        "doubt",
     "matter",  "more",       "longer",  "hurry",  "wiem",      "rozumiem",   "jestem",
     "ma",      "stiu",       "inteleg", "sunt",   "objection", "objections", "bother",
     "trouble", "issue",      "issues",  "biggie", "number",    "time",       "phone"});
// And these, behind a yes, leave it one.
constexpr auto harmless_no = std::to_array<std::string_view>(
    {"problem", "problems", "probs",     "prob",       "worries",  "need",    "rush",  "doubt",
     "matter",  "hurry",    "objection", "objections", "bother",   "trouble", "issue", "issues",
     "biggie",  "worry",    "mind",      "problemu",   "problema", "klopotu"});
constexpr auto denials = std::to_array<std::string_view>(
    {"not", "cant", "cannot", "dont", "wont", "never", "isnt", "doesnt", "didnt", "couldnt",
     "wouldnt", "nie", "nu", "unable", "no", "nope", "nah"});

// Whole sayings, somewhere in the text.
constexpr auto says_yes = std::to_array<std::string_view>({"be rude not to",
                                                           "wouldnt miss it",
                                                           "why not",
                                                           "cant wait",
                                                           "can not wait",
                                                           "count me in",
                                                           "sounds good",
                                                           "sounds great",
                                                           "sounds lovely",
                                                           "no objection",
                                                           "no objections",
                                                           "have no objection",
                                                           "by all means",
                                                           "suits me",
                                                           "works for me",
                                                           "fine by me",
                                                           "fine with me",
                                                           "delighted",
                                                           "with pleasure",
                                                           "go ahead",
                                                           "go for it",
                                                           "id love to",
                                                           "would love to",
                                                           "happy to",
                                                           "i am happy to",
                                                           "glad to",
                                                           "more than happy",
                                                           "im in",
                                                           "thats fine",
                                                           "thats right",
                                                           "thats correct",
                                                           "not a problem",
                                                           "dont mind if i do",
                                                           "you bet",
                                                           "too right",
                                                           "course i will",
                                                           "course i can",
                                                           "ok with me",
                                                           "dont see why not",
                                                           "cant see why not",
                                                           "see no reason why not",
                                                           "go on then",
                                                           "im up for it",
                                                           "up for it",
                                                           "said yes",
                                                           "no harm in it"});
constexpr auto says_no = std::to_array<std::string_view>(
    {"not able",     "cant make it",    "cannot make it", "afraid not",    "rather not",
     "not for me",   "count me out",    "wish i could",   "no can do",     "not right",
     "not correct",  "not possible",    "not interested", "dont want",     "do not want",
     "wont be able", "im out",          "not this time",  "not at all",    "not today",
     "not really",   "not now",         "cant do it",     "cant do that",  "cant help",
     "not a chance", "no chance",       "no fear",        "leave it",      "ill pass",
     "pass on this", "not keen",        "thats wrong",    "not happening", "im good ta",
     "not likely",   "have to decline", "must decline",   "got to say no", "have to say no",
     "cant manage",  "not free",        "not available",  "unavailable",   "think not",
     "prefer not",   "nie moge",        "nie chce",       "nie dam rady",  "nu pot",
     "nu vreau",     "said no",         "cant sorry",     "have to cancel"});
// Neither, or not meant: somebody is not sure, or jokes.
constexpr auto says_neither = std::to_array<std::string_view>({"not sure",
                                                               "dont know",
                                                               "dunno",
                                                               "do not know",
                                                               "think about it",
                                                               "maybe",
                                                               "perhaps",
                                                               "might",
                                                               "depends",
                                                               "yes and no",
                                                               "gonna happen",
                                                               "pull the other",
                                                               "yeah right",
                                                               "yh right",
                                                               "as if",
                                                               "possibly",
                                                               "probably",
                                                               "no idea",
                                                               "let you know",
                                                               "let u know",
                                                               "unsure",
                                                               "what is",
                                                               "who is",
                                                               "nie wiem",
                                                               "nu stiu",
                                                               "moze",
                                                               "poate",
                                                               "zobacze",
                                                               "not certain",
                                                               "i suppose",
                                                               "ask me",
                                                               "yes or no",
                                                               "in two minds",
                                                               "get back to you",
                                                               "get back to u",
                                                               "either way",
                                                               "rather not say",
                                                               "prefer not to say",
                                                               "id rather not say"});

template <std::size_t count>
Phrases phrases_of(const std::array<std::string_view, count>& sayings) {
  Phrases phrases;
  for (const auto saying : sayings) phrases.add(Phrase::read(saying, {}).value());
  return phrases;
}

bool agrees_in(const SaidWords& words) {
  static const auto phrases = phrases_of(says_yes);
  return phrases.first_in(words) != nullptr;
}

bool declines_in(const SaidWords& words) {
  static const auto phrases = phrases_of(says_no);
  return phrases.first_in(words) != nullptr;
}

bool is_undecided_in(const SaidWords& words) {
  static const auto phrases = phrases_of(says_neither);
  return phrases.first_in(words) != nullptr;
}

bool says_any(const std::string& whole, const std::vector<std::string>& sayings) {
  const auto padded = " " + whole + " ";
  return std::any_of(sayings.begin(), sayings.end(), [&](const auto& saying) {
    return padded.find(" " + saying + " ") != padded.npos;
  });
}

bool is_exactly(const std::vector<std::string>& list, const std::string& whole) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) {
    return one == whole || (one.size() > whole.size() && without_accents(one) == whole);
  });
}

SaidWords without_courtesy_around(SaidWords words) {
  const auto before = [](const std::string& word) {
    return word == "but" || contains(around_answer, word);  // "thanks but no"
  };
  words.erase(words.begin(), std::find_if_not(words.begin(), words.end(), before));
  while (!words.empty() && contains(around_answer, words.back())) words.pop_back();
  return words;
}

// What stands behind the last "i mean", "oops" or "wait".
SaidWords put_right(const SaidWords& words) {
  constexpr std::array<std::string_view, 7> signs = {"mean",   "meant",  "oops", "wait",
                                                     "whoops", "znaczy", "adica"};
  for (auto at = words.size(); at-- > 1;)
    if (contains(signs, words[at]) && at + 1 < words.size())
      return {words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end()};
  return {};
}

class YesNo {
 public:
  YesNo(const AnswerWords& words, std::string_view language) : words_(words), language_(language) {}

  Reading read(const SaidWords& all, std::string_view text) const {
    if (all.empty()) return read_sign(text);
    if (auto exact = read_exactly(join_words(all))) {
      const auto sign = read_sign(text);
      if (sign && sign.value != exact.value) return Reading::unclear("words and a sign against it");
      return exact;
    }
    if (const auto last = put_right(all); !last.empty())
      if (auto meant = read_stated(last)) return meant;
    return read_stated(all);
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

  Reading read_stated(const SaidWords& all) const {
    const auto heard = without_courtesy_around(all);
    const auto whole = join_words(heard);
    if (auto exact = read_exactly(whole)) return exact;
    if (heard.empty()) return Reading::nothing("neither yes nor no");
    if (hangs_on_something(whole)) return Reading::of("yes_but", "a yes that hangs on something");
    if (is_undecided_in(heard)) return Reading::unclear("neither yes nor no for certain");
    if (is_yes(heard.front())) return read_behind_yes(heard, 1);
    if (contains(opens_no, heard.front()) && !is_yes_here(heard.front()))
      return read_behind_no(heard);
    if (heard.size() > 1 && is_yes(heard.back()) && heard.size() <= 4)
      return read_behind_yes({heard.begin(), heard.end() - 1}, 0);
    const bool yes = agrees_in(heard);
    const bool no = declines_in(heard);
    if (yes && !no) {
      const auto but = std::find(heard.begin(), heard.end(), "but");
      if (but != heard.end()) return read_behind_but({but + 1, heard.end()});
    }
    if (yes == no) return Reading::nothing("neither yes nor no");
    if (no) return Reading::of("no", "words that decline");
    return Reading::of("yes", "words that agree");
  }

  // "Love to but cant" is a no; "love to but im away" most likely one, too, and is asked again.
  static Reading read_behind_but(const SaidWords& heard) {
    const bool denied = std::any_of(heard.begin(), heard.end(), [](const std::string& word) {
      return contains(denials, word);
    });
    if (denied) return Reading::of("no", "words that agree, but do not");
    return Reading::unclear("words that agree, and something against it");
  }

  bool is_yes(const std::string& word) const {
    if (language_ != english && contains(opens_no, word)) return false;
    return contains(opens_yes, word);
  }
  // Polish "no" is a well, and no no.
  bool is_yes_here(const std::string& word) const { return language_ == "pl" && word == "no"; }

  bool hangs_on_something(const std::string& whole) const {
    const auto begins = [&](const std::string& yes) {
      return whole.starts_with(without_accents(yes) + " ") || whole.starts_with(yes + " ");
    };
    return std::any_of(words_.yes.begin(), words_.yes.end(), begins) &&
           says_any(whole, words_.but) && !says_any(whole, {"but thanks", "but thank"});
  }

  // "Yes no need to rush" is one, "yes and no" is not; a day behind it may be a condition.
  Reading read_behind_yes(const SaidWords& heard, std::size_t from) const {
    const bool agrees = agrees_in({heard.begin() + static_cast<std::ptrdiff_t>(from), heard.end()});
    for (auto at = from; at < heard.size() && !agrees; ++at) {
      const bool denied = contains(denials, heard[at]);
      const bool harmless = at + 1 < heard.size() &&
                            (contains(harmless_no, heard[at + 1]) ||
                             (at + 2 < heard.size() && contains(harmless_no, heard[at + 2])));
      if (denied && !harmless) return Reading::unclear("yes, and something against it");
      if (is_condition(heard[at])) return Reading::unclear("yes, and perhaps a condition");
    }
    return Reading::of("yes", "it begins with yes");
  }

  static bool is_condition(std::string_view word) {
    constexpr std::array<std::string_view, 13> conditions = {
        "after",  "before", "until", "til",   "till",      "unless", "if",
        "except", "only",   "but",   "later", "depending", "instead"};
    return contains(conditions, word);
  }

  Reading read_behind_no(const SaidWords& heard) const {
    std::size_t at = 1;
    while (at < heard.size() &&
           (contains(opens_no, heard[at]) || contains(around_answer, heard[at])))
      ++at;
    if (at < heard.size() && contains(no_but_other, heard[at]))
      return Reading::unclear("a no that may be none");
    for (; at < heard.size(); ++at) {
      if (heard[at] == "mind") return Reading::unclear("a no that may be none");
      if (is_yes(heard[at])) return Reading::unclear("no, and yes");
      if ((heard[at] == "but" || heard[at] == "dar" || heard[at] == "ale") &&
          at + 1 < heard.size() && !contains(around_answer, heard[at + 1]) &&
          !contains(opens_no, heard[at + 1]))
        return Reading::unclear("no, and something for it");
    }
    return Reading::of("no", "it begins with no");
  }

  const AnswerWords& words_;
  std::string_view language_;
};

}  // namespace

Reading read_yes_no(const AnswerWords& words, std::string_view text, std::string_view language) {
  return YesNo(words, language).read(bare_words_of(text), text);
}

bool is_plain_yes(const AnswerWords& words, std::string_view text) {
  return is_exactly(words.yes, join_words(bare_words_of(text)));
}

bool is_plain_no(const AnswerWords& words, std::string_view text) {
  return is_exactly(words.no, join_words(bare_words_of(text)));
}

}  // namespace kindbank::dialog
