#include "bank/partners.h"

#include "bank/arguments.h"
#include "store/contacts.h"
#include "store/partners.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

bool is_theirs(const store::Coordinator& coordinator, const std::string& partner) {
  return coordinator.partner.empty() || coordinator.partner == partner;
}

// "sip 42" -> "SIP"; "" where digits stand anywhere but behind letters.
std::string letters_of(std::string_view words) {
  std::string letters;
  bool digits = false;
  for (const char c : words) {
    if (c == ' ' || c == '.') continue;
    if (c >= '0' && c <= '9') {
      digits = true;
      continue;
    }
    if (digits) return {};
    letters += c;
  }
  return capitals(letters);
}

std::string partner_at(Context& context, store::Id contact) {
  const auto found = store::find_contact(context.tx, contact);
  if (found && found->member) return store::partner_of_member(context.tx, *found->member);
  return store::partner_of_contact(context.tx, contact);
}

class Concerned {
 public:
  explicit Concerned(const Context& context) : context_(context) {}

  void member(std::int64_t number) {
    if (number != 0) found_.insert(store::partner_of_member(context_.tx, number));
  }
  void contact(store::Id id) {
    const auto found = store::find_contact(context_.tx, id);
    if (!found) return;
    if (found->member) return member(*found->member);
    found_.insert(store::partner_of_contact(context_.tx, id));
  }
  void request(const store::Request& one) {
    member(one.member);
    member(one.subject);
    member(one.helper.value_or(0));
  }
  void code(const std::string& code) {
    if (const auto one = store::find_by_code(context_.tx, code)) request(*one);
    if (const auto one = store::find_incident_by_code(context_.tx, code)) contact(one->contact);
    if (const auto one = store::find_worry_by_code(context_.tx, code)) contact(one->contact);
  }
  void jobs_of(std::int64_t number) {
    for (const auto& visit : store::open_visits_of_helper(context_.tx, number))
      if (const auto one = store::find_request(context_.tx, visit.request)) request(*one);
    for (const auto& one : store::requests(context_.tx, number))
      if (one.state == "matched") request(one);
  }
  std::set<std::string> take() { return std::move(found_); }

 private:
  const Context& context_;
  std::set<std::string> found_;
};

}  // namespace

std::set<std::string> partners_concerned(const Context& context, const std::string& code) {
  Concerned concerned(context);
  if (context.contact.id != 0) concerned.contact(context.contact.id);
  if (const auto member = context.contact.member.value_or(0)) concerned.jobs_of(member);
  if (!code.empty()) concerned.code(code);
  return concerned.take();
}

bool sees(Context& context, const store::Coordinator& coordinator, std::int64_t member) {
  return coordinator.partner.empty() ||
         is_theirs(coordinator, store::partner_of_member(context.tx, member));
}

bool sees_contact(Context& context, const store::Coordinator& coordinator, store::Id contact) {
  return coordinator.partner.empty() || is_theirs(coordinator, partner_at(context, contact));
}

bool speaker_sees(Context& context, std::int64_t member) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  return coordinator && sees(context, *coordinator, member);
}

std::optional<store::Request> their_request(Context& context, const std::string& code) {
  auto request = store::find_by_code(context.tx, code);
  if (!request || !speaker_sees(context, request->subject)) return std::nullopt;
  return request;
}

std::optional<store::Incident> their_incident(Context& context, const std::string& code) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  auto incident = store::find_incident_by_code(context.tx, code);
  if (!coordinator || !incident || !sees_contact(context, *coordinator, incident->contact))
    return std::nullopt;
  return incident;
}

std::optional<store::Worry> their_worry(Context& context, const std::string& code) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  auto worry = store::find_worry_by_code(context.tx, code);
  if (!coordinator || !worry) return std::nullopt;
  const bool handles = worry->handler == coordinator->id;
  if (!handles && !sees_contact(context, *coordinator, worry->contact)) return std::nullopt;
  return worry;
}

bool note_partner(Context& context, std::string_view words) {
  constexpr std::size_t longest = 20;  // a code; a longer text is none
  if (words.size() > longest) return false;
  const auto code = letters_of(words);
  if (code.empty() || !store::find_partner(context.tx, code)) return false;
  const auto member = context.contact.member;
  if (!member) {
    store::set_partner_of_contact(context.tx, context.contact.id, code);
  } else if (store::partner_of_member(context.tx, *member).empty()) {
    store::set_partner_of_member(context.tx, *member, code);
  }
  return true;
}

void keep_partner(Context& context, std::int64_t member) {
  const auto code = store::partner_of_contact(context.tx, context.contact.id);
  if (!code.empty()) store::set_partner_of_member(context.tx, member, code);
}

}  // namespace kindbank::bank
