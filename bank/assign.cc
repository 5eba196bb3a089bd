#include "bank/assign.h"

#include <algorithm>

#include "bank/arguments.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "bank/waves.h"
#include "dialog/normal.h"
#include "store/alerts.h"
#include "store/contacts.h"
#include "store/incidents.h"
#include "store/members.h"
#include "store/requests.h"
#include "store/worries.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr std::size_t most_listed = 4;  // in a text
constexpr int most_looked_at = 50;      // for a first name

// Where they were heard last and somebody would answer; a place at the desk is no phone.
std::string number_to_ring(Context& context, std::int64_t member) {
  std::optional<store::Contact> last;
  for (auto& one : store::contacts_of_member(context.tx, member)) {
    if (one.unreplyable) continue;
    if (!last || one.last_heard_at > last->last_heard_at) last = std::move(one);
  }
  return last ? last->address.handle : std::string("a number we do not have");
}

std::string say_all(Context& context, const std::vector<std::int64_t>& members) {
  std::string names;
  for (const auto member : members)
    names += (names.empty() ? "" : "; ") + say_member(context, member);
  return names;
}

bool is_number(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Best first.
std::vector<std::int64_t> theirs_who_could(Context& context, const store::Request& request) {
  auto members = who_could(context, request, most_looked_at);
  std::erase_if(members, [&](std::int64_t member) { return !speaker_sees(context, member); });
  return members;
}

std::vector<std::int64_t> first_of(std::vector<std::int64_t> members) {
  members.resize(std::min(members.size(), most_listed));
  return members;
}

// Of those who could be asked, whose first name that is.
std::vector<std::int64_t> named(Context& context, const store::Request& request,
                                const std::string& name) {
  std::vector<std::int64_t> found;
  for (const auto member : theirs_who_could(context, request)) {
    const auto row = store::find_member(context.tx, member);
    if (row && dialog::plain(row->first_name) == dialog::plain(name)) found.push_back(member);
  }
  return found;
}

Facts contact_facts(Context& context, const std::string& code, store::Id contact_id) {
  const auto contact = store::find_contact(context.tx, contact_id);
  const std::int64_t member = contact ? contact->member.value_or(0) : 0;
  return {{"code", code},
          {"who", member == 0 ? "someone new" : say_member(context, member)},
          {"phone", contact ? contact->address.handle : std::string{}}};
}

Told ask_member(Context& context, const store::Request& request, std::int64_t member) {
  if (!store::find_member(context.tx, member) || !speaker_sees(context, member))
    return {"may_not", {{"who", "member " + std::to_string(member)}, {"reason", "is not there"}}};
  const auto who = say_member(context, member);
  const auto reason = ask_one(context, request, member);
  if (!reason.empty()) return {"may_not", {{"who", who}, {"reason", reason}}};
  return {"asked", {{"code", request.code}, {"who", who}}};
}

}  // namespace

Told call_about(Context& context, const Facts& arguments) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  if (!coordinator) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  const auto take = [&] {
    return store::take_urgent(context.tx, code, coordinator->id, context.now);
  };
  if (const auto incident = their_incident(context, code)) {
    if (incident->state == "open" && take())
      store::set_incident_state(context.tx, incident->id, "mine", coordinator->name);
    return {"person", contact_facts(context, code, incident->contact)};
  }
  if (const auto worry = their_worry(context, code)) {
    static_cast<void>(take());
    return {"worry", contact_facts(context, code, worry->contact)};
  }
  const auto request = their_request(context, code);
  if (!request) return {"unknown", {}};
  static_cast<void>(take());
  Facts facts = {{"code", code},
                 {"who", say_member(context, request->subject)},
                 {"phone", number_to_ring(context, request->subject)}};
  if (!request->helper || !speaker_sees(context, *request->helper)) return {"asker", facts};
  facts["helper"] = say_member(context, *request->helper);
  facts["helper_phone"] = number_to_ring(context, *request->helper);
  return {"both", facts};
}

Told give_job(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto code = capitals(argument(arguments, "code"));
  const auto helper = argument(arguments, "helper");
  const auto request = their_request(context, code);
  if (!request) return {"unknown", {}};
  if (request->state != "open") return {"over", {{"code", code}}};
  if (is_number(helper)) return ask_member(context, *request, number_argument(arguments, "helper"));
  const auto found = helper.empty() ? first_of(theirs_who_could(context, *request))
                                    : named(context, *request, helper);
  if (found.empty()) return {"nobody", {{"code", code}}};
  if (helper.empty()) return {"could", {{"code", code}, {"names", say_all(context, found)}}};
  if (found.size() == 1) return ask_member(context, *request, found.front());
  return {"several", {{"code", code}, {"names", say_all(context, found)}}};
}

}  // namespace kindbank::bank
