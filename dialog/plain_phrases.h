// Short phrases of plain words, each found by its first: "rather than", "do not want".
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace kindbank::dialog {

class PlainPhrases {
 public:
  void add(std::vector<std::string> phrase);
  void add(const PlainPhrases& others);

  // The length of the longest of them that stands there, in words; 0 for none.
  std::size_t longest_at(const std::vector<std::string>& words, std::size_t at) const;
  // Whether that word by itself is one of them.
  bool has(const std::string& word) const;
  bool is_in(const std::vector<std::string>& words) const;

 private:
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> by_first_;
};

}  // namespace kindbank::dialog
