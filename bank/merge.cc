#include "bank/merge.h"

#include <array>
#include <utility>

#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/hours.h"
#include "bank/partners.h"
#include "store/coordinators.h"
#include "store/hours.h"
#include "store/members.h"
#include "store/merge.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using store::Side;

std::optional<store::Member> active_member(Context& context, std::int64_t number) {
  if (!speaker_sees(context, number)) return std::nullopt;
  auto member = store::find_member(context.tx, number);
  if (!member || member->state != "active") return std::nullopt;
  return member;
}

void book_over(Context& context, std::int64_t from, std::int64_t to) {
  store::lock_hours(context.tx);
  auto booking = booking_of(context, "merged");
  for (const auto side : std::to_array({Side::gave, Side::had, Side::gift})) {
    const auto moved = store::minutes_of(context.tx, store::member_account(from), side);
    if (moved == 0) continue;
    booking.entries.push_back({store::member_account(from), side, -moved});
    booking.entries.push_back({store::member_account(to), side, moved});
  }
  if (!booking.entries.empty()) store::book(context.tx, booking);
}

// The code of a job that is under way with one as the helper of the other, or "".
std::string job_between(Context& context, std::int64_t one, std::int64_t other) {
  for (const auto& [helper, helped] : {std::pair(one, other), std::pair(other, one)})
    for (const auto& visit : store::open_visits_of_helper(context.tx, helper)) {
      const auto request = store::find_request(context.tx, visit.request);
      if (request && (request->member == helped || request->subject == helped)) return visit.code;
    }
  return {};
}

}  // namespace

Told look_at_two(Context& context, const Facts& arguments) {
  if (!store::is_coordinator(context.tx, context.contact.address)) return {"not_allowed", {}};
  const auto from = number_argument(arguments, "number");
  const auto to = number_argument(arguments, "other");
  const auto first = active_member(context, from);
  const auto second = active_member(context, to);
  if (!first || !second || from == to) return {"unknown", {}};
  if (const auto code = job_between(context, from, to); !code.empty())
    return {"together", {{"code", code}}};
  return {"two", {{"first", first->first_name}, {"second", second->first_name}}};
}

Told merge_two(Context& context, const Facts& arguments) {
  if (look_at_two(context, arguments).outcome != "two") return {"unchanged", {}};
  const auto from = number_argument(arguments, "number");
  const auto to = number_argument(arguments, "other");
  book_over(context, from, to);
  store::merge_members(context.tx, from, to, context.now);
  invite_to_open(context, to);
  return {"merged", {}};
}

}  // namespace kindbank::bank
