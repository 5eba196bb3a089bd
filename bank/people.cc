#include "bank/people.h"

#include <algorithm>
#include <stdexcept>

#include "bank/arguments.h"
#include "bank/calendar.h"
#include "bank/codes.h"
#include "bank/dispatch.h"
#include "bank/join.h"
#include "bank/partners.h"
#include "bank/rota.h"
#include "store/contacts.h"
#include "store/coordinators.h"
#include "store/incidents.h"
#include "store/members.h"
#include "store/requests.h"
#include "store/streets.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr std::string_view child = "D";  // the class whose joining is closed
constexpr std::string_view red = "RED";  // the word of a visit that is not safe

// How a coordinator's text names who speaks: a member by first name and member number, and never by
// phone number; a stranger by that alone, since nothing else reaches them.
std::string name_for_coordinator(Context& context) {
  auto name = context.member != 0 ? say_member(context, context.member)
                                  : "someone new at " + context.contact.address.handle;
  if (context.contact.stopped_at) name += " (stopped our texts, please ring)";
  return name;
}

std::string insert_new_incident(Context& context, const dialog::Alert& alert,
                                const std::string& words) {
  store::Incident incident;
  incident.id = context.ids.next();
  incident.contact = context.contact.id;
  incident.incident_class = alert.letter;
  incident.rule = alert.detail;
  incident.text = words;
  incident.at = context.now;
  for (int draw = 0; draw < code_draws; ++draw) {
    incident.code = draw_code(context.ids);
    if (store::insert_incident(context.tx, incident) == store::Inserted::yes) return incident.code;
  }
  throw std::runtime_error("no incident code is free");
}

bool is_now_or_today(const Context& context, const store::Visit& visit) {
  return visit.state == "started" ||
         (visit.state == "agreed" &&
          is_today(context.town, context.now, visit.agreed_for.value_or("")));
}

// ", helper of job K4T7, who asked for job M2X8,": all that are live, for whoever calls about them.
std::string say_sides(Context& context) {
  std::string sides;
  if (context.member == 0) return sides;
  for (const auto& visit : store::open_visits_of_helper(context.tx, context.member))
    sides += ", helper of job " + visit.code;
  for (const auto& request : store::requests(context.tx, context.member))
    if (is_live(request)) sides += ", who asked for job " + request.code;
  return sides.empty() ? sides : sides + ",";
}

// ", helper of job K4T7": of visits that are under way or today, so that the desk knows where.
std::string say_sides_today(Context& context) {
  std::string sides;
  const auto add = [&](const store::Visit& visit, std::string_view side) {
    if (is_now_or_today(context, visit)) sides += ", " + std::string(side) + " job " + visit.code;
  };
  if (context.member == 0) return sides;
  for (const auto& visit : store::open_visits_of_helper(context.tx, context.member))
    add(visit, "helper of");
  for (const auto& request : store::requests(context.tx, context.member))
    if (request.state == "matched")
      if (const auto visit = store::last_visit(context.tx, request.id))
        add(*visit, "who asked for");
  return sides;
}

// Tells the coordinators in the daytime, and says what the person can be promised.
Told tell_by_day(Context& context, const std::string& reply, Facts facts) {
  if (who_is_told(context).empty()) return {"nobody", {}};
  const bool on_call = is_someone_on_call(context);
  const auto next = on_call ? std::nullopt : next_on_call(context);
  // Where neither somebody is on call nor anybody will be, it waits for working time.
  const auto when = on_call || next ? in_daytime(context.town, context.now)
                                    : in_working_time(context.town, context.now);
  facts["who"] = name_for_coordinator(context);
  if (context.member != 0) facts["who"] += " at " + context.contact.address.handle;
  context.alerts.push_back({reply, std::move(facts), when});
  if (when == context.now && on_call) return {"asked_now", {}};
  const auto soon =
      when > context.now ? when : in_working_time(context.town, when + std::chrono::hours{2});
  const auto read_by = on_call ? soon : in_daytime(context.town, next.value_or(soon));
  return {"asked_later", {{"when", say_when(context.town, context.now, std::max(when, read_by))}}};
}

// Whom they named to be rung when something goes wrong.
std::string say_contact(Context& context) {
  const auto contact = store::emergency_contact(context.tx, context.member);
  return contact.empty() ? contact : ", their contact is " + contact;
}

// Whoever is on call must be able to ring at once, and has only a phone.
CoordinatorAlert red_alert(Context& context, const std::string& code) {
  const auto who =
      context.member != 0 ? say_member(context, context.member) : std::string("someone new");
  return {"alert_red",
          {{"code", code},
           {"who", who},
           {"phone", context.contact.address.handle},
           {"jobs", say_jobs(context, Jobs::agreed) + say_contact(context)}},
          context.now,
          code};
}

// "B", or "B and D".
std::string say_letters(const dialog::Alert& alert) {
  auto letters = alert.letter;
  for (const auto& letter : alert.also) letters += " and " + letter;
  return letters;
}

