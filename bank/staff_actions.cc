#include "bank/staff_actions.h"

#include "bank/assign.h"
#include "bank/desk_time.h"
#include "bank/digest.h"
#include "bank/intake.h"
#include "bank/merge.h"
#include "bank/people.h"
#include "bank/regular.h"
#include "bank/staff.h"
#include "bank/urgent.h"
#include "bank/vetting.h"

namespace kindbank::bank {
namespace {

constexpr std::string_view staff_only = "Whoever speaks is no coordinator.";

// What coordinators mostly need, in minutes: to read of something and write a word, to ring
// somebody, to meet a volunteer and look at papers.
constexpr std::int64_t a_word = 2;
constexpr std::int64_t a_call = 10;
constexpr std::int64_t a_meeting = 30;

}  // namespace

std::vector<Action> staff_actions() {
  return {
      {.name = "member.vet",
       .does = "Writes down the level of a member whom a coordinator has met.",
       .arguments = {"number", "level"},
       .outcomes =
           {{"vetted", "The member has that level now.", {"first", "number", "level"}, a_meeting},
            {"checked",
             "The same, and the check is to be renewed by {until}.",
             {"first", "number", "level", "until"},
             a_meeting},
            {"unknown", "There is no such member, level or day to come."},
            {"not_allowed", staff_only}},
       .perform = vet_member,
       .optional = {"day", "month", "year"},
       .notifies = {"member.vetted", "member.raised", "invitation.made"}},
      {.name = "member.look_at_two",
       .does = "Looks up two members of whom a coordinator says that they are one person.",
       .arguments = {"number", "other"},
       .outcomes = {{"two", "They are members both.", {"first", "second"}},
                    {"together",
                     "One of them helps the other: that is to be ended first.",
                     {"code"}},
                    {"unknown", "One of them is none, or it is the same number."},
                    {"not_allowed", staff_only}},
       .perform = look_at_two,
       .leaves = dialog::ActionSignature::Leaves::as_it_was},
      {.name = "member.merge",
       .does = "Makes two members one: phones, offers, jobs and hours are those of `other` from "
               "then on, and the ledger keeps what was booked before.",
       .arguments = {"number", "other"},
       .outcomes = {{"merged", "They are one.", {}, a_call},
                    {"unchanged", "One of them is no member any more."}},
       .perform = merge_two,
       .notifies = {"invitation.made"}},
      {.name = "incident.clear",
       .does = "Ends an incident, so that its person can be asked to help again.",
       .arguments = {"code"},
       .outcomes = {{"cleared", "The incident is over.", {}, a_word},
                    {"unknown", "No incident has that code."},
                    {"not_allowed", staff_only}},
       .perform = clear_incident},
      {.name = "incident.take",
       .does = "Writes down who looks after what is urgent, so that nobody else is woken. Where no "
               "code is said it is the only one that waits.",
       .arguments = {},
       .outcomes = {{"mine", "The incident is the speaker's.", {"code"}, a_word},
                    {"worry", "The worry is the speaker's.", {"code"}, a_word},
                    {"job", "The job is the speaker's.", {"code"}, a_word},
                    {"taken", "{by} looks after it already.", {"by"}},
                    {"clear", "It is over already."},
                    {"unknown", "Nothing has that code."},
                    {"not_allowed", staff_only}},
       .perform = take_urgent,
       .optional = {"code"}},
      {.name = "request.close",
       .does = "Closes a request for which nobody could be found, or calls off a job that has a "
               "helper.",
       .arguments = {},
       .outcomes = {{"closed", "It is closed as not met, and who asked is told.", {"code"}, a_word},
                    {"called_off", "It had a helper: both sides are told.", {"code"}, a_word},
                    {"under_way", "The helper has arrived, so it stays open.", {"code"}},
                    {"over", "It was over already.", {"code"}},
                    {"worry", "It is a worry: what came of it must be told.", {"code"}},
                    {"unknown", "Nothing has that code."},
                    {"not_allowed", staff_only}},
       .perform = close_unmet,
       .optional = {"code"},
       .notifies = {"request.unmet", "request.called_off", "request.closed", "visit.called_off"}},
      {.name = "intake.set",
       .does = "Stops new requests, or takes them again.",
       .arguments = {},
       .outcomes = {{"paused", "No new requests are taken.", {}, a_word},
                    {"open", "New requests are taken again.", {}, a_word},
                    {"unknown", "It was neither PAUSE nor OPEN."},
                    {"not_allowed", staff_only}},
       .perform = set_intake,
       .optional = {"wish"}},
      {.name = "desk.call",
       .does = "Says whom to ring about a job or an incident, which is the coordinator's then.",
       .arguments = {"code"},
       .outcomes = {{"asker", "A job without a helper.", {"code", "who", "phone"}, a_call},
                    {"both",
                     "A job with a helper.",
                     {"code", "who", "phone", "helper", "helper_phone"},
                     a_call},
                    {"person", "An incident.", {"code", "who", "phone"}, a_call},
                    {"worry", "A worry.", {"code", "who", "phone"}, a_call},
                    {"unknown", "Nothing has that code."},
                    {"not_allowed", staff_only}},
       .perform = call_about},
      {.name = "desk.give",
       .does =
           "Asks one volunteer to do a job, by their member number or the first name of one who "
           "could be asked; where none is said, says who could.",
       .arguments = {"code"},
       .outcomes = {{"asked", "They are asked.", {"code", "who"}, a_word},
                    {"may_not", "They may not be asked for it, and why.", {"who", "reason"}},
                    {"could", "Nobody was named: who could be asked first.", {"code", "names"}},
                    {"several", "More than one has that name.", {"code", "names"}},
                    {"nobody", "Nobody could be asked, or nobody of that name.", {"code"}},
                    {"over", "It has a helper, or is over.", {"code"}},
                    {"unknown", "Nothing has that code."},
                    {"not_allowed", staff_only}},
       .perform = give_job,
       .optional = {"helper"},
       .notifies = {"invitation.made"}},
      {.name = "desk.spend",
       .does =
           "Notes how many minutes a coordinator spent, on one job or on the day's work, in the "
           "place of those that the bank counted there today.",
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
      {.name = "desk.review",
       .does = "Looks how regular help stands, as is done every six weeks, and begins those anew.",
       .arguments = {"code"},
       .outcomes = {{"regular",
                     "{helper} comes to {asker} {day}, and has {count} times.",
                     {"code", "helper", "asker", "day", "count"},
                     a_call},
                    {"unknown", "No regular help of theirs has a job of that code."},
                    {"not_allowed", staff_only}},
       .perform = review_now},
      {.name = "desk.more",
       .does = "Shows the next page of the coordinator's last digest.",
       .arguments = {},
       .outcomes = {{"rest", "There is one.", {"rest"}}, {"nothing", "There is none."}},
       .perform = show_more}};
}

}  // namespace kindbank::bank
