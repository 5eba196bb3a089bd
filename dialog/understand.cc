#include "dialog/understand.h"

#include <algorithm>

#include "dialog/age.h"
#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/read_choice.h"
#include "dialog/read_code.h"
#include "dialog/read_datetime.h"
#include "dialog/read_minutes.h"
#include "dialog/read_name.h"
#include "dialog/read_need.h"
#include "dialog/read_number.h"
#include "dialog/read_phone.h"
#include "dialog/read_postcode.h"
#include "dialog/read_yes_no.h"
#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

bool is_story(std::string_view text) {
  return text.size() > longest_answer ||
         std::count(text.begin(), text.end(), ' ') > most_answer_gaps;
}

Reading read_free_text(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == text.npos) return Reading::nothing("no text in it");
  std::string said(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
  if (said.size() > longest_answer) {  // no more is kept
    auto end = longest_answer;
    while (end > 0 && (static_cast<unsigned char>(said[end]) & 0xC0U) == 0x80U) --end;
    said.resize(end);
  }
  return Reading::of(std::move(said), "the text as it is");
}

// Of two languages the one that has it; where they have it differently, neither.
Reading either(const Reading& own, const Reading& in_english) {
  if (own && in_english && own.value != in_english.value)
    return Reading::unclear("it means different things in two languages");
  if (own) return own;
  return in_english ? in_english : own;
}

const AnswerWords& own_answers(const Hearing& hearing) {
  static const AnswerWords none;
  return hearing.own == nullptr ? none : *hearing.own;
}

Reading read_plainly(const AnswerWords& words, std::string_view text) {
  const bool yes = is_plain_yes(words, text);
  if (yes == is_plain_no(words, text)) return Reading::nothing("neither yes nor no");
  return Reading::of(yes ? "yes" : "no", yes ? "a way of saying yes" : "a way of saying no");
}

// English is heard from everybody. A condition that one of the two heard behind a yes stands.
Reading read_agreed(const Hearing& hearing, std::string_view text) {
  const auto read = [&](const AnswerWords& words) {
    return read_yes_no(hearing.words.agreeing, words, text, hearing.language);
  };
  const auto in_english = read(hearing.words.answers);
  if (hearing.language == english) return in_english;
  const auto own = read(own_answers(hearing));
  if (own.value == "yes" && in_english.value == "yes_but") return in_english;
  if (own.value == "yes_but" && in_english.value == "yes") return own;
  return either(own, in_english);
}

