#include "bank/known.h"

#include "bank/visits.h"
#include "store/coordinators.h"
#include "store/members.h"

namespace kindbank::bank {

dialog::Known known_of(const Context& context) {
  auto& tx = context.tx;
  const auto& town = context.town;
  const auto& contact = context.contact;
  dialog::Known known;
  known.facts = {{"bank", town.bank}, {"town", town.town}, {"run_by", town.run_by}};
  known.facts["name"] = "";
  if (contact.stopped_at) known.texts = dialog::Known::Texts::stopped;
  if (store::is_coordinator(tx, contact.address)) known.role = dialog::Known::Role::coordinator;
  if (!contact.member) return known;
  const auto member = store::find_member(tx, *contact.member);
  if (!member || member->state != "active") return known;
  known.member = member->number;
  known.facts["name"] = member->first_name;
  known.facts["area"] = member->area;
  known.facts["number"] = std::to_string(member->number);
  known.lists = lists_of(context);
  if (!known.lists.at("open_jobs").empty()) known.jobs = dialog::Known::Jobs::open;
  return known;
}

}  // namespace kindbank::bank
