// The table of actions that flows can `do`: each with its arguments, its outcomes, the facts that
// each outcome sets and the bank events by which it reaches others. The flow checker and the turn
// both read this one table.
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
};

// Where an action happens: inside one turn's transaction.
struct Context {
  store::Transaction& tx;
  const Town& town;
  store::Ids& ids;
  Time now{};
  store::Contact& contact;  // who is speaking
  std::int64_t member = 0;  // as whom; 0: nobody yet
  std::string wording{};    // of the flow that acts: "join/<hash of its file>"
  std::vector<CoordinatorAlert> alerts{};
  // Whether some channel leads to that mailbox: nobody is promised a person who cannot be told.
  std::function<bool(const Address&)> can_reach = [](const Address&) { return true; };
  std::optional<store::Id> message{};  // what came in, where it is a message that is answered
};

struct Action {
  std::string_view name;
  dialog::ActionSignature signature;
  std::vector<std::string_view> notifies;  // bank events
  std::function<dialog::Told(Context&, const dialog::Facts& arguments)> perform;
};

const std::vector<Action>& actions();
const Action* find_action(std::string_view name);

// What the checker needs of the table.
dialog::Signatures signatures();
std::vector<std::string> events();
dialog::Lists lists();
// The facts that every talk has: bank, town, run_by, name, area, number, answer.
const std::vector<std::string>& common_facts();

}  // namespace kindbank::bank
