#include "tests/bot/flow_edit.h"

#include <algorithm>
#include <array>

#include "dialog/contains.h"
#include "dialog/yaml.h"

namespace kindbank::bot {
namespace {

using dialog::YamlEntry;
using dialog::YamlNode;
using Kind = YamlNode::Kind;

// What stands where: a map's entry is a key and a value somewhere in the text.
enum class Of { flow, steps, step, choices, choice, then, with, silence, list, event, other };

constexpr std::array<std::string_view, 5> targets = {"next", "do", "save", "expect", "list"};

std::string misspelt(const std::string& word) {
  return word.size() > 3 ? word.substr(0, word.size() - 2) + word.substr(word.size() - 1)
                         : word + word.back();
}

class Editor {
 public:
  explicit Editor(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at)
      if (text[at] == '\n') starts_.push_back(at + 1);
  }

  std::vector<Edit> all() {
    const auto read = dialog::read_yaml(text_, "flow");
    map(read.root, Of::flow);
    return std::move(edits_);
  }

 private:
  std::size_t offset(const dialog::Place& place) const {  // the shipped flows are ASCII
    return starts_[static_cast<std::size_t>(place.line - 1)] +
           static_cast<std::size_t>(place.column - 1);
  }
  int line_of(std::size_t at) const {
    return static_cast<int>(std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin());
  }

