#include "store/flow_versions.h"

#include <catch2/catch.hpp>

#include "store/consents.h"
#include "store/members.h"
#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

TEST_CASE("a translation that somebody agreed to stays; another goes once nobody serves it") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    Member member;
    member.joined_at = at_minute(0);
    const auto number = add_member(tx, member);
    for (const auto* hash : {"77c0", "88d1", "99e2"})
      serve_translation(tx, {hash, "pl", "language: pl"}, at_minute(0));
    serve_translation(tx, {"99e2", "pl", "language: pl"}, at_minute(9));
    insert_consent(tx, {7, number, "keep_details", "join/1f3a", "pl/77c0", "sms",
                        Consent::Given::yes, at_minute(1)});
  });
  database->transact([](Transaction& tx) {
    CHECK(drop_translations(tx, at_minute(0)) == 0);
    CHECK(drop_translations(tx, at_minute(5)) == 1);
    CHECK(drop_translations(tx, at_minute(5)) == 0);
    CHECK(drop_translations(tx, at_minute(10)) == 1);
  });
}

}  // namespace
}  // namespace kindbank::store
