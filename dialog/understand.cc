#include "dialog/understand.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest_name = 40;   // characters
constexpr std::size_t longest_text = 480;  // bytes that a free answer may keep

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// People leave accents out when they text.
bool is_one_of(const std::vector<std::string>& list, std::string_view word) {
  if (std::find(list.begin(), list.end(), word) != list.end()) return true;
  return std::any_of(list.begin(), list.end(), [word](const std::string& one) {
    return !(is_ascii(one) && is_ascii(word)) && without_accents(one) == without_accents(word);
  });
}

std::vector<std::string> bare_words_of(std::string_view text) {
  return words_of(without_accents(text));
}

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  const auto to = text.find_last_not_of(" \t\r\n");
  return std::string(text.substr(from, to - from + 1));
}

bool is_among(std::initializer_list<std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "Option 1" and "1 please" are "1", and so is "one".
std::vector<std::string> bare_choice(std::vector<std::string> heard) {
  constexpr std::array<std::string_view, 9> numbers = {"one", "two",   "three", "four", "five",
                                                       "six", "seven", "eight", "nine"};
  while (heard.size() > 1 &&
         is_among({"please", "pls", "plz", "thanks", "thank", "you", "ta"}, heard.back()))
    heard.pop_back();
  if (heard.size() == 2 &&
      is_among({"option", "number", "no", "choice", "answer", "reply"}, heard.front()))
    heard.erase(heard.begin());
  if (heard.size() != 1) return heard;
  const auto* const number = std::find(numbers.begin(), numbers.end(), heard.front());
  if (number != numbers.end()) heard.front() = std::to_string(number - numbers.begin() + 1);
  return heard;
}

// "Gardening" is Garden, and "shoping" is Shopping: one word that is meant for one label alone.
std::optional<Answer> read_nearly(const std::vector<Choice>& choices, const std::string& word) {
  constexpr std::size_t shortest = 5;
  if (word.size() < shortest) return std::nullopt;
  const Choice* found = nullptr;
  for (const auto& choice : choices) {
    const auto label = bare_words_of(choice.label);
    if (label.empty()) continue;
    const auto& first = label.front();
    const auto near = nearest(word, {first});
    const bool is_slip = first.size() >= shortest && !near.empty() && first.front() == word.front();
    if (!is_slip && !(first.size() >= shortest - 1 && word.starts_with(first))) continue;
    if (found != nullptr) return std::nullopt;
    found = &choice;
  }
  return found == nullptr ? std::nullopt : std::optional(Answer{found->key});
}

// "2", "2.", "2)" or "2 shopping" name the second choice; so do its key, its label and its first
// word.
std::optional<Answer> read_choice(const std::vector<Choice>& choices, std::string_view text) {
  const auto heard = bare_choice(bare_words_of(text));
  if (heard.empty()) return std::nullopt;
  const auto whole = join_words(heard);
  if (all_digits(heard.front()) && heard.front().size() == 1) {
    const auto number = static_cast<std::size_t>(heard.front()[0] - '0');
    if (number < 1 || number > choices.size()) return std::nullopt;
    const auto& chosen = choices[number - 1];
    const auto rest = join_words({heard.begin() + 1, heard.end()});
    if (rest.empty() || rest == join_words(bare_words_of(chosen.label))) return Answer{chosen.key};
    return std::nullopt;
  }
  const Choice* found = nullptr;
  for (const auto& choice : choices) {
    const auto label = bare_words_of(choice.label);
    if (whole == plain(choice.key) || whole == join_words(label)) return Answer{choice.key};
    const bool named = !label.empty() &&
                       std::find(heard.begin(), heard.end(), label.front()) != heard.end() &&
                       label.front().size() > 3;
    if (whole == (label.empty() ? std::string{} : label.front()) || named) {
      if (found != nullptr) return std::nullopt;
      found = &choice;
    }
  }
  if (found != nullptr) return Answer{found->key};
  return heard.size() == 1 ? read_nearly(choices, whole) : std::nullopt;
}

bool offers(const std::vector<Choice>& choices, std::string_view key) {
  return std::any_of(choices.begin(), choices.end(),
                     [key](const Choice& choice) { return choice.key == key; });
}

// "Yes but friday", "ok, only after 5": a yes, and behind it what it hangs on.
bool is_yes_but(const AnswerWords& words, const std::string& whole) {
  const auto begins = [&](const std::string& yes) { return whole.starts_with(yes + " "); };
  const auto says = [&](const std::string& but) {
    return (" " + whole + " ").find(" " + but + " ") != std::string::npos;
  };
  return std::any_of(words.yes.begin(), words.yes.end(), begins) &&
         std::any_of(words.but.begin(), words.but.end(), says);
}

std::optional<Answer> read_yes_no(const AnswerWords& words, const std::vector<Choice>& choices,
                                  std::string_view text) {
  const auto whole = plain(text);
  if (is_one_of(words.yes, whole)) return Answer{"yes"};
  if (is_one_of(words.no, whole)) return Answer{"no"};
  if (offers(choices, "yes_but") && is_yes_but(words, whole)) return Answer{"yes_but"};
  return std::nullopt;
}

// Behind "I am" these say how somebody is, and among several words the others make a sentence.
bool is_no_name(const std::vector<std::string>& heard) {
  constexpr auto of_sentences = std::to_array<std::string_view>(
      {"not",     "dont",    "me",   "you",  "your",   "text",  "texts",  "texting",
       "message", "telling", "why",  "what", "who",    "how",   "where",  "when",
       "want",    "need",    "cant", "wont", "please", "pls",   "is",     "are",
       "this",    "that",    "get",  "tell", "stop",   "alone", "number", "nobody"});
  constexpr auto alone = std::to_array<std::string_view>(
      {"stop", "fine", "good", "ok", "okay", "sorry", "not", "none", "nobody", "anonymous"});
  if (heard.empty() || heard.front() == "stop") return true;
  const auto is_in = [](const auto& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  if (heard.size() == 1) return is_in(alone, heard.front());
  return std::any_of(heard.begin(), heard.end(),
                     [&](const std::string& word) { return is_in(of_sentences, word); });
}

// A name is kept as it was typed: one word or several, with hyphen, apostrophe and accents.
std::optional<Answer> read_name(const AnswerWords& words, std::string_view text) {
  const auto whole = plain(text);
  if (is_one_of(words.yes, whole) || is_one_of(words.no, whole) ||
      is_one_of(words.greetings, whole) || is_one_of(words.yes, whole.substr(0, whole.find(' '))))
    return std::nullopt;
  auto name = trimmed(text);
  constexpr auto lead_ins = std::to_array<std::string_view>(
      {"my name is ", "my names ", "my name's ", "i am ", "im ", "i'm ", "its ", "it's ", "it is ",
       "call me ", "you can call me ", "just call me ", "name is ", "this is "});
  std::string lower;
  for (char c : name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const auto lead_in : lead_ins) {
    if (lower.starts_with(lead_in)) {
      name = trimmed(std::string_view(name).substr(lead_in.size()));
      break;
    }
  }
  while (!name.empty() && (name.back() == '.' || name.back() == '!' || name.back() == ','))
    name.pop_back();
  const auto characters = code_points(name);
  if (characters.empty() || characters.size() > longest_name || words_of(name).empty() ||
      words_of(name).size() > 4 || is_no_name(words_of(name)))
    return std::nullopt;
  const bool odd = std::any_of(characters.begin(), characters.end(), [](char32_t c) {
    return (c >= U'0' && c <= U'9') || c == U'?' || c == U'@' || c == U'/' || c == U':' ||
           c == U'{' || c == U'}' || c < U' ';
  });
  if (odd) return std::nullopt;
  return Answer{name};
}

std::optional<Answer> read_number(std::string_view text) {
  constexpr std::array<std::string_view, 11> names = {
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  std::optional<Answer> found;
  for (const auto& word : words_of(text)) {
    std::string value;
    const auto* const name = std::find(names.begin(), names.end(), word);
    if (name != names.end()) {
      value = std::to_string(name - names.begin());
    } else if (all_digits(word) && word.size() <= 6) {
      value = std::to_string(std::stol(word));
    } else {
      continue;
    }
    if (found) return std::nullopt;
    found = Answer{value};
  }
  return found;
}

std::optional<Answer> read_text(std::string_view text) {
  auto said = trimmed(text);
  if (said.empty()) return std::nullopt;
  if (said.size() > longest_text) {
    auto end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(said[end]) & 0xC0U) == 0x80U) --end;
    said.resize(end);
  }
  return Answer{said};
}

// Outward code, then digit and two letters; spaces and case as they come: "sg11aa" is "SG1 1AA".
std::optional<std::string> read_whole_postcode(std::string_view text) {
  std::string code;
  for (char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    else if (c != ' ' && c != '.' && c != '\n' && c != '\r' && c != ',')
      return std::nullopt;
  }
  const auto letter = [&](std::size_t at) { return code[at] >= 'A' && code[at] <= 'Z'; };
  const auto digit = [&](std::size_t at) { return code[at] >= '0' && code[at] <= '9'; };
  if (code.size() < 5 || code.size() > 7 || !letter(0)) return std::nullopt;
  const auto inward = code.size() - 3;
  if (!digit(inward) || !letter(inward + 1) || !letter(inward + 2)) return std::nullopt;
  std::size_t at = letter(1) ? 2 : 1;
  if (at >= inward || !digit(at)) return std::nullopt;
  ++at;
  if (at < inward) ++at;  // a second digit, or a letter as in EC1A
  if (at != inward) return std::nullopt;
  return code.substr(0, inward) + " " + code.substr(inward);
}

}  // namespace

