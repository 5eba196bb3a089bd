#include "dialog/crisis_list.h"

#include <algorithm>
#include <array>

#include "dialog/draft.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

// The national lines of the partnership's safeguarding rules. Whoever is told to ring in the middle
// of a crisis must find them in every text that can be the first one.
struct Required {
  std::string_view letter;
  std::vector<std::string_view> answer;  // and `unread`, which stands in for it
  std::vector<std::string_view> again;
};

const std::vector<Required>& required_classes() {
  static const std::vector<Required> all = {
      {"A", {"999"}, {"999"}},
      {"B", {"999", "116 123", "85258", "111"}, {"999", "116 123"}},
      {"C", {"999", "0808 2000 247"}, {"999", "0808 2000 247"}},
      {"D", {"999", "0800 1111"}, {"999", "0800 1111"}},
      {"E", {"999", "0300 123 4042"}, {"999", "0300 123 4042"}},
  };
  return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the number's digits end in `text` from `at` on, whatever spaces are between; 0 for nowhere.
std::size_t number_end(std::string_view text, std::size_t at, std::string_view number) {
  for (const char c : number) {
    if (c == ' ') continue;
    while (at < text.size() && text[at] == ' ') ++at;
    if (at >= text.size() || text[at] != c) return 0;
    ++at;
  }
  return at;
}

// "111" is not said by "0800 1111".
bool says_number(std::string_view text, std::string_view number) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != number.front() || (at > 0 && is_digit(text[at - 1]))) continue;
    const auto end = number_end(text, at, number);
    if (end > 0 && (end == text.size() || !is_digit(text[end]))) return true;
  }
  return false;
}

// Samaritans have had no number for texts since February 2020.
bool sends_texts_to_samaritans(std::string_view text) {
  constexpr std::array<std::string_view, 5> texting = {"text", "txt", "texts", "sms", "texting"};
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(".!?;"), text.size());
    const auto words = words_of(text.substr(0, end));
    const bool named = std::find(words.begin(), words.end(), "samaritans") != words.end();
    if (named && std::find_first_of(words.begin(), words.end(), texting.begin(), texting.end()) !=
                     words.end())
      return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

bool hears(const Words& words, const CrisisClass& one, const std::vector<std::string>& text) {
  const auto heard = words.alarms.first_of_each_in(words.vocabulary->numbers_of(text));
  return one.list < heard.size() && heard[one.list] != nullptr;
}

const CrisisClass* class_of(const std::vector<CrisisClass>& classes, std::string_view letter) {
  const auto found = std::find_if(classes.begin(), classes.end(),
                                  [&](const CrisisClass& one) { return one.letter == letter; });
  return found == classes.end() ? nullptr : &*found;
}

void check_numbers(Remarks& remarks, const YamlNode& entry, std::string_view letter,
                   std::string_view key, const std::vector<std::string_view>& numbers) {
  const auto* text = entry.find(key);
  if (text == nullptr || text->kind != YamlNode::Kind::scalar) return;
  for (const auto number : numbers)
    if (!says_number(text->scalar, number))
      remarks.error(text->place, "crisis-number-missing",
                    "The '" + std::string(key) + "' of class " + std::string(letter) +
                        " does not say " + std::string(number) + ".",
                    "Write the number out; only your safeguarding lead changes what it stands in.");
}

// Whoever feels watched in a visit has one word, and a wrong answer would give them away.
void check_red(Remarks& remarks, const YamlNode& entry, const Words& words) {
  const auto* red = class_of(words.crisis, "RED");
  if (red != nullptr && !hears(words, *red, {"red"}))
    remarks.error(entry.place, "crisis-class-missing", "The class RED does not hear RED.",
                  "Put the phrase \"=red\" back.");
  if (entry.find("unread") == nullptr)
    remarks.error(entry.place, "crisis-number-missing",
                  "The class RED has no 'unread', so nobody hears that nobody looks.",
                  "Write unread: and a text that says 999.");
  check_numbers(remarks, entry, "RED", "unread", {"999"});
}

