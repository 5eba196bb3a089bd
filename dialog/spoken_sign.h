// Letters and digits by their names, as they are told over a phone and written by voice-to-text:
// "aitch two bee six", "double oh", "tango".
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

namespace kindbank::dialog {

struct SpokenSigns {
  std::unordered_map<std::string, char> digits;   // '0' to '9'
  std::unordered_map<std::string, char> letters;  // 'a' to 'z', never of a single letter

  std::optional<char> digit(const std::string& word) const { return sign_of(digits, word); }
  std::optional<char> letter(const std::string& word) const { return sign_of(letters, word); }

 private:
  static std::optional<char> sign_of(const std::unordered_map<std::string, char>& signs,
                                     const std::string& word) {
    const auto found = signs.find(word);
    return found == signs.end() ? std::nullopt : std::optional(found->second);
  }
};

}  // namespace kindbank::dialog
