// The languages that the bank writes, and which of them somebody reads: a member in whatever they
// join by, somebody new at their mailbox until then.
#pragma once

#include "bank/actions.h"

namespace kindbank::bank {

// What there is to choose from, each as {language, own_name}; nothing where it is one alone.
std::vector<dialog::Facts> languages_of(const Town& town);

// language -> named | which, where none was named | unknown, which the bank does not write
dialog::Told look_language(Context& context, const dialog::Facts& arguments);
// language -> chosen. One that is not offered any more is not written down, and English is read on.
dialog::Told choose_language(Context& context, const dialog::Facts& arguments);

}  // namespace kindbank::bank
