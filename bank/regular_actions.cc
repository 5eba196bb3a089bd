#include "bank/regular_actions.h"

#include "bank/regular.h"
#include "bank/requests.h"

namespace kindbank::bank {

std::vector<Action> regular_actions() {
  using Leaves = dialog::ActionSignature::Leaves;
  return {
      {.name = "series.look",
       .does = "Looks whether the helper of a job can be asked to come regularly.",
       .arguments = {"code"},
       .outcomes = {{"can", "They can; the visit is or was {when}.", {"helper", "when"}},
                    {"no_hour", "No hour of it was agreed."},
                    {"unknown", "The speaker asked for no such job, or it has no helper."}},
       .perform = look_at_regular,
       .leaves = Leaves::as_it_was},
      {.name = "series.propose",
       .does = "Asks the helper of a job whether they would come regularly.",
       .arguments = {"code", "often"},
       .outcomes = {{"asked", "They are asked."},
                    {"unknown", "The speaker asked for no such job, or it has no hour."}},
       .perform = propose_regular,
       .notifies = {"series.asked"}},
      {.name = "series.accept",
       .does = "Has the helper come regularly.",
       .arguments = {"series"},
       .outcomes = {{"agreed", "They come {day}, next on {when}.", {"day", "when"}},
                    {"over", "It is not wanted any more."}},
       .perform = accept_regular,
       .notifies = {"series.agreed"}},
      {.name = "series.decline",
       .does = "Writes down that the helper does not come regularly.",
       .arguments = {"series"},
       .outcomes = {{"declined", "Who asked hears it."}},
       .perform = decline_regular,
       .notifies = {"series.declined"}},
      {.name = "series.current",
       .does = "Looks what comes regularly, whichever side speaks.",
       .arguments = {},
       .outcomes = {{"asked", "With {helper}, who is the other side, {day}.", {"day", "helper"}},
                    {"none", "Nothing does."}},
       .perform = look_at_series,
       .optional = {"code"},
       .leaves = Leaves::as_it_was},
      {.name = "series.change",
       .does = "Leaves out the next of the regular visits, or those of four weeks, or ends them.",
       .arguments = {"wish"},
       .outcomes = {{"skipped", "The one after is {when}.", {"when"}},
                    {"ended", "There are no more."},
                    {"none", "Nothing comes regularly."}},
       .perform = change_series,
       .optional = {"code"},
       .notifies = {"visit.called_off", "series.skipped", "series.left_out", "series.ended"}},
      {.name = "request.again",
       .does = "Asks others for a job of the speaker's that was called off, at the same hour; its "
               "helper of before is not asked.",
       .arguments = {"code"},
       .outcomes = {{"opened",
                     "Volunteers are asked, and the member hears by {answer_by}.",
                     {"code", "answer_by"}},
                    {"paused", "The bank takes no new requests just now."},
                    {"over", "Its hour is over, or it is not called off."}},
       .perform = ask_again,
       .notifies = {"invitation.made"}},
  };
}

}  // namespace kindbank::bank
