// What one side of a job must learn of it: as a notice where our texts reach them, and by a person
// of the bank where they do not, because they stopped them or have no phone.
#pragma once

#include <string>

#include "bank/actions.h"
#include "store/notices.h"

namespace kindbank::bank {

// Whether the mailbox that the member was heard from last, where their notices go, may be written
// to, and a channel leads there.
bool gets_texts(Context& context, std::int64_t member);

struct JobNews {
  std::string event;     // "request.matched"
  std::string cause;     // "matched 17": told once
  dialog::Facts facts;   // `code` is among them
  std::string untold;    // what a person is to tell them instead, as half a sentence; "": nothing
  std::string closes{};  // what they are not asked about any more: "invitation 17"
  Time not_before{};
};

store::Inserted tell_of_job(Context& context, std::int64_t member, const JobNews& news);

}  // namespace kindbank::bank
