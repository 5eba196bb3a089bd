// What somebody with a job asks of it in their own words: whether and when it is, and where.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// code -> to who asked for it: coming(helper, when, word) | late(helper, when), its hour is over
// and nobody is there | missing, and 20 minutes more | no_hour(helper) | here(helper) | looking; to
// its helper: going(first, when) | to_say
dialog::Told look_when(Context& context, const dialog::Facts& arguments);

// code -> to its helper: address(first, address, word) from when the number is told (bank/street.h)
// | street(first, street) before | place(first, place), while no street is known | unknown
dialog::Told look_where(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
