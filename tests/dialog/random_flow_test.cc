// Random flows and whatever people text: what the checker lets through never breaks, never leaves
// anybody without a timer, and is the same when it is run again or stored in between.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : bits_(seed) {}
  // 0 to most - 1.
  std::size_t below(std::size_t most) { return bits_() % most; }
  bool one_in(std::size_t many) { return below(many) == 0; }
  template <class List>
  const auto& any(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 bits_;
};

// One flow of up to nine steps. Not every one is sound: that is for the checker to say.
class RandomFlow {
 public:
  explicit RandomFlow(Dice& dice) : dice_(dice), steps_(2 + dice.below(8)) {}

  std::string text() {
    std::string all = "flow: ask\nabout: One of many.\nstarts_on: [\"ask\", \"{code} again\"]\n";
    if (!dice_.one_in(20))
      all += "silence: {after: 24h, next: " + (dice_.one_in(6) ? target(0) : "end") + "}\n";
    all += "steps:\n";
    for (std::size_t at = 0; at < steps_; ++at) all += "  " + name(at) + ": " + step(at) + "\n";
    return all;
  }

 private:
  static std::string name(std::size_t at) { return "s" + std::to_string(at); }

  // Mostly to the step below, so that most steps are come to, and most flows to an end.
  std::string target(std::size_t from) {
    if (from + 1 >= steps_ || dice_.one_in(6)) return dice_.one_in(6) ? "flow:person" : "end";
    if (dice_.one_in(12)) return name(dice_.below(steps_));
    return name(dice_.one_in(3) ? from + 1 + dice_.below(steps_ - from - 1) : from + 1);
  }

  std::string words(std::size_t at) {
    std::string said = "Step " + std::to_string(at);
    if (dice_.one_in(3)) said += " for {name}";
    if (dice_.one_in(15)) said += dice_.one_in(2) ? " with {what}" : " about {code}";
    return said;
  }

  std::string step(std::size_t at) {
    switch (dice_.below(6)) {
      case 0:
        return "{say: \"" + words(at) + ".\", next: " + target(at) + "}";
      case 1:
        return acting(at);
      case 2:
        return "{ask: \"" + words(at) +
               "?\", choices_from: {list: jobs, label: \"{code} {task}\", "
               "save: code" +
               (dice_.one_in(2) ? ", none: " + target(at) : "") + "}, next: " + target(at) + "}";
      case 3:
        return "{ask: \"" + words(at) +
               "?\", expect: yes_no, choices: {\"yes\": {label: \"Yes\", "
               "next: " +
               target(at) + "}, \"no\": {label: \"No\", next: " + target(at) + "}}" + silence(at) +
               "}";
      case 4:
        return "{ask: \"" + words(at) +
               "?\", choices: {tea: \"Tea\", cake: {label: \"Cake\", next: " + target(at) +
               "}, soup: \"Soup\"}, save: what, next: " + target(at) + silence(at) + "}";
      default: {
        constexpr const char* kinds[] = {"text", "name", "number", "postcode"};
        return "{ask: \"" + words(at) + "?\", expect: " + dice_.any(kinds) +
               ", save: what, next: " + target(at) + silence(at) + "}";
      }
    }
  }

  std::string acting(std::size_t at) {
    if (dice_.one_in(2)) return "{do: thing.look, then: {seen: " + target(at) + "}}";
    if (dice_.one_in(2))
      return "{ask: \"" + words(at) +
             "?\", expect: yes_no, keep: false, do: mind.decide, with: "
             "{answer: answer}, then: {set: " +
             target(at) + "}}";
    return "{do: thing.make, with: {what: name}, then: {made: " + target(at) +
           ", full: " + target(at) + "}}";
  }

  std::string silence(std::size_t at) {
    if (!dice_.one_in(4)) return "";
    return dice_.one_in(2) ? ", silence: {after: 2h}"
                           : ", silence: {after: 2h, next: " + target(at) + "}";
  }

  Dice& dice_;
  std::size_t steps_;
};

constexpr const char* what_people_text[] = {"ask",
                                            "k4t7 again",
                                            "yes",
                                            "no",
                                            "1",
                                            "2",
                                            "3",
                                            "9",
                                            "tea",
                                            "Cake please",
                                            "?",
                                            "Ann",
                                            "12",
                                            "SG1 1AA",
                                            "more",
                                            "back",
                                            "help",
                                            "human",
                                            "stop",
                                            "start",
                                            "red",
                                            "change",
                                            "j3r5 change",
                                            "done",
                                            "yes but friday",
                                            "thanks",
                                            "ok",
                                            "who is this",
                                            "i want to die",
                                            "cancel",
                                            "",
                                            "{name}",
                                            "\xF0\x9F\x98\x80",
                                            "no sorry, wednesday",
                                            "1 tea"};

