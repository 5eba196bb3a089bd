// Whether a word stands in a short list of words.
#pragma once

#include <algorithm>
#include <string_view>

namespace kindbank::dialog {

// Most words differ in their first letter, which is asked before all others are compared.
template <class Words>
bool contains(const Words& list, std::string_view one) {
  return std::any_of(list.begin(), list.end(), [one](std::string_view word) {
    return word.size() == one.size() &&
           (one.empty() || (word.front() == one.front() && word == one));
  });
}

}  // namespace kindbank::dialog
