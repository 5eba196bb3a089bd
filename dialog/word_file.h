// One file of flows/words/ while it is read: its lists and maps, and what is wrong with it, said at
// the place where it stands. Only the sources that read those files share this.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dialog/phrases.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

class WordFile {
 public:
  // `findings` outlives it.
  WordFile(std::string_view text, std::string name, std::vector<Finding>& findings);

  const YamlNode& root() const { return root_; }
  bool is_map() const { return root_.kind == YamlNode::Kind::map; }
  Place top() const { return {name_, 1, 1}; }

  // What must be there, or the finding and nothing.
  const YamlNode* need(const YamlNode& map, std::string_view key, YamlNode::Kind kind,
                       std::string_view what);
  std::vector<std::string> strings(const YamlNode& map, std::string_view key);
  std::vector<Phrase> phrase_list(const YamlNode& map, std::string_view key,
                                  const Spellings& spellings);
  Phrases phrases(const YamlNode& map, std::string_view key, const Spellings& spellings,
                  std::shared_ptr<Vocabulary> vocabulary = std::make_shared<Vocabulary>());
  std::string text(const YamlNode& map, std::string_view key);

  // What may be left out; words are taken without their accents.
  const YamlNode* section(const YamlNode& map, std::string_view key);
  void read_list(const YamlNode& map, std::string_view key, std::vector<std::string>& into);
  void read_list(const YamlNode& map, std::string_view key, std::unordered_set<std::string>& into);
  using Lists = std::vector<std::pair<std::string, std::vector<std::string>*>>;
  void read_lists(const YamlNode& root, std::string_view key, const Lists& lists);

  // Calls take(text, place) for each of a list.
  template <class Take>
  void each_of(const YamlNode& list, Take take) {
    if (list.kind != YamlNode::Kind::list) return complain_of_list(list.place);
    for (const auto& item : list.items) {
      if (item.kind == YamlNode::Kind::scalar && !item.scalar.empty()) {
        take(item.scalar, item.place);
      } else {
        complain_of_item(item.place);
      }
    }
  }

  // Calls take(number, list) for each number that is a key of the section.
  template <class Take>
  void each_number(const YamlNode& root, std::string_view of, long least, long most, Take take) {
    const auto* map = section(root, of);
    if (map == nullptr) return;
    for (const auto& [key, list] : map->entries)
      if (const auto number = number_of(key, least, most)) take(*number, list);
  }

  void check_keys(const YamlNode& map, std::string_view of, const std::vector<std::string>& known);
  // What could not be read at all is said once, and not of each key.
  void complain(const Place& place, std::string message, std::string hint);

 private:
  void complain_of_list(const Place& place);
  void complain_of_item(const Place& place);
  std::optional<long> number_of(const YamlNode& key, long least, long most);

  std::string name_;
  std::vector<Finding>& findings_;
  YamlNode root_;
};

}  // namespace kindbank::dialog
