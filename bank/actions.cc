#include "bank/actions.h"

#include <algorithm>

#include "bank/dispatch.h"
#include "bank/hours_actions.h"
#include "bank/intake.h"
#include "bank/join.h"
#include "bank/languages.h"
#include "bank/linking.h"
#include "bank/matching.h"
#include "bank/people.h"
#include "bank/regular_actions.h"
#include "bank/requests.h"
#include "bank/staff_actions.h"
#include "bank/vetting.h"
#include "bank/visit_actions.h"
#include "bank/visits.h"
#include "bank/worry_actions.h"

namespace kindbank::bank {
namespace {

using Leaves = dialog::ActionSignature::Leaves;

std::vector<Action> all_actions() {
  std::vector<Action> table = {
      {.name = "area.find",
       .does = "Finds the neighbourhood that a postcode is in.",
       .arguments = {"postcode"},
       .outcomes = {{"inside", "The postcode is in the town.", {"area", "sector"}},
                    {"outside", "It is a postcode, but of another place."},
                    {"unreadable", "It is no postcode."}},
       .perform = find_area,
       .leaves = Leaves::as_it_was},
      {.name = "member.look",
       .does = "Looks whether whoever speaks is a member.",
       .arguments = {},
       .outcomes = {{"stranger", "They are none."}, {"already", "They are one.", {"number"}}},
       .perform = look_member,
       .leaves = Leaves::as_it_was},
      {.name = "member.join",
       .does = "Makes whoever speaks a member, and writes down what they were told; who is one "
               "already stays as they are.",
       .arguments = {"name", "area", "sector"},
       .outcomes = {{"joined", "They are a member now.", {"number"}}},
       .perform = join},
      {.name = "member.rename",
       .does = "Calls a member by another first name from now on.",
       .arguments = {"name"},
       .outcomes = {{"renamed", "It is written down."}},
       .perform = rename},
      {.name = "speaker.choose",
       .does = "Goes on with one of those who share the phone, or with none of its members.",
       .arguments = {"speaker"},
       .outcomes = {{"chosen", "What they said is heard as theirs."}},
       .perform = choose_speaker},
      {.name = "speaker.other",
       .does = "Goes on with somebody who is none of the phone's members.",
       .arguments = {},
       .outcomes = {{"other", "They are a stranger, who may join on the same phone."}},
       .perform = speak_as_other},
      {.name = "language.look",
       .does = "Looks which language the person named.",
       .arguments = {},
       .outcomes = {{"named", "One that the bank writes."},
                    {"which", "None was named, and there are several."},
                    {"unknown", "The bank does not write that one, or writes one alone."}},
       .perform = look_language,
       .optional = {"language"}},
      {.name = "language.choose",
       .does = "Writes down which language the person reads.",
       .arguments = {},
       .outcomes = {{"chosen", "What follows is said in it."}},
       .perform = choose_language,
       .optional = {"language"}},
      {.name = "vetting.decide",
       .does = "Decides which check the helper needs, from the kind of help and the reason; the "
               "answer itself is kept nowhere.",
       .arguments = {"category", "answer"},
       .outcomes = {{"set", "The level is decided.", {"level"}},
                    {"refused", "The bank may not arrange this."}},
       .perform = decide_level,
       .leaves = Leaves::as_it_was},
      {.name = "vetting.ask_more",
       .does = "Looks whether the level hangs on where a journey goes.",
       .arguments = {"category"},
       .outcomes = {{"journey", "It does, so ask where it goes."},
                    {"enough", "The level is certain."}},
       .perform = ask_more,
       .leaves = Leaves::as_it_was},
      {.name = "vetting.narrow",
       .does = "Decides the level of a journey by whether it is to a doctor, a hospital or care; "
               "the answer itself is kept nowhere.",
       .arguments = {"category", "level", "answer"},
       .outcomes = {{"set", "The level is decided.", {"level"}}},
       .perform = narrow_level,
       .leaves = Leaves::as_it_was},
      {.name = "request.open",
       .does = "Opens a request and invites the first volunteers.",
       .arguments = {"category", "urgency", "level"},
       .outcomes = {{"opened",
                     "Volunteers are asked, and the member hears by {answer_by}.",
                     {"code", "answer_by"}},
                    {"paused", "The bank takes no new requests just now."},
                    {"duplicate",
                     "The member asked for the same within a day, and that request is still open.",
                     {"code"}}},
       .perform = open_request,
       .optional = {"need", "wanted", "preference"},
       .notifies = {"invitation.made"}},
      {.name = "request.another",
       .does = "Opens a request although one like it is open.",
       .arguments = {"category", "urgency", "level"},
       .outcomes = {{"opened",
                     "Volunteers are asked, and the member hears by {answer_by}.",
                     {"code", "answer_by"}},
                    {"paused", "The bank takes no new requests just now."}},
       .perform = open_another,
       .optional = {"need", "wanted", "preference"},
       .notifies = {"invitation.made"}},
      {.name = "offer.how_often",
       .does = "Looks whether somebody can be asked as often as they say.",
       .arguments = {"answer"},
       .outcomes = {{"fits", "They can: 1 to 8 times a month."},
                    {"never", "Not at all."},
                    {"too_often", "More often than anybody is asked."}},
       .perform = look_how_often,
       .leaves = Leaves::as_it_was},
      {.name = "offer.save",
       .does = "Writes down what a member offers to do.",
       .arguments = {"category", "free_when", "distance", "cap"},
       .outcomes = {{"saved", "They can be asked from now on."},
                    {"meet_first", "Somebody must meet them before they can be asked."}},
       .perform = save_offer,
       .notifies = {"invitation.made", "member.unmet"}},
      {.name = "offer.at_once",
       .does = "Writes down how many jobs a volunteer may be asked about at the same time.",
       .arguments = {},
       .outcomes = {{"saved", "{most} at most, until they say otherwise.", {"most"}},
                    {"how_many", "They did not say 1 to 3, and nothing was changed."},
                    {"nothing", "They have offered nothing."}},
       .perform = choose_most_open,
       .optional = {"jobs"},
       .notifies = {"invitation.made"}},
      {.name = "invitation.accept",
       .does = "Gives the job to the volunteer, where they are the first to say yes.",
       .arguments = {"invitation"},
       .outcomes = {{"won",
                     "The job is theirs; {word} is what they say at the door, and {street} is the "
                     "neighbourhood while no street is known.",
                     {"code", "first", "street", "word"}},
                    {"lost", "Somebody else was first."},
                    {"held", "The job is open, but a crisis of theirs is not cleared yet."},
                    {"closed", "The job is not open any more."}},
       .perform = accept_invitation,
       .notifies = {"request.matched", "request.agreed", "request.matched_street",
                    "request.agreed_street", "request.found", "visit.no_hour", "request.reopened",
                    "visit.note"}},
      {.name = "request.keep",
       .does = "Goes on looking for a helper, or calls it off where the answer is no.",
       .arguments = {"code", "wish"},
       .outcomes = {{"kept", "Some more volunteers are asked, where there are any."},
                    {"called_off", "It is called off."},
                    {"over", "It has a helper by now, or is over."}},
       .perform = keep_request,
       .notifies = {"invitation.made", "request.cancelled"}},
      {.name = "invitation.decline",
       .does = "Writes down that the volunteer does not take the job.",
       .arguments = {"invitation"},
       .outcomes = {{"declined", "It is written down, and somebody else may be asked."}},
       .perform = decline_invitation},
      {.name = "person.ask",
       .does = "Tells the coordinators that somebody wants a person.",
       .arguments = {},
       .outcomes = {{"asked_now", told_now},
                    {"asked_later", told_later, {"when"}},
                    {"nobody", told_nobody}},
       .perform = ask_person,
       .optional = {"asked"}},
      {.name = "member.describe",
       .does = "Keeps whether a helper is a woman or a man, for those who would rather have one.",
       .arguments = {"answer"},
       .outcomes = {{"described", "It is kept, or that they would rather not say."}},
       .perform = describe},
      {.name = "offer.pause",
       .does = "Asks the volunteer nothing for some weeks: four where they do not say how many.",
       .arguments = {},
       .outcomes = {{"paused", "They are not asked until {day}.", {"day"}},
                    {"with_jobs",
                     "They are not asked until {day}, and have said yes to {jobs}.",
                     {"jobs", "day"}},
                    {"how_long", "They did not say 1 to 52 weeks, and nothing was changed."},
                    {"nothing", "They have offered nothing."}},
       .perform = pause_offers,
       .optional = {"weeks"}},
      {.name = "invitation.explain",
       .does = "Says why the volunteer was asked last.",
       .arguments = {},
       .outcomes = {{"asked", "They offered {task}, and {reason}.", {"code", "task", "reason"}},
                    {"never", "They were never asked."}},
       .perform = explain_invitation,
       .leaves = Leaves::as_it_was},
      {.name = "contact.stop",
       .does = "Ends all texts to this number, at once.",
       .arguments = {},
       .outcomes = {{"stopped", "No more texts go there."},
                    {"gave_back",
                     "The same, and the jobs that they had said yes to, {jobs}, go to others.",
                     {"jobs"}},
                    {"stopped_desk",
                     "The same, and it is a coordinator, whom no alert reaches now."}},
       .perform = stop_texts,
       .notifies = {"request.reopened", "invitation.made", "series.ended"}},
      {.name = "contact.detach",
       .does = "Ends all texts to a number that is somebody else's.",
       .arguments = {},
       .outcomes = {{"detached", "It is no member's number any more."}},
       .perform = detach},
      {.name = "contact.start",
       .does = "Takes up the texts again, and ends a break from invitations.",
       .arguments = {},
       .outcomes = {{"started", "Texts go there again."}},
       .perform = start_texts},
      {.name = "intake.check",
       .does = "Looks whether new requests are taken, before anything is asked.",
       .arguments = {},
       .outcomes = {{"open", "They are."}, {"paused", "The bank takes none just now."}},
       .perform = check_intake,
       .leaves = Leaves::as_it_was},
  };
  for (auto rows : {linking_actions(), visit_actions(), regular_actions(), worry_actions(),
                    staff_actions(), hours_actions()})
    for (auto& action : rows) table.push_back(std::move(action));
  return table;
}

}  // namespace

const std::vector<Action>& actions() {
  static const std::vector<Action> table = all_actions();
  return table;
}

const std::vector<BankList>& bank_lists() {
  static const std::vector<BankList> table = {
      {"languages",
       "The languages that the bank writes, each by its own name; none where it is one alone.",
       {"language", "own_name"}},
      {"open_jobs", "What the person asked for or said yes to, and is not over.", {"code", "task"}},
      {"open_visits",
       "What the person said yes to, and is not over, with whom they go to.",
       {"code", "task", "first"}},
      {"people_here",
       "The members who share the phone, by first name, and somebody else.",
       {"speaker", "first"}},
      {"days_of_visits",
       "The day of each visit of the person's that has not begun, agreed or asked for.",
       {"code", "day"}},
      {"regular_visits",
       "What comes regularly, by the code of the job that was made last.",
       {"series", "code", "task"}},
      {"visits_to_thank",
       "What somebody helped the person with of late, and was not thanked for.",
       {"code", "helper"}},
      {"hours_said",
       "What somebody helped the person with, whose hours can still be put right.",
       {"code", "helper"}},
      {"unfinished_visits",
       "The same, with what is over and they have not said how long it took.",
       {"code", "task", "first"}},
  };
  return table;
}

const std::vector<CommonFact>& bank_facts() {
  static const std::vector<CommonFact> table = {
      {"bank", "The bank's name, from the settings."},
      {"town", "The town, from the settings."},
      {"run_by", "Who runs the bank, from the settings."},
      {"name", "The person's first name; nothing while they are no member."},
      {"area", "The member's neighbourhood."},
      {"number", "The member's number."},
      {"answer", "What was just answered, for the action of the same step only."},
  };
  return table;
}

const Action* find_action(std::string_view name) {
  const auto found = std::find_if(actions().begin(), actions().end(),
                                  [&](const Action& action) { return action.name == name; });
  return found == actions().end() ? nullptr : &*found;
}

dialog::ActionSignature Action::signature() const {
  dialog::ActionSignature signature{arguments, {}, optional, leaves};
  for (const auto& outcome : outcomes) signature.outcomes.emplace(outcome.name, outcome.facts);
  return signature;
}

bool is_as_declared(const Action& action, const dialog::Told& told) {
  const auto found =
      std::find_if(action.outcomes.begin(), action.outcomes.end(),
                   [&](const Outcome& outcome) { return outcome.name == told.outcome; });
  if (found == action.outcomes.end() || found->facts.size() != told.facts.size()) return false;
  return std::all_of(found->facts.begin(), found->facts.end(),
                     [&](const std::string& fact) { return told.facts.contains(fact); });
}

dialog::Signatures signatures() {
  dialog::Signatures all;
  for (const auto& action : actions()) all.emplace(action.name, action.signature());
  return all;
}

dialog::BankEvents events() {
  dialog::BankEvents all;
  for (const auto& event : bank_events()) all.emplace(event.name, event.facts);
  return all;
}

dialog::Lists lists() {
  dialog::Lists all;
  for (const auto& list : bank_lists()) all.emplace(list.name, list.facts);
  return all;
}

std::vector<std::string> common_facts() {
  std::vector<std::string> names;
  for (const auto& fact : bank_facts()) names.emplace_back(fact.name);
  return names;
}

}  // namespace kindbank::bank
