// A talk that goes astray is put right in every open question of every shipped flow: nothing that
// was answered is lost, nothing is written, and nobody gets two answers where one is due.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "bank/actions.h"
#include "tests/bot/flow_walk.h"
#include "tests/bot/town_room.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

using dialog::Conversation;
using dialog::Question;
using dialog::Turn;

struct Heard {
  int texts = 0;
  int questions = 0;
  bool changes = false;  // an action that going back does not undo
};

Heard heard_in(const Turn& turn) {
  Heard heard;
  for (const auto& effect : turn.effects) {
    if (const auto* said = std::get_if<dialog::Say>(&effect)) {
      ++heard.texts;
      heard.questions += said->question != 0 ? 1 : 0;
    }
    if (const auto* done = std::get_if<dialog::Do>(&effect))
      heard.changes |=
          bank::find_action(done->action)->leaves == dialog::ActionSignature::Leaves::changed;
  }
  return heard;
}

bool stands_as_before(const Question& before, const Conversation& talk) {
  return talk.open && talk.open->flow == before.flow && talk.open->step == before.step &&
         talk.open->facts == before.facts && talk.open->trail == before.trail &&
         talk.open->about == before.about && talk.open->wakes_at;
}

// Every answer from before is there, or its question is open again or still to come.
bool has_lost_nothing(const Question& before, const Conversation& talk) {
  const auto* now = talk.open ? &*talk.open : talk.acting ? &*talk.acting : nullptr;
  if (now == nullptr) return false;
  if (now->flow != before.flow)  // "shopping" may be a new need: then the question waits
    return std::any_of(talk.waiting.begin(), talk.waiting.end(), [&](const Question& waits) {
      return waits.flow == before.flow && waits.step == before.step && waits.facts == before.facts;
    });
  const auto& asked = now->trail;
  return std::all_of(asked.begin(), asked.end(), [&](const std::string& step) {
    return std::find(before.trail.begin(), before.trail.end(), step) != before.trail.end() ||
           step == before.step;
  });
}

// Every answer of which begins another flow: "hello" shows the menu itself.
bool is_menu(const Question& question) {
  const auto* step = shipped_library().flows.current(question.flow)->find(question.step);
  return !step->choices.empty() &&
         std::all_of(step->choices.begin(), step->choices.end(),
                     [](const dialog::Choice& one) { return one.next.starts_with("flow:"); });
}

// States that differ in what was answered alone are one.
std::string way_to(const Question& question) {
  std::string way = question.flow + "/" + question.step;
  for (const auto& step : question.trail) way += " " + step;
  return way;
}

const std::vector<Conversation>& every_question() {
  static const auto found = [] {
    const auto& library = shipped_library();
    std::vector<Conversation> talks;
    std::set<std::string> seen;
    for (const auto* flow : library.flows.all()) {
      const auto differ = walk_difference(
          library.flows, library.flows, flow->name, library.words, [&](const Conversation& talk) {
            if (!talk.open || !seen.insert(way_to(*talk.open)).second) return;
            talks.push_back(talk);
            talks.back().open->missed = 0;
          });
      CHECK(differ.value_or("") == "");
    }
    return talks;
  }();
  return found;
}

template <class Check>
void in_every_question(Check check) {
  for (const auto& talk : every_question()) {
    INFO(talk.open->flow << "/" << talk.open->step);
    check(talk);
  }
}

Turn says(const Conversation& talk, const std::string& text) {
  return heard_by(shipped_library().flows, shipped_library().words, talk, text);
}

}  // namespace

TEST_CASE("who does not catch a question, or chats, has it as it was", "[walks]") {
  constexpr std::array<const char*, 9> texts = {"what?",
                                                "?",
                                                "pardon",
                                                "i dont understand",
                                                "can you say that again please",
                                                "who is this",
                                                "is this a scam",
                                                "\xF0\x9F\x91\x8D",
                                                "how are you"};
  in_every_question([&](const Conversation& talk) {
    for (const std::string text : texts) {
      if (text == "how are you" && is_menu(*talk.open)) continue;
      const auto* step = shipped_library().flows.current(talk.open->flow)->find(talk.open->step);
      const bool has_yes =  // which a thumb says
          step->expect == dialog::Expect::yes_no ||
          std::any_of(step->choices.begin(), step->choices.end(),
                      [](const dialog::Choice& choice) { return choice.key == "yes"; });
      const bool answers = has_yes || step->expect == dialog::Expect::text;
      if (text.front() < 0 && answers) continue;
      INFO(text);
      const auto turn = says(talk, text);
      const auto heard = heard_in(turn);
      CHECK(stands_as_before(*talk.open, turn.conversation));
      CHECK(heard.questions <= 1);
      CHECK(heard.texts <= 2);
      CHECK_FALSE(heard.changes);
    }
  });
  CHECK(every_question().size() > 20);
}

