// How what somebody texts is read: in their language and in English.
#include "dialog/age.h"
#include "dialog/starts.h"
#include "dialog/talk.h"
#include "dialog/understand.h"

namespace kindbank::dialog {

// In the person's language or in English, and where the two would read it differently, not at all.
std::optional<Answer> Talk::understand(const Question& question, const Step& step,
                                       const std::string& text) const {
  const auto read = [&](const AnswerWords& words, Labels labels) {
    return read_answer(words, step.expect, choices_of(question, step, labels), text);
  };
  auto in_english = read(words_.answers, Labels::written);
  if (!in_english && step.expect == Expect::yes_no)
    if (const auto age = age_asked(step.ask))
      if (auto answer = read_age(*age, text)) in_english = Answer{*std::move(answer)};
  if (language_ == nullptr) return in_english;
  const auto own = read(language_->answers, Labels::shown);
  const bool either = step.expect == Expect::choice || step.expect == Expect::yes_no;
  if (either && (!own || !in_english)) return own ? own : in_english;
  return own == in_english ? own : std::nullopt;
}

bool Talk::is_short(const std::string& text) const {
  return is_short_answer(words_.answers, text) ||
         (language_ != nullptr && is_short_answer(language_->answers, text));
}

std::optional<Start> Talk::start_of(std::string_view text) const {
  return find_start(flows_, text, language_);
}

}  // namespace kindbank::dialog
