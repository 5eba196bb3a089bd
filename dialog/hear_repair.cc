// What is heard when a talk goes astray, whatever was asked: who is texting, "pardon?", the time of
// day, what a telephone writes by itself. The open question stays open, with every answer so far.
#include <algorithm>

#include "dialog/normal.h"
#include "dialog/talk.h"

namespace kindbank::dialog {
namespace {

constexpr Duration one_chat = std::chrono::hours{1};

bool asks_back(const std::string& text) {
  return text.find('?') != std::string::npos && words_of(text).empty();
}

}  // namespace

bool Talk::is_said(Phrases RepairWords::*kind, const std::string& text) const {
  for (const auto& [language, words] : words_.repairs)
    if ((language == english || language == known_.language) && words.says(words.*kind, text))
      return true;
  return false;
}

// It meets silence, whatever it could be read as.
Talk::Took Talk::hear_auto_reply(const std::string& text) {
  if (!is_said(&RepairWords::auto_replies, text)) return Took::no;
  if (const auto* step = open_step()) forget_where_not_kept(*step);
  understood_ = Understood::no;
  return Took::yes;
}

// A person is offered the second time, and called the third.
void Talk::say_again(std::string_view first) {
  constexpr int offers_person = 2;
  understood_ = Understood::no;
  auto& puzzled = talk().open->puzzled;
  puzzled = std::min(puzzled + 1, offers_person + 1);
  if (puzzled > offers_person) return call_person();
  ask_again(puzzled == offers_person && first.empty() ? reply("again_person") : first);
}

// What a step says is taken for them; where it says nothing they are told why it is asked. "Pass"
// is a no where a flow has nothing to say about it.
Talk::Took Talk::hear_skip(const std::string& text) {
  if (!is_said(&RepairWords::skip, text)) return Took::no;
  const auto* step = open_step();
  if (step->skip.empty() && step->why.empty() && !takes_any_words(*step) &&
      understand(*talk().open, *step, text))
    return Took::no;
  forget_where_not_kept(*step);
  if (!step->skip.empty()) {
    auto question = take_open();
    question.noted.emplace_back(step->name, step->keep ? "skipped" : "skipped_careful");
    const auto* flow = flows_.version(question.flow, question.version);
    take_answer(std::move(question), *flow, *step, Answer{step->skip});
    return Took::yes;
  }
  say_why(*step);
  return Took::yes;
}

// "Why do you need it?", where the step says so.
Talk::Took Talk::hear_asks_why(const std::string& text) {
  const auto* step = open_step();
  if (step->why.empty() || !is_said(&RepairWords::asks_why, text)) return Took::no;
  say_why(*step);
  return Took::yes;
}

void Talk::say_why(const Step& step) {
  const auto why = spoken(*talk().open, step, "why", step.why);
  say_again(fill_in(reply("cannot_skip"),
                    {{"why", step.why.empty() ? reply("needed") : fill(why, talk().open->facts)}},
                    {}));
}

// Whether it is long ago, or was never; from now on it is not.
bool Talk::begins_to_chat() {
  auto& chatted_at = talk().open->chatted_at;
  if (chatted_at != Time{} && now_ - chatted_at < one_chat) return false;
  chatted_at = now_;
  understood_ = Understood::no;
  return true;
}

Talk::Took Talk::hear_repair(const std::string& text) {
  const auto start = start_of(text);
  if (start && (start->flow == who_flow || start->flow == wrong_flow)) {
    begin_word(start->flow, start->slots);
    return Took::yes;
  }
  const auto* step = open_step();
  if (step == nullptr || names_a_choice(plain(text))) return Took::no;
  if (asks_back(text) || is_said(&RepairWords::again, text)) {
    say_again({});
    return Took::yes;
  }
  if (hear_skip(text) == Took::yes || hear_asks_why(text) == Took::yes) return Took::yes;
  // A picture may mean anything.
  if (is_wordless(text) && !understand(*talk().open, *step, text) && begins_to_chat()) {
    ask_again({});
    return Took::yes;
  }
  if (!is_said(&RepairWords::small_talk, text) || is_menu(*talk().open))
    return hear_correction(text);
  // One short reply: whoever goes on chatting has the question before them.
  if (begins_to_chat()) ask_again(reply("small_talk"));
  understood_ = Understood::no;
  return Took::yes;
}

}  // namespace kindbank::dialog