TEST_CASE("thanks and what a telephone writes meet silence in every question", "[walks]") {
  in_every_question([](const Conversation& talk) {
    for (const std::string text :
         {"thank you so much", "lol", "I am driving. I will reply later",
          "Automatic reply: I am out of the office", "can't talk right now. what's up?"}) {
      INFO(text);
      const auto turn = says(talk, text);
      CHECK(heard_in(turn).texts == 0);
      CHECK(stands_as_before(*talk.open, turn.conversation));
    }
  });
}

TEST_CASE("no correction writes anything, loses an answer or is answered twice", "[walks]") {
  constexpr std::array<const char*, 12> texts = {
      "no sorry, tomorrow", "i meant shopping", "not today, tomorrow",
      "sorry its Bob",      "no sorry 2",       "no sorry yes",
      "oh i meant 2",       "sorry, lift",      "actually evenings",
      "shopping",           "tomorrow",         "no sorry SG1 3AA"};
  in_every_question([&](const Conversation& talk) {
    if (talk.open->way_back().empty()) return;
    const auto* step = shipped_library().flows.current(talk.open->flow)->find(talk.open->step);
    if (step->expect == dialog::Expect::text) return;  // whatever is said answers it
    for (const std::string text : texts) {
      // No answer before this question is a day or a postcode, so "no sorry" is its no.
      if (talk.open->flow == "ask_for_other" && text.starts_with("no")) continue;
      // Two minutes are an answer to how late somebody comes.
      if (step->expect == dialog::Expect::minutes && text.ends_with('2')) continue;
      // Tomorrow, or the 2nd, is an answer to which day.
      if (step->expect == dialog::Expect::datetime &&
          (text.ends_with("tomorrow") || text.ends_with('2')))
        continue;
      INFO(text);
      const auto turn = says(talk, text);
      const auto heard = heard_in(turn);
      CHECK(heard.questions <= 1);
      CHECK(heard.texts <= 2);
      CHECK_FALSE(heard.changes);
      if (turn.conversation.open || turn.conversation.acting)
        CHECK(has_lost_nothing(*talk.open, turn.conversation));
    }
  });
}

TEST_CASE("whoever would rather not say is told why, or an answer that harms nobody is taken",
          "[walks]") {
  in_every_question([](const Conversation& talk) {
    const auto* step = shipped_library().flows.current(talk.open->flow)->find(talk.open->step);
    for (const std::string text : {"rather not say", "skip this question please", "no comment"}) {
      INFO(text);
      // The last of the questions, and "anybody" is what is taken.
      if (talk.open->flow == "ask" && talk.open->step == "who") continue;
      const bool may_be_no = step->expect == dialog::Expect::yes_no && step->skip.empty();
      if (may_be_no && step->why.empty()) continue;
      const auto turn = says(talk, text);
      const auto heard = heard_in(turn);
      CHECK(heard.questions <= 1);
      CHECK(heard.texts <= 2);
      CHECK_FALSE(heard.changes);
      if (step->skip.empty()) CHECK(stands_as_before(*talk.open, turn.conversation));
    }
  });
}

TEST_CASE("what goes astray for ever calls a person once, and then meets silence", "[walks]") {
  in_every_question([](const Conversation& begun) {
    for (const std::string text : {"what?", "zzz qqq"}) {
      const auto* step = shipped_library().flows.current(begun.open->flow)->find(begun.open->step);
      if (text != "what?" && step->expect == dialog::Expect::text) continue;
      INFO(text);
      auto talk = begun;
      int persons = 0;
      int texts = 0;
      for (int turns = 0; turns < 20; ++turns) {
        auto turn = says(talk, text);
        for (const auto& effect : turn.effects)
          if (const auto* done = std::get_if<dialog::Do>(&effect))
            persons += done->action == "person.ask" ? 1 : 0;
        texts = heard_in(turn).texts;
        talk = std::move(turn.conversation);
        talk.acting.reset();  // the coordinators have it
      }
      CHECK(persons == 1);
      CHECK(texts == 0);
    }
  });
}