// "12 High St SG1 3AA" holds one, and two different ones are none.
std::optional<std::string> read_postcode(std::string_view text) {
  if (auto whole = read_whole_postcode(text)) return whole;
  const auto words = words_of(text);
  std::optional<std::string> found;
  for (std::size_t at = 0; at < words.size(); ++at) {
    auto code = read_whole_postcode(words[at]);
    if (!code && at + 1 < words.size() && words[at].size() <= 4 && words[at + 1].size() == 3)
      code = read_whole_postcode(words[at] + words[at + 1]);
    if (!code) continue;
    if (found && *found != *code) return std::nullopt;
    found = std::move(code);
  }
  return found;
}

std::optional<Answer> read_answer(const AnswerWords& words, Expect expect,
                                  const std::vector<Choice>& choices, std::string_view text) {
  switch (expect) {
    case Expect::none:
      return std::nullopt;
    case Expect::choice:
      return read_choice(choices, text);
    case Expect::yes_no:
      return read_yes_no(words, choices, text);
    case Expect::text:
      return read_text(text);
    case Expect::name:
      return read_name(words, text);
    case Expect::number:
      return read_number(text);
    case Expect::postcode:
      if (auto code = read_postcode(text)) return Answer{*std::move(code)};
      return std::nullopt;
  }
  return std::nullopt;
}

bool is_short_answer(const AnswerWords& words, std::string_view text) {
  const auto whole = plain(text);
  return all_digits(whole) || is_one_of(words.yes, whole) || is_one_of(words.no, whole);
}

}  // namespace kindbank::dialog
