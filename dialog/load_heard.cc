// Start words that never reach their flow, since something is heard before any flow: a crisis, STOP
// and its family, a standing word of another flow, an answer to the question before. The order is
// that of Talk::hear.
#include <algorithm>

#include "dialog/contains.h"
#include "dialog/draft.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/start_words.h"
#include "dialog/starts.h"
#include "dialog/talk.h"
#include "dialog/understand.h"

namespace kindbank::dialog {
namespace {

// "{code} done" as somebody texts it: "k4t7 done".
std::string texted(std::string_view pattern) {
  std::string text;
  for (const TextPiece& piece : pieces_of(pattern).value_or(std::vector<TextPiece>{})) {
    text += piece.words;
    if (!piece.placeholder) continue;
    const auto slot = piece.placeholder->fact;
    text += slot == "code" ? "k4t7" : holds_digits(slot) ? "12" : "something";
  }
  return text;
}

// The engine hears RED itself, and BACK goes one step back.
std::string standing_before(const Flows& flows, std::string_view flow, const std::string& word) {
  if (word.empty()) return {};
  const auto begun = find_start(flows, word, nullptr, {});
  if (word != "back" && (!begun || begun->flow == flow)) return {};
  return "the standing word " + word;
}

bool is_written_by_a_telephone(const Words& words, const std::string& text) {
  return std::any_of(words.repairs.begin(), words.repairs.end(), [&](const auto& repairs) {
    return repairs.second.says(repairs.second.auto_replies, text);
  });
}

}  // namespace

std::string heard_before(const Words& words, const Flows& flows, std::string_view flow,
                         std::string_view pattern) {
  const auto text = texted(pattern);
  const auto gate = read_gate(words, text);
  if (gate.crisis) return "a crisis of class " + gate.crisis->letter;
  const bool of_rights = flow == stop_flow || flow == start_flow;
  if (gate.rights != GateReading::Rights::none && !of_rights)
    return "a wish to have all texts stopped or started";
  if (auto word = standing_before(flows, flow, gate.standing); !word.empty()) return word;
  // A bare WRONG, where nothing is asked, is of hours.
  if (is_short_answer({words}, text) && flow != which_hours_flow)
    return "an answer to whatever was asked last";
  const bool courtesy = contains(words.answers.courtesies, text) || contains(words.farewells, text);
  if (courtesy && flow != thanks_flow)  // that one hears it where there is somebody to thank
    return "a courtesy that wants no answer";
  if (is_written_by_a_telephone(words, text)) return "what a telephone writes by itself";
  return {};
}

}  // namespace kindbank::dialog
