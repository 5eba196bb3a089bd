// What a coordinator should look at, over the whole ledger, by the rows alone that they need: never
// a region read from end to end.
#pragma once

#include <string>
#include <vector>

#include "store/incidents.h"
#include "store/visits.h"

namespace kindbank::store {

// Not clear yet, the oldest first.
std::vector<Incident> open_incidents(Transaction& tx);
// Agreed or started, the oldest first.
std::vector<Visit> open_visits(Transaction& tx);
// The codes of jobs whose hours wait for a person: held, or disputed; the oldest first.
std::vector<std::string> unsettled_jobs(Transaction& tx);
// Who offers something and has met nobody yet, who offered last first; at most `limit`.
std::vector<std::int64_t> members_to_meet(Transaction& tx, int limit);
// To whom a text failed since then, by their number; and how many failed to one of them.
std::vector<std::int64_t> members_with_failed_texts(Transaction& tx, Time since);
std::int64_t count_failed(Transaction& tx, std::int64_t member, Time since);
// How many who are no members, coordinators aside, a text failed to since then, and none arrived.
std::int64_t count_strangers_unreached(Transaction& tx, Time since);
// Whose account stands so many minutes below zero or lower, by their number; at most `limit`.
std::vector<std::int64_t> members_below(Transaction& tx, std::int64_t minutes, int limit);
// Who holds a check, offers something since before `since` and was not asked since then.
std::int64_t count_idle_volunteers(Transaction& tx, Time since);

}  // namespace kindbank::store
