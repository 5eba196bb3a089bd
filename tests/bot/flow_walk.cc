#include "tests/bot/flow_walk.h"

#include <deque>
#include <set>
#include <tuple>
#include <vector>

#include "bank/actions.h"
#include "dialog/placeholder.h"
#include "dialog/start_words.h"

namespace kindbank::bot {
namespace {

using dialog::Conversation;
using dialog::Event;
using dialog::Facts;
using dialog::Flow;
using dialog::Flows;
using dialog::Heard;
using dialog::Turn;

const Time now = from_millis(1'763'719'200'000);

// What a fact is in a walk: slots of digits and of codes take nothing else.
std::string value_of(const std::string& fact) {
  if (dialog::holds_digits(fact)) return "12";
  return fact == "code" ? "k4t7" : "some " + fact;
}

dialog::Known known() {
  dialog::Known person;
  person.member = 7;
  for (const auto* fact : {"bank", "town", "run_by", "name", "area", "number"})
    person.facts[fact] = value_of(fact);
  const Facts first{{"code", "k4t7"}, {"task", "a lift"}};
  const Facts second{{"code", "j3r5"}, {"task", "a chat"}};
  for (const auto& [list, facts] : bank::lists()) person.lists[list] = {first, second};
  return person;
}

Turn turn_of(const Flows& flows, const dialog::Words& words, const Conversation& talk,
             const Event& event) {
  static const auto person = known();
  return dialog::respond(flows, words, talk, person, event, now);
}

Heard heard(const std::string& text, const dialog::Words& words) {
  return {text, "", dialog::read_gate(words, text)};
}

// Two states that differ in numbers alone are one.
std::string key_of(Conversation talk) {
  talk.last_question = 0;
  if (talk.open) talk.open->id = 0;
  talk.closed.reset();
  std::string key = dialog::write_conversation(talk);
  if (talk.acting) {
    key += "|" + talk.acting->step;
    for (const auto& [name, fact] : talk.acting->facts) key += "|" + name + "=" + fact;
  }
  return key;
}

std::string key_of(const Event& event) {
  if (const auto* told = std::get_if<dialog::Told>(&event)) return "told " + told->outcome;
  if (const auto* said = std::get_if<Heard>(&event)) return "heard " + said->text;
  if (const auto* started = std::get_if<dialog::Started>(&event)) return "started " + started->flow;
  return "woke";
}

std::string start_text(std::string pattern) {
  while (true) {
    const auto open = pattern.find('{');
    if (open == pattern.npos) return pattern;
    const auto close = pattern.find('}', open);
    auto value = value_of(pattern.substr(open + 1, close - open - 1));
    value = value.substr(value.rfind(' ') + 1);  // a slot holds one word
    pattern.replace(open, close - open + 1, value);
  }
}

std::vector<dialog::Effect> on_basic_phones(std::vector<dialog::Effect> effects) {
  for (auto& effect : effects)
    if (auto* said = std::get_if<dialog::Say>(&effect)) {
      said->message.text = numbered(said->message);
      said->message.rich.clear();
      said->message.options.clear();
    }
  return effects;
}

class SideBySide {
 public:
  SideBySide(const Flows& one, const Flows& other, const dialog::Words& words, ShownTo shown_to)
      : one_(one), other_(other), words_(words), shown_to_(shown_to) {}

  std::optional<std::string> walk(const Flow& flow, const AtState& at_state, std::size_t most) {
    begin(flow);
    for (std::size_t turns = 0; !waiting_.empty() && turns < most; ++turns) {
      const Stand stand = std::move(waiting_.front());
      waiting_.pop_front();
      const auto mine = turn_of(one_, words_, stand.one, stand.event);
      const bool same = &one_ == &other_;
      const auto theirs = same ? mine : turn_of(other_, words_, stand.other, stand.other_event);
      if (!alike(mine, theirs)) return key_of(stand.one) + " : " + key_of(stand.event);
      if (!mine.effects.empty() && std::holds_alternative<dialog::Do>(mine.effects.back())) {
        tell(mine.conversation, theirs.conversation,
             std::get<dialog::Do>(mine.effects.back()).action);
        continue;
      }
      at_state(mine.conversation);
      const auto& open = mine.conversation.open;
      if (open && (open->flow == flow.name)) answer(mine, theirs);
    }
    return std::nullopt;
  }