// One person, whose every turn is run twice and whose talk is stored and read between any two.
class RandomPerson {
 public:
  RandomPerson(const Flows& flows, Dice& dice) : flows_(flows), dice_(dice) {
    known_.member = 7;
    known_.facts = {{"bank", "Bank"}, {"name", "Ann"}, {"area", "Old Town"}, {"number", "7"}};
    known_.jobs = dice.one_in(2) ? Known::Jobs::open : Known::Jobs::none;
    for (const auto* list : {"jobs", "open_visits"})
      for (std::size_t at = dice.below(7); at > 0; --at)
        known_.lists[list].push_back(
            {{"code", "k" + std::to_string(at) + "t7"}, {"task", "a lift"}});
  }

  void does_something() {
    now_ += std::chrono::minutes(dice_.below(300));
    switch (dice_.below(8)) {
      case 0:
        if (talk_.open)
          return hears(Heard{
              "", std::to_string(talk_.open->id) + ":" + (dice_.one_in(2) ? "yes" : "cake"), {}});
        break;
      case 1:
        if (talk_.open) return wakes();
        break;
      case 2:
        return hears(
            Started{dice_.one_in(2) ? "invite" : "looked",
                    {{"invitation", "17"}},
                    "invitation 17",
                    dice_.one_in(3) ? "invitation 17" : "",
                    "confirmation",
                    dice_.one_in(4) ? Started::Interrupts::now : Started::Interrupts::waits});
      default:
        break;
    }
    const std::string text = dice_.any(what_people_text);
    hears(Heard{text, "", read_gate(shipped_words(), text)});
  }

  // From here on nobody answers: in the end nothing is open.
  void falls_silent() {
    for (int silences = 0; talk_.open && silences < 60; ++silences) wakes();
    CHECK_FALSE(talk_.open);
  }

 private:
  void wakes() {
    REQUIRE(talk_.open->wakes_at);
    now_ = std::max(now_, *talk_.open->wakes_at);
    hears(Woke{talk_.open->id});
  }

  void hears(const Event& event) {
    auto turn = run(event);
    for (int acted = 0; !turn.effects.empty() && std::holds_alternative<Do>(turn.effects.back());
         ++acted) {
      REQUIRE(acted < max_actions);
      talk_ = turn.conversation;
      turn = run(outcome_of(std::get<Do>(turn.effects.back()).action));
    }
    const auto stored = read_conversation(write_conversation(turn.conversation));
    REQUIRE(stored);
    REQUIRE(*stored == turn.conversation);
    talk_ = *stored;
    if (talk_.open) CHECK(talk_.open->wakes_at);
  }

  Turn run(const Event& event) {
    auto turn = respond(flows_, shipped_words(), talk_, known_, event, now_);
    REQUIRE(turn == respond(flows_, shipped_words(), talk_, known_, event, now_));
    for (const auto& effect : turn.effects) {
      if (const auto* alert = std::get_if<Alert>(&effect)) {
        INFO(alert->detail);
        CHECK(alert->kind == Alert::Kind::crisis);
      }
      if (const auto* one = std::get_if<Say>(&effect)) {
        INFO(one->message.text);
        CHECK_FALSE(one->message.text.empty());
        CHECK(one->message.text.find("...") == std::string::npos);  // a fact that is not there
      }
    }
    return turn;
  }

  Told outcome_of(const std::string& action) {
    const auto& outcomes = actions.at(action).outcomes;
    const auto chosen =
        std::next(outcomes.begin(), static_cast<long>(dice_.below(outcomes.size())));
    Told told{chosen->first, {}};
    for (const auto& fact : chosen->second) told.facts[fact] = "v2";
    return told;
  }

  const Flows& flows_;
  Dice& dice_;
  Known known_;
  Conversation talk_;
  Time now_ = from_millis(1'763'719'200'000);
};

}  // namespace

TEST_CASE("what the checker lets through has an exit from every state, whatever is said") {
  int sound = 0;
  int refused = 0;
  for (unsigned seed = 1; seed <= 600; ++seed) {
    Dice dice(seed);
    const auto text = RandomFlow(dice).text();
    INFO("seed " << seed << "\n" << text);
    auto read = read_flow(text, "random.yaml", actions, known_facts,
                          {{"jobs", {"code", "task"}}, {"open_visits", {"code", "task"}}});
    if (has_error(read.findings)) {
      ++refused;
      continue;
    }
    ++sound;
    const auto flows = test_flows({text});
    for (int talk = 0; talk < 4; ++talk) {
      RandomPerson person(flows, dice);
      for (int turn = 0; turn < 25; ++turn) person.does_something();
      person.falls_silent();
    }
  }
  CHECK(sound > 60);
  CHECK(refused > 60);
}
