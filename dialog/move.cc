#include "dialog/move.h"

#include <algorithm>

#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

std::optional<Silence> silence_of(const Flow& flow, const Step& step) {
  return step.silence ? step.silence : flow.silence;
}

// A number means the choice that stood at that place in the text that was sent, so those that were
// offered must stand where they stood. More may follow.
bool offers_the_same(const Step& from, const Step& to) {
  if (from.choices.size() > to.choices.size()) return false;
  return std::equal(from.choices.begin(), from.choices.end(), to.choices.begin(),
                    [](const Choice& one, const Choice& other) { return one.key == other.key; });
}

bool lists_the_same(const Step& from, const Step& to) {
  if (!from.choices_from || !to.choices_from) return !from.choices_from && !to.choices_from;
  return from.choices_from->list == to.choices_from->list &&
         from.choices_from->save == to.choices_from->save;
}

// What is certainly set when the step asks, besides what every talk has: the loader has proved that
// the flow goes on from there with no more.
FactNames needed(const Flow& flow, const Step& step, const Signatures& signatures,
                 const std::vector<std::string>& known_facts) {
  FactNames beginning = first_facts(flow);
  beginning.insert(known_facts.begin(), known_facts.end());
  const auto passages = passages_of(flow, signatures, beginning);
  const auto passage = passages.find(step.name);
  if (passage == passages.end() || !passage->second.asking) return {};
  auto facts = *passage->second.asking;
  for (const auto& known : known_facts) facts.erase(known);
  return facts;
}

}  // namespace

bool is_same_step(const Flow& one, const Flow& other, std::string_view name) {
  const auto* step = one.find(name);
  const auto* twin = other.find(name);
  if (step == nullptr || twin == nullptr) return false;
  return step->call == twin->call && step->say == twin->say && step->ask == twin->ask &&
         step->rich == twin->rich && step->choices == twin->choices &&
         step->choices_from == twin->choices_from && step->expect == twin->expect &&
         step->save == twin->save && step->day == twin->day && step->keep == twin->keep &&
         step->skip == twin->skip && step->why == twin->why &&
         onward(one, *step) == onward(other, *twin) &&
         silence_of(one, *step) == silence_of(other, *twin);
}

Result<Question> move_question(const Question& question, const Flow& from, const Flow& to,
                               const Signatures& signatures,
                               const std::vector<std::string>& known_facts) {
  const auto* asked = from.find(question.step);
  const auto* step = to.find(question.step);
  if (asked == nullptr) return fail("the step that was asked cannot be read");
  if (step == nullptr) return fail("there is no step of that name");
  if (asked->expect != step->expect || !lists_the_same(*asked, *step))
    return fail("it asks for another kind of answer");
  if (!offers_the_same(*asked, *step)) return fail("its choices are others, or stand elsewhere");
  for (const auto& fact : needed(to, *step, signatures, known_facts))
    if (!question.facts.contains(fact)) return fail("nothing has set '" + fact + "' for them");
  auto moved = question;
  moved.version = to.hash;
  const auto is_gone = [&](const std::string& name) {  // BACK leads to what is there
    const auto* before = to.find(name);
    return before == nullptr || before->expect == Expect::none;
  };
  const auto settled = moved.trail.begin() + static_cast<std::ptrdiff_t>(moved.settled);
  moved.settled -= static_cast<std::size_t>(std::count_if(moved.trail.begin(), settled, is_gone));
  std::erase_if(moved.trail, is_gone);
  return moved;
}

}  // namespace kindbank::dialog
