#include "dialog/nearest.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace kindbank::dialog {
namespace {

// Every word of up to four of three letters.
std::vector<std::string> short_words() {
  std::vector<std::string> all = {""};
  for (std::size_t at = 0; at < all.size(); ++at)
    if (all[at].size() < 4)
      for (const char letter : {'a', 'b', 'c'}) all.push_back(all[at] + letter);
  return all;
}

TEST_CASE("one slip is told quickly, and never otherwise than by counting") {
  const auto words = short_words();
  REQUIRE(words.size() == 121);
  std::vector<std::string> wrong;
  for (const auto& one : words)
    for (const auto& other : words)
      if (is_one_slip(one, other) != (slips(one, other) <= 1)) wrong.push_back(one + "/" + other);
  CHECK(wrong == std::vector<std::string>{});
}

}  // namespace
}  // namespace kindbank::dialog
