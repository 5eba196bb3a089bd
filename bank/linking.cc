#include "bank/linking.h"

#include <algorithm>
#include <stdexcept>

#include "bank/arguments.h"
#include "bank/codes.h"
#include "store/consents.h"
#include "store/links.h"
#include "store/members.h"
#include "store/messages.h"
#include "store/notices.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr Duration worth = std::chrono::hours{1};

// A name that every language has.
std::string name_of_kind(const std::string& kind) {
  if (kind == "telegram") return "Telegram";
  if (kind == "whatsapp") return "WhatsApp";
  return kind == "sms" || kind == "sim" ? "SMS" : kind;
}

std::string about_link(std::int64_t member) { return "link " + std::to_string(member); }

Told give_code(Context& context) {
  store::Link link{{}, context.member, std::nullopt, context.now + worth};
  for (int draw = 0; draw < code_draws; ++draw) {
    link.code = draw_code(context.ids);
    if (store::put_link(context.tx, link, context.now) == store::Kept::yes)
      return {"given", {{"code", link.code}}, {about_link(link.member)}};
  }
  throw std::runtime_error("no code for a second phone is free");
}

void ask_at_known(Context& context, const store::Link& link) {
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "link " + std::to_string(notice.id);
  notice.member = link.member;
  notice.event = "link.asked";
  notice.facts = {{"code", link.code}, {"where", name_of_kind(context.contact.address.kind)}};
  notice.about = about_link(link.member);
  notice.message_class = "answer";
  notice.quiet = store::Notice::Quiet::ignores;  // they write at this moment
  notice.not_before = context.now;
  notice.created_at = context.now;
  store::insert_notice(context.tx, notice);
}

Told look_at_link(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  if (code.empty()) {
    if (context.member == 0) return {"stranger", {}};
    return context.contact.shared ? Told{"shared", {}} : give_code(context);
  }
  const auto link = store::find_link(context.tx, code, context.now);
  if (!link) return {"unknown", {}};
  // A phone that somebody is known at has its own ways: JOIN, and who is texting.
  if (context.member != 0 || !store::members_of_contact(context.tx, context.contact.id).empty())
    return {link->member == context.member ? "known" : "unknown", {}};
  if (!store::take_link(context.tx, code, context.contact.id)) return {"unknown", {}};
  ask_at_known(context, *link);
  return {"asked", {}};
}

Told join_link(Context& context, const Facts& arguments) {
  const auto link = store::find_link(context.tx, argument(arguments, "code"), context.now);
  if (!link || link->member != context.member || !link->contact) return {"over", {}};
  store::drop_link(context.tx, context.member);
  if (!store::members_of_contact(context.tx, *link->contact).empty()) return {"over", {}};
  store::link_member(context.tx, *link->contact, context.member);
  return {"linked", {}};
}

Told refuse_link(Context& context, const Facts&) {
  store::drop_link(context.tx, context.member);
  return {"refused", {}};
}

Told allow_other_way(Context& context, const Facts& arguments) {
  const bool yes = argument(arguments, "wish") == "yes";
  store::Consent consent;
  consent.id = context.ids.next();
  consent.member = context.member;
  consent.kind = other_way_consent;
  consent.wording = context.wording;
  consent.translation = context.translation;
  consent.channel = context.contact.channel;
  consent.given = yes ? store::Consent::Given::yes : store::Consent::Given::no;
  consent.at = context.now;
  store::insert_consent(context.tx, consent);
  return {yes ? "allowed" : "kept", {}};
}

Told unlink_others(Context& context, const Facts&) {
  if (context.member == 0) return {"none", {}};
  store::drop_link(context.tx, context.member);
  bool any = false;
  for (const auto& contact : store::contacts_of_member(context.tx, context.member)) {
    if (contact.id == context.contact.id) continue;
    store::save_conversation(context.tx, contact.id, "", std::nullopt);
    store::unlink_member(context.tx, contact.id, context.member);
    any = true;
  }
  return {any ? "unlinked" : "none", {}};
}

bool failed_last(store::Transaction& tx, store::Id contact) {
  const auto last = store::last_said(tx, contact);
  return last && last->state == "failed";
}

}  // namespace

std::vector<Action> linking_actions() {
  return {
      {.name = "link.look",
       .does = "Gives a member a code to write from another phone or app, or takes up such a code.",
       .arguments = {},
       .outcomes = {{"given", "The code is theirs for an hour.", {"code"}},
                    {"asked", "The code is right: the phone that is known is asked."},
                    {"known", "They wrote it where they are known already."},
                    {"unknown", "No such code is worth anything here."},
                    {"shared", "Several people share this phone."},
                    {"stranger", "Nobody is known here, and there was no code."}},
       .perform = look_at_link,
       .optional = {"code"},
       .notifies = {"link.asked"}},
      {.name = "link.join",
       .does = "Knows the member at the phone or app too that wrote the code.",
       .arguments = {"code"},
       .outcomes = {{"linked", "They can write from both."},
                    {"over", "The code is too old, or somebody is known there."}},
       .perform = join_link},
      {.name = "link.refuse",
       .does = "Makes a code that somebody else wrote worth nothing.",
       .arguments = {},
       .outcomes = {{"refused", "Always."}},
       .perform = refuse_link},
      {.name = "link.other_way",
       .does = "Writes down whether a text that does not arrive may go to the member's other phone "
               "or app.",
       .arguments = {"wish"},
       .outcomes = {{"allowed", "It may."}, {"kept", "It may not."}},
       .perform = allow_other_way},
      {.name = "link.leave",
       .does = "Knows the member at this phone or app alone.",
       .arguments = {},
       .outcomes = {{"unlinked", "The others are strangers from now on."},
                    {"none", "There was no other."}},
       .perform = unlink_others}};
}

std::optional<store::Contact> other_way(Context& context, std::int64_t member, store::Id contact) {
  if (!store::has_consent(context.tx, member, other_way_consent)) return std::nullopt;
  for (auto& other : store::contacts_of_member(context.tx, member))  // heard from last, first
    if (other.id != contact && !other.shared && !other.unreplyable && !other.stopped_at &&
        !other.frozen_at && context.can_reach(other.address) && !failed_last(context.tx, other.id))
      return other;
  return std::nullopt;
}

}  // namespace kindbank::bank
