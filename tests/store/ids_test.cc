#include "store/ids.h"

#include <catch2/catch.hpp>
#include <set>

namespace kindbank::store {
namespace {

const Time some_time = from_millis(1763719200000);

TEST_CASE("ids of one source rise, and the same source gives the same again") {
  Ids ids(some_time, 42);
  Ids again = ids;
  const Id first = ids.next();
  const Id second = ids.next();
  CHECK(first > 0);
  CHECK(second > first);
  CHECK(again.next() == first);
  CHECK(again.next() == second);
}

TEST_CASE("ids of a later millisecond are greater") {
  CHECK(Ids(some_time + Duration{1}, 0).next() > Ids(some_time, 0).next());
}

TEST_CASE("sources of one millisecond with following seeds do not meet") {
  std::set<Id> seen;
  for (std::uint64_t seed = 900; seed < 20900; ++seed) {
    Ids ids(some_time, seed);
    for (int i = 0; i < 20; ++i) REQUIRE(seen.insert(ids.next()).second);
  }
}

TEST_CASE("chance stays below its limit and reaches all of it") {
  Ids ids(some_time, 1);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto drawn = ids.below(10);
    REQUIRE(drawn < 10);
    seen.insert(drawn);
  }
  CHECK(seen.size() == 10);
}

TEST_CASE("fresh seeds differ") { CHECK(fresh_seed() != fresh_seed()); }

}  // namespace
}  // namespace kindbank::store
