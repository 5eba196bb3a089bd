// What members need, from the read-back to its end. The first YES wins by one conditional UPDATE,
// so that two at once cannot both.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct Request {
  Id id = 0;
  std::string code;          // "K4T7"; what people write
  std::int64_t member = 0;   // who asks
  std::int64_t subject = 0;  // who is helped
  std::string category;
  std::string need;  // in their words, or ""
  std::string urgency;
  std::string wanted = {};  // "2026-11-24T14:00", or the day alone, or "": local time of the town
  std::string area;
  std::string vetting = "V0";  // what the helper needs at least
  std::string state = "open";
  std::string waiting_reason;  // while it waits: "consent", "person", "frozen"
  std::optional<Time> answer_by;
  std::string door_word;
  std::optional<std::int64_t> helper;
  Time created_at{};
  std::optional<Time> matched_at;
  int waves_before =
      0;  // that were out when a helper last fell out of it; those after it count anew
  bool operator==(const Request&) const = default;
};

// was_there: the code is taken, draw another.
Inserted insert_request(Transaction& tx, const Request& request);
std::optional<Request> find_request(Transaction& tx, Id id);
std::optional<Request> find_by_code(Transaction& tx, const std::string& code);
// In the order they were made; of one asker, or of all.
std::vector<Request> requests(Transaction& tx, std::optional<std::int64_t> member = std::nullopt);
std::vector<Request> requests_in_state(Transaction& tx, const std::string& state);
std::int64_t count_requests(Transaction& tx, const std::string& state);

// How many are open that were made before that.
std::int64_t count_open_since(Transaction& tx, Time before);
// Who did jobs that this member asked for.
std::set<std::int64_t> helpers_of(Transaction& tx, std::int64_t member);
// True for one caller: the request was open and is now this helper's.
[[nodiscard]] bool win(Transaction& tx, Id request, std::int64_t helper, Time now);
// Its helper fell out: open again with its old age, its waves counted anew behind `waves`, and the
// asker hears by that time; the word at the door is another one.
struct Reopened {
  int waves = 0;
  Time answer_by{};
  std::string door_word;
};
void reopen_request(Transaction& tx, Id id, const Reopened& reopened);
// An open one takes its day, urgency, waves and promise from `moved`; another stays as it is.
void move_request(Transaction& tx, const Request& moved);
// Any other step of docs/states.md; back to "open" or "waiting" lets go of the helper.
void set_request_state(Transaction& tx, Id id, const std::string& state,
                       const std::string& waiting_reason = "");

}  // namespace kindbank::store
