#include "tests/bot/flow_edit.h"

#include <algorithm>
#include <array>
#include <set>

#include "bank/actions.h"
#include "dialog/contains.h"
#include "dialog/flow.h"
#include "dialog/yaml.h"
#include "tests/bot/flow_text.h"

namespace kindbank::bot {
namespace {

using dialog::YamlEntry;
using dialog::YamlNode;
using Kind = YamlNode::Kind;

// What stands where: a map's entry is a key and a value somewhere in the text.
enum class In { flow, steps, step, choices, choice, then, with, other };

std::string misspelt(const std::string& word) {
  return word.size() > 3 ? word.substr(0, word.size() - 2) + word.substr(word.size() - 1)
                         : word + word.back();
}

// The two that stand beside it among those that there are, in a ring.
std::set<std::string> others(const std::set<std::string>& all, const std::string& than) {
  std::vector<std::string> ring(all.begin(), all.end());
  const auto at = std::find(ring.begin(), ring.end(), than);
  if (at == ring.end()) return ring.empty() ? std::set<std::string>{} : std::set{ring.front()};
  const auto size = ring.size();
  const auto index = static_cast<std::size_t>(at - ring.begin());
  std::set<std::string> beside{ring[(index + 1) % size], ring[(index + size - 1) % size]};
  beside.erase(than);
  return beside;
}

class Editor {
 public:
  explicit Editor(std::string_view text) : text_(std::string(text)) {}

  std::vector<Edit> all() {
    const auto read = dialog::read_yaml(text_.bytes(), "flow");
    learn(read.root);
    map(read.root, In::flow);
    return std::move(edits_);
  }

 private:
  // The names of steps and of facts that an author may mistake for one another.
  void learn(const YamlNode& root) {
    targets_ = {std::string(dialog::end_step), "flow:person"};
    for (const auto& fact : bank::common_facts()) facts_.insert(fact);
    if (const auto* facts = root.find("facts"))
      for (const auto& item : facts->items) facts_.insert(item.scalar);
    if (const auto* steps = root.find("steps"))
      for (const auto& [name, step] : steps->entries) {
        targets_.insert(name.scalar);
        if (const auto* save = step.find("save")) facts_.insert(save->scalar);
      }
  }

  void replace(Edit::Of of, std::size_t from, std::size_t to, const std::string& with,
               const std::string& what) {
    Edit edit;
    edit.of = of;
    edit.first = text_.line_of(from);
    edit.text = text_.bytes(0, from) + with + text_.bytes(to, text_.bytes().size());
    edit.last = edit.first + static_cast<int>(std::count(with.begin(), with.end(), '\n'));
    edit.moved = edit.last - text_.line_of(to);
    edit.what = std::to_string(edit.first) + ": " + what;
    edit.key = key_;
    edit.step = step_;
    edits_.push_back(std::move(edit));
  }
  void write(Edit::Of of, const YamlNode& word, const std::string& instead,
             const std::string& what) {
    const bool quoted = text_.bytes()[text_.begin_of(word)] == '"';
    replace(of, text_.begin_of(word), text_.end_of(word), quoted ? '"' + instead + '"' : instead,
            "write " + what + " " + word.scalar + " as " + instead);
    edits_.back().name = instead;
  }
  void misspell(Edit::Of of, const YamlNode& word, const std::string& what) {
    write(of, word, misspelt(word.scalar), what);
  }

  // The slots and facts in a text.
  void facts_in(const YamlNode& word, const std::string& what) {
    const auto end = text_.end_of(word);
    const auto& bytes = text_.bytes();
    for (auto open = bytes.find('{', text_.begin_of(word)); open < end;
         open = bytes.find('{', open + 1)) {
      const auto close = bytes.find_first_of("|}", open);
      const auto fact = text_.bytes(open + 1, close);
      if (fact.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != fact.npos) continue;
      auto instead = others(facts_, fact);
      instead.insert(misspelt(fact));
      for (const auto& other : instead)
        replace(Edit::Of::fact, open + 1, close, other,
                "write in " + what + " {" + fact + "} as {" + other + "}");
    }
  }

  void leave_out(const YamlNode& map, const YamlEntry& entry) {
    const auto [from, to] = text_.extent(map, entry);
    replace(Edit::Of::deletion, from, to, "", "leave out " + entry.first.scalar);
  }

