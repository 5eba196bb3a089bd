// One turn under way: it owns the conversation, moves through flows and collects the effects. Only
// respond.cc makes one; the sources talk.cc (moving), talk_ask.cc (asking), talk_say.cc (saying),
// talk_correct.cc (putting an answer right), hear.cc (hearing), hear_cannot_come.cc (hearing
// somebody speak of a job of theirs), hear_courtesy.cc (hearing thanks), hear_crisis.cc (hearing
// somebody in a crisis), hear_crossed.cc (hearing what crossed a question), hear_correction.cc
// (hearing an answer from before put right), hear_more.cc (hearing two answers in one text),
// hear_language.cc (reading an answer), hear_name.cc (hearing a name put right), hear_need.cc
// (hearing what help is needed), hear_repair.cc (hearing that it goes astray), hear_shared.cc
// (hearing whoever it is, at a phone that several share), hear_stopped.cc (hearing somebody who
// wants no texts) and hear_word.cc (hearing STOP, standing words and commands) share it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/read_datetime.h"
#include "dialog/read_need.h"
#include "dialog/respond.h"
#include "dialog/starts.h"
#include "dialog/understand.h"

namespace kindbank::dialog {

// The flows that the engine itself begins; a town may write them anew but not leave them out.
inline constexpr std::string_view join_flow = "join";
inline constexpr std::string_view menu_flow = "menu";
inline constexpr std::string_view person_flow = "person";
inline constexpr std::string_view stop_flow = "stop";
inline constexpr std::string_view start_flow = "start";
inline constexpr std::string_view cancel_flow = "cancel";
inline constexpr std::string_view change_flow = "change";
// Answer somebody with a job who asks whether and when who comes, or where to go.
inline constexpr std::string_view when_flow = "when";
inline constexpr std::string_view where_flow = "where";
// Says when a visit is to be; what was said of it ahead is `time`.
inline constexpr std::string_view plan_flow = "plan";
// Asks of which job the hours are wrong.
inline constexpr std::string_view which_hours_flow = "dispute_which";
inline constexpr std::string_view staff_flow = "staff";
inline constexpr std::string_view language_flow = "language";
inline constexpr std::string_view thanks_flow = "thanks";
// Puts a member's name right; it is handed what was said, `name`, and whether that is `sure`.
inline constexpr std::string_view name_flow = "name";
inline constexpr std::string_view link_flow = "link";
// Asks who is texting, at a phone that several people share; it is handed what was said, `heard`.
inline constexpr std::string_view which_flow = "which";
// Begun by a word of anybody's, whoever they are and whatever is asked.
inline constexpr std::string_view who_flow = "who";
inline constexpr std::string_view wrong_flow = "wrong";
// Begun by words that only coordinators use, whatever else is open.
inline constexpr std::array<std::string_view, 8> command_flows = {
    "met", "clear", "mine", "close", "intake", "spent", "assign", "call"};

// The key of the choice that turns the page of a long list, and the word for it.
inline constexpr std::string_view next_page = "more";

// Questions that wait for one person behind the open one; a bound that no honest day comes to.
inline constexpr std::size_t max_waiting = 12;

// Among what was said before it was asked: that it sounds as if it were for somebody else.
inline constexpr std::string_view of_other_said = "need_of_other";

bool is_next_page(const Question& question, const Step& step, std::string_view key);

class Talk {
 public:
  Talk(const Flows& flows, const Words& words, Conversation conversation, const Known& known,
       Time now)
      : flows_(flows),
        words_(words),
        known_(known),
        language_(flows.language(known.language)),
        now_(now) {
    turn_.conversation = std::move(conversation);
  }

  void on(const Heard& heard);
  void on(const Woke& woke);
  void on(const Told& told);
  void on(const Started& started);

  Turn finished();

 private:
  Conversation& talk() { return turn_.conversation; }

