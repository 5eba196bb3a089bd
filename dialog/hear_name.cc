// What is heard of somebody whose name we have wrong: "its Pat not Pam", "my name is Pat", "sorry
// its bob".
#include <algorithm>
#include <utility>

#include "dialog/normal.h"
#include "dialog/read_name.h"
#include "dialog/said_parts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

// Without "not Pam", the name that we have; nothing where that is not denied.
std::optional<SaidWords> without_denied(SaidWords words, const std::string& name,
                                        const Measures& measures) {
  const auto had = bare_words_of(name);
  for (auto at = words.begin(); at != words.end(); ++at) {
    if (!is_denial(*at, measures)) continue;
    const auto length = static_cast<std::ptrdiff_t>(had.size());
    if (words.end() - at <= length || !std::equal(had.begin(), had.end(), at + 1)) continue;
    words.erase(at, at + 1 + length);
    return words;
  }
  return std::nullopt;
}

}  // namespace

// Nothing where it may be about something else.
std::optional<Talk::NewName> Talk::new_name_in(const std::string& text,
                                               const std::string& had) const {
  const auto& measures = words_.measures_of(known_.language);
  const auto read = [&](const std::string& said) {
    return read_name(words_.answers, measures, said);
  };
  if (const auto left = without_denied(bare_words_of(text), had, measures); left && !had.empty()) {
    auto name = read(text);
    if (name.value == had) name = read(join_words(*left));  // "Ana nu Cleo" puts itself right
    if (name && name.value != had) return NewName{std::move(name.value), NewName::Instead::of_this};
  }
  auto plainly = plainly_named(words_.answers, measures, text);
  if (plainly.empty()) return std::nullopt;
  return NewName{std::move(plainly), NewName::Instead::of_any};
}

// The last of the questions before that asked for a name; nullptr where none did.
const Step* Talk::name_before() {
  const auto* flow = flows_.version(talk().open->flow, talk().open->version);
  const auto trail = talk().open->way_back();
  for (auto at = trail.size(); at-- > 0;)
    if (const auto* step = flow->find(trail[at]); step != nullptr && step->expect == Expect::name)
      return step;
  return nullptr;
}

Talk::Took Talk::hear_name_of_before(const std::string& text) {
  const auto* step = name_before();
  if (step == nullptr) return Took::no;
  const auto had = answer_of(*talk().open, *step);
  const auto name = new_name_in(text, had ? had->value : std::string());
  if (!name) return Took::no;
  correct(*step, name->said);
  return Took::yes;
}

// "Sorry its bob": of a name that was just asked, or that they say is one.
const Step* Talk::corrected_name(const SaidWords& rest, bool firm) {
  const auto* step = name_before();
  if (step == nullptr) return nullptr;
  const bool named = rest.size() > 1 && (rest[0] == "name" || rest[1] == "name");
  const bool is_it = rest.front() == "its" || rest.front() == "it" || rest.front() == "im";
  const bool just_asked = talk().open->way_back().back() == step->name;
  return named || (just_asked && (firm || is_it)) ? step : nullptr;
}

// Of a member: who names the name that we have, or has only just joined, means theirs; anybody else
// is asked, for somebody else may have the phone in their hand.
Talk::Took Talk::hear_name(const std::string& text) {
  const auto had = known_.facts.find("name");
  if (known_.member == 0 || had == known_.facts.end() || flows_.current(name_flow) == nullptr)
    return Took::no;
  const auto name = new_name_in(text, had->second);
  if (!name) return Took::no;
  const bool joined = talk().open && talk().open->flow == join_flow;
  if (joined) {  // what they would like is asked again
    talk().waiting.insert(talk().waiting.begin(), *std::exchange(talk().open, std::nullopt));
    talk().waiting.front().wakes_at = std::nullopt;
  }
  Facts said = {{"name", name->said}};
  if (joined || name->instead == NewName::Instead::of_this || name->said == had->second)
    said["sure"] = "yes";
  begin_word(name_flow, {}, std::move(said));
  return Took::yes;
}

}  // namespace kindbank::dialog
