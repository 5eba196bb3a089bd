// A phone number that somebody gives us, as E.164: "07700 900123", "+48 500 000 001", "o7700
// 9oo123", "oh seven seven double oh ...". A number without a country is one of the UK's and must
// have all of its digits; two numbers are asked about.
#pragma once

#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_phone(const Measures& measures, std::string_view text);

}  // namespace kindbank::dialog
