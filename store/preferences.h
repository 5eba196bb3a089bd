// Whom somebody would rather have come, and what helpers say of themselves for those who ask.
#pragma once

#include <set>
#include <string>

#include "store/database.h"

namespace kindbank::store {

// Of a request: "same", "woman" or "man"; "" where there is none.
void put_preference(Transaction& tx, Id request, const std::string& who);
std::string preference_of(Transaction& tx, Id request);

// A member says that they are a "woman" or a "man"; "": they would rather not say.
void describe_member(Transaction& tx, std::int64_t member, const std::string& as);
std::set<std::int64_t> members_described(Transaction& tx, const std::string& as);

}  // namespace kindbank::store
