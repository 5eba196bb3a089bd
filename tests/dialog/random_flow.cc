#include "tests/dialog/random_flow.h"

#include <utility>
#include <vector>

namespace kindbank::dialog {
namespace {

class RandomFlow {
 public:
  RandomFlow(Dice& dice, std::string name, std::string other)
      : dice_(dice), name_(std::move(name)), other_(std::move(other)), steps_(2 + dice.below(8)) {}

  std::string text() {
    std::string all = "flow: " + name_ + "\nabout: One of many.\nstarts_on: [\"" + name_ +
                      "\", \"{code} " + name_ + "\"]\n";
    if (!dice_.one_in(20))
      all += "silence: {after: 24h, next: " + (dice_.one_in(6) ? target(0) : "end") + "}\n";
    all += "steps:\n";
    for (std::size_t at = 0; at < steps_; ++at) all += "  " + step(at) + ": " + keys(at) + "\n";
    return all;
  }

 private:
  static std::string step(std::size_t at) { return "s" + std::to_string(at); }

  // Mostly to the step below, so that most steps are come to, and most flows to an end.
  std::string target(std::size_t from) {
    if (dice_.one_in(12)) return "\"flow:" + (dice_.one_in(3) ? "person" : other_) + "\"";
    if (from + 1 >= steps_ || dice_.one_in(8)) return "end";
    if (dice_.one_in(12)) return step(dice_.below(steps_));
    return step(dice_.one_in(6) ? from + 1 + dice_.below(steps_ - from - 1) : from + 1);
  }

  std::string words(std::size_t at) {
    std::string said = "Step " + std::to_string(at);
    if (dice_.one_in(3)) said += " for {name}";
    if (dice_.one_in(25)) said += dice_.one_in(2) ? " with {what}" : " about {code}";
    return said;
  }
  std::string ask(std::size_t at) { return "ask: \"" + words(at) + "?\""; }
  std::string next(std::size_t at) { return ", next: " + target(at); }
  std::string silence(std::size_t at) {
    if (!dice_.one_in(3)) return "";
    return dice_.one_in(2) ? ", silence: {after: 2h}" : ", silence: {after: 2h" + next(at) + "}";
  }
  std::string why() { return dice_.one_in(4) ? ", why: \"To know it.\"" : ""; }

  std::string keys(std::size_t at) {
    switch (dice_.below(7)) {
      case 0:
        return "{" + says(at) + next(at) + "}";
      case 1:
        return acts(at);
      case 2:
        return lists(at);
      case 3:
        return asks_yes_or_no(at);
      case 4:
        return offers(at);
      default:
        return reads(at);
    }
  }

  std::string says(std::size_t at) {
    if (dice_.one_in(4))
      return "say: {sms: \"" + words(at) + ".\", rich: \"" + words(at) + ", at length.\"}";
    return "say: \"" + words(at) + ".\"";
  }
  std::string acts(std::size_t at) {
    if (dice_.one_in(4)) return "{do: thing.look, then: {seen: " + target(at) + "}}";
    if (dice_.one_in(2))
      return "{" + ask(at) +
             ", expect: yes_no, keep: false, do: mind.decide, with: {answer: answer}, then: "
             "{set: " +
             target(at) + "}" + silence(at) + "}";
    return "{do: thing.make, with: {what: name}, then: {made: " + target(at) +
           ", full: " + target(at) + "}}";
  }
  std::string lists(std::size_t at) {
    return "{" + ask(at) + ", choices_from: {list: jobs, label: \"{code} {task}\", save: code" +
           (dice_.one_in(2) ? ", none: " + target(at) : "") + "}" + next(at) + silence(at) + "}";
  }
  std::string asks_yes_or_no(std::size_t at) {
    std::string choices =
        "{\"yes\": {label: \"Yes\"" + next(at) + "}, \"no\": {label: \"No\"" + next(at) + "}";
    if (dice_.one_in(3)) choices += ", yes_but: {label: \"Maybe\"" + next(at) + "}";
    return "{" + ask(at) + ", expect: yes_no, choices: " + choices + "}" +
           (dice_.one_in(4) ? ", skip: \"no\"" : "") + silence(at) + "}";
  }
  std::string offers(std::size_t at) {
    if (dice_.one_in(3))
      return "{" + ask(at) +
             ", choices: {today: \"Today\", soon: \"Soon\", week: \"This week\", any: \"Any "
             "time\"}, "
             "save: what, day: wanted" +
             (dice_.one_in(2) ? ", skip: any" : "") + next(at) + silence(at) + "}";
    return "{" + ask(at) + ", choices: {tea: \"Tea\", cake: {label: \"Cake\"" + next(at) +
           "}, soup: \"Soup\"}, save: what" + next(at) + why() + silence(at) + "}";
  }
  std::string reads(std::size_t at) {
    constexpr const char* kinds[] = {"text",     "name",     "number", "minutes",
                                     "datetime", "postcode", "phone",  "code"};
    const std::string kind = dice_.any(kinds);
    const bool counts = kind == "number" || kind == "minutes";
    return "{" + ask(at) + ", expect: " + kind + ", save: what" +
           (counts && dice_.one_in(3) ? ", skip: \"3\"" : "") + next(at) + why() + silence(at) +
           "}";
  }

  Dice& dice_;
  const std::string name_;
  const std::string other_;
  const std::size_t steps_;
};

}  // namespace

std::string random_flow(Dice& dice, const std::string& name, const std::string& other) {
  return RandomFlow(dice, name, other).text();
}

}  // namespace kindbank::dialog
