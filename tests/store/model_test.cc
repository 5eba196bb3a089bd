// The outbox and the dues against a model in a few lines of memory, over sequences of operations
// that rapidcheck draws and, where one differs, makes shorter. RC_PARAMS="seed=..." plays one
// again.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "store/dues.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

constexpr int people = 3;
constexpr int lease_minutes = 10;

// What is promised of an outbox whose parts are all in the normal lane and never go stale.
struct Model {
  struct Row {
    Id id = 0;
    int person = 0;
    std::string state = "queued";
    int next_try = 0;
    std::optional<int> lease_until;
    Id fence = 0;
  };
  std::vector<Row> rows;  // in the order that they were said

  bool is_open(const Row& row) const { return row.state == "queued" || row.state == "unknown"; }

  std::set<Id> claim(int now, Id fence) {
    for (auto& row : rows)
      if (row.state == "queued" && row.lease_until && *row.lease_until <= now) {
        row.state = "unknown";
        row.next_try = now;
        row.lease_until.reset();
        row.fence = 0;
      }
    std::set<Id> taken;
    std::set<int> blocked;
    for (auto& row : rows) {
      if (!is_open(row) || !blocked.insert(row.person).second) continue;
      if (row.next_try > now || (row.lease_until && *row.lease_until > now)) continue;
      row.lease_until = now + lease_minutes;
      row.fence = fence;
      taken.insert(row.id);
    }
    return taken;
  }
  Row& of(Id id) {
    for (auto& row : rows)
      if (row.id == id) return row;
    throw std::logic_error("the model knows no such part");
  }
  void settle(Row& row, const std::string& state) {
    row.state = state;
    row.lease_until.reset();
    row.fence = 0;
  }
};

struct Play {
  Talk talk;
  Model model;
  std::vector<Id> contacts;
  std::vector<Part> held;  // by senders, some of them too late
  int now = 1;

  Play() {
    for (int person = 0; person < people; ++person)
      contacts.push_back(talk.contact({"sms", "+44740012340" + std::to_string(person)}));
  }

  void say() {
    const int person = *rc::gen::inRange(0, people);
    const Id before = talk.last_id;
    talk.say(contacts[static_cast<std::size_t>(person)], "words");
    Model::Row row;
    row.id = before + 2;  // its message's comes first
    row.person = person;
    model.rows.push_back(row);
  }
  void wait() { now += *rc::gen::inRange(1, 15); }
  void claim_parts() {
    Claim wanted;
    wanted.channel = "sms";
    wanted.now = at_minute(now);
    wanted.lease = std::chrono::minutes(lease_minutes);
    wanted.lease_id = ++talk.last_id;
    wanted.limit = 100;
    const auto parts = talk.database->transact([&](Transaction& tx) { return claim(tx, wanted); });
    std::set<Id> ids;
    for (const auto& part : parts) {
      ids.insert(part.id);
      RC_ASSERT(part.maybe_sent == (model.of(part.id).state == "unknown" ||
                                    model.of(part.id).lease_until.has_value()));
      held.push_back(part);
    }
    RC_ASSERT(ids == model.claim(now, wanted.lease_id));
  }
  void settle() {
    if (held.empty()) return;
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(held.size())));
    const Part part = held[at];
    held.erase(held.begin() + static_cast<std::ptrdiff_t>(at));
    auto& row = model.of(part.id);
    const bool ours = row.fence == part.lease_id;
    const int kind = *rc::gen::inRange(0, 4);
    talk.database->transact([&](Transaction& tx) {
      if (kind == 0)
        mark_sent(tx, part, "SM" + std::to_string(part.id), "sent", at_minute(now));
      else if (kind == 1)
        later(tx, part, at_minute(now + 5), "429");
      else if (kind == 2)
        never(tx, part, "no such number");
      else
        unknown(tx, part, at_minute(now + 3), "lost");
    });
    if (kind == 0 && model.is_open(row)) model.settle(row, "sent");
    if (kind != 0 && ours) {
      model.settle(row, kind == 1 ? "queued" : kind == 2 ? "failed" : "unknown");
      row.next_try = now + (kind == 1 ? 5 : 3);
    }
  }
  void compare() {
    const auto states = talk.database->read([](Transaction& tx) {
      return tx.rows<Id, std::string>("SELECT id, state FROM outbox ORDER BY id");
    });
    RC_ASSERT(states.size() == model.rows.size());
    for (const auto& [id, state] : states) RC_ASSERT(state == model.of(id).state);
  }
};

TEST_CASE("the outbox does what its model does, whatever comes in which order") {
  const bool held = rc::check([] {
    Play play;
    const int steps = *rc::gen::inRange(1, 40);
    for (int step = 0; step < steps; ++step) {
      switch (*rc::gen::inRange(0, 4)) {
        case 0:
          play.say();
          break;
        case 1:
          play.wait();
          break;
        case 2:
          play.claim_parts();
          break;
        default:
          play.settle();
      }
      play.compare();
    }
  });
  CHECK(held);
}

TEST_CASE("each due fires once and in time, whoever takes it up and drops it") {
  const bool held = rc::check([] {
    auto database = ledger();
    std::map<std::string, int> waiting;  // by subject, when
    std::vector<Due> taken;
    std::set<std::string> fired;
    Id last = 0;
    int now = 0;
    const int steps = *rc::gen::inRange(1, 40);
    for (int step = 0; step < steps; ++step) {
      now += *rc::gen::inRange(0, 4);
      // Drawn on this thread: rapidcheck knows no other.
      const auto subject = std::to_string(*rc::gen::inRange(0, 6));
      const int at = now + *rc::gen::inRange(0, 5);
      const int kind = *rc::gen::inRange(0, 4);
      database->transact([&](Transaction& tx) {
        switch (kind) {
          case 0: {
            const bool fresh = !waiting.contains(subject) && !fired.contains(subject);
            const auto put = insert_due(tx, {++last, "request", subject, "wave", at_minute(at)});
            RC_ASSERT((put == Inserted::yes) == fresh);
            if (fresh) waiting[subject] = at;
            break;
          }
          case 1:
            cancel_dues(tx, "request", subject);
            waiting.erase(subject);
            break;
          case 2:
            for (auto& due : claim_dues(tx, {at_minute(now), ++last, std::chrono::minutes(3)}, 3)) {
              RC_ASSERT(waiting.contains(due.subject));
              RC_ASSERT(waiting.at(due.subject) <= now);
              taken.push_back(due);
            }
            break;
          default:
            if (taken.empty()) break;
            if (finish_due(tx, taken.back(), at_minute(now))) {
              RC_ASSERT(waiting.erase(taken.back().subject) == 1U);
              RC_ASSERT(fired.insert(taken.back().subject).second);
            }
            taken.pop_back();
        }
      });
    }
    // Once every lease has lapsed, all that waits is taken and fires.
    database->transact([&](Transaction& tx) {
      for (const auto& due : claim_dues(tx, {at_minute(now + 100), ++last}, 100)) {
        RC_ASSERT(finish_due(tx, due, at_minute(now + 100)));
        RC_ASSERT(waiting.erase(due.subject) == 1U);
      }
    });
    RC_ASSERT(waiting.empty());
  });
  CHECK(held);
}

}  // namespace
}  // namespace kindbank::store