  void hear(const Heard& heard);
  // What is heard before any question: each says whether it took the message.
  enum class Took { no, yes };
  Took hear_crisis(const Heard& heard);
  const CrisisClass* crisis_class(std::string_view letter) const;
  void close_invitations();
  void ask_to_go_no_more();
  void rest();
  enum class Place { first, further };  // of a class among those that one text sounds like
  std::string promised() const;
  void answer_crisis(const CrisisClass& heard, Place place);
  Took hear_after_crisis(const Heard& heard);
  void hear_more_of_crisis(const CrisisClass& crisis);
  void say_signpost(std::string_view letter);
  bool names_a_choice(const std::string& text);
  bool is_plain_wish(const std::string& text);
  bool is_own_answer(const std::string& word);
  Took hear_rights(const Heard& heard);
  bool is_of_job(const Question& question) const;
  bool is_begun_by_bank(const Question& question) const;
  void cancel_job();
  Took hear_stopped(const Heard& heard);
  bool is_about_own_job(const std::string& standing) const;
  void hear_answer_of_stopped(const std::string& text);
  Took hear_at_shared_phone(const Heard& heard);
  bool is_clear_who_speaks() const;
  bool is_of_nobody(const Heard& heard);
  void hear_as_chosen(const Question& which);
  Took hear_press(const Heard& heard);
  Took hear_standing_word(const std::string& word);
  Took hear_language(const std::string& text);
  Took hear_other_language(const std::string& text);
  bool offer_language(const std::string& code);
  Heard in_own_words(const Heard& heard) const;
  void label_anew(Question& question) const;
  Took hear_more(const std::string& word);
  Took hear_link(const std::string& text);
  Took hear_command(const std::string& text);
  Took hear_twice(const Heard& heard);
  bool asked_since_answered();
  Took hear_crossed(const std::string& text);
  Took hear_late_answer(const std::string& text);
  bool is_of_another_job(const std::string& code, const std::string& text);
  Took hear_coded_answer(const Heard& heard);
  Took hear_courtesy_to_notice(const std::string& text);
  Took hear_thanks(const std::string& text);
  Took hear_courtesy(const std::string& text);
  bool is_courtesy(const std::string& text) const;
  Took hear_cannot_come(const std::string& text);
  Took hear_not_come(const std::string& text);
  bool says_against(Phrases RepairWords::*kind, const std::string& text) const;
  bool says_cannot_come(const std::string& text) const;
  bool says_of_job(Phrases RepairWords::*kind, const std::vector<std::string>& heard) const;
  Took hear_question(const std::string& text);
  std::string day_of_visit(std::string_view code) const;
  std::string without_coming(const std::string& text) const;
  std::optional<Answer> time_in(const std::string& text, std::string_view day) const;
  void hear_time_behind(const Flow& flow, const Step& asked, const std::string& text,
                        std::optional<Answer>& answer);
  Took hear_time_of_visit(const std::string& text);
  Took hear_need(const std::string& text);
  Took hear_for_another(const Flow& flow, const Step& step, const std::string& text);
  static Facts answers_in(const Need& need);
  void begin_joining(const std::string& text);
  void keep_rest_of_need(Question& question, const Flow& flow, const Step& step,
                         const std::string& text);
  static constexpr std::string_view of_step = "step:";
  void keep_own_words(Question& question, const Flow& flow, const Step& step,
                      const std::string& text);
  void take_own_words(Question& question, const Flow& flow);
  static std::string said_as(const Step& step);
  static std::string said_at(const Step& step);
  static bool is_answered(const Question& question, const Flow& flow, const std::string& said);
  static std::optional<Answer> take_said(Question& question, const Step& step);
  static std::optional<SaidTime> said_day(const Step& step, const Answer& answer);
  std::string day_choice(const SaidTime& day) const;
  void keep_day(Question& question, const Step& step, const SaidTime& day) const;
  std::optional<SaidTime> day_among(const std::string& text) const;
  std::optional<Answer> day_in(const Step& step, const std::string& text) const;
  Took hear_auto_reply(const std::string& text);
  Took hear_repair(const std::string& text);
  bool is_said(Phrases RepairWords::*kind, const std::string& text) const;
  void say_again(std::string_view first);
  Took hear_skip(const std::string& text);
  Took hear_asks_why(const std::string& text);
  void say_why(const Step& step);
  bool begins_to_chat();
  void call_person();
  void forget_where_not_kept(const Step& asked);
  bool begins_instead(const Step& step, const std::string& text) const;
  void hear_answer(const std::string& text);
  void hear_topic(const std::string& text);
  bool is_only_staff() const;  // coordinates, and is no member
  void begin_staff();

