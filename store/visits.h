// The agreed job: who goes, for when, and how it ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Visit {
  Id id = 0;
  Id request = 0;
  std::string code;  // the request's
  std::int64_t helper = 0;
  std::string state = "agreed";
  std::optional<std::string> agreed_for;  // "2026-11-24T14:00", or in the helper's words
  std::optional<Time> started_at;
  std::optional<Time> ended_at;
  Time created_at{};
  std::optional<Time> planned_end{};  // once it has started
  std::optional<Time> expected_at{};  // its helper comes late: then, and not as agreed
  std::optional<Time> shut_out_at{};  // its helper stands at a door that nobody opens, since then
  bool operator==(const Visit&) const = default;
};

void insert_visit(Transaction& tx, const Visit& visit);
std::vector<Visit> visits(Transaction& tx);
// Agreed or started, the oldest first.
std::vector<Visit> open_visits_of_helper(Transaction& tx, std::int64_t helper);
// Ended, and nobody has said how long they took.
std::vector<Visit> unreported_visits_of_helper(Transaction& tx, std::int64_t helper);
std::optional<Visit> find_visit(Transaction& tx, Id id);
// Since then, the oldest first.
std::vector<Visit> visits_of_helper(Transaction& tx, std::int64_t helper, Time since);
// The request's newest.
std::optional<Visit> last_visit(Transaction& tx, Id request);
// "2026-11-24T14:00"; nobody is late for it any more.
void set_agreed_for(Transaction& tx, Id id, const std::string& local_time);
void set_expected(Transaction& tx, Id id, Time at);
void set_planned_end(Transaction& tx, Id id, Time end);
// Nothing: the door was opened.
void set_shut_out(Transaction& tx, Id id, std::optional<Time> since);
// "started" and "ended" note the time.
void set_visit_state(Transaction& tx, Id id, const std::string& state, Time now);

}  // namespace kindbank::store
