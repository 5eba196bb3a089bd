#include "bank/job_note.h"

#include "bank/afterwards.h"
#include "bank/arguments.h"
#include "bank/job_news.h"
#include "bank/people.h"
#include "store/notes.h"

namespace kindbank::bank {
void tell_note(Context& context, const store::Request& request, const store::Visit& visit) {
  const auto words = store::note_of(context.tx, request.id);
  if (words.empty()) return;
  const auto told = in_one_text(words);
  tell_of_job(
      context, visit.helper,
      {"visit.note",
       "note " + std::to_string(visit.id),
       {{"code", request.code}, {"first", call_by_name(context, request.subject)}, {"words", told}},
       "they should know: " + told});
}

dialog::Told add_note(Context& context, const dialog::Facts& arguments) {
  const auto words = argument(arguments, "answer");
  const auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  if (!request || request->member != context.member || says_nothing(words)) return {"none", {}};
  if (!may_pass(words)) return {"held", {}};
  store::put_note(context.tx, request->id, words);
  const auto visit = store::last_visit(context.tx, request->id);
  if (visit && visit->state == "agreed") tell_note(context, *request, *visit);
  return {"kept", {}};
}

}  // namespace kindbank::bank
