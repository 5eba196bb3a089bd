// The engine: one turn of a talk as a pure, total function. The same input gives the same output,
// and every conversation has an answer to every event. What must be remembered goes into the
// conversation, what must be done goes into the effects; nothing in here calls out.
//
// A turn that ends in a Do is not over: the caller performs the action in the same transaction and
// calls again with Told, at most max_actions times; the conversation is stored only after the last.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialog/branch.h"
#include "dialog/conversation.h"
#include "dialog/flow.h"
#include "dialog/gate.h"
#include "dialog/message.h"
#include "dialog/words.h"

namespace kindbank::dialog {

constexpr int max_actions = 20;

// What the ledger knows of the person, handed in at each turn and not stored in the talk.
struct Known {
  Facts facts;  // bank, town, run_by; of a member also name, area, number
  std::map<std::string, std::vector<Facts>> lists = {};  // what `choices_from` lists, by its name
  // A list that is none of those: looked up where a talk comes to it, and not at every turn.
  std::function<std::vector<Facts>(std::string_view list)> look_up = {};
  std::int64_t member = 0;  // 0: nobody that the bank knows
  enum class Texts { on, stopped } texts = Texts::on;
  enum class Role { resident, coordinator } role = Role::resident;
  enum class OnCall { nobody, someone } on_call = OnCall::nobody;  // who would read a crisis now
  std::string read_from{};  // while nobody would: when somebody will, "8am"; "": nobody can say
  enum class Phone { own, shared } phone = Phone::own;  // shared: whoever speaks is to be asked for
  // Whether the question that is open has left for their phone.
  enum class Asked { left, queued } asked = Asked::left;
  // An alert to a coordinator is sent past their talk.
  enum class SentLast { talk, alert } sent_last = SentLast::talk;
  const Zone* zone = nullptr;                   // the town's, which outlives the turn; nullptr: UTC
  std::string language = std::string(english);  // what they read, where there are texts in it

  std::vector<Facts> list(const std::string& name) const;
  bool has_job() const { return !list("open_jobs").empty(); }  // a visit agreed or a request open
};

// The person said something.
struct Heard {
  std::string text;
  std::string pressed;  // "<question id>:<option key>", or ""
  GateReading gate;     // of that text
  // Whether the text before was the same; `fresh` where that is not kept, or no answer came of
  // late.
  enum class Words { fresh, repeated } words = Words::fresh;
};
// The open question's silence has passed; 0 where none is open and the waiting one's time has come.
struct Woke {
  std::int64_t question = 0;
};
// What came of a Do.
struct Told {
  std::string outcome;
  Facts facts;
  std::vector<std::string> closes{};  // of what is settled by it: its questions are asked no more
  bool operator==(const Told&) const = default;
};
// The bank begins a talk, out of a Notice.
struct Started {
  std::string flow;
  Facts facts;
  std::string about;   // what the talk is about: "invitation 17"
  std::string closes;  // a talk about this is closed first
  std::string message_class = "confirmation";
  enum class Interrupts { waits, now } interrupts = Interrupts::waits;
};
using Event = std::variant<Heard, Woke, Told, Started>;

struct Say {
  Message message;
  std::string message_class;       // crisis, alert, answer, confirmation, invitation, news
  std::int64_t question = 0;       // the question that its options answer
  std::string message_template{};  // of the flow that says it, or ""
  // Where there is one: what stands in the slots of its text (slots_in), in the order of the
  // English. Two texts that go out as one have none.
  std::vector<std::string> slots{};
  bool operator==(const Say&) const = default;
};
struct Do {
  std::string action;
  Facts arguments;
  bool operator==(const Do&) const = default;
};
// A person of the bank must look: a crisis, or a flow that broke.
struct Alert {
  enum class Kind { crisis, broken_flow } kind = Kind::broken_flow;
  std::string letter;                  // of a crisis
  std::string detail;                  // the rule that fired; flow, step and what was wrong
  std::vector<std::string> also = {};  // the letters of the other classes that were heard
  bool operator==(const Alert&) const = default;
};
// The words just heard are not to be kept.
struct Forget {
  bool operator==(const Forget&) const = default;
};
using Effect = std::variant<Say, Do, Alert, Forget>;

struct Turn {
  Conversation conversation;
  std::vector<Effect> effects;
  std::vector<Branch> passed;  // the ways it took
  bool operator==(const Turn&) const = default;
};

Turn respond(const Flows& flows, const Words& words, const Conversation& conversation,
             const Known& known, const Event& event, Time now);

// The answer to a crisis when there is no ledger to ask: nobody can be promised.
std::string crisis_answer(const Words& words, const Crisis& crisis);

// Every {fact} replaced; a fact that is not there stands as "...". Of {weeks|1 week|2 weeks} the
// form is said that the language has for the number.
std::string fill_in(std::string_view text, const Facts& facts, const Facts& known,
                    std::string_view language = english);

}  // namespace kindbank::dialog
