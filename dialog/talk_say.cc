// What a turn says: each text in the person's language, filled in, for every phone and, where the
// flow writes one, for phones with more room.
#include <algorithm>
#include <utility>

#include "dialog/bank_words.h"
#include "dialog/placeholder.h"
#include "dialog/talk.h"

namespace kindbank::dialog {

// In English where the language has no such text, or one that names other facts than this version
// of the flow does.
Talk::Spoken Talk::spoken(const Question& question, const Step& step, std::string_view part,
                          std::string_view text) const {
  if (language_ == nullptr || text.empty()) return {text, english};
  const auto* own = language_->find(question.flow, step.name, part);
  if (own == nullptr || own->text.empty() || !name_the_same(own->text, text))
    return {text, english};
  return {own->text, language_->code};
}

std::string Talk::fill(const Spoken& spoken, const Facts& facts) const {
  if (spoken.language == english || language_ == nullptr)
    return fill_in(spoken.text, facts, known_.facts, english);
  return fill_in(spoken.text, in_words_of(*language_, facts), known_.facts, spoken.language);
}

const std::string& Talk::reply(std::string_view key) const {
  if (language_ != nullptr) {
    if (const auto* own = language_->find_reply(key)) return own->text;
  }
  return words_.reply(key);
}

void Talk::say(std::string text, const std::string& message_class) {
  if (text.empty()) return;
  Message message;
  message.text = std::move(text);
  turn_.effects.emplace_back(Say{std::move(message), message_class, 0});
}

void Talk::say_reply(std::string_view key) { say(fill_in(reply(key), {}, known_.facts), "answer"); }

Message Talk::message_of(const Question& question, const Step& step, std::string_view part) const {
  const bool asks = part == "ask";
  const auto text = spoken(question, step, part, asks ? step.ask : step.say);
  const auto rich =
      spoken(question, step, std::string(part) + ".rich", asks ? step.rich.ask : step.rich.say);
  Message message;
  message.text = fill(text, question.facts);
  // Whoever reads the short text in their language is not shown the long one in another.
  if (rich.language == text.language) message.rich = fill(rich, question.facts);
  return message;
}

std::string Talk::template_of(const Question& question) const {
  const auto* flow = flows_.version(question.flow, question.version);
  return flow == nullptr ? std::string() : flow->message_template;
}

std::vector<std::string> Talk::slots_of(const Question& question, const Step& step,
                                        std::string_view part) const {
  std::vector<std::string> filled;
  if (template_of(question).empty()) return filled;
  const std::string_view english_text = part == "ask" ? step.ask : step.say;
  const auto own = spoken(question, step, part, english_text);
  const auto own_slots = slots_in(own.text);
  const auto fact_of = [](std::string_view slot) {
    return read_placeholder(slot.substr(1, slot.size() - 2)).fact;
  };
  for (const auto slot : slots_in(english_text)) {
    const auto said = std::find_if(own_slots.begin(), own_slots.end(),
                                   [&](const auto& one) { return fact_of(one) == fact_of(slot); });
    filled.push_back(fill({said == own_slots.end() ? slot : *said, own.language}, question.facts));
  }
  return filled;
}

void Talk::say_step(const Question& question, const Step& step) {
  auto message = message_of(question, step, "say");
  if (message.text.empty()) return;
  turn_.effects.emplace_back(Say{std::move(message), question.message_class, 0,
                                 template_of(question), slots_of(question, step, "say")});
}

// A text that nobody asked for begins with the bank's name.
std::string Talk::with_name(std::string text) const {
  if (begun_ == Begun::by_the_person || text.empty()) return text;
  const auto name = fill_in("{bank}: ", {}, known_.facts);
  return text.starts_with(name) ? text : name + text;
}

void Talk::say_question(Question& question, const Step& step, const std::string& before) {
  const bool in_english = spoken(question, step, "ask", step.ask).language == english;
  question.translation = in_english ? "" : language_->version();
  talk().after_crisis.reset();  // what is answered now is this
  auto message = message_of(question, step, "ask");
  for (const auto& choice : choices_of(question, step, Labels::shown))
    message.options.push_back({choice.key, choice.label});
  if (step.expect == Expect::yes_no) {
    message.listing = Message::Listing::words;
    if (message.options.empty())
      message.options = {{"yes", reply("label_yes")}, {"no", reply("label_no")}};
  }
  if (before.empty()) {
    message.text = with_name(std::move(message.text));
    message.rich = with_name(std::move(message.rich));
  }
  say(before, question.message_class);
  turn_.effects.emplace_back(Say{std::move(message), question.message_class, question.id,
                                 template_of(question), slots_of(question, step, "ask")});
}

std::vector<Choice> Talk::choices_of(const Question& question, const Step& step,
                                     Labels labels) const {
  std::vector<Choice> shown;
  if (!step.choices_from) {
    for (const auto& choice : step.choices) {
      const Spoken in_english{choice.label, english};
      const auto label = labels == Labels::written
                             ? in_english
                             : spoken(question, step, "choices." + choice.key, choice.label);
      shown.push_back({choice.key, fill(label, question.facts), choice.next});
    }
    return shown;
  }
  const auto& listed = question.listed;
  const auto from = std::min(question.page * page_size, listed.size());
  const auto to = std::min(from + page_size, listed.size());
  for (auto at = from; at < to; ++at) shown.push_back({listed[at].key, listed[at].label, {}});
  if (listed.size() > page_size)
    shown.push_back({std::string(next_page),
                     labels == Labels::written ? words_.reply("label_more") : reply("label_more"),
                     {}});
  return shown;
}

}  // namespace kindbank::dialog
