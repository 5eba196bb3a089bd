// What a helper should know of a job, sealed, until the job is over.
#pragma once

#include <string>

#include "store/database.h"

namespace kindbank::store {

void put_note(Transaction& tx, Id request, const std::string& words);
// "" where there is none.
std::string note_of(Transaction& tx, Id request);
void forget_note(Transaction& tx, Id request);
// Of all that the member asked for, or was helped with.
void forget_notes_of(Transaction& tx, std::int64_t member);

}  // namespace kindbank::store
