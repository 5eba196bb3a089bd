#include "bank/own_job.h"

#include "bank/arguments.h"
#include "bank/waves.h"
#include "store/invitations.h"

namespace kindbank::bank {

std::optional<OwnJob> own_job(Context& context, const dialog::Facts& arguments) {
  if (context.member == 0) return std::nullopt;
  auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  if (!visit) return std::nullopt;
  if (context.member != visit->helper && context.member != request->member) return std::nullopt;
  return OwnJob{std::move(*request), std::move(*visit)};
}

std::optional<OwnJob> own_planned_job(Context& context, const dialog::Facts& arguments) {
  auto job = own_job(context, arguments);
  if (job && job->visit.state != "agreed") return std::nullopt;
  return job;
}

std::vector<std::string> questions_about(Context& context, const store::Visit& visit) {
  const auto invitation = store::find_invitation(context.tx, visit.request, visit.helper);
  if (!invitation) return {};
  return {about_invitation(invitation->id)};
}

std::string about_job(const std::string& code) { return "job " + code; }

}  // namespace kindbank::bank
