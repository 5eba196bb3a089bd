// What the texts of a flow cost and whether they can be filled: their braces, the characters of the
// cheap alphabet, and the length with the longest names a town has. Translated texts have been
// asked for their braces and plurals when they were read.
#include <algorithm>
#include <array>

#include "dialog/draft.h"
#include "dialog/load.h"
#include "dialog/message.h"
#include "dialog/normal.h"
#include "dialog/sms.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

// The longest value that a text must be able to take for one text to stay one: names as long
// as they get, "as soon as you can", "Wed 24 Nov, 10.30am", K4T7.
std::size_t longest_value(const Flow& flow, const std::string& fact) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 19> longest = {
      {{"bank", name_limits.bank},
       {"town", name_limits.town},
       {"run_by", name_limits.run_by},
       {"name", 15},
       {"first", 15},
       {"helper", 15},
       {"area", name_limits.area},
       {"street", 22},
       {"address", 35},
       {"task", name_limits.task},
       {"day", 18},
       {"answer_by", 19},
       {"when", 19},
       {"mins", 3},
       {"code", 4},
       {"word", 10},
       {"number", 5},
       {"level", 2},
       {"reason", 46}}};
  for (const auto& [name, length] : longest) {
    if (name == fact) return length;
  }
  std::size_t label = 0;  // a choice is read by its label
  for (const Step& step : flow.steps) {
    if (step.save != fact) continue;
    for (const Choice& choice : step.choices) {
      label = std::max(label, code_points(choice.label).size());
    }
    if (!step.day.empty()) label = std::max(label, std::string_view("Wed 24 Nov, 12.30pm").size());
  }
  return label > 0 ? label : 12;
}

bool is_of_town(std::string_view fact) {
  return fact == "bank" || fact == "town" || fact == "run_by";
}

constexpr std::size_t longest_number = 3;   // of what is counted in a text
constexpr std::size_t longest_rich = 1000;  // what the shortest of the richer channels shows

// The longest form, with a number in it that is as long as it gets.
std::string longest_of(const Flow& flow, const Placeholder& placeholder) {
  const std::string fact{placeholder.fact};
  if (placeholder.forms.empty()) return std::string(longest_value(flow, fact), 'x');
  std::string longest;
  for (const std::string_view form : placeholder.forms) {
    std::string full =
        say_form(form, std::string(std::min(longest_value(flow, fact), longest_number), '9'));
    if (count_sms(full).units > count_sms(longest).units) longest = std::move(full);
  }
  return longest;
}

}  // namespace

std::string filled(const Flow& flow, std::string_view text) {
  std::string full;
  std::size_t names_left = name_limits.all;
  for (const TextPiece& piece : pieces_of(text).value_or(std::vector<TextPiece>{})) {
    full += piece.words;
    if (!piece.placeholder) continue;
    std::string value = longest_of(flow, *piece.placeholder);
    if (is_of_town(piece.placeholder->fact)) {
      value.resize(std::min(value.size(), names_left));
      names_left -= value.size();
    }
    full += value;
  }
  return full;
}