bool is_about(const dialog::Alert& alert, std::string_view letter) {
  return alert.letter == letter ||
         std::find(alert.also.begin(), alert.also.end(), letter) != alert.also.end();
}

// Which jobs of the member's are open, of whom no text goes any more.
void tell_of_jobs(Context& context) {
  const auto who = say_member(context, context.member);
  const auto under_way = say_jobs(context, Jobs::started);
  if (!under_way.empty())
    context.alerts.push_back(
        {"alert_stopped_visit",
         {{"who", who}, {"phone", context.contact.address.handle}, {"jobs", under_way}},
         context.now});
  const auto tell = [&](const std::string& reply, const std::string& code) {
    if (under_way.find("job " + code) == std::string::npos)
      context.alerts.push_back({reply, {{"who", who}, {"code", code}}, context.now});
  };
  for (const auto& request : store::requests(context.tx, context.member))
    if (is_live(request)) tell("alert_stopped_asker", request.code);
}

}  // namespace

std::string say_member(Context& context, std::int64_t number) {
  const auto member = store::find_member(context.tx, number);
  const auto said = "member " + std::to_string(number);
  if (!member) return said;
  if (member->first_name.empty()) return "former " + said;  // erased
  return member->first_name + ", " + said;
}

std::string say_place(Context& context, const store::Request& request) {
  const auto street = store::say_street(context.tx, request.subject);
  return street.empty() ? request.area : street + ", " + request.area;
}

std::string say_jobs(Context& context, Jobs which) {
  std::string jobs;
  const auto add = [&](const store::Visit& visit, std::int64_t other) {
    if (which == Jobs::started && visit.state != "started") return;
    jobs += ", job " + visit.code + " with " + say_member(context, other);
    const auto request = store::find_request(context.tx, visit.request);
    if (!request) return;
    jobs += ", " + (is_now_or_today(context, visit) ? say_place(context, *request) : request->area);
  };
  if (context.member == 0) return jobs;
  for (const auto& visit : store::open_visits_of_helper(context.tx, context.member))
    if (const auto request = store::find_request(context.tx, visit.request))
      add(visit, request->subject);
  for (const auto& request : store::requests(context.tx, context.member)) {
    if (request.state != "matched" || !request.helper) continue;
    for (const auto& visit : store::open_visits_of_helper(context.tx, *request.helper))
      if (visit.request == request.id) add(visit, visit.helper);
  }
  return jobs;
}

std::string coordinator_name(Context& context) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  return coordinator ? coordinator->name : std::string{};
}

Told ask_person(Context& context, const Facts& arguments) {
  const auto word = capitals(argument(arguments, "asked"));
  if (word == "DATA" || word == "DELETE")
    return tell_by_day(context, "alert_asked", {{"word", word}});
  return tell_by_day(context, "alert_person", {{"jobs", say_sides(context)}});
}

Told ask_about_job(Context& context, const std::string& code, const std::string& side,
                   const std::string& wish) {
  return tell_by_day(context, "alert_job", {{"code", code}, {"side", side}, {"wish", wish}});
}

std::string call_by_name(const Context& context, std::int64_t number) {
  const auto member = store::find_member(context.tx, number);
  return member && !member->first_name.empty() ? member->first_name : "Your neighbour";
}

void open_incident(Context& context, const dialog::Alert& alert, const std::string& words) {
  if (is_about(alert, child)) forget_words_of_stranger(context);  // nor is it asked for again
  const auto known = store::open_incident(context.tx, context.contact.id);
  if (known) store::add_words(context.tx, known->id, words);
  const auto code = known ? known->code : insert_new_incident(context, alert, words);
  store::freeze(context.tx, context.contact.id, context.now);
  if (context.member != 0) release_invitations(context, context.member);
  if (alert.letter == red) {
    context.alerts.push_back(red_alert(context, code));
    return;
  }
  context.alerts.push_back({"alert_crisis",
                            {{"code", code},
                             {"letters", say_letters(alert)},
                             {"who", name_for_coordinator(context) + say_sides_today(context)}},
                            context.now,
                            code});
}

std::vector<std::int64_t> who_speaks_here(const Context& context) {
  if (context.contact.shared) return store::members_of_contact(context.tx, context.contact.id);
  if (context.member == 0) return {};
  return {context.member};
}

void tell_of_stop(Context& context) {
  if (const auto name = coordinator_name(context); !name.empty())
    context.alerts.push_back({"alert_stopped_desk", {{"who", name}}, context.now});
  const auto speaker = context.member;
  for (const auto member : who_speaks_here(context)) {
    context.member = member;
    tell_of_jobs(context);
  }
  context.member = speaker;
}

Told clear_incident(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto incident = their_incident(context, capitals(argument(arguments, "code")));
  if (!incident) return {"unknown", {}};
  if (incident->state != "clear")
    store::set_incident_state(context.tx, incident->id, "clear", coordinator_name(context));
  if (!store::open_incident(context.tx, incident->contact))
    store::thaw(context.tx, incident->contact);
  return {"cleared", {}};
}

}  // namespace kindbank::bank
