#include "bank/digest.h"

#include <algorithm>
#include <cstdio>

#include "bank/arguments.h"
#include "bank/hours.h"
#include "bank/intake.h"
#include "bank/partners.h"
#include "bank/people.h"
#include "bank/unreached.h"
#include "bank/urgent.h"
#include "bank/waves.h"
#include "store/contacts.h"
#include "store/desk_notes.h"
#include "store/dues.h"
#include "store/hours.h"
#include "store/members.h"
#include "store/overview.h"
#include "store/requests.h"
#include "store/worries.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;

constexpr Duration day = hours{24};
// Green, amber and red: how long somebody has waited for a helper.
constexpr std::int64_t amber_days = 3;
constexpr std::int64_t red_days = 5;
constexpr std::int64_t low_balance = std::int64_t{12} * 60;
constexpr Duration idle_after = day * 60;
constexpr std::size_t most_names =
    5;  // of those to meet, or whose account is low: more are for another day
constexpr int most_members = 500;
constexpr std::size_t jobs_a_line = 4;
constexpr int monday = 1;

bool is_same_day(const LocalTime& one, const LocalTime& other) {
  return one.year == other.year && one.month == other.month && one.day == other.day;
}

// "08:00" on that day; nothing where it is no hour.
std::optional<LocalTime> at_hour(const LocalTime& day_of, const std::string& hour) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT", day_of.year, day_of.month, day_of.day);
  return read_local_time(text + hour);
}

std::string step_of(const LocalTime& local, const std::string& hour) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT", local.year, local.month, local.day);
  return text + hour;
}

// Of the day after: by noon, which every day has once.
LocalTime next_day(const Town& town, LocalTime local) {
  local.hour = 12;
  local.minute = 0;
  return town.zone.to_local(town.zone.to_utc(local) + day);
}

