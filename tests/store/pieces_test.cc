#include "store/pieces.h"

#include <catch2/catch.hpp>

#include "store/contacts.h"
#include "tests/store/talk.h"

namespace kindbank::store {
namespace {

Piece piece(const std::string& id, int place, const std::string& whole = "71") {
  return {"sms", id, 1, whole, place, 2, "text of " + id, at_minute(place)};
}

TEST_CASE("pieces wait with those of their own text, in order, until they are heard") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    contact_of(tx, someone, "sms", 1, at_minute(0));
    const auto first = piece("a", 1);
    const auto second = piece("b", 2);
    CHECK(insert_piece(tx, second) == Inserted::yes);
    CHECK(insert_piece(tx, second) == Inserted::was_there);
    CHECK(insert_piece(tx, piece("c", 1, "72")) == Inserted::yes);
    CHECK(insert_piece(tx, first) == Inserted::yes);
    CHECK(waiting_pieces(tx, second) == std::vector{first, second});
    CHECK(find_waiting_piece(tx, "sms", "a") == first);

    hear_pieces(tx, {first, second});
    CHECK(waiting_pieces(tx, first).empty());
    CHECK_FALSE(find_waiting_piece(tx, "sms", "a"));
    CHECK(insert_piece(tx, first) == Inserted::was_there);  // a second copy is seen

    forget_pieces(tx, at_minute(2));
    CHECK(insert_piece(tx, first) == Inserted::yes);
    CHECK(insert_piece(tx, second) == Inserted::was_there);
    CHECK(find_waiting_piece(tx, "sms", "c"));  // what waits is not forgotten
  });
}

TEST_CASE("the pieces of a mailbox leave no words when it is erased, and go with its stranger") {
  auto database = ledger();
  database->transact([](Transaction& tx) {
    contact_of(tx, someone, "sms", 1, at_minute(0));
    insert_piece(tx, piece("a", 1));
    drop_pieces(tx, 1);
    CHECK_FALSE(find_waiting_piece(tx, "sms", "a"));
    CHECK(insert_piece(tx, piece("a", 1)) == Inserted::was_there);
    CHECK(forget_strangers(tx, at_minute(100), 10) == 1);
  });
}

}  // namespace
}  // namespace kindbank::store
