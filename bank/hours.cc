#include "bank/hours.h"

#include <algorithm>
#include <utility>

#include "bank/afterwards.h"
#include "bank/arguments.h"
#include "bank/desk_time.h"
#include "bank/job_news.h"
#include "bank/people.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/hour_reports.h"
#include "store/members.h"
#include "store/notices.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using store::Side;

constexpr std::int64_t quarter = 15;

std::string pot() { return std::string(store::pot_account); }

std::string say_pot(Context& context) { return say_length(store::balance(context.tx, pot())); }

std::optional<store::Visit> unreported_visit(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  for (auto& visit : store::unreported_visits_of_helper(context.tx, context.member))
    if (visit.code == code) return std::move(visit);
  return std::nullopt;
}

void await_dispute(Context& context, const store::Visit& visit) {
  store::insert_due(context.tx, {context.ids.next(), "dispute", std::to_string(visit.id), "closes",
                                 in_daytime(context.town, context.now) + dispute_within});
}

// Who is asked tomorrow how it went reads it then.
bool is_told_tomorrow(const Context& context, const store::Visit& visit) {
  return visit.ended_at && context.now < next_day_check(context.town, *visit.ended_at);
}

// The asker hears what was booked, and may object until the window closes.
void tell_who_was_helped(Context& context, const store::Visit& visit, const store::Request& request,
                         std::int64_t minutes) {
  const auto helper = store::find_member(context.tx, visit.helper);
  tell_of_job(context, request.member,
              {"hours.said",
               "hours " + std::to_string(visit.id),
               {{"code", visit.code},
                {"helper", helper ? helper->first_name : "Your helper"},
                {"took", say_length(minutes)}},
               {}});
  await_dispute(context, visit);
}

// The newest visit with this code that the speaker helped with and whose hours are booked.
std::optional<store::Booking> own_help(Context& context, const Facts& arguments) {
  const auto request = store::find_by_code(context.tx, capitals(argument(arguments, "code")));
  const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  if (!visit || visit->helper != context.member) return std::nullopt;
  std::optional<store::Booking> help;
  for (auto& booking : store::standing_bookings(context.tx, visit->id)) {
    if (booking.reason == "gift") return std::nullopt;
    if (booking.reason == "helped") help = std::move(booking);
  }
  return help;
}

}  // namespace

std::int64_t to_quarters(std::int64_t minutes) {
  return std::max(quarter, (minutes + quarter / 2) / quarter * quarter);
}

std::string say_length(std::int64_t minutes) {
  const auto hours = minutes / minutes_an_hour;
  const auto rest = minutes % minutes_an_hour;
  if (hours == 0) return std::to_string(rest) + " min";
  return std::to_string(hours) + " h" + (rest == 0 ? "" : " " + std::to_string(rest) + " min");
}

store::Booking booking_of(Context& context, const std::string& reason,
                          std::optional<store::Id> visit) {
  store::Booking booking;
  booking.id = context.ids.next();
  booking.reason = reason;
  booking.visit = visit;
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  booking.typed_by = coordinator ? "coordinator " + std::to_string(coordinator->id)
                                 : store::member_account(context.member);
  booking.channel = context.contact.channel;
  booking.created_at = context.now;
  return booking;
}

void book_help(Context& context, const store::Visit& visit, const store::Request& request,
               std::int64_t minutes) {
  auto booking = booking_of(context, "helped", visit.id);
  booking.entries = {{store::member_account(visit.helper), Side::gave, minutes},
                     {store::member_account(request.subject), Side::had, -minutes}};
  store::book(context.tx, booking);
}

void book_gift(Context& context, const store::Visit& visit, std::int64_t minutes) {
  auto booking = booking_of(context, "gift", visit.id);
  booking.entries = {{store::member_account(visit.helper), Side::gift, -minutes},
                     {pot(), Side::gift, minutes}};
  store::book(context.tx, booking);
}

Told report_hours(Context& context, const Facts& arguments) {
  const auto visit = unreported_visit(context, arguments);
  const auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request) return {"unknown", {}};
  const auto minutes = to_quarters(number_argument(arguments, "answer"));
  const bool is_long = minutes > most_minutes;
  const store::HourReport report{visit->id, minutes, is_long ? "held" : "said", context.now};
  if (store::insert_report(context.tx, report) == store::Inserted::was_there)
    return {"unknown", {}};
  if (is_long) {
    ask_about_job(context, visit->code, "helper of",
                  "says it took " + say_length(minutes) + ", please check");
    return {"held", {}};
  }
  book_help(context, *visit, *request, minutes);
  if (!is_told_tomorrow(context, *visit)) tell_who_was_helped(context, *visit, *request, minutes);
  const auto given =
      store::minutes_of(context.tx, store::member_account(context.member), Side::gave);
  Facts facts = {{"took", say_length(minutes)}, {"total", say_length(given)}};
  if (store::gives(context.tx, context.member) == store::Gives::as_asked)
    return {"added", std::move(facts)};
  store::lock_hours(context.tx);
  book_gift(context, *visit, minutes);
  facts["pot"] = say_pot(context);
  return {"given", std::move(facts)};
}

