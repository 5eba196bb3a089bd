// Whether a word stands in a short list of words.
#pragma once

#include <algorithm>
#include <string_view>

namespace kindbank::dialog {

template <class Words>
bool contains(const Words& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace kindbank::dialog
