#include "bank/worries.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "bank/apart.h"
#include "bank/arguments.h"
#include "bank/calendar.h"
#include "bank/codes.h"
#include "bank/job_news.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "bank/rota.h"
#include "dialog/normal.h"
#include "store/contacts.h"
#include "store/dues.h"
#include "store/incidents.h"
#include "store/requests.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr std::array<std::string_view, 4> kinds = {"unsafe", "unhappy", "accident", "team"};
constexpr int working_days = 2;
constexpr std::size_t longest_outcome = 90;  // letters: with the question it is still one text

Time answer_due(const Context& context) {
  return after_working_days(context.town, context.now, working_days);
}

// Who answers: the first of the rota; of a worry about the team the last, and never the one who had
// it before, where there is another.
const store::Coordinator* handler_of(const std::vector<store::Coordinator>& rota,
                                     std::string_view kind, store::Id before) {
  if (rota.empty()) return nullptr;
  const auto is_other = [&](const store::Coordinator& one) { return one.id != before; };
  if (kind == "team") {
    const auto last = std::find_if(rota.rbegin(), rota.rend(), is_other);
    return last == rota.rend() ? &rota.back() : &*last;
  }
  const auto first = std::find_if(rota.begin(), rota.end(), is_other);
  return first == rota.end() ? &rota.front() : &*first;
}

void insert_with_code(Context& context, store::Worry& worry) {
  for (int draw = 0; draw < code_draws; ++draw) {
    worry.code = draw_code(context.ids);
    if (store::find_by_code(context.tx, worry.code) ||
        store::find_incident_by_code(context.tx, worry.code))
      continue;
    if (store::insert_worry(context.tx, worry) == store::Inserted::yes) return;
  }
  throw std::runtime_error("no code is free for a worry");
}

void wait_for_answer(Context& context, const store::Worry& worry) {
  store::insert_due(context.tx, {context.ids.next(), "worry", std::to_string(worry.id),
                                 std::to_string(to_millis(worry.due_at)), worry.due_at});
}

// The last visit that the member had a part in, while it is still near.
std::optional<store::Visit> last_job(Context& context) {
  constexpr Duration near = std::chrono::hours{24 * 14};
  std::optional<store::Visit> last;
  const auto look_at = [&](const store::Request& request) {
    auto visit = store::last_visit(context.tx, request.id);
    if (!visit || context.now - visit->created_at > near) return;
    if (!last || visit->created_at > last->created_at) last = std::move(visit);
  };
  if (context.member == 0) return last;
  for (const auto& request : store::requests(context.tx, context.member)) look_at(request);
  for (auto& visit : store::visits_of_helper(context.tx, context.member, context.now - near))
    if (!last || visit.created_at > last->created_at) last = std::move(visit);
  return last;
}

void keep_apart(Context& context, const store::Visit& visit) {
  if (const auto request = store::find_request(context.tx, visit.request))
    keep_apart(context, *request, visit.helper);
}

std::int64_t other_side(Context& context, const store::Visit& visit) {
  const auto request = store::find_request(context.tx, visit.request);
  return request && visit.helper == context.member ? request->subject : visit.helper;
}

std::string who_raised(Context& context, const store::Worry& worry) {
  return worry.member != 0 ? say_member(context, worry.member) : std::string("someone new");
}

void tell_handler(Context& context, const store::Worry& worry, const std::string& reply) {
  CoordinatorAlert alert{reply,
                         {{"code", worry.code},
                          {"who", who_raised(context, worry)},
                          {"day", say_date(context.town, context.now, worry.due_at)}},
                         in_daytime(context.town, context.now)};
  alert.only = worry.handler;
  context.alerts.push_back(std::move(alert));
}

store::Worry new_worry(Context& context, const std::string& kind,
                       const store::Coordinator& handler) {
  store::Worry worry;
  worry.id = context.ids.next();
  worry.kind = kind;
  worry.contact = context.contact.id;
  worry.member = context.member;
  worry.handler = handler.id;
  worry.due_at = answer_due(context);
  worry.at = context.now;
  return worry;
}

// Whole words, as much as one text has room for; a full stop comes behind them.
std::string cut_short(std::string words) {
  while (words.ends_with('.') || words.ends_with(' ')) words.pop_back();
  if (words.size() <= longest_outcome) return words;
  auto end = words.rfind(' ', longest_outcome);
  if (end == std::string::npos) end = longest_outcome;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  words.resize(end);
  return words + "...";
}

}  // namespace

std::vector<std::string> worry_kinds() { return {kinds.begin(), kinds.end()}; }

