#include "bank/staff_actions.h"

#include "bank/digest.h"
#include "bank/intake.h"
#include "bank/people.h"
#include "bank/staff.h"
#include "bank/vetting.h"

namespace kindbank::bank {
namespace {

using Leaves = dialog::ActionSignature::Leaves;

constexpr std::string_view staff_only = "Whoever speaks is no coordinator.";

}  // namespace

std::vector<Action> staff_actions() {
  return {{.name = "member.vet",
           .does = "Writes down the level of a member whom a coordinator has met.",
           .arguments = {"number", "level"},
           .outcomes = {{"vetted", "The member has that level now.", {"first", "number", "level"}},
                        {"unknown", "There is no such member or no such level."},
                        {"not_allowed", staff_only}},
           .perform = vet_member,
           .notifies = {"member.vetted", "member.raised", "invitation.made"}},
          {.name = "incident.clear",
           .does = "Ends an incident, so that its person can be asked to help again.",
           .arguments = {"code"},
           .outcomes = {{"cleared", "The incident is over."},
                        {"unknown", "No incident has that code."},
                        {"not_allowed", staff_only}},
           .perform = clear_incident},
          {.name = "incident.take",
           .does = "Writes down who looks after an incident, so that nobody else is woken.",
           .arguments = {},
           .outcomes = {{"mine", "It is the speaker's.", {"code"}},
                        {"taken", "{by} looks after it already.", {"by"}},
                        {"clear", "It is over already."},
                        {"job",
                         "The code is a job's, and nobody notes who looks after that.",
                         {"code"}},
                        {"unknown", "Nothing has that code."},
                        {"not_allowed", staff_only}},
           .perform = take_incident,
           .optional = {"code"}},
          {.name = "request.close",
           .does = "Closes a request for which nobody could be found.",
           .arguments = {},
           .outcomes = {{"closed", "It is closed as not met, and who asked is told.", {"code"}},
                        {"under_way", "The helper has arrived, so it stays open.", {"code"}},
                        {"over", "It was over already.", {"code"}},
                        {"unknown", "Nothing has that code."},
                        {"not_allowed", staff_only}},
           .perform = close_unmet,
           .optional = {"code"},
           .notifies = {"request.unmet", "request.closed", "visit.called_off"}},
          {.name = "intake.set",
           .does = "Stops new requests, or takes them again.",
           .arguments = {},
           .outcomes = {{"paused", "No new requests are taken."},
                        {"open", "New requests are taken again."},
                        {"unknown", "It was neither PAUSE nor OPEN."},
                        {"not_allowed", staff_only}},
           .perform = set_intake,
           .optional = {"wish"}},
          {.name = "coordinator.check",
           .does = "Looks whether a coordinator is speaking.",
           .arguments = {},
           .outcomes = {{"coordinator", "One is."}, {"not_allowed", staff_only}},
           .perform = check_coordinator,
           .leaves = Leaves::as_it_was},
          {.name = "desk.spend",
           .does = "Notes how many minutes a coordinator spent, on one job or on the day's work.",
           .arguments = {},
           .outcomes = {{"noted",
                         "They are noted; {average} is what a job took of the last 30 days.",
                         {"spent", "today", "average"}},
                        {"first", "They are noted, and no job was done yet.", {"spent", "today"}},
                        {"none", "No minutes were said, and those of today are taken back."},
                        {"how_many", "No number was said, or more than 12 hours."},
                        {"unknown", "Nothing has that code."},
                        {"not_allowed", staff_only}},
           .perform = note_minutes,
           .optional = {"minutes", "code"}},
          {.name = "desk.more",
           .does = "Shows the next page of the coordinator's last digest.",
           .arguments = {},
           .outcomes = {{"rest", "There is one.", {"rest"}}, {"nothing", "There is none."}},
           .perform = show_more}};
}

}  // namespace kindbank::bank