  std::size_t end_of_quoted(std::size_t at) const {
    const char quote = text_[at];
    for (++at; text_[at] != quote; ++at)
      if (quote == '"' && text_[at] == '\\') ++at;
    return at + 1;
  }
  // Behind the value that begins here.
  std::size_t end_of(const YamlNode& node) const {
    const auto at = offset(node.place);
    if (node.kind == Kind::scalar)
      return text_[at] == '"' || text_[at] == '\'' ? end_of_quoted(at) : at + node.scalar.size();
    if (text_[at] == '{' || text_[at] == '[') return end_of_bracket(at);
    if (node.kind == Kind::map && !node.entries.empty()) return end_of(node.entries.back().second);
    if (node.kind == Kind::list && !node.items.empty()) return end_of(node.items.back());
    return at;
  }
  std::size_t end_of_bracket(std::size_t at) const {
    int depth = 0;
    while (true) {
      const char c = text_[at];
      if (c == '"') {
        at = end_of_quoted(at);
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      ++at;
      if (depth == 0) return at;
    }
  }

  void replace(std::size_t from, std::size_t to, const std::string& with, const std::string& what,
               const std::string& named) {
    Edit edit;
    edit.first = line_of(from);
    edit.text = text_.substr(0, from) + with + text_.substr(to);
    edit.last = edit.first + static_cast<int>(std::count(with.begin(), with.end(), '\n'));
    edit.what = std::to_string(edit.first) + ": " + what;
    edit.named = named;
    edit.step = step_;
    edit.removed = text_.substr(from, to - from);
    edit.before = text_.size();
    edits_.push_back(std::move(edit));
  }
  void misspell(const YamlNode& word, const std::string& what) {
    const auto at = offset(word.place);
    const bool quoted = text_[at] == '"';
    const auto bad = misspelt(word.scalar);
    replace(at, end_of(word), quoted ? '"' + bad + '"' : bad,
            "misspell " + what + " " + word.scalar + " as " + bad, word.scalar);
  }

  // The slots and facts in a text.
  void misspell_facts(const YamlNode& word, const std::string& what) {
    const auto end = end_of(word);
    for (auto open = text_.find('{', offset(word.place)); open < end;
         open = text_.find('{', open + 1)) {
      const auto close = text_.find('}', open);
      const auto fact = text_.substr(open + 1, close - open - 1);
      if (fact.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != fact.npos) continue;
      replace(open + 1, close, misspelt(fact), "misspell in " + what + " {" + fact + "}", fact);
    }
  }

  bool in_flow_style(const YamlNode& map) const { return text_[offset(map.place)] == '{'; }

  // The key with its value, and what parts it from its neighbours.
  std::pair<std::size_t, std::size_t> extent(const YamlNode& map, const YamlEntry& entry) const {
    auto from = offset(entry.first.place);
    auto to = end_of(entry.second);
    if (entry.second.kind == Kind::null) to = end_of(entry.first) + 1;
    if (in_flow_style(map)) {
      if (text_[to] == ',') {
        to = std::min(text_.find_first_not_of(' ', to + 1), text_.size());
      } else if (const auto comma = text_.find_last_not_of(' ', from - 1); text_[comma] == ',') {
        from = comma;
      }
      return {from, to};
    }
    from = starts_[static_cast<std::size_t>(entry.first.place.line - 1)];
    return {from, std::min(text_.find('\n', to), text_.size() - 1) + 1};
  }

  // Whether the flow without it is one that somebody may well want.
  bool may_go(Of of, const YamlNode& map, std::string_view key) const {
    if (of == Of::silence) return !step_.empty() && key == "next";  // it asks again then
    if (of == Of::choices || of == Of::steps) return true;
    if (of == Of::flow) return key == "about" || key == "template";
    if (of == Of::other) return key == "none" || key == "rich";
    if (of != Of::step) return false;
    const bool says_besides = key == "say" && map.find("ask") != nullptr;
    return key == "silence" || says_besides || key == "keep";
  }

  void leave_out(Of of, const YamlNode& map, const YamlEntry& entry) {
    const auto& key = entry.first.scalar;
    const auto [from, to] = extent(map, entry);
    const bool private_answer =
        key == "keep" && map.find("do") != nullptr && map.find("with") != nullptr;
    if (!may_go(of, map, key) || private_answer) replace(from, to, "", "leave out " + key, key);
    if (in_flow_style(map)) {
      const auto entry_text =
          text_.substr(offset(entry.first.place), end_of(entry.second) - offset(entry.first.place));
      replace(offset(entry.first.place), offset(entry.first.place), entry_text + ", ",
              "give twice " + key, key);
    } else {
      replace(from, from, text_.substr(from, to - from), "give twice " + key, key);
    }
  }

  // A choice may be a word alone, its label.
  void change_kind(Of of, const YamlNode& value, const std::string& key) {
    if (value.kind == Kind::null) return;
    const auto at = offset(value.place);
    if (value.kind == Kind::scalar) {
      const auto written = text_.substr(at, end_of(value) - at);
      replace(at, end_of(value), "[" + written + "]", "make a list of " + key, key);
      replace(at, end_of(value), "{a: " + written + "}", "make a map of " + key, key);
    } else if (of != Of::choices && (text_[at] == '{' || text_[at] == '[')) {
      replace(at, end_of(value), "word", "make a word of " + key, key);
    }
  }

  // The order of keys is free; that of steps counts where one follows by falling, that of choices
  // is their numbers.
  void swap(Of of, const YamlNode& map, std::size_t index) {
    if (index + 1 >= map.entries.size() || of == Of::steps || of == Of::choices) return;
    const auto& one = map.entries[index];
    const auto& next = map.entries[index + 1];
    const auto from = offset(one.first.place);
    const auto middle = end_of(one.second);
    const auto second = offset(next.first.place);
    const auto end = end_of(next.second);
    if (one.second.kind == Kind::null || next.second.kind == Kind::null) return;
    replace(from, end,
            text_.substr(second, end - second) + text_.substr(middle, second - middle) +
                text_.substr(from, middle - from),
            "swap " + one.first.scalar + " and " + next.first.scalar, one.first.scalar);
  }

  static Of inside(Of of, std::string_view key) {
    if (of == Of::steps) return Of::step;
    if (of == Of::choices) return Of::choice;
    if (key == "steps") return Of::steps;
    if (key == "choices") return Of::choices;
    if (key == "then") return Of::then;
    if (key == "with") return Of::with;
    if (key == "silence") return Of::silence;
    if (key == "starts_on") return Of::event;
    return Of::other;
  }

  void map(const YamlNode& node, Of of) {
    for (std::size_t index = 0; index < node.entries.size(); ++index) {
      const auto& [key, value] = node.entries[index];
      if (of == Of::flow) step_.clear();
      if (of == Of::steps) step_ = key.scalar;
      if (of != Of::choices) misspell(key, "the key");
      leave_out(of, node, node.entries[index]);
      change_kind(of, value, key.scalar);
      swap(of, node, index);
      const bool names = dialog::contains(targets, key.scalar) || of == Of::then ||
                         of == Of::with || key.scalar == "bank" || key.scalar == "none";
      if (value.kind == Kind::scalar && names && value.scalar.size() > 1 && of != Of::steps) {
        misspell(value, key.scalar);
      } else if (value.kind == Kind::scalar) {
        misspell_facts(value, key.scalar);
      } else if (value.kind == Kind::map) {
        map(value, inside(of, key.scalar));
      } else if (value.kind == Kind::list) {
        for (const auto& item : value.items) {
          if (key.scalar == "facts") misspell(item, "the fact");
          if (key.scalar == "starts_on") misspell_facts(item, key.scalar);
        }
      }
    }
  }

  std::string text_;
  std::string step_;  // that is being edited
  std::vector<std::size_t> starts_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> edits_of(std::string_view text) { return Editor{text}.all(); }

}  // namespace kindbank::bot
