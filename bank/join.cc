#include "bank/join.h"

#include "bank/arguments.h"
#include "store/consents.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

// "SG1 1AA" lies in the sector "SG1 1".
std::string sector_of(const std::string& postcode) {
  const auto space = postcode.find(' ');
  if (space == std::string::npos || space + 1 >= postcode.size()) return {};
  return postcode.substr(0, space + 2);
}

}  // namespace

Told find_area(Context& context, const Facts& arguments) {
  const auto sector = sector_of(argument(arguments, "postcode"));
  if (sector.empty()) return {"unreadable", {}};
  const auto area = context.town.areas.find(sector);
  if (area == context.town.areas.end()) return {"outside", {}};
  return {"inside", {{"area", area->second}, {"sector", sector}}};
}

Told join(Context& context, const Facts& arguments) {
  if (context.member != 0) return {"already", {{"number", std::to_string(context.member)}}};
  store::Member member;
  member.first_name = argument(arguments, "name");
  member.area = argument(arguments, "area");
  member.sector = argument(arguments, "sector");
  member.language = context.town.language;
  member.joined_at = context.now;
  member.number = store::add_member(context.tx, member);
  store::link_member(context.tx, context.contact.id, member.number);
  store::speaks_as(context.tx, context.contact.id, member.number);
  context.contact.member = member.number;
  context.member = member.number;
  store::Consent told;
  told.id = context.ids.next();
  told.member = member.number;
  told.kind = "keep_details";
  told.wording = "join/agree";
  told.channel = context.contact.channel;
  told.given = store::Consent::Given::yes;
  told.at = context.now;
  store::insert_consent(context.tx, told);
  return {"joined", {{"number", std::to_string(member.number)}}};
}

Told stop_texts(Context& context, const Facts&) {
  store::set_stopped(context.tx, context.contact.address, context.now);
  context.contact.stopped_at = context.now;
  if (context.member == 0) return {"stopped", {}};
  for (const auto& invitation : store::invitations_of_member(context.tx, context.member))
    store::set_invitation_state(context.tx, invitation.id, "expired", context.now);
  for (const auto& visit : store::open_visits_of_helper(context.tx, context.member))
    context.alerts.push_back({"alert_stopped", {{"code", visit.code}}, context.now});
  return {"stopped", {}};
}

Told start_texts(Context& context, const Facts&) {
  store::clear_stopped(context.tx, context.contact.address);
  context.contact.stopped_at.reset();
  return {"started", {}};
}

}  // namespace kindbank::bank
