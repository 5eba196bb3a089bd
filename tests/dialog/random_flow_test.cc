// Random flows and whatever people text: what the checker lets through never breaks, never leaves
// anybody without a timer, and is the same when it is run again or stored in between.
#include "tests/dialog/random_flow.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/dialog/phone.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

constexpr const char* what_people_text[] = {"ask",
                                            "k4t7 ask",
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
                                            "errand",
                                            "k1t7 errand",
                                            "45 min",
                                            "2moro half 3",
                                            "07700 900123",
                                            "k2t7",
                                            "today",
                                            "id rather not say",
                                            "pardon?",
                                            "1 tea"};

// What the talks came through: "asked minutes", "silence", "listed nothing".
using Seen = std::map<std::string, int>;

// One person, whose every turn is run twice and whose talk is stored and read between any two.
class RandomPerson {
 public:
  RandomPerson(const Flows& flows, Dice& dice, Seen& seen)
      : flows_(flows), dice_(dice), seen_(seen) {
    known_.member = 7;
    known_.facts = {{"bank", "Bank"}, {"name", "Ann"}, {"area", "Old Town"}, {"number", "7"}};
    for (const auto* list : {"jobs", "open_visits", "open_jobs"})
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

  // Whoever answers no more, wherever they stand, is left in peace in the end.
  void has_an_exit() const {
    auto silent = talk_;
    auto now = now_;
    for (int silences = 0; silent.open; ++silences) {
      INFO(write_conversation(silent));
      REQUIRE(silences < 60);
      REQUIRE(silent.open->wakes_at);
      now = std::max(now, *silent.open->wakes_at);
      auto turn = respond(flows_, shipped_words(), silent, known_, Woke{silent.open->id}, now);
      while (const auto* action = action_of(turn))
        turn = respond(flows_, shipped_words(), turn.conversation, known_,
                       first_outcome_of(action->action), now);
      silent = std::move(turn.conversation);
    }
  }

  // The whole talk once more, without being stored in between, is the same.
  void talks_again() const {
    Conversation talk;
    for (const auto& [event, at, effects] : history_) {
      auto turn = respond(flows_, shipped_words(), talk, known_, event, at);
      REQUIRE(turn.effects == effects);
      talk = std::move(turn.conversation);
    }
    REQUIRE(write_conversation(talk) == write_conversation(talk_));
  }

 private:
  static const Do* action_of(const Turn& turn) {
    return turn.effects.empty() ? nullptr : std::get_if<Do>(&turn.effects.back());
  }
  static Told told(const std::string& outcome, const std::vector<std::string>& facts) {
    Told all{outcome, {}};
    for (const auto& fact : facts) all.facts[fact] = "v2";
    return all;
  }
  static Told first_outcome_of(const std::string& action) {
    const auto& outcomes = actions.at(action).outcomes;
    return told(outcomes.begin()->first, outcomes.begin()->second);
  }

  void wakes() {
    REQUIRE(talk_.open->wakes_at);
    now_ = std::max(now_, *talk_.open->wakes_at);
    hears(Woke{talk_.open->id});
  }

  void hears(const Event& event) {
    auto turn = run(event);
    for (int acted = 0; action_of(turn) != nullptr; ++acted) {
      REQUIRE(acted < max_actions);
      talk_ = turn.conversation;
      turn = run(outcome_of(action_of(turn)->action));
    }
    const auto stored = read_conversation(write_conversation(turn.conversation));
    REQUIRE(stored);
    REQUIRE(*stored == turn.conversation);
    talk_ = *stored;
    if (talk_.open) {
      CHECK(talk_.open->wakes_at);
      const auto* flow = flows_.version(talk_.open->flow, talk_.open->version);
      if (talk_.open->flow == "ask" || talk_.open->flow == "errand")
        ++seen_["asked " + std::string(expect_name(flow->find(talk_.open->step)->expect))];
    }
  }

  Turn run(const Event& event) {
    auto turn = respond(flows_, shipped_words(), talk_, known_, event, now_);
    REQUIRE(turn == respond(flows_, shipped_words(), talk_, known_, event, now_));
    history_.push_back({event, now_, turn.effects});
    note(turn);
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
  void note(const Turn& turn) {
    for (const auto& branch : turn.passed) {
      if (branch.by == Branch::By::silence)
        ++seen_[branch.step == branch.target ? "asked once more" : "silence"];
      if (branch.taken_by == none_listed) ++seen_["listed nothing"];
      if (branch.target == "flow:errand" || branch.target == "flow:ask") ++seen_["taken over"];
    }
    if (const auto* action = action_of(turn)) ++seen_[action->action];
  }

  Told outcome_of(const std::string& action) {
    const auto& outcomes = actions.at(action).outcomes;
    const auto chosen =
        std::next(outcomes.begin(), static_cast<long>(dice_.below(outcomes.size())));
    return told(chosen->first, chosen->second);
  }

  struct Happened {
    Event event;
    Time at;
    std::vector<Effect> effects;
  };

  const Flows& flows_;
  Dice& dice_;
  Seen& seen_;
  std::vector<Happened> history_;
  Known known_;
  Conversation talk_;
  Time now_ = from_millis(1'763'719'200'000);
};

// As the checker sees both, each and side by side.
bool is_sound(const std::vector<std::string>& texts) {
  std::vector<Flow> flows;
  for (const auto& text : texts) {
    auto read = read_flow(text, "random.yaml", actions, known_facts,
                          {{"jobs", {"code", "task"}}, {"open_visits", {"code", "task"}}});
    if (has_error(read.findings)) return false;
    flows.push_back(std::move(read.flow));
  }
  Flow person;
  person.name = "person";
  flows.push_back(std::move(person));
  return !has_error(check_together(flows, {}));
}

}  // namespace

TEST_CASE("what the checker lets through has an exit from every state, whatever is said") {
  int sound = 0;
  int refused = 0;
  Seen seen;
  for (unsigned seed = 1; seed <= 1600; ++seed) {
    Dice dice(seed);
    const std::vector<std::string> texts = {random_flow(dice, "ask", "errand"),
                                            random_flow(dice, "errand", "ask")};
    INFO("seed " << seed << "\n" << texts[0] << texts[1]);
    if (!is_sound(texts)) {
      ++refused;
      continue;
    }
    ++sound;
    const auto flows = test_flows(texts);
    for (int talk = 0; talk < 3; ++talk) {
      RandomPerson person(flows, dice, seen);
      for (int turn = 0; turn < 20; ++turn) {
        person.does_something();
        person.has_an_exit();
      }
      person.talks_again();
    }
  }
  CHECK(sound > 60);
  CHECK(refused > 60);
  for (const auto& name : expect_names()) {
    INFO(name);
    CHECK(seen["asked " + name] > 10);
  }
  for (const auto* way : {"silence", "asked once more", "listed nothing", "taken over",
                          "thing.make", "thing.look", "mind.decide"}) {
    INFO(way);
    CHECK(seen[way] > 10);
  }
}
