// A job that somebody speaks of by its code, where it is theirs: as its helper, or as who asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/requests.h"
#include "store/visits.h"

namespace kindbank::bank {

struct OwnJob {
  store::Request request;
  store::Visit visit;  // its newest
};

// code -> of the speaker; nothing where the code is no job of theirs, or it never had a helper.
std::optional<OwnJob> own_job(Context& context, const dialog::Facts& arguments);
// The same, where its helper has not arrived yet.
std::optional<OwnJob> own_planned_job(Context& context, const dialog::Facts& arguments);

// What its helper may still be asked of it, and need not be once it is planned or has begun: for
// Told::closes.
std::vector<std::string> questions_about(Context& context, const store::Visit& visit);
// What anybody is asked of a job that is off: for Told::closes, too.
std::string about_job(const std::string& code);

}  // namespace kindbank::bank
