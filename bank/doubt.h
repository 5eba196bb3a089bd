// Somebody has said that a visit will not go as agreed, and then nothing more: the other side hears
// so in time for it, and a coordinator looks at it.
#pragma once

#include <string>

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// code, asked -> noted: where `asked` says that they cannot come, silence has an end. A quarter of
// an hour where the visit is today or its hour is open and help is needed today, else two hours.
dialog::Told begin_doubt(Context& context, const dialog::Facts& arguments);
// code -> told: the other side hears it now; without a code, where the speaker has one visit alone
dialog::Told tell_of_silence(Context& context, const dialog::Facts& arguments);
// code -> stays: it is as agreed, which the other side hears where they had heard of the doubt
dialog::Told end_doubt(Context& context, const dialog::Facts& arguments);
// Something was said of it since.
void forget_doubt(Context& context, const store::Visit& visit);
// Nothing was.
void tell_of_doubt(Context& context, const std::string& visit, const std::string& step);

}  // namespace kindbank::bank