  void give_twice(In in, const YamlNode& map, const YamlEntry& entry) {
    const auto& key = entry.first.scalar;
    const auto [from, to] = text_.extent(map, entry);
    const auto begin = text_.begin_of(entry.first);
    if (text_.in_flow_style(map)) {
      replace(Edit::Of::duplication, begin, begin,
              text_.bytes(begin, text_.end_of(entry.second)) + ", ", "give twice " + key);
      return;
    }
    const auto copy = text_.bytes(from, to);
    replace(Edit::Of::duplication, from, from, copy, "give twice " + key);
    if (in != In::steps && in != In::choices) return;
    auto renamed = copy;
    renamed.insert(begin - from, "other_");
    if (text_.bytes()[begin] != '"')
      replace(Edit::Of::duplication, from, from, renamed, "copy " + key + " as other_" + key);
  }

  void change_kind(In in, const YamlNode& value, const std::string& key) {
    if (value.kind == Kind::null) return;
    const auto at = text_.begin_of(value);
    const auto end = text_.end_of(value);
    if (value.kind == Kind::scalar) {
      replace(Edit::Of::type, at, end, "[" + text_.written(value) + "]", "make a list of " + key);
      replace(Edit::Of::type, at, end, "{a: " + text_.written(value) + "}", "make a map of " + key);
    } else if (in != In::choices && (text_.bytes()[at] == '{' || text_.bytes()[at] == '[')) {
      replace(Edit::Of::type, at, end, "word", "make a word of " + key);
    }
  }

  void swap(const YamlEntry& one, const YamlEntry& next) {
    if (one.second.kind == Kind::null || next.second.kind == Kind::null) return;
    const auto from = text_.begin_of(one.first);
    const auto middle = text_.end_of(one.second);
    const auto second = text_.begin_of(next.first);
    const auto end = text_.end_of(next.second);
    replace(Edit::Of::order, from, end,
            text_.bytes(second, end) + text_.bytes(middle, second) + text_.bytes(from, middle),
            "swap " + one.first.scalar + " and " + next.first.scalar);
  }
  // Each outcome leads where the other did.
  void swap_keys(const YamlEntry& one, const YamlEntry& next) {
    const auto from = text_.begin_of(one.first);
    replace(Edit::Of::outcome, from, text_.end_of(next.first),
            text_.written(next.first) +
                text_.bytes(text_.end_of(one.first), text_.begin_of(next.first)) +
                text_.written(one.first),
            "swap the outcomes " + one.first.scalar + " and " + next.first.scalar);
  }

  static In inside(In in, std::string_view key) {
    if (in == In::steps) return In::step;
    if (in == In::choices) return In::choice;
    if (key == "steps") return In::steps;
    if (key == "choices") return In::choices;
    if (key == "then") return In::then;
    if (key == "with") return In::with;
    return In::other;
  }

  void word(In in, const std::string& key, const YamlNode& value) {
    const auto another = [&](Edit::Of of, const std::set<std::string>& all) {
      misspell(of, value, key);
      for (const auto& other : others(all, value.scalar)) write(of, value, other, key);
    };
    if (in == In::then || key == "next" || key == "none") {
      another(Edit::Of::target, targets_);
    } else if (in == In::with || key == "save" || key == "day") {
      another(Edit::Of::fact, facts_);
    } else if (key == "expect") {
      const auto names = dialog::expect_names();
      another(Edit::Of::reading, {names.begin(), names.end()});
    } else if (key == "do" || key == "bank" || key == "list" || key == "skip" || key == "keep" ||
               key == "flow") {
      misspell(Edit::Of::reading, value, key);
    } else {
      facts_in(value, key);
    }
  }

  void spell_key(In in, const YamlNode& key) {
    misspell(in == In::then ? Edit::Of::outcome : Edit::Of::key, key,
             in == In::then ? "the outcome" : "the key");
  }

  void map(const YamlNode& node, In in) {
    for (std::size_t index = 0; index < node.entries.size(); ++index) {
      const auto& entry = node.entries[index];
      const auto& [name, value] = entry;
      if (in == In::flow) step_.clear();
      if (in == In::steps) step_ = name.scalar;
      key_ = name.scalar;
      spell_key(in, name);
      leave_out(node, entry);
      give_twice(in, node, entry);
      change_kind(in, value, name.scalar);
      if (index + 1 < node.entries.size()) {
        swap(entry, node.entries[index + 1]);
        if (in == In::then) swap_keys(entry, node.entries[index + 1]);
      }
      if (value.kind == Kind::map) map(value, inside(in, name.scalar));
      if (value.kind == Kind::scalar && in != In::steps) word(in, name.scalar, value);
      for (const auto& item : value.items) {
        if (name.scalar == "facts") misspell(Edit::Of::fact, item, "the fact");
        if (name.scalar == "starts_on" && item.kind == Kind::scalar) facts_in(item, name.scalar);
      }
    }
  }

  FlowText text_;
  std::string key_;  // that is being edited
  std::string step_;
  std::set<std::string> targets_;
  std::set<std::string> facts_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> edits_of(std::string_view text) { return Editor{text}.all(); }

}  // namespace kindbank::bot
