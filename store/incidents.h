// A crisis: what the gate saw, who looks after it, until a coordinator clears it. The words stay
// sealed; their hash tells whether the same was said again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct Incident {
  Id id = 0;
  std::string code;  // what a coordinator writes: "{code} MINE", "{code} CLEAR"
  Id contact = 0;
  std::string incident_class;  // "A", "B", "D"
  std::string rule;            // of the crisis words, by its name
  std::string text;
  std::string state = "open";  // "mine", "clear"
  std::string answered_by;     // the coordinator
  Time at{};
  bool operator==(const Incident&) const = default;
};

// was_there: the code is taken, draw another.
Inserted insert_incident(Transaction& tx, const Incident& incident);
std::optional<Incident> find_incident_by_code(Transaction& tx, const std::string& code);
// The contact's incident that is not clear yet, the newest.
std::optional<Incident> open_incident(Transaction& tx, Id contact);
std::vector<Incident> incidents(Transaction& tx);

// What the person said further, under what they said before.
void add_words(Transaction& tx, Id id, const std::string& words);
void set_incident_state(Transaction& tx, Id id, const std::string& state, const std::string& by);

}  // namespace kindbank::store