void check_classes(Remarks& remarks, const YamlNode& classes, const Words& words) {
  for (const auto& one : required_classes()) {
    const auto* entry = classes.find(one.letter);
    if (entry == nullptr) {
      remarks.error(classes.place, "crisis-class-missing",
                    "There is no class " + std::string(one.letter) + ".",
                    "Put it back with its phrases, its answer and its again.");
      continue;
    }
    check_numbers(remarks, *entry, one.letter, "answer", one.answer);
    check_numbers(remarks, *entry, one.letter, "unread", one.answer);
    check_numbers(remarks, *entry, one.letter, "again", one.again);
  }
  if (const auto* red = classes.find("RED")) {
    check_red(remarks, *red, words);
  } else {
    remarks.error(classes.place, "crisis-class-missing", "There is no class RED.",
                  "Put it back with its phrases, its answer, its again and its unread.");
  }
}

void check_class(Remarks& remarks, const std::string& letter, const YamlNode& entry) {
  remarks.check_keys(entry, "class " + letter, {"phrases", "answer", "again", "unread"});
  const auto* phrases = entry.find("phrases");
  if (phrases != nullptr && phrases->kind == YamlNode::Kind::list && phrases->items.empty())
    remarks.error(phrases->place, "crisis-class-missing",
                  "The class " + letter + " listens for nothing.", "Put its phrases back.");
  for (const auto* key : {"answer", "again", "unread"}) {
    const auto* text = entry.find(key);
    if (text != nullptr && sends_texts_to_samaritans(text->scalar))
      remarks.error(text->place, "crisis-dead-line",
                    "This sends people to Samaritans by text, which reaches nobody.",
                    "Give 116 123 to ring, and SHOUT to 85258 for texts in a sentence of its own.");
  }
}

// Every phrase must still be heard in a text that says it in full.
void check_heard(Remarks& remarks, const CrisisClass* one, const YamlNode& entry,
                 const Words& words) {
  const auto* phrases = entry.find("phrases");
  if (one == nullptr || phrases == nullptr) return;
  for (const auto& written : phrases->items) {
    const auto phrase = Phrase::read(written.scalar, words.spellings);
    if (!phrase) continue;
    for (const auto& sample : phrase->samples()) {
      auto text = sample;
      words.innocent.blank_in(text);
      if (hears(words, *one, text)) continue;
      const auto* innocent = words.innocent.first_in(sample);
      remarks.error(written.place, "crisis-not-heard",
                    "'" + join_words(sample) + "' is taken out as harmless by '" +
                        (innocent == nullptr ? std::string{} : innocent->text()) + "'.",
                    "Take that phrase out of 'innocent', or make it longer.");
      break;
    }
  }
}

// What is no crisis, with the line that each must name.
void check_signposts(Remarks& remarks, const YamlNode& root, const Words& words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> required = {
      {{"F", "111"}, {"G", "0300 123 4044"}}};
  const auto* signposts = root.find("signposts");
  if (signposts == nullptr) return;  // said already
  for (const auto& [letter, number] : required) {
    if (const auto* entry = signposts->find(letter)) {
      check_numbers(remarks, *entry, letter, "answer", {number});
    } else {
      remarks.error(signposts->place, "crisis-class-missing",
                    "There is no signpost " + std::string(letter) + ".",
                    "Put it back with its phrases and its answer.");
    }
  }
  for (const auto& [letter, entry] : signposts->entries) {
    remarks.check_keys(entry, "signpost " + letter.scalar, {"phrases", "answer"});
    check_heard(remarks, class_of(words.signposts, letter.scalar), entry, words);
  }
}

}  // namespace

std::vector<Finding> check_crisis_list(const YamlNode& root, const Words& words) {
  Remarks remarks;
  remarks.check_keys(root, "a crisis list", {"spellings", "innocent", "classes", "signposts"});
  const auto* classes = root.find("classes");
  if (classes == nullptr || classes->kind != YamlNode::Kind::map)
    return std::move(remarks.findings);
  check_classes(remarks, *classes, words);
  for (const auto& [letter, entry] : classes->entries) {
    check_class(remarks, letter.scalar, entry);
    check_heard(remarks, class_of(words.crisis, letter.scalar), entry, words);
  }
  check_signposts(remarks, root, words);
  return std::move(remarks.findings);
}

}  // namespace kindbank::dialog
