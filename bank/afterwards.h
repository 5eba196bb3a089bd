// The day after a visit: both sides are asked how it went, and who was helped may thank the helper.
// Silence is no answer and costs nobody anything. Who is worried is heard by a person, and the two
// are not brought together again before one has looked (service.md 3.6).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank/actions.h"
#include "store/visits.h"

namespace kindbank::bank {

// Late in the morning after a visit that ended then.
Time next_day_check(const Town& town, Time ended);
// A visit has ended: who was helped is asked then, and its helper two hours later.
void ask_next_day(Context& context, const store::Visit& visit);
// The Dues of it. Who was helped reads in the same text how long the helper says it took.
void ask_how_it_went(Context& context, const std::string& visit);
void ask_helper_how_it_went(Context& context, const std::string& visit);

// Of the last two weeks, the newest first: the member was helped, and has said no thanks yet.
std::vector<store::Visit> visits_to_thank(store::Transaction& tx, std::int64_t member, Time now);

// What can be answered.
std::vector<std::string> ways_it_went();
// code, went -> well | partly | worried
dialog::Told hear_how_it_went(Context& context, const dialog::Facts& arguments);
// code, answer (words) -> passed | held | none: to the helper, word for word as far as one text
// goes; held where they may not be passed on, and a coordinator hears that. Few words wait for the
// text in which the helper is asked how it went, where that comes within two hours.
dialog::Told pass_thanks(Context& context, const dialog::Facts& arguments);

// Whether words may go from one member to another: no number to ring, address, link, money or
// abuse.
bool may_pass(std::string_view words);
// NO, in the languages that we write.
bool says_nothing(std::string_view words);
// As much of them as one text has room for, whole words.
std::string in_one_text(std::string words);

}  // namespace kindbank::bank