std::string say_days(std::int64_t days) {
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

std::string called(Context& context, std::int64_t number) {
  const auto member = store::find_member(context.tx, number);
  return member && !member->first_name.empty() ? member->first_name
                                               : "member " + std::to_string(number);
}

// "Eve, member 5; Fay, member 6"
std::string say_members(Context& context, const std::vector<std::int64_t>& numbers) {
  std::string said;
  for (const auto number : numbers)
    said += (said.empty() ? "" : "; ") + say_member(context, number);
  return said;
}

class Lines {
 public:
  Lines(Context& context, const store::Coordinator& reader) : context_(context), reader_(reader) {}

  void incidents() {
    for (const auto& one : store::open_incidents(context_.tx)) {
      if (!sees_contact(context_, reader_, one.contact)) continue;
      const auto contact = store::find_contact(context_.tx, one.contact);
      const auto who = contact && contact->member ? called(context_, *contact->member)
                                                  : std::string("someone new");
      if (one.state == "open")
        add("digest_crisis", {{"code", one.code}, {"who", who}});
      else
        add("digest_crisis_mine", {{"code", one.code}, {"who", who}, {"by", one.answered_by}});
    }
  }

  // By their day; one about the team is for who answers it alone.
  void worries() {
    for (const auto& one : store::open_worries(context_.tx)) {
      if (one.handler != reader_.id && !sees_contact(context_, reader_, one.contact)) continue;
      if (one.kind == "team" && one.handler != reader_.id) continue;
      const bool late = context_.now >= one.due_at;
      add(late ? "digest_worry_late" : "digest_worry",
          {{"code", one.code},
           {"who", one.member != 0 ? called(context_, one.member) : "someone new"},
           {"day", say_date(context_.town, context_.now, one.due_at)}});
    }
  }

  // Today's visits without their HERE or DONE.
  void visits() {
    for (const auto& visit : store::open_visits(context_.tx)) {
      const auto trouble = trouble_of(context_, visit);
      if (trouble == Trouble::none || !sees(context_, reader_, visit.helper)) continue;
      add(trouble == Trouble::no_done   ? "digest_no_done"
          : trouble == Trouble::no_here ? "digest_no_here"
                                        : "digest_shut_out",
          {{"code", visit.code}, {"helper", called(context_, visit.helper)}});
    }
  }

  // By age; of the newer ones those alone that nobody is being asked for any more.
  void unfilled() {
    std::vector<std::string> red;
    std::vector<std::string> amber;
    std::vector<std::string> stuck;
    for (const auto& request : store::requests_in_state(context_.tx, "open")) {
      if (!sees(context_, reader_, request.subject)) continue;
      const auto days = (context_.now - request.created_at) / day;
      const auto job = request.code + " " + called(context_, request.subject);
      if (days >= red_days)
        red.push_back(job + " " + say_days(days));
      else if (days >= amber_days)
        amber.push_back(job + " " + say_days(days));
      else if (!is_being_asked(context_, request))
        stuck.push_back(job);
      else
        ++being_asked_;
    }
    add_jobs("digest_red", red);
    add_jobs("digest_amber", amber);
    add_jobs("digest_stuck", stuck);
    if (is_intake_paused(context_, reader_.partner)) add("digest_paused", {});
  }

  void hours_to_settle() {
    std::string codes;
    for (const auto& code : store::unsettled_jobs(context_.tx)) {
      const auto request = store::find_by_code(context_.tx, code);
      if (request && sees(context_, reader_, request->subject))
        codes += (codes.empty() ? "" : ", ") + code;
    }
    if (!codes.empty()) add("digest_hours", {{"codes", codes}});
  }

  void to_meet() {
    const auto numbers = theirs(store::members_to_meet(context_.tx, most_members));
    if (!numbers.empty()) add("digest_meet", {{"who", say_members(context_, numbers)}});
  }

  void unreached_people() {
    const auto numbers = theirs(unreached(context_));
    if (!numbers.empty()) add("digest_unreached", {{"who", say_members(context_, numbers)}});
    if (!reader_.partner.empty()) return;
    if (const auto count = count_unreached_strangers(context_); count > 0)
      add("digest_unreached_new", {{"count", std::to_string(count)}});
  }

  // Whose check runs out within a month, or has.
  void checks() {
    std::string who;
    for (const auto number :
         theirs(store::members_vetted_until(context_.tx, context_.now + day * 31, most_members)))
      if (const auto until = store::find_member(context_.tx, number)->vetted_until)
        who += (who.empty() ? "" : "; ") + say_member(context_, number) + ", by " +
               say_date(context_.town, context_.now, *until);
    if (!who.empty()) add("digest_checks", {{"who", who}});
  }

  // What needs nobody, for whoever reads on.
  void background() {
    if (being_asked_ > 0) add("digest_green", {{"count", std::to_string(being_asked_)}});
  }

  void slow() {
    const auto low = theirs(store::members_below(context_.tx, low_balance, most_members));
    if (!low.empty()) add("digest_low", {{"who", say_members(context_, low)}});
    if (!reader_.partner.empty()) return;  // the rest is of the whole town
    const auto idle = store::count_idle_volunteers(context_.tx, context_.now - idle_after);
    if (idle > 0) add("digest_idle", {{"count", std::to_string(idle)}});
    const auto pot = store::balance(context_.tx, std::string(store::pot_account));
    if (pot != 0) add("digest_pot", {{"pot", say_length(pot)}});
  }

  bool empty() const { return lines_.empty(); }
  std::vector<DigestLine> take() { return std::move(lines_); }

 private:
  using Facts = dialog::Facts;

  void add(std::string reply, Facts facts) {
    lines_.push_back({std::move(reply), std::move(facts)});
  }

  std::vector<std::int64_t> theirs(std::vector<std::int64_t> members) {
    std::erase_if(members, [&](std::int64_t one) { return !sees(context_, reader_, one); });
    members.resize(std::min(members.size(), most_names));
    return members;
  }

  void add_jobs(const std::string& reply, const std::vector<std::string>& jobs) {
    for (std::size_t at = 0; at < jobs.size(); at += jobs_a_line) {
      std::string list;
      for (auto i = at; i < std::min(jobs.size(), at + jobs_a_line); ++i)
        list += (list.empty() ? "" : ", ") + jobs[i];
      add(reply, {{"jobs", list}});
    }
  }

  Context& context_;
  const store::Coordinator& reader_;
  std::int64_t being_asked_ = 0;
  std::vector<DigestLine> lines_;
};

bool is_first(const store::Coordinator& coordinator, const std::string& hour) {
  return hour == *std::min_element(coordinator.digest.begin(), coordinator.digest.end());
}

bool is_last(const store::Coordinator& coordinator, const std::string& hour) {
  return hour == *std::max_element(coordinator.digest.begin(), coordinator.digest.end());
}

// The latest of their hours that has begun today, which a digest now is of; else the first.
std::string hour_now(const Context& context, const store::Coordinator& coordinator) {
  const auto local = context.town.zone.to_local(context.now);
  std::string now;
  for (const auto& hour : coordinator.digest) {
    const auto at = at_hour(local, hour);
    if (at && context.town.zone.to_utc(*at) <= context.now) now = std::max(now, hour);
  }
  return now;
}

bool was_heard_today(Context& context, const store::Coordinator& coordinator) {
  const auto began = day_began(context.town, context.now);
  return std::any_of(coordinator.addresses.begin(), coordinator.addresses.end(),
                     [&](const Address& at) {
                       const auto contact = store::find_contact(context.tx, at);
                       return contact && contact->last_heard_at && *contact->last_heard_at >= began;
                     });
}

std::optional<store::Coordinator> coordinator_of(Context& context, const std::string& id) {
  for (auto& one : store::coordinators(context.tx))
    if (std::to_string(one.id) == id) return std::move(one);
  return std::nullopt;
}

bool is_covered_by_later(const Context& context, const store::Coordinator& coordinator,
                         const std::string& hour) {
  return hour_now(context, coordinator) > hour;
}

}  // namespace