 private:
  struct Stand {
    Conversation one;
    Conversation other;
    Event event;
    Event other_event;
  };

  bool alike(const Turn& mine, const Turn& theirs) const {
    const auto& open = mine.conversation.open;
    const auto& other = theirs.conversation.open;
    const bool same = shown_to_ == ShownTo::every_phone
                          ? mine.effects == theirs.effects
                          : on_basic_phones(mine.effects) == on_basic_phones(theirs.effects);
    return same && open.has_value() == other.has_value() &&
           (!open || open->wakes_at == other->wakes_at);
  }

  void add(Conversation one, Conversation other, Event event, Event other_event) {
    if (seen_.insert(key_of(one) + key_of(other) + key_of(event)).second)
      waiting_.push_back(
          {std::move(one), std::move(other), std::move(event), std::move(other_event)});
  }
  void add(const Conversation& one, const Conversation& other, const Event& event) {
    add(one, other, event, event);
  }

  void begin(const Flow& flow) {
    // The ways to say one item of the list differ only where their slots do.
    std::set<std::tuple<int, int, std::vector<std::string>>> begun;
    for (const auto& words : flow.starts_on) {
      const auto& place = flow.places.at("start:" + words);
      const auto slots = dialog::facts_in(words).value_or(std::vector<std::string>{});
      if (begun.emplace(place.line, place.column, slots).second)
        add({}, {}, heard(start_text(words), words_));
    }
    dialog::Started mine{flow.name, {}, "", "", "confirmation"};
    const auto handed = bank::events();
    for (const auto& event : flow.events)
      for (const auto& fact : handed.at(event)) mine.facts[fact] = value_of(fact);
    for (const auto& fact : flow.facts) mine.facts[fact] = value_of(fact);
    dialog::Started theirs = mine;
    if (!flow.events.empty())
      if (const auto* found = other_.for_event(flow.events.front())) theirs.flow = found->name;
    add({}, {}, mine, theirs);
  }

  void tell(const Conversation& one, const Conversation& other, const std::string& action) {
    const auto* row = bank::find_action(action);
    if (row == nullptr) return;
    const auto signature = row->signature();
    for (const auto& [outcome, facts] : signature.outcomes) {
      dialog::Told told{outcome, {}};
      for (const auto& fact : facts) told.facts[fact] = value_of(fact);
      add(one, other, told);
    }
  }

  void answer(const Turn& mine, const Turn& theirs) {
    const auto& one = mine.conversation;
    const auto& other = theirs.conversation;
    add(one, other, dialog::Woke{one.open->id}, dialog::Woke{other.open->id});
    std::vector<std::string> texts = {"yes", "no", "3", "Ann", "SG1 1AA", "back"};
    for (const auto& effect : mine.effects)
      if (const auto* said = std::get_if<dialog::Say>(&effect))
        for (std::size_t at = 1; at <= said->message.options.size(); ++at)
          texts.push_back(std::to_string(at));
    for (const auto& text : texts) add(one, other, heard(text, words_));
  }

  const Flows& one_;
  const Flows& other_;
  const dialog::Words& words_;
  const ShownTo shown_to_;
  std::deque<Stand> waiting_;
  std::set<std::string> seen_;
};

}  // namespace

Turn heard_by(const Flows& flows, const dialog::Words& words, const Conversation& talk,
              const std::string& text) {
  return turn_of(flows, words, talk, heard(text, words));
}

std::optional<std::string> walk_difference(const Flows& one, const Flows& other,
                                           const std::string& flow, const dialog::Words& words,
                                           const AtState& at_state, std::size_t most,
                                           ShownTo shown_to) {
  const auto* walked = one.current(flow);
  if (walked == nullptr) return "there is no flow " + flow;
  return SideBySide{one, other, words, shown_to}.walk(*walked, at_state, most);
}

std::optional<int> silences_until_end(const Flows& flows, const dialog::Words& words,
                                      Conversation talk) {
  for (int silences = 0; silences < 10; ++silences) {
    if (!talk.open) return silences;
    if (!talk.open->wakes_at) return std::nullopt;
    talk = turn_of(flows, words, talk, dialog::Woke{talk.open->id}).conversation;
    if (talk.acting) return silences;  // the bank has it now
  }
  return std::nullopt;
}

}  // namespace kindbank::bot