  // What puts an answer from before right, and what answers more than was asked.
  Took hear_correction(const std::string& text);
  Took hear_correction_of_said(const std::string& text);
  bool says_day_unfit(const std::string& text) const;
  Took hear_denied_day(const std::vector<std::string>& words);
  Took hear_earlier(const std::string& text);
  Took hear_other_behind_yes(const Flow& flow, const Step& asked, const std::string& text);
  Took hear_what_to_change(const Flow& flow, const Step& asked, const std::string& text,
                           const Answer& answer);
  bool corrects(const std::string& text) const;
  Took hear_short_correction(const std::string& rest, bool firm);
  struct NewName {
    std::string said;
    enum class Instead { of_this, of_any } instead = Instead::of_any;  // of the name that we have
  };
  std::optional<NewName> new_name_in(const std::string& text, const std::string& had) const;
  const Step* name_before();
  Took hear_name_of_before(const std::string& text);
  Took hear_name(const std::string& text);
  const Step* corrected_name(const std::vector<std::string>& rest, bool firm);
  bool denies_answer(const Step& step, const std::vector<std::string>& words);
  static std::optional<Answer> answer_of(const Question& question, const Step& step);
  std::optional<Answer> understand_anew(const Question& question, const Step& step,
                                        const std::string& text) const;
  void correct(const Step& step, const std::string& value);
  Question back_at(const Flow& flow, const Step& step);
  void answer_anew(const Flow& flow, const Step& step, const std::string& value);
  static bool may_be_given_ahead(const Step& step);
  std::optional<Answer> given_ahead(const Question& question, const Step& step) const;
  std::optional<Answer> said_behind(Question& question, const Step& step) const;
  void take_given(Question question, const Flow& flow, const Step& step, const Answer& given);
  std::vector<std::pair<std::string, std::string>> parted(const Question& question,
                                                          const Step& step, const std::string& text,
                                                          const Answer& answer) const;
  void save_answer(Question& question, const Step& step, const Answer& answer) const;
  std::string notes_before(const Question& question, const Flow& flow, const Step& step) const;
  std::string note_of(const Question& question, const Step& step, const std::string& unsaid) const;

  Question take_open();
  void take_answer(Question question, const Flow& flow, const Step& step, const Answer& answer);
  void misunderstood();
  void go_back();

  // Moving through a flow.
  void begin(std::string_view flow, Question question);
  void begin_word(std::string_view flow, Facts facts, Facts said = {});
  bool go_on_with(std::string_view flow);
  void begin_standing(const Start& start, const std::string& word);
  void enter(Question question, std::string step);
  void act(Question question, const Step& step, const std::string& answer);
  void ask(Question question, const Flow& flow, const Step& step);
  void ask_from_list(Question question, const Flow& flow, const Step& step);
  void list(Question& question, const Step& step) const;
  void nothing_listed(Question question, const Flow& flow, const Step& step);
  void turn_page();
  void ask_again(std::string_view before);
  const Step* open_step();
  void go(Question question, const Flow& flow, const Step& from, std::string_view target,
          Branch::By by = Branch::By::going_on, std::string_view taken_by = {});
  void go_over(const Question& question, std::string_view flow);
  static void take_back(Question& question, const Flow& flow, std::string_view target);
  void resume();
  bool asks_something(std::string_view name) const;
  bool is_menu(const Question& question) const;
  void set_open_aside();
  enum class Closed { nothing, unasked, asked };
  Closed close(const std::string& about);
  void broken(const Question& question, const std::string& why);

  struct Spoken {
    std::string_view text;  // not filled in
    std::string_view language;
  };
  Spoken spoken(const Question& question, const Step& step, std::string_view part,
                std::string_view text) const;
  std::string fill(const Spoken& spoken, const Facts& facts) const;
  const std::string& reply(std::string_view key) const;
  Message message_of(const Question& question, const Step& step, std::string_view part) const;
  // What the question can be answered with: the step's own choices, or the page of the list that is
  // shown.
  enum class Labels { shown, written };  // in their language; as the flow has them
  std::vector<Choice> choices_of(const Question& question, const Step& step, Labels labels) const;
  std::optional<Answer> understand(const Question& question, const Step& step,
                                   const std::string& text) const;
  Hearing hearing() const;
  bool is_short(const std::string& text) const;
  std::optional<Start> start_of(std::string_view text) const;

  void say(std::string text, const std::string& message_class);
  std::string template_of(const Question& question) const;
  std::vector<std::string> slots_of(const Question& question, const Step& step,
                                    std::string_view part) const;
  void say_step(const Question& question, const Step& step);
  void say_reply(std::string_view key);
  void say_question(Question& question, const Step& step, const std::string& before);
  std::string with_name(std::string text) const;
  std::optional<Duration> silence_of(const Flow& flow, const Step& step, int nudged) const;
  Question new_question() const;

  const Flows& flows_;
  const Words& words_;
  const Known& known_;
  const Language* language_;  // nullptr: English
  Time now_;
  Turn turn_;
  int steps_ = 0;
  enum class Understood { no, yes } understood_ = Understood::yes;  // what was heard in this turn
  // What the bank begins or repeats says who is texting; an answer need not.
  enum class Begun { by_the_person, by_the_bank } begun_ = Begun::by_the_person;
};

}  // namespace kindbank::dialog
