// What people say around their name, in every language of the word lists: "my name is", "mowcie
// mi".
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace kindbank::dialog {

struct NamingWords {
  struct LeadIn {
    std::vector<std::string> words;
    enum class Sure {
      may_be,   // "im", which leads in much else
      plainly,  // "my name is"
      anew      // "call me": that name, whatever was said before
    } sure = Sure::may_be;
  };
  std::unordered_map<std::string, std::vector<LeadIn>> lead_ins;  // by their first word
  std::unordered_set<std::string> titles;                         // "mrs", whose stop ends nothing
  std::unordered_set<std::string> before;                         // said before a name
  std::unordered_set<std::string> behind;
  std::unordered_set<std::string> theirs;  // "mums": before a name that is not the texter's
  std::unordered_set<std::string> never;   // nobody is called so
  std::unordered_set<std::string> ends;  // what begins with them is no part of the name: "not Bob"
  std::unordered_set<std::string> from;  // nor is where they live

  void add_lead_in(std::vector<std::string> words, LeadIn::Sure sure) {
    if (words.empty()) return;
    auto& beginning = lead_ins[words.front()];
    beginning.push_back({std::move(words), sure});
  }
  void add(const NamingWords& other) {
    for (const auto& [first, all] : other.lead_ins)
      lead_ins[first].insert(lead_ins[first].end(), all.begin(), all.end());
    titles.insert(other.titles.begin(), other.titles.end());
    before.insert(other.before.begin(), other.before.end());
    behind.insert(other.behind.begin(), other.behind.end());
    theirs.insert(other.theirs.begin(), other.theirs.end());
    never.insert(other.never.begin(), other.never.end());
    ends.insert(other.ends.begin(), other.ends.end());
    from.insert(other.from.begin(), other.from.end());
  }
};

}  // namespace kindbank::dialog
