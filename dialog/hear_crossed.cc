// What is heard of somebody whose text crossed ours: it may not be meant for the question that
// stands open now.
#include "dialog/talk.h"
#include "dialog/understand.h"

namespace kindbank::dialog {
namespace {

// What YES and NO say nothing to.
bool wants_words(const Step& step) {
  return step.expect == Expect::text || step.expect == Expect::name ||
         step.expect == Expect::postcode || step.expect == Expect::number;
}

bool is_yes_or_no(std::string_view text) {
  return text.find_first_of("0123456789") == std::string_view::npos;
}

}  // namespace

// The bank has asked something else since, which is closed by now: somebody was faster.
bool Talk::asked_since_answered() {
  return talk().closed && talk().closed->about != talk().answered &&
         talk().closed->asked_at >= talk().answered_at;
}

// "Yes" and at once "yes" again, for the phone was slow or was pressed twice. Where nothing is open
// it has been answered; what has not left yet cannot be what it answers, and comes by itself. A
// second YES to what asks for a postcode is no misunderstanding. Whoever was sent the next question
// may well answer it with the same word.
Talk::Took Talk::hear_twice(const Heard& heard) {
  if (!is_short(heard.text) || now_ - talk().answered_at > crossing) return Took::no;
  const bool repeated = heard.words == Heard::Words::repeated;
  if (!talk().open) return repeated && !asked_since_answered() ? Took::yes : Took::no;
  if (repeated && known_.asked == Known::Asked::queued) return Took::yes;
  const auto* step = open_step();
  if (step == nullptr || !wants_words(*step) || !is_yes_or_no(heard.text)) return Took::no;
  if (talk().crossed == talk().open->id) return Took::no;
  talk().crossed = talk().open->id;
  forget_where_not_kept(*step);
  ask_again(reply("crossed"));
  return Took::yes;
}

// A number, YES, NO or OK answers only the question that was sent last. Where that one left within
// seconds and another had been open, put aside or one of the bank's just answered, the short answer
// may be meant for either: it is asked for again.
Talk::Took Talk::hear_crossed(const std::string& text) {
  if (!talk().open || !is_short(text) || talk().crossed == talk().open->id) return Took::no;
  const auto& about = talk().open->about;
  if (about.empty() || now_ - talk().open->asked_at > crossing) return Took::no;
  const bool aside = !talk().waiting.empty() && !talk().waiting.front().step.empty() &&
                     talk().waiting.front().id != 0;
  const bool answered =
      !talk().answered.empty() && talk().answered != about && now_ - talk().answered_at <= crossing;
  if (!aside && !answered) return Took::no;
  talk().crossed = talk().open->id;
  ask_again(reply("crossed"));
  return Took::yes;
}

}  // namespace kindbank::dialog