std::string say_hours_once(Context& context, const store::Visit& visit) {
  const auto report = store::find_report(context.tx, visit.id);
  const bool told = !visit.ended_at ||
                    (report && report->said_at >= next_day_check(context.town, *visit.ended_at));
  if (!report || report->state != "said" || told) return {};
  await_dispute(context, visit);
  return say_length(report->minutes);
}

Told give_from_now(Context& context, const Facts& arguments) {
  const bool all = context.member != 0 && argument(arguments, "wish") == "all";
  store::set_gives(context.tx, context.member, all ? store::Gives::all : store::Gives::as_asked);
  return {all ? "all" : "keep", {}};
}

Told leave_unsaid(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  const auto request = store::find_by_code(context.tx, code);
  const bool helps = request && request->helper == context.member;
  ask_about_job(context, code, helps ? "helper of" : "who asked for",
                helps ? "did not say how long it took" : "the hours are not right");
  return {"noted", {}};
}

void close_dispute(Context& context, const std::string& visit) {
  const auto id = std::stoll(visit);
  const auto report = store::find_report(context.tx, id);
  if (report && report->state == "said") store::set_report_state(context.tx, id, "stands");
}

Told give_visit(Context& context, const Facts& arguments) {
  store::lock_hours(context.tx);
  const auto help = own_help(context, arguments);
  const auto visit = help ? store::find_visit(context.tx, *help->visit) : std::nullopt;
  if (!visit) return {"nothing", {}};
  book_gift(context, *visit, help->entries.front().minutes);
  return {"given", {{"pot", say_pot(context)}}};
}

Told give_hours(Context& context, const Facts& arguments) {
  const auto account = store::member_account(context.member);
  store::lock_hours(context.tx);
  const auto left = store::balance(context.tx, account);
  const auto most = left / minutes_an_hour;
  if (context.member == 0 || left < 1) return {"nothing", {}};
  if (most < 1) return {"not_yet", {{"left", say_length(left)}}};
  const auto hours = number_argument(arguments, "hours");
  if (hours < 1) return {"how_many", {}};
  if (hours > most) return {"too_many", {{"most", std::to_string(most)}}};
  auto booking = booking_of(context, "gift");
  booking.entries = {{account, Side::gift, -hours * minutes_an_hour},
                     {pot(), Side::gift, hours * minutes_an_hour}};
  store::book(context.tx, booking);
  return {"given", {{"gift", say_length(hours * minutes_an_hour)}, {"pot", say_pot(context)}}};
}

Told look_at_group_helper(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto helper = store::find_member(context.tx, number_argument(arguments, "number"));
  if (!helper || helper->state != "active") return {"unknown", {}};
  return {"known", {{"first", helper->first_name}}};
}

Told book_for_group(Context& context, const Facts& arguments) {
  const auto looked = look_at_group_helper(context, arguments);
  const auto minutes = to_quarters(number_argument(arguments, "answer"));
  if (looked.outcome != "known" || minutes > most_minutes) return {"not_added", {}};
  const auto number = number_argument(arguments, "number");
  const auto account = store::member_account(number);
  auto booking = booking_of(context, "group");
  booking.entries = {{account, Side::gave, minutes},
                     {std::string(store::town_account), Side::had, -minutes}};
  store::book(context.tx, booking);
  store::Notice notice;
  notice.id = context.ids.next();
  notice.cause = "group " + std::to_string(booking.id);
  notice.member = number;
  notice.event = "hours.group";
  notice.facts = {{"took", say_length(minutes)},
                  {"total", say_length(store::minutes_of(context.tx, account, Side::gave))}};
  notice.message_class = "confirmation";
  notice.not_before = in_daytime(context.town, context.now);
  notice.created_at = context.now;
  store::insert_notice(context.tx, notice);
  return {"added", {{"took", say_length(minutes)}, {"first", looked.facts.at("first")}}};
}

Told look_at_hours(Context& context, const Facts&) {
  if (context.member == 0) return {"stranger", {}};
  const auto account = store::member_account(context.member);
  return {"member",
          {{"given", say_length(store::minutes_of(context.tx, account, Side::gave))},
           {"had", say_length(-store::minutes_of(context.tx, account, Side::had))},
           {"pot", say_pot(context)}}};
}

Told look_at_totals(Context& context, const Facts&) {
  return {"looked",
          {{"members", std::to_string(store::active_members(context.tx))},
           {"given", say_length(store::minutes_of_all(context.tx, Side::gave))},
           {"jobs", std::to_string(store::count_requests(context.tx, "done"))},
           {"unmet", std::to_string(store::count_requests(context.tx, "unmet"))},
           {"pot", say_pot(context)},
           {"desk", say_length(minutes_a_job(context.tx, Time{}).value_or(0))}}};
}

}  // namespace kindbank::bank
