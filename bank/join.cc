#include "bank/join.h"

#include <algorithm>

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/given_back.h"
#include "bank/intake.h"
#include "bank/job_news.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "bank/visits.h"
#include "dialog/read_postcode.h"
#include "store/consents.h"
#include "store/members.h"
#include "store/messages.h"
#include "store/offers.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

// "SG1 1AA" lies in the sector "SG1 1".
std::string sector_of(const std::string& postcode) {
  return postcode.substr(0, postcode.find(' ') + 2);
}

// Nobody looks at them again each time that somebody is asked; START takes them up.
void rest_offers(Context& context) {
  for (const auto& offer : store::offers(context.tx, context.member))
    if (offer.state == "active") store::set_offer_state(context.tx, offer.id, "paused");
}

}  // namespace

Told find_area(Context& context, const Facts& arguments) {
  const auto postcode = dialog::read_postcode(argument(arguments, "postcode"));
  if (!postcode) return {"unreadable", {}};
  const auto sector = sector_of(*postcode);
  const auto area = context.town.areas.find(sector);
  if (area == context.town.areas.end()) return {"outside", {}};
  return {"inside", {{"area", area->second}, {"sector", sector}}};
}

Told look_member(Context& context, const Facts&) {
  if (context.member == 0) return {"stranger", {}};
  return {"already", {{"number", std::to_string(context.member)}}};
}

Told join(Context& context, const Facts& arguments) {
  if (context.member != 0) return {"joined", {{"number", std::to_string(context.member)}}};
  store::Member member;
  member.first_name = argument(arguments, "name");
  member.area = argument(arguments, "area");
  member.sector = argument(arguments, "sector");
  const auto& chosen = context.contact.language;
  member.language = chosen.empty() ? context.town.language : chosen;
  member.joined_at = context.now;
  member.number = store::add_member(context.tx, member);
  store::link_member(context.tx, context.contact.id, member.number);
  store::speaks_as(context.tx, context.contact.id, member.number);
  context.contact.member = member.number;
  context.contact.shared |= store::members_of_contact(context.tx, context.contact.id).size() > 1;
  context.member = member.number;
  keep_partner(context, member.number);
  store::Consent told;
  told.id = context.ids.next();
  told.member = member.number;
  told.kind = "keep_details";
  told.wording = context.wording;
  told.translation = context.translation;
  told.channel = context.contact.channel;
  told.given = store::Consent::Given::yes;
  told.at = context.now;
  store::insert_consent(context.tx, told);
  return {"joined", {{"number", std::to_string(member.number)}}};
}

Told rename(Context& context, const Facts& arguments) {
  if (context.member != 0)
    store::set_first_name(context.tx, context.member, argument(arguments, "name"));
  return {"renamed", {}};
}

Told choose_speaker(Context& context, const Facts& arguments) {
  const auto chosen = number_argument(arguments, "speaker");
  const auto here = store::members_of_contact(context.tx, context.contact.id);
  const bool is_member = std::find(here.begin(), here.end(), chosen) != here.end();
  context.contact.member = is_member ? std::optional(chosen) : std::nullopt;
  context.member = is_member ? chosen : 0;
  store::speaks_as(context.tx, context.contact.id, context.contact.member);
  return {"chosen", {}};
}

Told speak_as_other(Context& context, const Facts& arguments) {
  store::mark_shared(context.tx, context.contact.id);
  context.contact.shared = true;
  choose_speaker(context, arguments);
  return {"other", {}};
}

void forget_words_of_stranger(Context& context) {
  const auto is_said_just_now = [&](const store::LoggedMessage& message) {
    if (message.direction == "in") return false;
    return context.message ? message.cause == context.message : message.created_at == context.now;
  };
  for (const auto& message : store::messages_of_contact(context.tx, context.contact.id))
    if (!message.member && message.message_class != "alert" && !is_said_just_now(message))
      store::redact(context.tx, message.id);
}

Told stop_texts(Context& context, const Facts&) {
  store::set_stopped(context.tx, context.contact.address, context.now);
  context.contact.stopped_at = context.now;
  std::string given_back;
  for (const auto member : who_speaks_here(context)) {
    release_invitations(context, member);
    const auto codes = give_back_visits(context, member);
    given_back += (given_back.empty() || codes.empty() ? "" : ", ") + codes;
  }
  if (context.member != 0 && !gets_texts(context, context.member)) rest_offers(context);
  tell_of_stop(context);
  coordinator_goes_away(context);
  if (!coordinator_name(context).empty()) return {"stopped_desk", {}};
  if (given_back.empty()) return {"stopped", {}};
  return {"gave_back", {{"jobs", std::move(given_back)}}};
}

Told detach(Context& context, const Facts& arguments) {
  stop_texts(context, arguments);
  for (const auto member : store::members_of_contact(context.tx, context.contact.id))
    store::unlink_member(context.tx, context.contact.id, member);
  store::speaks_as(context.tx, context.contact.id, std::nullopt);
  context.contact.member.reset();
  context.member = 0;
  return {"detached", {}};
}

Told start_texts(Context& context, const Facts&) {
  store::clear_stopped(context.tx, context.contact.address);
  context.contact.stopped_at.reset();
  for (const auto member : who_speaks_here(context)) end_pause(context, member);
  coordinator_is_back(context);
  return {"started", {}};
}

}  // namespace kindbank::bank
