#include "bot/ticker.h"

#include <algorithm>
#include <utility>

#include "bank/town.h"
#include "store/contacts.h"
#include "store/outbox.h"
#include "store/pieces.h"

namespace kindbank::bot {
namespace {

constexpr int batch = 50;
constexpr int most_rounds = 20;  // of turns that make turns due at once
constexpr Duration between_tidies = std::chrono::hours(1);
// A report comes seconds before our own settling, or is of a part that was never ours.
constexpr Duration early_reports_kept = std::chrono::hours(48);
// The ids of pieces that were heard: a provider hands on a second copy within a day.
constexpr Duration pieces_kept = std::chrono::hours(48);
// Of who never joins, since they were last heard.
constexpr Duration strangers_kept = std::chrono::hours(7 * 24);

// To take something up is to write, so it is asked first whether there is anything.
template <class Next, class Claim>
auto taken(store::Database& database, Time now, Next next, Claim claim) {
  const auto at = database.read([&](store::Transaction& tx) { return next(tx); });
  using Claimed = decltype(database.transact([&](store::Transaction& tx) { return claim(tx); }));
  if (!at || *at > now) return Claimed{};
  return database.transact([&](store::Transaction& tx) { return claim(tx); });
}

}  // namespace

Ticker::Ticker(store::Database& database, Turns& turns, Shelf shelf, const Clock& clock)
    : database_(database),
      turns_(turns),
      shelf_(std::move(shelf)),
      clock_(clock),
      fence_(store::Ids(clock.now(), store::fresh_seed()).next()),
      drain_(database, shelf_) {}

Ticker::~Ticker() { stop(); }

int Ticker::round(Time now) {
  int turns = 0;
  const bool quiet = bank::is_quiet(shelf_.take()->town, now);
  const store::Lease lease{now, fence_};
  const auto dues = taken(
      database_, now, [](auto& tx) { return store::next_due_at(tx); },
      [&](auto& tx) { return store::claim_dues(tx, lease, batch); });
  for (const auto& due : dues) turns_.fire(due, now);
  turns += static_cast<int>(dues.size());

  const auto hours = quiet ? store::Hours::quiet : store::Hours::open;
  const auto notices = taken(
      database_, now, [&](auto& tx) { return store::next_notice(tx, hours); },
      [&](auto& tx) { return store::claim_notices(tx, lease, hours, batch); });
  for (const auto& notice : notices) turns_.begin(notice, now);
  turns += static_cast<int>(notices.size());
  if (quiet) return turns;  // nobody is nudged at night

  const auto waking = database_.read(
      [&](store::Transaction& tx) { return store::contacts_waking(tx, now, batch); });
  for (const auto& contact : waking) turns_.wake(contact.id, now);
  turns += static_cast<int>(waking.size());
  return turns;
}

int Ticker::run(Time now) {
  int turns = 0;
  for (int rounds = 0; rounds < most_rounds; ++rounds) {
    const int more = round(now);
    turns += more;
    if (more == 0) break;
  }
  return turns;
}

std::optional<Time> Ticker::next() const {
  return database_.read([&](store::Transaction& tx) {
    std::optional<Time> first;
    for (const auto at : {store::next_due_at(tx), store::next_notice(tx), store::next_waking(tx)})
      if (at && (!first || *at < *first)) first = at;
    return first;
  });
}

void Ticker::tidy(Time now) {
  drain_.run(now);
  if (now < next_tidy_) return;
  database_.transact([&](store::Transaction& tx) {
    store::forget_early_reports(tx, now - early_reports_kept);
    store::forget_kept_words(tx, now - early_reports_kept);
    store::forget_pieces(tx, now - pieces_kept);
  });
  std::int64_t forgotten = batch;
  while (forgotten == batch)
    forgotten = database_.transact([&](store::Transaction& tx) {
      return store::forget_strangers(tx, now - strangers_kept, batch);
    });
  next_tidy_ = now + between_tidies;
}

void Ticker::start() {
  thread_ = std::thread([this] { loop(); });
}

void Ticker::stop() {
  alarm_.stop();
  if (thread_.joinable()) thread_.join();
}

void Ticker::poke() { alarm_.ring(); }

void Ticker::loop() {
  do {
    try {
      const auto now = clock_.now();
      run(now);
      tidy(now);
      also(now);
    } catch (const store::Broken&) {
      return on_broken();
    } catch (const std::exception& failure) {  // busy: the rows stay, the next round has them
      report(std::string("the clock could not work: ") + failure.what());
    }
  } while (alarm_.wait_for(longest_wait));
}

}  // namespace kindbank::bot
