// What `check` asks of a town's flows beyond what the loader asks of each.
#include "bot/check.h"

#include <catch2/catch.hpp>

#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;

TEST_CASE("a channel that begins no talk without a template asks for one in what the bank begins") {
  const auto& library = shipped_library();
  adapters::Channel mobile;
  mobile.name = "mobile";
  CHECK(check_channels({{"mobile", mobile}}, library).empty());
  mobile.limits.begins = adapters::Limits::Begins::with_template;
  const auto findings = check_channels({{"mobile", mobile}}, library);
  REQUIRE_FALSE(findings.empty());
  for (const auto& finding : findings) {
    CHECK(finding.code == "template-missing");
    CHECK(finding.place.line == 1);
    const auto path = finding.place.file;
    const auto* flow = library.flows.current(
        path.substr(path.rfind('/') + 1, path.rfind(".yaml") - path.rfind('/') - 1));
    REQUIRE(flow != nullptr);
    CHECK_FALSE(flow->events.empty());
  }
}
