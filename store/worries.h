// A complaint, a concern or an accident: who raised it, who looks after it by when, and what came
// of it. The words stay sealed and are passed on to nobody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct Worry {
  Id id = 0;
  std::string code;         // what is written of it: "{code} CLOSE"
  std::string kind;         // "unsafe", "unhappy", "accident", "team"
  Id contact = 0;           // where it was raised
  std::int64_t member = 0;  // by whom; 0: by nobody that the bank knows
  std::string job = {};     // the code of the job that it is about; "": none is known
  std::string text = {};
  std::string state = "open";  // "answered", "closed"
  Id handler = 0;              // the coordinator who answers
  Time due_at{};               // by when
  std::string outcome = {};    // as the person was told
  Time at{};
  bool operator==(const Worry&) const = default;
};

// was_there: the code is taken, draw another.
Inserted insert_worry(Transaction& tx, const Worry& worry);
std::optional<Worry> find_worry(Transaction& tx, Id id);
std::optional<Worry> find_worry_by_code(Transaction& tx, const std::string& code);
// Those that nobody has answered, the most pressing first.
std::vector<Worry> open_worries(Transaction& tx);
std::vector<Worry> worries(Transaction& tx);

// What the person said further, under what they said before.
void add_worry_words(Transaction& tx, Id id, const std::string& words);
void answer_worry(Transaction& tx, Id id, const std::string& outcome);
void close_worry(Transaction& tx, Id id);
// The person is not content: somebody else looks at it.
void reopen_worry(Transaction& tx, Id id, Id handler, Time due_at);

}  // namespace kindbank::store
