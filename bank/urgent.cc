#include "bank/urgent.h"

#include "bank/appointment.h"
#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/partners.h"
#include "store/alerts.h"
#include "store/coordinators.h"
#include "store/incidents.h"
#include "store/requests.h"
#include "store/worries.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr Duration here_within = std::chrono::minutes{20};  // of when a visit was to begin
constexpr Duration done_within = std::chrono::minutes{15};  // of when it was to end

constexpr Duration lately = std::chrono::hours{24};

bool is_theirs_to_take(Context& context, const std::string& code) {
  return their_incident(context, code) || their_worry(context, code) ||
         their_request(context, code);
}

// The only one that waits for an answer, or the last one where none does; "" where more than one
// waits.
std::string meant(Context& context) {
  std::string only;
  for (const auto& code : store::open_urgent_codes(context.tx)) {
    if (is_settled(context, code) || !is_theirs_to_take(context, code)) continue;
    if (!only.empty()) return {};
    only = code;
  }
  if (!only.empty()) return only;
  auto last = store::last_urgent_code(context.tx, context.now - lately);
  return is_theirs_to_take(context, last) ? last : std::string();
}

std::string coordinator_called(Context& context, store::Id id) {
  for (const auto& one : store::coordinators(context.tx))
    if (one.id == id) return one.name;
  return "Somebody";
}

// Nothing where it is theirs now.
std::optional<Told> taken_by_other(Context& context, const std::string& code,
                                   const store::Coordinator& coordinator) {
  if (store::take_urgent(context.tx, code, coordinator.id, context.now)) return std::nullopt;
  const auto urgent = store::find_urgent(context.tx, code);
  if (!urgent || urgent->owner == coordinator.id) return std::nullopt;
  return Told{"taken", {{"by", coordinator_called(context, urgent->owner)}}};
}

}  // namespace

Trouble trouble_of(const Context& context, const store::Visit& visit) {
  const bool is_open = visit.state == "agreed" || visit.state == "started";
  if (is_open && visit.shut_out_at) return Trouble::shut_out;
  if (visit.state == "started")
    return visit.planned_end && context.now >= *visit.planned_end + done_within ? Trouble::no_done
                                                                                : Trouble::none;
  const auto start = start_of(context, visit);
  const bool late = visit.state == "agreed" && start && context.now >= *start + here_within;
  return late ? Trouble::no_here : Trouble::none;
}

bool is_settled(Context& context, const std::string& code) {
  if (const auto incident = store::find_incident_by_code(context.tx, code))
    return incident->state != "open";
  if (const auto worry = store::find_worry_by_code(context.tx, code)) return worry->state != "open";
  const auto request = store::find_by_code(context.tx, code);
  const auto visit = request ? store::last_visit(context.tx, request->id) : std::nullopt;
  return !visit || trouble_of(context, *visit) == Trouble::none;
}

Told take_urgent(Context& context, const Facts& arguments) {
  const auto coordinator = store::find_coordinator(context.tx, context.contact.address);
  if (!coordinator) return {"not_allowed", {}};
  auto code = capitals(argument(arguments, "code"));
  if (code.empty()) code = meant(context);
  const auto incident = their_incident(context, code);
  if (incident && incident->state == "clear") return {"clear", {}};
  const bool worry = their_worry(context, code).has_value();
  if (!incident && !worry && !their_request(context, code)) return {"unknown", {}};
  if (auto taken = taken_by_other(context, code, *coordinator)) return *taken;
  if (!incident) return {worry ? "worry" : "job", {{"code", code}}};
  store::set_incident_state(context.tx, incident->id, "mine", coordinator->name);
  return {"mine", {{"code", code}}};
}

}  // namespace kindbank::bank
