// What is said but not yet delivered: parts, each one request to a provider with its own provider
// id. A sender claims parts under a lease, sends them outside any transaction, and settles each by
// what the provider answered. A contact's next part waits until the one before it was accepted;
// crisis and alert have a lane of their own that nothing holds up. A lease that lapses means that a
// sender died with the part in its hands: the part may have left, so it is Unknown and is looked up
// first.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/message.h"
#include "store/database.h"
#include "store/part_state.h"

namespace kindbank::store {

enum class Lane { express, normal };

// Express for "crisis" and "alert".
Lane lane_of(std::string_view message_class);

struct Part {
  Id id = 0;  // what we call it at the provider, too
  Id message = 0;
  Id contact = 0;
  int number = 1;  // of the message's parts, from 1
  Address to;      // set by claim
  std::string channel;
  std::string text;          // when enqueued, "" for the whole of its message's
  std::string options_json;  // what goes beside the text, buttons above all; "" where nothing does
  std::string question;      // what a pressed button carries back, or ""
  std::string message_class;
  Time queued_at{};
  Time not_before{};
  std::optional<Time> stale_at;    // from then on it is not worth sending
  int attempts = 0;                // this one included, set by claim
  bool maybe_sent = false;         // set by claim: look it up before it is sent again
  Id lease_id = 0;                 // set by claim; the fence
  std::optional<Time> heard_at{};  // set by claim: when something came from there last
  std::string language{};          // set by claim: the person's, or "": never chosen
  std::string message_template{};  // what its flow calls an approved text, or ""
};

// After insert_outbound of its message.
void enqueue(Transaction& tx, const Part& part);

struct Claim {
  std::string channel;
  Lane lane = Lane::normal;
  Time now{};
  Duration lease = std::chrono::seconds(60);
  Id lease_id = 0;  // a fresh id
  int limit = 16;
};

// What may leave now, oldest first. Parts that went stale expire on the way.
std::vector<Part> claim(Transaction& tx, const Claim& claim);
// When claim should be asked again; nothing where nothing waits.
std::optional<Time> next_due(Transaction& tx, const std::string& channel, Lane lane, Time now);
// At the start, where no other program writes: all leases are those of a process that is gone.
// Those of parts end at `now`, those of notices and dues at once. Beside others they lapse by
// themselves.
void end_all_leases(Transaction& tx, Time now);

// Settling. Only mark_sent counts after the lease was lost, for what has left has left. `state` is
// "sent", or "delivered" where accepting is delivering; what a report said that came before is
// heard now.
void mark_sent(Transaction& tx, const Part& part, const std::string& provider_id,
               const std::string& state, Time now, Words words = Words::done_with);
void later(Transaction& tx, const Part& part, Time next_try_at, const std::string& why);
void never(Transaction& tx, const Part& part, const std::string& why);
// It may or may not have left: looked up at `look_up_at`, or nothing more is done about it and its
// words are forgotten.
void unknown(Transaction& tx, const Part& part, std::optional<Time> look_up_at,
             const std::string& why);

struct DeliveryReport {
  std::string channel;
  std::string provider_id;
  std::string state;  // "sent", "delivered", "read", "failed"
  std::string why;
  Time at{};
  enum class Person { reachable, stopped } person = Person::reachable;  // stopped: stopped_there
  // Of "failed" where another try may reach them: the id of a Due "call_again", its subject the
  // part, which is held until then. Twice for a part whose words are kept; then it has failed.
  Id again = 0;
  std::optional<Duration> after{};  // of `again`, where the provider says how long to wait
};

enum class Climbed { stepped, stayed, early };

// Never steps down: what was delivered stays so whatever comes late. A report on a part that we do
// not know yet is kept until mark_sent, with all that it says.
Climbed climb(Transaction& tx, const DeliveryReport& report);
void forget_early_reports(Transaction& tx, Time before);

// Of what was sent before, whose words were kept in case a report asks for another try.
void forget_kept_words(Transaction& tx, Time before);

// A held part is given to a sender again, or it has failed.
struct HeldPart {
  Id id = 0;
  Id message = 0;
  Id contact = 0;
  std::string message_class;
  Time queued_at{};
  std::optional<Time> stale_at;
};
std::optional<HeldPart> find_held(Transaction& tx, Id part);
void send_again(Transaction& tx, const HeldPart& part, Time at);
void give_up(Transaction& tx, const HeldPart& part, const std::string& why);

// The provider takes nothing for this part's person any more. They count as stopped from now on and
// what waits for them is withdrawn; a Due "stopped", its subject the contact, sees to what else a
// STOP means. Once for each part, so that a report that comes twice does not undo a START.
void stopped_there(Transaction& tx, Id part, Time now);

// What was said in answer to the message that came by this channel with that id, in order. What no
// sender has taken yet is taken, and counts as delivered; the rest comes without its options.
std::vector<Part> take_answers(Transaction& tx, const std::string& channel,
                               const std::string& provider_id, Time now);

// A part of this message will not arrive, and the person did not stop texts: a Due "undelivered",
// its subject the message, sees whether there is another way to them.
void undelivered(Transaction& tx, Id message, Time now);

// What still waits for this contact in the normal lane is not sent any more (STOP).
void withdraw(Transaction& tx, Id contact, const std::string& why);

// Whether something that was said to this contact at that moment has not been tried yet.
bool waits_untried(Transaction& tx, Id contact, Time queued_at);

// No word of this message is kept: what waits is not sent any more, and what is under way is not
// tried again.
void forget_words(Transaction& tx, Id message);

// Whether a part of ours has this provider id.
bool is_taken(Transaction& tx, const std::string& channel, const std::string& provider_id);

struct Backlog {
  std::int64_t waiting = 0;
  std::optional<Time> oldest;
};
Backlog backlog(Transaction& tx, const std::string& channel, Lane lane);

}  // namespace kindbank::store