bool is_offered(const Asked& asked, std::string_view key) {
  return std::any_of(asked.choices.begin(), asked.choices.end(),
                     [&](const Choice& one) { return one.key == key; });
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

// An age says yes or no by itself; "yes im 17" is no yes.
Reading read_yes_or_age(const Hearing& hearing, const Asked& asked, std::string_view text) {
  const auto age = age_asked(asked.question);
  if (age && !read_plainly(hearing.words.answers, text)) {
    if (auto answer = read_age(*age, text)) return Reading::of(*std::move(answer), "an age");
    if (has_digit(text)) return Reading::unclear("a number that may be an age");
  }
  auto reading = read_agreed(hearing, text);
  if (reading.value == "yes_but" && !is_offered(asked, reading.value))
    return Reading::unclear("a yes that hangs on something, which is not among the answers");
  return reading;
}

const ChoiceWords& choice_words(const Hearing& hearing, std::string_view language) {
  static const ChoiceWords none;
  const auto found = hearing.words.choices.find(language);
  return found == hearing.words.choices.end() ? none : found->second;
}

const Measures& measures_of(const Hearing& hearing) {
  return hearing.words.measures_of(hearing.language);
}

Reading read_when(const Hearing& hearing, const Asked& asked, std::string_view text) {
  const auto said_words = bare_words_of(text);
  if (measures_of(hearing).unfit.is_in(said_words))
    return Reading::unclear("a day that does not suit");
  if (hangs_on_condition(measures_of(hearing), said_words))
    return Reading::unclear("a day that hangs on something");
  const auto zone = hearing.zone == nullptr ? utc_zone() : *hearing.zone;
  const auto read = [&](std::string_view words) {
    return read_datetime(measures_of(hearing).time, words, hearing.now, zone);
  };
  if (!asked.day.empty())
    if (const auto said = read(std::string(text) + " " + std::string(asked.day));
        said && said->timed)
      return Reading::of(write_datetime(*said), "an hour of the day that was asked about");
  const auto said = read(text);
  if (said && !said->dated && asked.hour == Asked::Hour::of_no_day)
    return Reading::unclear("an hour, and no day");
  if (!said) return Reading::nothing("no one day for certain");
  return Reading::of(write_datetime(*said), said->timed ? "a day and an hour" : "a day");
}

bool only_small_letters(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "Abdi bro": behind a first name one of the words that our lists are made of. But "mrs may".
bool says_more_than_names(const Hearing& hearing, std::string_view name) {
  const auto said = bare_words_of(name);
  if (said.size() < 2 || measures_of(hearing).names.titles.contains(said.front())) return false;
  return std::any_of(said.begin() + 1, said.end(), [&](const std::string& word) {
    return word.size() > 1 && hearing.words.vocabulary->number_of(word) != Vocabulary::unknown;
  });
}

Reading read_named(const Hearing& hearing, std::string_view text) {
  const auto said = heard_as(text);
  const auto& own = own_answers(hearing);
  if (contains(own.greetings, said) || contains(own.courtesies, said))
    return Reading::nothing("a greeting, no name");
  auto reading = read_name(hearing.words.answers, measures_of(hearing), text);
  if (reading && only_small_letters(text) && says_more_than_names(hearing, reading.value))
    return Reading::unclear("words that may be no name");
  return reading;
}

// "Sorry the 4th", where a day was read back, puts that right; "the 4th one" is a choice.
bool may_be_day(const Hearing& hearing, const Asked& asked, std::string_view text) {
  if (asked.ordinals == Asked::Ordinals::of_choices) return false;
  const auto& measures = measures_of(hearing);
  const auto words = bare_words_of(text);
  return says_day_of_month(measures.time, text) &&
         std::none_of(words.begin(), words.end(), [&](const std::string& word) {
           return contains(measures.points_at_choice, word);
         });
}

// Yes is also an answer where it is one of several.
Reading read_chosen(const Hearing& hearing, const Asked& asked, std::string_view text) {
  const auto read = [&](const std::vector<Choice>& choices, std::string_view language) {
    return read_choice(choices, choice_words(hearing, language),
                       hearing.words.measures_of(language), text);
  };
  auto reading = read(asked.choices, english);
  if (hearing.language != english)
    reading =
        either(read(asked.shown.empty() ? asked.choices : asked.shown, hearing.language), reading);
  if (may_be_day(hearing, asked, text)) return Reading::unclear("a choice, or a day");
  if (reading.found == Reading::Found::unclear)
    if (const auto kind = plain_kind_in(hearing.words, text); is_offered(asked, kind))
      return Reading::of(kind, "words that are plainly for that choice");
  constexpr std::size_t shortest_question = 4;
  const auto words = bare_words_of(text);
  if (reading && words.size() >= shortest_question && opens_as_question(hearing, text))
    return Reading::unclear("a question, and no choice");
  if (reading && hangs_on_condition(measures_of(hearing), words))
    return Reading::unclear("a choice that hangs on something");
  if (reading.found != Reading::Found::nothing) return reading;
  auto agreed = read_agreed(hearing, text);
  return agreed && is_offered(asked, agreed.value) ? agreed : reading;
}

}  // namespace

Reading understand(const Hearing& hearing, const Asked& asked, std::string_view text) {
  const auto& measures = measures_of(hearing);
  if (asked.expect != Expect::text && is_story(text))
    return Reading::unclear("a story, and no answer");
  switch (asked.expect) {
    case Expect::none:
      return Reading::nothing("nothing was asked");
    case Expect::choice:
      return read_chosen(hearing, asked, text);
    case Expect::yes_no:
      return read_yes_or_age(hearing, asked, text);
    case Expect::text:
      return read_free_text(text);
    case Expect::name:
      return read_named(hearing, text);
    case Expect::number:
      return read_number(measures, text);
    case Expect::minutes:
      return read_minutes(measures, text);
    case Expect::datetime:
      return read_when(hearing, asked, text);
    case Expect::postcode:
      return read_postcode(measures, text);
    case Expect::phone:
      return read_phone(measures, text);
    case Expect::code:
      return read_code(measures, text);
  }
  return Reading::nothing("nothing was asked");
}

bool is_short_answer(const Hearing& hearing, std::string_view text) {
  const auto is_short = [&](const AnswerWords& words) {
    return is_plain_yes(words, text) || is_plain_no(words, text);
  };
  return all_digits(plain(text)) || is_short(hearing.words.answers) ||
         (hearing.language != english && is_short(own_answers(hearing)));
}

bool is_short_no(const Hearing& hearing, std::string_view text) {
  return is_plain_no(hearing.words.answers, text) ||
         (hearing.language != english && is_plain_no(own_answers(hearing), text));
}

}  // namespace kindbank::dialog
