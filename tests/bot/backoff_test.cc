#include "bot/backoff.h"

#include <catch2/catch.hpp>
#include <vector>

namespace kindbank::bot {

using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("waits grow and stay under the cap") {
  Backoff backoff(1);
  CHECK(backoff.ceiling(1) == seconds(2));
  CHECK(backoff.ceiling(2) == seconds(4));
  CHECK(backoff.ceiling(9) == seconds(512));
  CHECK(backoff.ceiling(10) == minutes(10));
  CHECK(backoff.ceiling(1'000'000) == minutes(10));
  std::vector<Duration> drawn;
  for (int failures = 1; failures < 200; ++failures) {
    const auto wait = backoff.draw(failures);
    CHECK(wait >= seconds(1));
    CHECK(wait <= backoff.ceiling(failures));
    drawn.push_back(wait);
  }
  Backoff twin(1);
  for (int failures = 1; failures < 200; ++failures)
    CHECK(twin.draw(failures) == drawn.at(static_cast<std::size_t>(failures - 1)));
}

}  // namespace kindbank::bot
