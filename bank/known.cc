#include "bank/known.h"

#include <algorithm>

#include "bank/people.h"
#include "bank/visits.h"
#include "store/members.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {

dialog::Known known_of(const Context& context) {
  auto& tx = context.tx;
  const auto& town = context.town;
  const auto& contact = context.contact;
  dialog::Known known;
  known.facts = {{"bank", town.bank}, {"town", town.town}, {"run_by", town.run_by}};
  known.facts["name"] = "";
  if (contact.stopped_at) known.texts = dialog::Known::Texts::stopped;
  if (is_coordinator(tx, contact.address)) known.role = dialog::Known::Role::coordinator;
  if (is_someone_on_call(context)) known.on_call = dialog::Known::OnCall::someone;
  if (!contact.member) return known;
  const auto member = store::find_member(tx, *contact.member);
  if (!member || member->state != "active") return known;
  known.member = member->number;
  known.facts["name"] = member->first_name;
  known.facts["area"] = member->area;
  known.facts["number"] = std::to_string(member->number);
  const auto busy = [](const store::Request& request) {
    return request.state == "open" || request.state == "matched" || request.state == "waiting";
  };
  known.lists = lists_of(context);
  const auto asked = store::requests(tx, member->number);
  if (std::any_of(asked.begin(), asked.end(), busy) ||
      !store::open_visits_of_helper(tx, member->number).empty())
    known.jobs = dialog::Known::Jobs::open;
  return known;
}

}  // namespace kindbank::bank
