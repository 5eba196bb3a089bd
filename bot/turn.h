// The turn: one thing that happened to one Address, in one transaction. It loads the talk, lets the
// engine answer, performs what the answer wants done, and saves talk, ledger and outbox together;
// when the call returns all of it is durable. Safe to call from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "bank/actions.h"
#include "bot/channels.h"
#include "bot/log.h"
#include "bot/post.h"
#include "bot/shelf.h"
#include "bot/talks.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/notices.h"
#include "store/pieces.h"
#include "store/rights_log.h"

namespace kindbank::bot {

// The message was kept, and what it says of the person's rights is not yet in the rights log: a
// second copy of it is to be asked for.
struct RightsUnlogged : store::Busy {
  using store::Busy::Busy;
};

class Turns {
 public:
  // All are borrowed and outlive this. Each turn takes the library that stands on the shelf when it
  // begins. `rights` may be nullptr: a throw-away store keeps none.
  Turns(store::Database& database, Shelf shelf, const Channels& channels, store::RightsLog* rights);

  enum class Took { done, seen_before };

  // A message came in, or a piece of one: that is heard with the others of its text, or after half
  // a minute with those that came. Throws store::Busy or store::Broken where the ledger could not
  // take it: then it must not be acknowledged. Any other failure is this message's own: it stands
  // in the log as failed, the person is answered, and a coordinator is told. A crisis that was
  // answered past the ledger is told and written down, and not answered again.
  enum class Crisis { unanswered, answered };
  Took hear(const adapters::Channel& channel, const adapters::Inbound& inbound, Time now,
            Crisis crisis = Crisis::unanswered);

  // The clock's three: each finishes its row in the same transaction, so that it happens once.
  void begin(const store::Notice& notice, Time now);
  void wake(store::Id contact, Time now);
  void fire(const store::Due& due, Time now);

  // Forgets a member, as they may ask: the rights log has it first. Gives the codes of the jobs
  // that were agreed, in which somebody must be told. Fails where there is no such member, or while
  // an incident of theirs is open.
  Result<std::vector<std::string>> erase(std::int64_t member, Time now);

  // A coordinator hears of what no turn is about.
  void tell_desk(const bank::CoordinatorAlert& alert, Time now);

  // Where ids and codes are drawn from; a transcript counts, so that it draws the same each time.
  std::function<std::uint64_t()> seed = store::fresh_seed;
  // What a turn leaves to others.
  struct Left {
    bool express = false;  // something to send, in that lane of the outbox
    bool normal = false;
    bool plans = false;  // a Notice or a Due, perhaps
  };
  // Called after a turn was committed, on its thread.
  std::function<void(const Left&)> on_commit = [](const Left&) {};
  // Told what a turn was that came to its end: "heard", "seen_before", "failed", "notice",
  // "silence", "due".
  std::function<void(std::string_view)> ended = [](std::string_view) {};
  // Told what broke, by ids alone.
  std::function<void(const std::string&)> report = [](const std::string&) {};
  // A line for each alert of a turn that was committed, by ids alone; an error where it reached
  // nobody.
  Log alerted = silent;
  // `proved` runs the engine twice, reads each talk back from what was stored of it, and holds each
  // action to its row of the table, for transcripts.
  enum class Purity { trusted, proved } purity = Purity::trusted;
  // Told each way through the flows that a turn took, once it was committed.
  std::function<void(const dialog::Branch&)> passed = [](const dialog::Branch&) {};

 private:
  struct Room;  // one turn's transaction and what it collects
  struct ClockWork {
    std::string_view kind;
    std::string what;  // for the log: a kind and an id
    std::function<void(Room&)> does;
    std::function<void(Room&)> sets_aside;  // so that it never comes again
  };

  dialog::Known known_now(Room& room, const dialog::Event& event,
                          const dialog::Conversation& conversation) const;
  static void speak_for(Room& room, const dialog::Conversation& conversation);
  static void take_over(const Room& room, dialog::Conversation& conversation);
  void send_other_way(Room& room, const store::Due& due);
  void call_again(Room& room, const store::Due& due);
  void converse(Room& room, dialog::Event event);
  static bool is_repeated(const Room& room, const dialog::Conversation& conversation);
  void find_versions(Room& room, const dialog::Conversation& conversation) const;
  void perform_effects(Room& room, const dialog::Turn& turn);
  void say(Room& room, const Posting& posting) const;
  void tell_coordinators(Room& room);
  enum class Written { yes, no };
  Written write_to(Room& room, const Address& address, const dialog::Say& say, Time not_before);
  int write_to_all(Room& room, const std::vector<store::Coordinator>& coordinators,
                   const dialog::Say& say, Time not_before);
  int tell_urgent(Room& room, const std::string& code, const std::string& text);
  void pass_on(Room& room, const std::string& code);
  void promise(Room& room, dialog::Known& known) const;
  void send_digest(Room& room, const store::Due& due);
  struct AlertLine {
    Level level;
    std::string line;
  };
  // A piece of a long text that came; what is to be heard is there once all of it came.
  struct Gathered {
    Took took = Took::done;
    std::optional<adapters::Inbound> whole;
  };
  static Gathered add_piece(Room& room, const adapters::Inbound& inbound);
  static std::vector<store::Piece> missed_pieces(store::Transaction& tx, const store::Due& due);
  void hear_missed_pieces(Room& room, const store::Due& due);
  Took hear_new(Room& room, const adapters::Inbound& inbound, const dialog::GateReading& gate);
  void hear_in(Room& room, const adapters::Inbound& inbound, const dialog::GateReading& gate);
  void begin_in(Room& room, const store::Notice& notice);
  void wake_in(Room& room, store::Id contact);
  void fire_in(Room& room, const store::Due& due);
  void on_the_clock(Time now, const ClockWork& work);
  void stopped_at_provider(Room& room, const store::Due& due);
  enum class Rights { as_before, changed };
  bank::Context context_of(Room& room) const;
  struct Failed {
    Rights rights = Rights::as_before;
    Left left;
  };
  Failed fail(const adapters::Channel& channel, const adapters::Inbound& inbound,
              const dialog::GateReading& gate, Time now, Crisis crisis, const std::string& why);
  Result<void> log_rights(const Address& address, Time now);
  bool rights_are_logged(const store::Due& due, Time now);

  store::Database& database_;
  Shelf shelf_;
  const Channels& channels_;
  store::RightsLog* rights_;
  Talks talks_;
  std::mutex logging_rights_;  // held from reading what holds to writing it down
};

}  // namespace kindbank::bot
