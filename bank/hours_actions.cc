#include "bank/hours_actions.h"

#include "bank/hours.h"
#include "bank/hours_dispute.h"

namespace kindbank::bank {
namespace {

constexpr std::string_view person_now = "A person looks at it, and is told at once.";
constexpr std::string_view person_later =
    "A person looks at it, and nobody reads it before {when}.";
constexpr std::string_view person_none = "The bank has no coordinator whom a text can reach.";
std::vector<Action> of_helpers() {
  return {
      {.name = "hours.report",
       .does = "Books the hours of a visit that has ended, to the helper from who was helped, to "
               "the nearest 15 minutes.",
       .arguments = {"code", "answer"},
       .outcomes = {{"added", "They are booked, and who asked is told.", {"took", "total"}},
                    {"given",
                     "The same, and they give all their hours to the Kindness Pot.",
                     {"took", "total", "pot"}},
                    {"held", "It is more than 8 hours, so a person looks first."},
                    {"unknown", "They helped with no such job, or have said it already."}},
       .perform = report_hours,
       .notifies = {"hours.said"}},
      {.name = "hours.unsaid",
       .does = "Tells the coordinators that somebody did not say how long a job took.",
       .arguments = {"code"},
       .outcomes = {{"noted", "Always."}},
       .perform = leave_unsaid},
      {.name = "hours.give_job",
       .does = "Gives the hours of a job to the Kindness Pot.",
       .arguments = {"code"},
       .outcomes = {{"given", "They are in the pot now.", {"pot"}},
                    {"nothing", "They were given already, or are not booked."}},
       .perform = give_visit}};
}

std::vector<Action> of_members() {
  return {
      {.name = "hours.look",
       .does = "Looks up what a member gave and had, and what is in the Kindness Pot.",
       .arguments = {},
       .outcomes = {{"member", "They are a member.", {"given", "had", "pot"}},
                    {"stranger", "They are none."}},
       .perform = look_at_hours,
       .leaves = dialog::ActionSignature::Leaves::as_it_was},
      {.name = "hours.totals",
       .does = "Looks up what the whole bank has done.",
       .arguments = {},
       .outcomes = {{"looked",
                     "Always; {desk} is what a job took of the coordinators' time.",
                     {"members", "given", "jobs", "unmet", "pot", "desk"}}},
       .perform = look_at_totals,
       .leaves = dialog::ActionSignature::Leaves::as_it_was},
      {.name = "hours.give",
       .does = "Gives whole hours of the member's own to the Kindness Pot.",
       .arguments = {},
       .outcomes = {{"given", "They are in the pot now.", {"gift", "pot"}},
                    {"how_many", "No number was said."},
                    {"too_many", "They have {most} to give.", {"most"}},
                    {"not_yet", "They have {left}, which is less than an hour.", {"left"}},
                    {"nothing", "They have none to give."}},
       .perform = give_hours,
       .optional = {"hours"}},
      {.name = "hours.give_all",
       .does = "Says whether each hour of the member's goes to the Kindness Pot as it is booked.",
       .arguments = {"wish"},
       .outcomes = {{"all", "It does from now on."},
                    {"keep", "They are asked each time from now on."}},
       .perform = give_from_now},
      {.name = "hours.dispute",
       .does = "Looks who says that the hours of a job are not right, and whether they may still.",
       .arguments = {"code"},
       .outcomes = {{"how_long",
                     "Whoever asked for it may say how long it took.",
                     {"code", "took"}},
                    {"desk", "A coordinator may set the hours.", {"code", "took"}},
                    {"too_old", "A coordinator, more than 30 days after.", {"code"}},
                    {"not_over", "A coordinator, before its hour.", {"code", "when"}},
                    {"no_hour", "The same, and the hour is open.", {"code"}},
                    {"no_hours", "A coordinator, of what nobody has done.", {"code"}},
                    {"asked_now", person_now},
                    {"asked_later", person_later, {"when"}},
                    {"nobody", person_none}},
       .perform = dispute_hours},
      {.name = "hours.other_side",
       .does = "Takes how long it took for who was helped; the pot covers the gap, and a person "
               "looks at it.",
       .arguments = {"code", "answer"},
       .outcomes = {{"counted", "They have had {counted}.", {"counted"}}},
       .perform = hear_other_side}};
}

std::vector<Action> of_coordinators() {
  return {
      {.name = "hours.group_look",
       .does = "Looks whose hours for a whole group a coordinator would book.",
       .arguments = {"number"},
       .outcomes = {{"known", "A member's.", {"first"}},
                    {"unknown", "There is no such member."},
                    {"not_allowed", "Whoever speaks is no coordinator."}},
       .perform = look_at_group_helper,
       .leaves = dialog::ActionSignature::Leaves::as_it_was},
      {.name = "hours.group",
       .does = "Books hours that a member gave to a whole group; the town's account stands "
               "for those who had them.",
       .arguments = {"number", "answer"},
       .outcomes = {{"added", "They are booked, and the member is told.", {"took", "first"}, 2},
                    {"not_added",
                     "It is more than 8 hours, no such member, or no coordinator who says so."}},
       .perform = book_for_group,
       .notifies = {"hours.group"}},
      {.name = "hours.set",
       .does = "Books the hours of a job anew, where a coordinator says so within 30 days; no "
               "minutes take them back.",
       .arguments = {"code"},
       .outcomes = {{"set", "They are set, and both sides are told.", {"took"}, 2},
                    {"unchanged", "It is no coordinator, no such job, or too late."}},
       .perform = set_hours,
       .optional = {"minutes"},
       .notifies = {"hours.set"}}};
}

}  // namespace

std::vector<Action> hours_actions() {
  auto all = of_helpers();
  for (auto rows : {of_members(), of_coordinators()})
    for (auto& row : rows) all.push_back(std::move(row));
  return all;
}

}  // namespace kindbank::bank
