// The hours that members give and have, and the Kindness Pot: booked in whole minutes, to the
// nearest 15 and at least 15, told back as they are booked. Nobody is refused help for a balance,
// and none is told. Rules: how a visit's hours come to stand is drawn in docs/states.md, "report".
#pragma once

#include <cstdint>
#include <string>

#include "bank/actions.h"
#include "store/hours.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {

constexpr std::int64_t minutes_an_hour = 60;
// Of one visit; a person looks at more.
constexpr std::int64_t most_minutes = 8 * minutes_an_hour;
// Who was helped may object so long; no answer is a yes.
constexpr Duration dispute_within = std::chrono::hours{72};

// To the nearest 15, and at least 15.
std::int64_t to_quarters(std::int64_t minutes);
// "45 min", "2 h", "1 h 30 min": the same in every language.
std::string say_length(std::int64_t minutes);

// A booking of now, typed by whoever speaks; without its entries.
store::Booking booking_of(Context& context, const std::string& reason,
                          std::optional<store::Id> visit = {});
// To the helper, from who was helped.
void book_help(Context& context, const store::Visit& visit, const store::Request& request,
               std::int64_t minutes);
// number -> known(first) | unknown | not_allowed: whose hours for a group a coordinator books
dialog::Told look_at_group_helper(Context& context, const dialog::Facts& arguments);
// number, answer (minutes) -> added(took, first) | not_added, where it is more than most_minutes,
// too. A whole group had them, so the town's account stands for it.
dialog::Told book_for_group(Context& context, const dialog::Facts& arguments);
// What the helper gave for this visit, to the pot.
void book_gift(Context& context, const store::Visit& visit, std::int64_t minutes);

// code, answer (minutes) -> added(took, total) | given(took, total, pot), where they give all |
// held, where it is more than most_minutes and a person looks first | unknown, where it was said
// already
dialog::Told report_hours(Context& context, const dialog::Facts& arguments);
// What the helper said a visit took, for who was helped to read when they are asked how it went,
// and to object to in three days from then; "" where it was not said, or told by itself.
std::string say_hours_once(Context& context, const store::Visit& visit);
// code -> noted: a coordinator hears that the speaker's side of the job has not been said
dialog::Told leave_unsaid(Context& context, const dialog::Facts& arguments);
// The Due of dispute_within: what nobody has objected to stands.
void close_dispute(Context& context, const std::string& visit);

// code -> given(pot) | nothing, where these hours were given already
dialog::Told give_visit(Context& context, const dialog::Facts& arguments);
// wish (all or keep) -> all | keep: where the hours go that are booked from now on
dialog::Told give_from_now(Context& context, const dialog::Facts& arguments);
// hours -> given(gift, pot) | how_many | too_many(most) | not_yet(left), where they are less than
// one | nothing, where there are none
dialog::Told give_hours(Context& context, const dialog::Facts& arguments);
// -> member(given, had, pot) | stranger
dialog::Told look_at_hours(Context& context, const dialog::Facts& arguments);
// -> looked(members, given, jobs, unmet, pot)
dialog::Told look_at_totals(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
