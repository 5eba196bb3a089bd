#include "bot/flow_keys.h"

#include <stdexcept>

#include "bot/rules.h"
#include "dialog/flow.h"

namespace kindbank::bot {
namespace {

std::string shown(const FlowKey& key) {
  std::string page = "\n### " + std::string(key.name) + "\n\n" + std::string(key.means) + "\n\n";
  page += "- is " + std::string(key.is) + "\n";
  page +=
      "- left out: " + std::string(key.left_out.empty() ? "it must be there" : key.left_out) + "\n";
  for (const auto code : key.findings)
    page += "- [" + std::string(code) + "](check.md#" + std::string(code) +
            "): " + std::string(find_rule(code)->wrong) + "\n";
  return page;
}

}  // namespace

const std::vector<FlowKeyGroup>& flow_key_groups() {
  static const std::vector<FlowKeyGroup> groups = {
      {"flow",
       "Keys of a flow",
       {
           {"flow",
            "The name of the flow, as that of its file.",
            "a name",
            "",
            {"bad-name", "flow-name-twice", "flow-name-not-file", "missing-flow"}},
           {"about", "One sentence for whoever looks at it next.", "a text", "nothing is said", {}},
           {"starts_on",
            "What begins the flow.",
            "a list of whole messages as `sorry? (im|i am) late`, `{says: need}`, `{says: "
            "need_of_other}` and "
            "`{bank: event}`, or one of the last three alone",
            "only other flows lead to it",
            {"bad-start-words", "start-word-claimed-twice", "start-word-never-heard",
             "opt-out-word-used", "slot-never-used", "unknown-said", "said-claimed-twice",
             "unknown-bank-event", "bank-event-claimed-twice", "bank-event-without-flow",
             "flow-never-begins"}},
           {"facts",
            "What must be known when the flow begins.",
            "a list of names",
            "it begins with what every talk knows",
            {"fact-not-handed-in", "fact-not-set-on-path"}},
           {"silence",
            "What happens when nobody answers.",
            "`{after: 24h, next: step}`",
            "each question needs a silence of its own",
            {"question-without-timer", "silence-goes-round", "bad-duration"}},
           {"template",
            "What the settings of channels that need approved texts call the flow's own.",
            "a text",
            "such a channel does not begin the flow",
            {"template-missing", "template-variables", "too-long-for-template"}},
           {"steps",
            "The steps by their names; the talk begins with the first.",
            "a map of names to steps, 200 at most",
            "",
            {"empty-steps", "too-many-steps", "unreachable-step", "idle-step"}},
       }},
      {"step",
       "Keys of a step, which does, says, asks, then goes on",
       {
           {"do",
            "What the bank does.",
            "one of [these actions](actions.md)",
            "it does nothing",
            {"unknown-action", "missing-argument", "private-answer-kept", "answer-without-ask"}},
           {"with",
            "Other facts for the action: argument: fact.",
            "a map of names to facts",
            "each argument is the fact of the same name",
            {"unknown-argument", "unknown-value", "unknown-fact"}},
           {"then",
            "Where each outcome of the action leads.",
            "a map of outcomes to targets",
            "the only outcome leads to `next`",
            {"unrouted-outcome", "unknown-outcome", "unknown-step"}},
           {"say",
            "What the person reads.",
            "a text, or `{sms: text, rich: text}`",
            "it says nothing",
            {"text-too-long", "text-with-non-gsm-character", "unknown-fact", "fact-not-set-on-path",
             "bad-placeholder", "other-brackets", "bad-plural", "long-sentence", "reading-grade",
             "forbidden-word", "sensitive-beginning", "started-without-bank",
             "text-names-unknown-word"}},
           {"ask",
            "What the person is asked.",
            "a text, or `{sms: text, rich: text}`",
            "it asks nothing",
            {"question-without-expect-or-choices", "question-without-way-out", "never-asked",
             "two-questions", "too-many-replies", "url-in-mandatory-step"}},
           {"choices",
            "The answers, each as key: \"what the person reads\".",
            "a map of one to nine names to texts, or to `{label: text, next: target}`",
            "`expect` says how an answer is read",
            {"choices-without-ask", "more-than-nine-choices", "choices-read-alike",
             "choice-shadows-standing-word", "choice-key-too-long", "unknown-value",
             "answer-never-used", "yes-or-no-missing"}},
           {"choices_from",
            "Answers that the bank lists.",
            "`{list: name, label: text, save: fact, none: target}`",
            "the answers are `choices`, or what `expect` says",
            {"unknown-list", "expect-and-choices-conflict"}},
           {"expect",
            "How the answer is read.",
            "`choice`, `yes_no`, `text`, `name`, `number`, `minutes`, `datetime`, `postcode`, "
            "`phone` or `code`",
            "`choice` where there are choices",
            {"unknown-expect", "expect-without-ask", "expect-and-choices-conflict",
             "yes-no-without-expect"}},
           {"save",
            "The fact that the answer is kept as.",
            "a name",
            "the answer only leads on",
            {"save-without-ask", "save-never-used", "answer-replaces-own-fact"}},
           {"day",
            "The fact that a day or an hour is kept as, said instead of a choice.",
            "a name",
            "only the choices answer",
            {"day-without-ask", "day-without-choices"}},
           {"keep",
            "false: the answer and its words vanish.",
            "`true` or `false`",
            "`true`",
            {"keep-without-ask", "private-answer-kept"}},
           {"skip",
            "The answer that is taken for whoever would rather not give one.",
            "the key of a choice, `\"yes\"` or `\"no\"`, or a number",
            "the question stands",
            {"skip-without-ask", "skip-no-answer"}},
           {"why",
            "Why it is asked, for whoever would rather not answer.",
            "a text",
            "they are offered a person",
            {"why-without-ask"}},
           {"next",
            "A step of this flow, end, or flow:name.",
            "a target",
            "the step below, and after the last one `end`",
            {"unknown-step", "unknown-flow", "falls-into-step", "dead-end",
             "loop-without-question"}},
           {"silence",
            "What happens when nobody answers; without next: asked again.",
            "`{after: 2h}` or `{after: 2h, next: target}`",
            "that of the flow counts",
            {"silence-without-ask", "question-without-timer", "bad-duration"}},
       }},
      {"choice",
       "Keys of a choice",
       {
           {"label",
            "What the person reads.",
            "a text",
            "",
            {"label-too-long", "choices-read-alike"}},
           {"next",
            "Where this answer leads.",
            "a target",
            "to the `next` of the step",
            {"unknown-step", "choice-next-unused"}},
       }},
      {"choices_from",
       "Keys of choices_from",
       {
           {"list",
            "What the bank lists.",
            "one of [these lists](actions.md)",
            "",
            {"unknown-list"}},
           {"label",
            "How an entry is shown: \"{code} {task}\".",
            "a text",
            "",
            {"unknown-fact", "bad-placeholder"}},
           {"save", "The fact of the entry that is kept.", "a name", "", {"unknown-fact"}},
           {"none",
            "Where the talk goes when nothing is listed.",
            "a target",
            "it says so, and the talk ends",
            {"unknown-step"}},
       }},
      {"silence",
       "Keys of a silence",
       {
           {"after", "After how long.", "`30m`, `24h`, `2d` or `6w`", "", {"bad-duration"}},
           {"next",
            "Where the talk goes then.",
            "a target",
            "a step asks the same once more; a flow must say it",
            {"silence-goes-round"}},
       }},
      {"text",
       "Keys of a text with two forms",
       {
           {"sms", "For every phone.", "a text", "", {"text-too-long"}},
           {"rich", "Where there is room for more.", "a text", "every phone reads `sms`", {}},
       }},
  };
  return groups;
}

std::string key_means(std::string_view of, std::string_view name) {
  for (const auto& group : flow_key_groups())
    for (const auto& key : group.keys)
      if (group.of == of && key.name == name) return std::string(key.means);
  throw std::logic_error("the table of keys has no " + std::string(of) + "." + std::string(name));
}

std::string key_reference() {
  std::string page =
      "# The keys of flows\n\n"
      "Made by `kindbank check --language`; change the table in `bot/flow_keys.cc`, not this "
      "page.\n"
      "[flows.md](flows.md) explains them with examples that a test plays.\n\n"
      "A name is small letters, digits and `_`, with a letter first. A target is a step of the "
      "flow, `end`, or\n"
      "`flow:name` for another flow. Below each key stands what `check` may find about it.\n";
  for (const auto& group : flow_key_groups()) {
    page += "\n## " + std::string(group.title) + "\n";
    for (const auto& key : group.keys) page += shown(key);
  }
  return page;
}

}  // namespace kindbank::bot
