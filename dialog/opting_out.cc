#include "dialog/opting_out.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/contains.h"
#include "dialog/gate.h"
#include "dialog/normal.h"

namespace kindbank::dialog {
namespace {

// The opt-out words of UK carriers and providers, which no town may take away; in other words it is
// said in flows/words/answers.en.yaml. CANCEL is one for them; here it first leaves an open
// question, so it has a meaning of its own.
constexpr std::array<std::string_view, 9> stop_words = {
    "stop", "stopall", "stop all", "unsubscribe", "end", "quit", "revoke", "optout", "opt out"};
constexpr std::array<std::string_view, 3> start_words = {"start", "unstop", "restart"};

bool is_only_stop(std::span<const std::string> said) {
  return !said.empty() && std::all_of(said.begin(), said.end(),
                                      [](const std::string& word) { return word == "stop"; });
}

}  // namespace

bool says_stop(const SayingWords& sayings, std::span<const std::string> bare) {
  if (bare.size() > longest_saying) return is_only_stop(bare);
  const auto said = respell({bare.begin(), bare.end()}, sayings.spelled);
  return is_only_stop(said) || contains(stop_words, join_words(said)) ||
         sayings.stop.first_in(said) != nullptr;
}

// "Start my texts again please" is START.
bool says_start(const SayingWords& sayings, const std::vector<std::string>& bare) {
  return contains(start_words, join_words(bare)) || sayings.start.first_in(bare) != nullptr;
}

bool is_rights_word(std::string_view plain_text) {
  return contains(stop_words, plain_text) || contains(start_words, plain_text) ||
         plain_text == "cancel";
}

}  // namespace kindbank::dialog