namespace {

// One text message, without the accents that would make it two. A language that is written with
// letters of its own may take two: 134 characters.
void check_length(Draft& draft, const Step& step, std::string_view part, const Message& message) {
  const std::string shown = numbered(message);
  const SmsCount count = count_sms(draft.language == english ? shown : without_dear_accents(shown));
  const bool two = draft.language != english && count.encoding == SmsCount::Encoding::ucs2;
  if (count.segments <= (two ? 2 : 1)) return;
  const int limit = count.encoding == SmsCount::Encoding::gsm7 ? 160 : two ? 134 : 70;
  draft.warn(draft.at(step, part), "text-too-long",
             "With the longest names this is " + std::to_string(count.units) + " characters, " +
                 std::to_string(count.segments) + " text messages.",
             "Bring it down to " + std::to_string(limit) + ".");
}

void check_alphabet(Draft& draft, const Step& step, const std::string& part,
                    const std::string& text) {
  const auto characters = code_points(text);
  const bool own_letters = draft.language != english;
  const auto odd = std::find_if_not(characters.begin(), characters.end(), [&](char32_t one) {
    return is_gsm7(one) || (own_letters && is_part_of_word(one));
  });
  if (odd == characters.end()) return;
  draft.warn(draft.at(step, part), "text-with-non-gsm-character",
             "The character '" + to_utf8(*odd) + "' makes a text message hold 70 characters only.",
             "Write it with plain letters, straight quotes and a plain hyphen.");
}

// "[tea]" or "<First name>", as other programs write what is filled in; "" where there is none.
std::string bracketed_in(std::string_view text) {
  for (const auto& [open, close] : {std::pair{'[', ']'}, std::pair{'<', '>'}}) {
    const auto from = text.find(open);
    const auto to = text.find(close, std::min(from, text.size()));
    if (to != text.npos && !words_of(text.substr(from, to - from)).empty())
      return std::string(text.substr(from, to - from + 1));
  }
  return {};
}

void check_brackets(Draft& draft, const Step& step, const std::string& part,
                    const std::string& text) {
  const auto bracketed = bracketed_in(text);
  if (bracketed.empty()) return;
  draft.warn(draft.at(step, part), "other-brackets",
             "'" + bracketed + "' is sent just as it stands here, with its brackets.",
             "Write a fact as {code}; leave the brackets out where none is meant.");
}

// What the bank asks again, after a silence or once something else is over, says who is texting.
// That can happen to any question, so each must have room for it.
Message repeated(const Flow& flow, const Step& step, Message asked) {
  constexpr std::string_view name = "{bank}: ";
  if (!step.ask.empty() && !step.ask.starts_with(name))
    asked.text = filled(flow, std::string(name) + step.ask);
  return asked;
}

void check_step(Draft& draft, const Step& step) {
  bool fillable = true;
  for (const auto& [part, text] : texts_of(step)) {
    const bool is_rich = part.ends_with(".rich");
    if (!is_rich) check_alphabet(draft, step, part, text);
    check_brackets(draft, step, part, text);
    if (draft.language == english) check_plurals(draft, draft.at(step, part), text, english);
    if (is_rich && code_points(text).size() > longest_rich) {
      draft.warn(draft.at(step, part), "text-too-long",
                 "This is longer than the " + std::to_string(longest_rich) +
                     " characters that every richer channel shows.",
                 "Bring it down.");
    }
    if (facts_in(text)) continue;
    fillable = false;
    draft.error(draft.at(step, part), "bad-placeholder",
                "A brace in this text holds no name of a fact.",
                "Write a fact as {code}, with one brace on each side and in small letters.");
  }
  if (!fillable) return;
  const Flow& flow = draft.flow;
  Message said;
  said.text = filled(flow, step.say);
  check_length(draft, step, "say", said);
  Message asked;
  asked.text = filled(flow, step.ask);
  if (step.expect == Expect::yes_no) asked.listing = Message::Listing::words;
  for (const Choice& choice : step.choices) {
    asked.options.push_back({choice.key, filled(flow, choice.label)});
  }
  if (step.choices_from && facts_in(step.choices_from->label)) {  // a full page, and MORE
    const auto& label = step.choices_from->label;
    check_alphabet(draft, step, "choices_from.label", label);
    if (draft.language == english)
      check_plurals(draft, draft.at(step, "choices_from.label"), label, english);
    asked.options.assign(page_size, {"", filled(flow, label)});
    asked.options.push_back({"", "More"});
  }
  check_length(draft, step, "ask", repeated(flow, step, std::move(asked)));
}

}  // namespace

void check_texts(Draft& draft) {
  for (const Step& step : draft.flow.steps) check_step(draft, step);
}

}  // namespace kindbank::dialog
