// What happens where the hours of a visit are not right. Who was helped says their own figure: it
// counts for them at once and the pot covers the gap, so that both stay whole. A coordinator sets
// or undoes the hours within 30 days, by reversal.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code -> how_long(code, took), where whoever was helped may still object | desk(code, took), for a
// coordinator | too_old(code), for one after 30 days | not_over(code, when), no_hour(code) and
// no_hours(code), for one before | asked_now | asked_later(when) | nobody, from anybody else
dialog::Told dispute_hours(Context& context, const dialog::Facts& arguments);
// What the member was helped with, whose hours they may still object to, as facts of the list.
std::vector<dialog::Facts> hours_to_put_right(const Context& context, std::int64_t member);
// code, answer (minutes) -> counted(counted)
dialog::Told hear_other_side(Context& context, const dialog::Facts& arguments);
// A coordinator: code, minutes; none take the hours back -> set(took) | unchanged. Both sides hear
// it.
dialog::Told set_hours(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
