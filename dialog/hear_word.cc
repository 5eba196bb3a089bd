// What is heard of somebody who texts a word that stands above any question: STOP and its family,
// the standing words, a coordinator's commands.
#include <algorithm>
#include <utility>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/starts.h"
#include "dialog/talk.h"

namespace kindbank::dialog {

// What the bank asked of its own accord, a menu, or what is about a job of theirs: whoever cancels
// there means no question, but what is agreed.
bool Talk::is_of_job(const Question& question) const {
  const auto code = question.facts.find("code");
  if (code != question.facts.end() && question.about.empty()) {
    const auto jobs = known_.list("open_jobs");
    return std::any_of(jobs.begin(), jobs.end(), [&](const Facts& job) {
      const auto of = job.find("code");
      return of != job.end() && plain(of->second) == plain(code->second);
    });
  }
  return question.flow == cancel_flow || is_menu(question) || is_begun_by_bank(question);
}

bool Talk::is_begun_by_bank(const Question& question) const {
  const auto* flow = flows_.version(question.flow, question.version);
  return flow != nullptr && !flow->events.empty();
}

// What the bank asked comes back after it. Said twice it is no answer to what is asked then.
void Talk::cancel_job() {
  if (talk().open && talk().open->flow == cancel_flow) return misunderstood();
  Facts job;
  if (talk().open && talk().open->about.empty())
    if (const auto code = talk().open->facts.find("code"); code != talk().open->facts.end())
      job.insert(*code);
  if (talk().open && !is_begun_by_bank(*talk().open)) talk().open.reset();
  begin_word(cancel_flow, std::move(job));
}

Talk::Took Talk::hear_rights(const Heard& heard) {
  using Rights = GateReading::Rights;
  auto rights = heard.gate.rights;
  if (rights == Rights::cancel) {
    if (!talk().open && hear_at_shared_phone(heard) == Took::yes) return Took::yes;
    if (known_.texts == Known::Texts::stopped) return Took::yes;
    const bool may_mean_job = flows_.current(cancel_flow) != nullptr && known_.has_job();
    if (talk().open && !(may_mean_job && is_of_job(*talk().open))) {
      talk().open.reset();
      say_reply("left");
      resume();
      return Took::yes;
    }
    if (may_mean_job) {
      cancel_job();
      return Took::yes;
    }
    rights = Rights::stop;
  }
  if (rights == Rights::none) return Took::no;
  talk().open.reset();
  talk().waiting.clear();
  talk().after_crisis.reset();
  const bool again = rights == Rights::stop && known_.texts == Known::Texts::stopped;
  if (again) return Took::yes;  // it was confirmed, and that was the last text
  begin(rights == Rights::stop ? stop_flow : start_flow, new_question());
  return Took::yes;
}

// MORE shows the rest of a long list, where one is open.
Talk::Took Talk::hear_more(const std::string& word) {
  if (word != next_page || !talk().open) return Took::no;
  const auto* step = open_step();
  if (step == nullptr || !is_next_page(*talk().open, *step, word)) return Took::no;
  turn_page();
  return Took::yes;
}

// The word is handed over with it: a person is told whether it was WORRY or DELETE.
void Talk::begin_standing(const Start& start, const std::string& word) {
  auto facts = start.slots;
  facts["asked"] = word;
  begin_word(start.flow, std::move(facts));
}

// "Pot" is "I can" in Romanian: where a yes or no is asked, the language's own word answers it.
bool Talk::is_own_answer(const std::string& word) {
  const auto* step = open_step();
  return step != nullptr && step->expect == Expect::yes_no && language_ != nullptr &&
         (contains(language_->answers.yes, word) || contains(language_->answers.no, word));
}

Talk::Took Talk::hear_standing_word(const std::string& word) {
  if (word.empty()) return Took::no;
  if (hear_more(word) == Took::yes) return Took::yes;
  if (is_also_answer(word) && (names_a_choice(word) || is_own_answer(word))) return Took::no;
  if (word == "back" && known_.member != 0) {
    go_back();
    return Took::yes;
  }
  if (word == "back" && talk().open) {
    go_back();
    return Took::yes;
  }
  const auto start = start_of(word);
  if (!start) return Took::no;
  if (known_.member == 0 && known_.role == Known::Role::resident && start->flow == menu_flow) {
    if (!talk().open) return Took::no;  // joining says it all
    ask_again(fill_in(reply("help_stranger"), {}, known_.facts));
    return Took::yes;
  }
  if (is_only_staff() && start->flow == menu_flow) {
    begin_staff();
    return Took::yes;
  }
  begin_standing(*start, word);
  return Took::yes;
}

// A coordinator's "12 met v1" is a command even where a question is open, and so is a bare "mine".
Talk::Took Talk::hear_command(const std::string& text) {
  if (known_.role != Known::Role::coordinator) return Took::no;
  auto start = start_of(text);
  if (!start) return Took::no;
  const auto& commands = command_flows;
  const bool is_command =
      std::find(commands.begin(), commands.end(), start->flow) != commands.end();
  if (start->slots.empty() && !is_command) return Took::no;
  const bool names_job = start->slots.contains("code");  // "wrong m2x8 30"
  if (start->slots.contains(std::string(words_slot)) && !names_job) return Took::no;
  begin_word(start->flow, std::move(start->slots));
  return Took::yes;
}

// Somebody whom the bank knows at another phone need not join. A code they only write where they
// mean it; the bare word may be a name.
Talk::Took Talk::hear_link(const std::string& text) {
  if (known_.member != 0 || known_.role != Known::Role::resident) return Took::no;
  auto start = start_of(text);
  if (!start || start->flow != link_flow || (talk().open && start->slots.empty())) return Took::no;
  talk().open.reset();
  talk().waiting.clear();
  begin_word(link_flow, std::move(start->slots));
  return Took::yes;
}

}  // namespace kindbank::dialog
