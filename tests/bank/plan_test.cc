// No statement of a turn, of a sender or of the clock reads a table from end to end: a ledger that
// has grown for years answers as a new one does.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <set>

#include "bank/known.h"
#include "store/coordinators.h"
#include "store/dues.h"
#include "store/messages.h"
#include "store/notices.h"
#include "store/outbox.h"
#include "store/visits.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

// Passes everything on, and notes what was asked.
class Noted : public store::Transaction {
 public:
  Noted(store::Transaction& tx, std::set<std::string>& asked) : tx_(tx), asked_(asked) {}

  std::int64_t run(std::string_view sql, const store::Values& values) override {
    asked_.emplace(sql);
    return tx_.run(sql, values);
  }
  std::int64_t changes() const override { return tx_.changes(); }
  std::vector<store::Values> fetch(std::string_view sql, const store::Values& values,
                                   const std::vector<store::Column>& columns) override {
    asked_.emplace(sql);
    return tx_.fetch(sql, values, columns);
  }
  const store::Sealer& sealer() const override { return tx_.sealer(); }
  Writers writers() const override { return tx_.writers(); }

 private:
  store::Transaction& tx_;
  std::set<std::string>& asked_;
};

struct PlannedDesk : Desk {
  PlannedDesk() { database = store::ledger(file); }

  template <class Fn>
  void plans(Fn fn) {
    database->transact([&](store::Transaction& tx) {
      Noted noted(tx, asked);
      fn(noted);
    });
  }
  // One text from its arrival to the row that waits to leave.
  void hears(const std::string& phone, const std::string& action, const Facts& arguments) {
    plans([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      auto contact = store::contact_of(tx, {"sms", phone}, "sms", ids.next(), now);
      store::InboundMessage in;
      in.id = ids.next();
      in.channel = "sms";
      in.provider_id = "SM" + std::to_string(seed);
      in.contact = contact.id;
      in.at = now;
      store::insert_inbound(tx, in);
      Context context{tx, town, ids, now, contact, contact.member.value_or(0)};
      context.wording = "test/0";
      known_of(context);
      find_action(action)->perform(context, arguments);
      store::OutboundMessage out;
      out.id = ids.next();
      out.channel = "sms";
      out.contact = contact.id;
      out.message_class = "answer";
      out.at = now;
      store::insert_outbound(tx, out);
      store::Part part;
      part.id = ids.next();
      part.message = out.id;
      part.contact = contact.id;
      part.channel = "sms";
      part.text = "Thank you.";
      part.message_class = "answer";
      part.queued_at = now;
      part.not_before = now;
      store::enqueue(tx, part);
      store::save_talk(tx, contact);
    });
  }

  // What the statement itself found before, no more than its LIMIT.
  static bool is_few(const std::string& step) {
    return step == "SCAN found" || step == "SCAN every" || step == "SCAN one" ||
           step == "SCAN CONSTANT ROW";
  }

  // What SQLite would read whole, of all that was asked.
  std::set<std::string> scans() const {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    std::set<std::string> found;
    for (const auto& sql : asked) {
      sqlite3_stmt* plan = nullptr;
      REQUIRE(sqlite3_prepare_v2(handle, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &plan,
                                 nullptr) == SQLITE_OK);
      while (sqlite3_step(plan) == SQLITE_ROW) {
        const std::string step = reinterpret_cast<const char*>(sqlite3_column_text(plan, 3));
        if (step.starts_with("SCAN ") && !is_few(step)) found.insert(step + " for " + sql);
      }
      sqlite3_finalize(plan);
    }
    sqlite3_close(handle);
    return found;
  }

  // What SQLite prepares anew each time it has other values, which takes longer than to run it.
  std::set<std::string> prepared_anew() const {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, "BEGIN", nullptr, nullptr, nullptr) == SQLITE_OK);
    std::set<std::string> found;
    for (const auto& sql : asked) {
      sqlite3_stmt* statement = nullptr;
      REQUIRE(sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
      for (const int time : {1, 2, 3}) {
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i)
          sqlite3_bind_int(statement, i, time);
        sqlite3_step(statement);  // may be refused: the values are no rows of ours
        sqlite3_reset(statement);
      }
      if (sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0) > 0) found.insert(sql);
      sqlite3_finalize(statement);
    }
    sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    return found;
  }

  const store::Folder folder{};
  const std::string file = folder / "ledger.db";
  std::set<std::string> asked;
};

TEST_CASE("no turn reads a table from end to end", "[sqlite]") {
  PlannedDesk desk;
  desk.hears("1", "member.join", {{"name", "Ann"}, {"area", "Old Town"}, {"sector", "SG1 3"}});
  desk.hears("2", "member.join", {{"name", "Ben"}, {"area", "Old Town"}, {"sector", "SG1 3"}});
  desk.database->transact([&](store::Transaction& tx) {
    for (const auto number : {1, 2}) store::set_vetting(tx, number, "V1", "the desk", desk.now);
  });
  desk.hears(
      "2", "offer.save",
      {{"category", "shopping"}, {"free_when", "varies"}, {"distance", "town"}, {"cap", "4"}});
  desk.hears("1", "request.open", {{"category", "shopping"}, {"urgency", "week"}, {"level", "V1"}});
  REQUIRE(desk.invited() == std::vector<std::int64_t>{2});
  std::string code;
  std::string invitation;
  desk.database->read([&](store::Transaction& tx) {
    code = store::requests(tx).front().code;
    invitation = std::to_string(store::invitations(tx).front().id);
  });
  desk.hears("2", "invitation.explain", {});
  desk.hears("2", "invitation.accept", {{"invitation", invitation}});
  desk.hears("2", "visit.arrive", {{"code", code}});
  desk.hears("2", "visit.finish", {{"code", code}});
  desk.hears("2", "offer.pause", {});
  CHECK(desk.asked.size() > 10);
  CHECK(desk.scans() == std::set<std::string>());
  CHECK(desk.prepared_anew() == std::set<std::string>());
}

TEST_CASE("neither sender nor clock reads a table from end to end", "[sqlite]") {
  PlannedDesk desk;
  desk.hears("1", "member.join", {{"name", "Ann"}, {"area", "Old Town"}, {"sector", "SG1 3"}});
  desk.plans([&](store::Transaction& tx) {
    for (const auto lane : {store::Lane::normal, store::Lane::express}) {
      store::next_due(tx, "sms", lane, desk.now);
      store::backlog(tx, "sms", lane);
      for (const auto& part : store::claim(tx, {"sms", lane, desk.now, Duration{1}, 5, 1}))
        store::mark_sent(tx, part, "SM1", "sent", desk.now);
    }
    store::climb(tx, {"sms", "SM1", "delivered", "", desk.now});
    store::climb(tx, {"sms", "SM2", "delivered", "", desk.now});
    const store::Lease lease{desk.now, 7};
    store::next_due_at(tx);
    store::claim_dues(tx, lease, 10);
    store::next_notice(tx);
    store::claim_notices(tx, lease, store::Hours::open, 10);
    store::next_waking(tx);
    store::contacts_waking(tx, desk.now, 10);
    store::cancel_notices(tx, "invitation 1", desk.now);
    store::cancel_dues(tx, "invitation", "1");
  });
  CHECK(desk.asked.size() > 10);
  CHECK(desk.scans() == std::set<std::string>());
  CHECK(desk.prepared_anew() == std::set<std::string>());
}

}  // namespace
}  // namespace kindbank::bank
