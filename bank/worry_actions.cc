#include "bank/worry_actions.h"

#include "bank/worries.h"

namespace kindbank::bank {

std::vector<Action> worry_actions() {
  return {
      {.name = "worry.raise",
       .does = "Writes down a complaint, a concern or an accident, and tells who is to answer it.",
       .arguments = {"kind"},
       .outcomes = {{"told", "{handler} answers by {day}.", {"code", "handler", "day"}},
                    {"told_of",
                     "The same, where there was a visit with {first} of late.",
                     {"code", "handler", "day", "first"}},
                    {"form",
                     "The same, of an accident: {handler} brings the form of the insurance.",
                     {"code", "handler", "day"}},
                    {"now", "Somebody is not safe, and who is on call is told.", {"code"}},
                    {"later",
                     "Somebody is not safe, and nobody reads it before {when}.",
                     {"code", "when"}},
                    {"nobody", "The bank has no coordinator whom a text can reach."}},
       .perform = raise_worry},
      {.name = "worry.apart",
       .does = "Keeps the two of the visit that a worry is about apart from now on, because the "
               "person would rather.",
       .arguments = {"code"},
       .outcomes = {{"apart",
                     "They are not brought together again, and what is agreed goes to "
                     "others."}},
       .perform = part_from_other,
       .notifies = {"request.reopened", "visit.given_away", "invitation.made"}},
      {.name = "worry.add",
       .does = "Keeps, sealed, what the person says of a worry of theirs.",
       .arguments = {"code", "answer"},
       .outcomes = {{"added", "Always, where they said nothing more as well."}},
       .perform = add_to_worry},
      {.name = "worry.answer",
       .does = "Tells who raised a worry what came of it, in a coordinator's words.",
       .arguments = {"code", "answer"},
       .outcomes = {{"told", "They are told, and asked whether they are content.", {"code"}, 2},
                    {"ring", "Our texts do not reach them: ring.", {"code", "who", "phone"}, 10},
                    {"unknown", "None that waits for the speaker's answer has that code."}},
       .perform = answer_worry,
       .notifies = {"worry.answered"}},
      {.name = "worry.settle",
       .does = "Closes a worry whose person is content, or has somebody else look at it.",
       .arguments = {"code", "wish"},
       .outcomes = {{"closed", "They are content, or it was closed before."},
                    {"further", "{handler} looks at it by {day}.", {"code", "handler", "day"}}},
       .perform = settle_worry}};
}

}  // namespace kindbank::bank