Digest digest_of(Context& context, const store::Coordinator& coordinator) {
  const auto local = context.town.zone.to_local(context.now);
  const auto hour = hour_now(context, coordinator);
  Lines lines(context, coordinator);
  lines.incidents();
  lines.worries();
  lines.visits();
  lines.unfilled();
  lines.hours_to_settle();
  const bool first = hour.empty() || is_first(coordinator, hour);
  if (first) {
    lines.unreached_people();
    lines.to_meet();
    lines.checks();
  }
  if (first || !lines.empty()) lines.background();
  if (local.weekday == monday && first) lines.slow();
  Digest digest{say_day_and_hour(local), lines.take(), {}};
  const bool last = !hour.empty() && is_last(coordinator, hour);
  const auto began = day_began(context.town, context.now);
  if (!last || store::minutes_said(context.tx, began, coordinator.id) > 0) return digest;
  if (const auto counted = store::minutes_spent(context.tx, began, coordinator.id); counted > 0)
    digest.last.push_back({"digest_counted", {{"counted", say_length(counted)}}});
  else if (!digest.lines.empty() || was_heard_today(context, coordinator))
    digest.last.push_back({"digest_minutes", {}});
  return digest;
}

void plan_digests(store::Transaction& tx, const Town& town, store::Ids& ids, Time now) {
  const auto today = town.zone.to_local(now);
  for (const auto& coordinator : store::coordinators(tx)) {
    for (const auto& hour : coordinator.digest) {
      auto on = today;
      auto at = at_hour(on, hour);
      if (at && town.zone.to_utc(*at) <= now) {
        on = next_day(town, today);
        at = at_hour(on, hour);
      }
      if (at)
        store::insert_due(tx, {ids.next(), "digest", std::to_string(coordinator.id),
                               step_of(on, hour), town.zone.to_utc(*at)});
    }
  }
}

std::optional<DueDigest> digest_due(Context& context, const std::string& id,
                                    const std::string& step) {
  plan_digests(context.tx, context.town, context.ids, context.now);
  auto coordinator = coordinator_of(context, id);
  const auto local = read_local_time(step);
  if (!coordinator || !local) return std::nullopt;
  const auto hour = step.substr(step.find('T') + 1);
  const auto& planned = coordinator->digest;
  if (std::find(planned.begin(), planned.end(), hour) == planned.end()) return std::nullopt;
  if (!is_same_day(*local, context.town.zone.to_local(context.now))) return std::nullopt;
  if (is_covered_by_later(context, *coordinator, hour)) return std::nullopt;
  auto digest = digest_of(context, *coordinator);
  if (digest.lines.empty() && digest.last.empty() && !is_first(*coordinator, hour))
    return std::nullopt;
  return DueDigest{std::move(*coordinator), std::move(digest)};
}

dialog::Told show_more(Context& context, const dialog::Facts&) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  const auto page =
      coordinator ? store::take_digest_page(context.tx, coordinator->id) : std::nullopt;
  if (!page) return {"nothing", {}};
  return {"rest", {{"rest", *page}}};
}

}  // namespace kindbank::bank
