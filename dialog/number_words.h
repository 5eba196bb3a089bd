// Amounts as people write them, in digits or in words of their language or of English: "12",
// "twenty five", "a couple", "half a dozen", "dwadzieścia pięć", "douăzeci și cinci".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kindbank::dialog {

struct Amount {
  long value = 0;
  std::size_t words = 0;  // how many it took
};

class NumberWords {
 public:
  enum class Slips { put_right, left };
  // One word or several, without accents. Whether a slip in it is put right: another language may
  // have a word of its own there.
  void add(const std::vector<std::string>& words, long value, Slips slips);
  // What stands between a ten and a number below ten where they are one: "treizeci si cinci".
  void add_joint(std::string word) { joints_.push_back(std::move(word)); }

  // The amount that begins there, in words without accents. "One" at the end of "this one" is none
  // of its business: whoever asks knows what stands around it.
  std::optional<Amount> amount_at(const std::vector<std::string>& words, std::size_t at) const;

  // "sevn": a number word with one slip of the keyboard and no letter exchanged for another.
  std::optional<long> misspelt(const std::string& word) const;

  const std::unordered_map<std::string, long>& single_words() const { return words_; }

 private:
  std::unordered_map<std::string, long> words_;
  std::vector<std::pair<std::vector<std::string>, long>> phrases_;
  std::vector<std::pair<std::string, long>> put_right_;
  std::vector<std::string> joints_;
};

}  // namespace kindbank::dialog
