// Nobody is ever stuck: every state of every shipped flow has a timer, and silence ends it.
#include <catch2/catch.hpp>

#include "tests/bot/flow_walk.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;

TEST_CASE("whatever was said, silence brings every talk of every shipped flow to its end",
          "[walks]") {
  const auto& library = shipped_library();
  for (const auto* flow : library.flows.all()) {
    INFO(flow->name);
    int states = 0;
    const auto differ = walk_difference(library.flows, library.flows, flow->name, library.words,
                                        [&](const dialog::Conversation& talk) {
                                          ++states;
                                          if (talk.open && !talk.open->wakes_at)
                                            FAIL_CHECK("no timer at " << talk.open->step);
                                          const auto silences = silences_until_end(
                                              library.flows, library.words, talk);
                                          if (!silences)
                                            FAIL_CHECK("no end after " << talk.open->step);
                                        });
    CHECK(differ.value_or("") == "");
    CHECK(states > 0);
  }
}
