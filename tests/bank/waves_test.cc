// The time that a volunteer has to answer an invitation.
#include "bank/waves.h"

#include <catch2/catch.hpp>

#include "bank/dispatch.h"
#include "store/dues.h"
#include "store/notices.h"
#include "tests/bank/desk.h"

namespace kindbank::bank {
namespace {

using std::chrono::hours;

struct Invited : Desk {
  Invited() {
    member("1", "V0", {});
    member("2", "V1", {"shopping"});
    asks("1");
  }
  store::Invitation invitation() {
    return database->read([](store::Transaction& tx) { return store::invitations(tx).front(); });
  }
  void act(const std::function<void(Context&)>& does) {
    database->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      store::Contact nobody;
      Context context{tx, town, ids, now, nobody, 0};
      does(context);
    });
  }
  void expires() {
    act([&](Context& context) {
      for (const auto& due : store::claim_dues(context.tx, {now, context.ids.next()}, 50))
        if (due.kind == "invitation" && store::finish_due(context.tx, due, now))
          expire_invitation(context, due.subject);
    });
  }
};

TEST_CASE("the time to answer begins when the invitation is said, not while it waited") {
  Invited town;
  const auto about = about_invitation(town.invitation().id);
  town.now += hours{5};
  town.act([&](Context& context) { begin_time_to_answer(context, about); });
  CHECK(town.invitation().asked_at == town.now);
  town.now += hours{20};  // 25 since it was made
  town.expires();
  CHECK(town.invitation().state == "invited");
  town.now += hours{5};
  town.expires();
  CHECK(town.invitation().state == "expired");
}

TEST_CASE("an invitation that was not said in a day is not said any more") {
  Invited town;
  town.now += hours{25};
  town.expires();
  CHECK(town.invitation().state == "expired");
  town.database->transact([&](store::Transaction& tx) {
    for (const auto& one : store::claim_notices(tx, {town.now, 5}, store::Hours::open, 100))
      CHECK(one.event != "invitation.made");
  });
}

}  // namespace
}  // namespace kindbank::bank
