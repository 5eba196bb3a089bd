// The table of actions that flows can `do`: each with what it does, its arguments, its outcomes,
// the facts that each outcome sets and the bank events by which it reaches others. Beside it the
// tables of those events, of the lists and of the facts that every talk has. The flow checker, the
// turn and the reference for authors read these and nothing else.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank/town.h"
#include "dialog/load.h"
#include "dialog/respond.h"
#include "store/contacts.h"
#include "store/database.h"
#include "store/ids.h"

namespace kindbank::bank {

// What the coordinators must hear at once; the turn makes texts of it.
struct CoordinatorAlert {
  std::string reply;  // which of the set replies: "alert_crisis"
  dialog::Facts facts;
  Time not_before{};
  std::string code{};     // that MINE answers; until then it goes from one coordinator to the next
  std::int64_t only = 0;  // the coordinator who alone hears it; 0: whoever is on call
};

// Where an action happens: inside one turn's transaction.
struct Context {
  store::Transaction& tx;
  const Town& town;
  store::Ids& ids;
  Time now{};
  store::Contact& contact;    // who is speaking
  std::int64_t member = 0;    // as whom; 0: nobody yet
  std::string wording{};      // of the flow that acts: "join/<hash of its file>"
  std::string translation{};  // that its last question was asked in: "pl/<hash>"; "": English
  std::vector<CoordinatorAlert> alerts{};
  // Whether some channel leads to that mailbox: nobody is promised a person who cannot be told.
  std::function<bool(const Address&)> can_reach = [](const Address&) { return true; };
  std::optional<store::Id> message{};  // what came in, where it is a message that is answered
};

// One way in which an action comes out.
struct Outcome {
  std::string_view name;
  std::string_view means;               // in one sentence
  std::vector<std::string> facts = {};  // set when it comes out so
  std::int64_t desk_minutes = 0;        // of a coordinator's time that it mostly takes
};

struct Action {
  std::string_view name;
  std::string_view does;  // in one sentence
  std::vector<std::string> arguments;
  std::vector<Outcome> outcomes;
  std::function<dialog::Told(Context&, const dialog::Facts& arguments)> perform;
  std::vector<std::string> optional = {};       // arguments that may be missing
  std::vector<std::string_view> notifies = {};  // bank events
  // Whether it only looks or reckons, so that a talk may go back over it.
  dialog::ActionSignature::Leaves leaves = dialog::ActionSignature::Leaves::changed;

  dialog::ActionSignature signature() const;
};

// What the bank tells somebody of its own accord: a flow that `starts_on: {bank: <name>}` says it.
struct BankEvent {
  std::string_view name;
  std::string_view hears;  // who hears what, in one sentence
  std::vector<std::string> facts;
  // Whether what it asks waits until nothing else is asked, or comes between where the person has
  // left that alone for a while: somebody waits for the answer.
  enum class Asks { in_turn, soon } asks = Asks::in_turn;
};

// What `choices_from` can list of the person who is speaking.
struct BankList {
  std::string_view name;
  std::string_view holds;          // in one sentence
  std::vector<std::string> facts;  // of each entry
};

// A fact that every talk has.
struct CommonFact {
  std::string_view name;
  std::string_view means;
};

const std::vector<Action>& actions();
const Action* find_action(std::string_view name);

// Whether an action came out as its row of the table says: one of its outcomes, with just its
// facts.
bool is_as_declared(const Action& action, const dialog::Told& told);

const std::vector<BankEvent>& bank_events();
const BankEvent* find_event(std::string_view name);
const std::vector<BankList>& bank_lists();
const std::vector<CommonFact>& bank_facts();

// What the checker needs of these tables.
dialog::Signatures signatures();
dialog::BankEvents events();
dialog::Lists lists();
std::vector<std::string> common_facts();

}  // namespace kindbank::bank
