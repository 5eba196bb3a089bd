// What was answered is put right: which of the later answers stay, and where.
#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

const std::vector<std::string> branched = {
    R"(flow: trip
starts_on: ["trip"]
silence: {after: 24h, next: end}
steps:
  how:
    ask: "How?"
    choices: {bus: {label: "Bus", next: bus_seat}, taxi: {label: "Taxi", next: taxi_seat}}
    save: how
  bus_seat: {ask: "Which deck?", choices: {front: "Front", upper: "Upper"}, save: seat, next: pay}
  taxi_seat: {ask: "Which seat?", choices: {front: "Front", rear: "Rear"}, save: seat, next: pay}
  pay: {ask: "Who pays?", choices: {me: "Me", you: "You"}, save: payer}
  sure:
    ask: "{how}, {seat}, {payer}?"
    choices:
      "yes": {label: "Yes", next: "flow:home"}
      change: {label: "Change it", next: how}
)",
    R"(flow: home
facts: [how]
silence: {after: 24h, next: end}
steps:
  seat: {ask: "And back?", choices: {front: "Front", rear: "Rear"}, save: seat}
)",
};

TEST_CASE("an answer that is kept answers its own question, and no other that saves the same") {
  Phone phone(branched);
  phone.texts("trip");
  phone.texts("bus");
  phone.texts("front");
  phone.texts("you");
  CHECK(phone.texts("i meant taxi") == Texts{"OK: Taxi. Which seat? 1 Front 2 Rear"});
  SECTION("what both ways ask is not asked twice") {
    CHECK(phone.texts("rear") == Texts{"Taxi, Rear, You? 1 Yes 2 Change it"});
    SECTION("another flow asks for itself") {
      CHECK(phone.texts("yes") == Texts{"And back? 1 Front 2 Rear"});
    }
    SECTION("who changes it is asked") {
      CHECK(phone.texts("change it") == Texts{"How? 1 Bus 2 Taxi"});
      CHECK(phone.texts("bus") == Texts{"Which deck? 1 Front 2 Upper"});
      CHECK(phone.texts("upper") == Texts{"Who pays? 1 Me 2 You"});
    }
  }
  SECTION("back on the first way, its answer is known") {
    CHECK(phone.texts("i meant bus") == Texts{"Bus, Front, You? 1 Yes 2 Change it"});
  }
}

TEST_CASE("a yes with another answer behind it agrees to that answer") {
  Phone phone(branched);
  phone.texts("trip");
  phone.texts("bus");
  phone.texts("front");
  phone.texts("you");
  CHECK(phone.talk.open->step == "sure");
  SECTION("what was not read back so is read back") {
    CHECK(phone.texts("yes please me") == Texts{"Bus, Front, Me? 1 Yes 2 Change it"});
  }
  SECTION("what was read back is agreed to") {
    CHECK(phone.texts("yes front") == Texts{"And back? 1 Front 2 Rear"});
  }
  SECTION("a yes that tells of something is a yes") {
    CHECK(phone.texts("yes the bus is full of me") == Texts{"And back? 1 Front 2 Rear"});
  }
}

}  // namespace
}  // namespace kindbank::dialog
