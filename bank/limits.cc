#include "bank/limits.h"

#include "bank/requests.h"
#include "bank/visits.h"

namespace kindbank::bank {

dialog::FlowLimits flow_limits(const Town& town) {
  dialog::FlowLimits limits;
  limits.replies = {{"join", "member.join", 4},
                    {"ask", "request.open", 4},
                    {"offer", "offer.save", 6},
                    {"invite", "invitation.accept", 1}};
  // Of health, and a whole postcode: only what follows from them is remembered.
  limits.not_kept = {"vetting.decide", "vetting.narrow", "area.find"};
  std::vector<std::string> categories;
  for (const auto& [name, category] : town.categories) categories.push_back(name);
  if (!categories.empty()) {  // the table could not be read, which is said already
    for (const char* argument :
         {"request.open.category", "request.another.category", "offer.save.category",
          "vetting.decide.category", "vetting.ask_more.category", "vetting.narrow.category"})
      limits.values[argument] = categories;
  }
  limits.values["request.open.urgency"] = urgencies();
  limits.values["request.another.urgency"] = urgencies();
  limits.values["job.change.wish"] = wishes();
  return limits;
}

}  // namespace kindbank::bank