Told raise_worry(Context& context, const Facts& arguments) {
  const auto kind = argument(arguments, "kind");
  const auto rota = rota_now(context);
  const auto* handler = handler_of(rota, kind, 0);
  if (handler == nullptr) return {"nobody", {}};
  auto worry = new_worry(context, kind, *handler);
  const auto job = kind == "team" ? std::nullopt : last_job(context);
  if (job) worry.job = job->code;
  insert_with_code(context, worry);
  wait_for_answer(context, worry);
  if (kind == "unsafe") {
    if (job) keep_apart(context, *job);
    context.alerts.push_back({"alert_unsafe",
                              {{"code", worry.code}, {"who", who_raised(context, worry)}},
                              context.now,
                              worry.code});
    if (is_someone_on_call(context)) return {"now", {{"code", worry.code}}};
    const auto when = next_on_call(context).value_or(
        in_daytime(context.town, context.now + std::chrono::hours{2}));
    return {"later", {{"code", worry.code}, {"when", say_when(context.town, context.now, when)}}};
  }
  tell_handler(context, worry, kind == "accident" ? "alert_accident" : "alert_worry");
  Facts facts = {{"code", worry.code},
                 {"handler", handler->name},
                 {"day", say_date(context.town, context.now, worry.due_at)}};
  if (kind == "accident") return {"form", std::move(facts)};
  if (!job) return {"told", std::move(facts)};
  facts["first"] = call_by_name(context, other_side(context, *job));
  return {"told_of", std::move(facts)};
}

Told part_from_other(Context& context, const Facts& arguments) {
  const auto worry = store::find_worry_by_code(context.tx, capitals(argument(arguments, "code")));
  const bool own = worry && worry->contact == context.contact.id;
  const auto request = own ? store::find_by_code(context.tx, worry->job) : std::nullopt;
  const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  if (visit) keep_apart(context, *request, visit->helper);
  return {"apart", {}};
}

Told add_to_worry(Context& context, const Facts& arguments) {
  const auto worry = store::find_worry_by_code(context.tx, capitals(argument(arguments, "code")));
  if (!worry || worry->contact != context.contact.id)
    throw std::logic_error("a flow adds words to a worry that is not there");
  const auto words = argument(arguments, "answer");
  if (dialog::plain(words) != "no") store::add_worry_words(context.tx, worry->id, words);
  return {"added", {}};
}

Told answer_worry(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  const auto worry = their_worry(context, code);
  const bool may = store::is_coordinator(context.tx, context.contact.address);
  if (!may || !worry || worry->state != "open") return {"unknown", {}};
  const auto words = argument(arguments, "answer");
  store::answer_worry(context.tx, worry->id, words);
  store::cancel_dues(context.tx, "worry", std::to_string(worry->id));
  if (worry->member == 0 || !gets_texts(context, worry->member)) {
    const auto contact = store::find_contact(context.tx, worry->contact);
    return {"ring",
            {{"code", code},
             {"who", who_raised(context, *worry)},
             {"phone", contact ? contact->address.handle : std::string{}}}};
  }
  tell_of_job(context, worry->member,
              {"worry.answered",
               "worry " + std::to_string(worry->id) + " " + std::to_string(to_millis(context.now)),
               {{"code", code}, {"outcome", cut_short(words)}},
               {}});
  return {"told", {{"code", code}}};
}

Told settle_worry(Context& context, const Facts& arguments) {
  const auto code = capitals(argument(arguments, "code"));
  const auto worry = store::find_worry_by_code(context.tx, code);
  if (!worry || worry->member != context.member || worry->state != "answered")
    return {"closed", {}};
  if (argument(arguments, "wish") == "yes") {
    store::close_worry(context.tx, worry->id);
    return {"closed", {}};
  }
  const auto rota = rota_now(context);
  const auto* handler = handler_of(rota, worry->kind, worry->handler);
  auto again = *worry;
  again.handler = handler == nullptr ? worry->handler : handler->id;
  again.due_at = answer_due(context);
  store::reopen_worry(context.tx, again.id, again.handler, again.due_at);
  wait_for_answer(context, again);
  tell_handler(context, again, "alert_further");
  return {"further",
          {{"code", code},
           {"handler", handler == nullptr ? std::string("Somebody") : handler->name},
           {"day", say_date(context.town, context.now, again.due_at)}}};
}

void worry_is_late(Context& context, const std::string& id) {
  const auto worry = store::find_worry(context.tx, std::stoll(id));
  if (!worry || worry->state != "open" || context.now < worry->due_at) return;
  CoordinatorAlert alert{"alert_worry_late",
                         {{"code", worry->code}, {"who", who_raised(context, *worry)}},
                         in_daytime(context.town, context.now)};
  if (worry->kind == "team") alert.only = worry->handler;
  context.alerts.push_back(std::move(alert));
}

}  // namespace kindbank::bank
