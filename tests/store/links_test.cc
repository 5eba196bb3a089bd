#include "store/links.h"

#include <catch2/catch.hpp>

#include "store/members.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

TEST_CASE("a code to be known elsewhere is of one member, for its hour, and of whoever is first") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto first = add_member(tx, {});
    const auto second = add_member(tx, {});
    contact_of(tx, someone, "sms", 1, at_minute(0));
    contact_of(tx, somebody_else, "sms", 2, at_minute(0));
    const auto link = [&](const std::string& code, std::int64_t member, int until) {
      return Link{code, member, std::nullopt, at_minute(until)};
    };
    CHECK(put_link(tx, link("K4T7", first, 60), at_minute(0)) == Kept::yes);
    CHECK(put_link(tx, link("K4T7", second, 60), at_minute(0)) == Kept::taken);
    CHECK(find_link(tx, "K4T7", at_minute(59)) == link("K4T7", first, 60));
    CHECK_FALSE(find_link(tx, "K4T7", at_minute(60)));
    CHECK_FALSE(find_link(tx, "M2X8", at_minute(0)));

    CHECK(take_link(tx, "K4T7", 2));
    CHECK_FALSE(take_link(tx, "K4T7", 1));
    CHECK(find_link(tx, "K4T7", at_minute(1))->contact == Id{2});

    CHECK(put_link(tx, link("M2X8", first, 70), at_minute(10)) ==
          Kept::yes);  // the last one counts
    CHECK_FALSE(find_link(tx, "K4T7", at_minute(10)));
    CHECK(put_link(tx, link("M2X8", second, 130), at_minute(70)) ==
          Kept::yes);  // its hour was over
    drop_link(tx, second);
    CHECK_FALSE(find_link(tx, "M2X8", at_minute(71)));
  });
}

TEST_CASE("the mailbox that wrote a code is forgotten with its stranger") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    const auto first = add_member(tx, {});
    contact_of(tx, someone, "sms", 1, at_minute(0));
    put_link(tx, {"K4T7", first, std::nullopt, at_minute(60)}, at_minute(0));
    take_link(tx, "K4T7", 1);
    CHECK(forget_strangers(tx, at_minute(100), 10) == 1);
    CHECK_FALSE(find_link(tx, "K4T7", at_minute(1)));
  });
}

}  // namespace
}  // namespace kindbank::store
