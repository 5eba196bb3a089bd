// How what somebody texts is read: in their language and in English.
#include "dialog/starts.h"
#include "dialog/talk.h"
#include "dialog/understand.h"

namespace kindbank::dialog {

Hearing Talk::hearing() const {
  return {words_, known_.language, language_ == nullptr ? nullptr : &language_->answers, now_,
          known_.zone};
}

std::optional<Answer> Talk::understand(const Question& question, const Step& step,
                                       const std::string& text) const {
  const Asked asked{
      step.expect, choices_of(question, step, Labels::written),
      language_ == nullptr ? std::vector<Choice>{} : choices_of(question, step, Labels::shown),
      step.ask};
  const auto reading = dialog::understand(hearing(), asked, text);
  if (auto day = day_in(step, text); day && (!reading || day->value.find('T') != std::string::npos))
    return day;
  return reading ? std::optional(Answer{reading.value}) : std::nullopt;
}

bool Talk::is_short(const std::string& text) const { return is_short_answer(hearing(), text); }

std::optional<Start> Talk::start_of(std::string_view text) const {
  return find_start(flows_, text, language_);
}

}  // namespace kindbank::dialog
