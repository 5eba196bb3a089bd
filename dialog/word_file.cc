#include "dialog/word_file.h"

#include "dialog/draft.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

constexpr std::string_view list_hint = "Write [one, \"another one\"].";

}  // namespace

WordFile::WordFile(std::string_view text, std::string name, std::vector<Finding>& findings)
    : name_(std::move(name)), findings_(findings) {
  auto read = read_yaml(text, name_);
  findings_.insert(findings_.end(), read.findings.begin(), read.findings.end());
  root_ = std::move(read.root);
  if (is_map() || text.empty() || has_error(read.findings)) return;
  findings_.push_back({Finding::Level::error, top(), "bad-words", "This is no list of words.",
                       "Begin with a key, like 'again:', and its phrases below it."});
}

const YamlNode* WordFile::need(const YamlNode& map, std::string_view key, YamlNode::Kind kind,
                               std::string_view what) {
  const auto* found = map.find(key);
  if (found != nullptr && found->kind == kind) return found;
  const auto& place = found != nullptr ? found->place : (map.place.line > 0 ? map.place : top());
  complain(place, "'" + std::string(key) + "' must be here as " + std::string(what) + ".",
           "Write '" + std::string(key) + ":' and " + std::string(what) + " below it.");
  return nullptr;
}

std::vector<std::string> WordFile::strings(const YamlNode& map, std::string_view key) {
  std::vector<std::string> result;
  const auto* list = need(map, key, YamlNode::Kind::list, "a list");
  if (list == nullptr) return result;
  for (const auto& item : list->items) {
    if (item.kind == YamlNode::Kind::scalar) {
      result.push_back(item.scalar);
    } else {
      complain(item.place, "An entry of '" + std::string(key) + "' is not a text.",
               "Write one phrase a line, after a dash.");
    }
  }
  return result;
}

std::vector<Phrase> WordFile::phrase_list(const YamlNode& map, std::string_view key,
                                          const Spellings& spellings) {
  std::vector<Phrase> result;
  const auto* list = need(map, key, YamlNode::Kind::list, "a list");
  if (list == nullptr) return result;
  for (const auto& item : list->items) {
    auto phrase = Phrase::read(item.scalar, spellings);
    if (phrase) {
      result.push_back(std::move(*phrase));
    } else {
      complain(item.place, "This is no phrase: " + phrase.error().message + ".",
               "A phrase is words; | between alternatives, ... for a gap, 8..17 for a number.");
    }
  }
  return result;
}

Phrases WordFile::phrases(const YamlNode& map, std::string_view key, const Spellings& spellings,
                          std::shared_ptr<Vocabulary> vocabulary) {
  Phrases result(std::move(vocabulary));
  for (auto& phrase : phrase_list(map, key, spellings)) result.add(std::move(phrase));
  return result;
}

std::string WordFile::text(const YamlNode& map, std::string_view key) {
  const auto* found = need(map, key, YamlNode::Kind::scalar, "a text");
  if (found == nullptr) return {};
  if (found->scalar.empty()) complain(found->place, "This text is empty.", "Write it.");
  return found->scalar;
}

const YamlNode* WordFile::section(const YamlNode& map, std::string_view key) {
  const auto* found = map.find(key);
  if (found == nullptr || found->kind == YamlNode::Kind::map) return found;
  complain(found->place, "'" + std::string(key) + "' has nothing below it.",
           "Write each meaning below it, with the words for it: monday: [monday, mon].");
  return nullptr;
}

void WordFile::read_list(const YamlNode& map, std::string_view key,
                         std::vector<std::string>& into) {
  if (const auto* list = map.find(key))
    each_of(*list,
            [&](const std::string& word, const Place&) { into.push_back(without_accents(word)); });
}

void WordFile::read_list(const YamlNode& map, std::string_view key,
                         std::unordered_set<std::string>& into) {
  std::vector<std::string> words;
  read_list(map, key, words);
  into.insert(words.begin(), words.end());
}

void WordFile::read_lists(const YamlNode& root, std::string_view key, const Lists& lists) {
  const auto* map = section(root, key);
  if (map == nullptr) return;
  std::vector<std::string> names;
  for (const auto& [name, into] : lists) {
    names.push_back(name);
    read_list(*map, name, *into);
  }
  check_keys(*map, key, names);
}

void WordFile::check_keys(const YamlNode& map, std::string_view of,
                          const std::vector<std::string>& known) {
  Remarks remarks;
  remarks.check_keys(map, of, known);
  findings_.insert(findings_.end(), remarks.findings.begin(), remarks.findings.end());
}

void WordFile::complain(const Place& place, std::string message, std::string hint) {
  if (is_map())
    findings_.push_back(
        {Finding::Level::error, place, "bad-words", std::move(message), std::move(hint)});
}

void WordFile::complain_of_list(const Place& place) {
  complain(place, "This is no list of words.", std::string(list_hint));
}

std::optional<long> WordFile::number_of(const YamlNode& key, long least, long most) {
  const bool digits = all_digits(key.scalar) && key.scalar.size() <= 6;
  const auto number = digits ? std::stol(key.scalar) : -1;
  if (number >= least && number <= most) return number;
  complain(key.place, "'" + key.scalar + "' is no number that can stand here.",
           "Write " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return std::nullopt;
}

void WordFile::complain_of_item(const Place& place) {
  complain(place, "An entry of this list is not a text.", std::string(list_hint));
}

}  // namespace kindbank::dialog
