// One step of a flow, from YAML: the shape of its keys and values, nothing yet about what they mean
// together.
#include "dialog/draft.h"

namespace kindbank::dialog {
namespace {

void read_text(Draft& draft, Step& step, const YamlNode& value, std::string_view key,
               std::string& into) {
  const auto text = draft.text(value, key);
  if (!text) return;
  draft.put(step, key, value.place);
  into = *text;
}

// "one text", or {sms: "for every phone", rich: "where there is room for more"}.
void read_variants(Draft& draft, Step& step, const YamlNode& value, std::string_view key,
                   std::string& sms, std::string& rich) {
  if (value.kind != YamlNode::Kind::map) return read_text(draft, step, value, key, sms);
  draft.check_keys(value, key, {"sms", "rich"});
  const YamlNode* shorter = value.find("sms");
  if (shorter == nullptr) {
    draft.error(value.place, "missing-key", "This text has no 'sms', which every phone can show.",
                "Write {sms: \"short\", rich: \"longer\"}, or one text alone.");
  } else if (auto text = draft.text(*shorter, "sms")) {
    draft.put(step, key, shorter->place);
    sms = *std::move(text);
  }
  const YamlNode* longer = value.find("rich");
  if (longer == nullptr) return;
  draft.put(step, std::string{key} + ".rich", longer->place);
  rich = draft.text(*longer, "rich").value_or("");
}

void read_expected(Draft& draft, Step& step, const YamlNode& value) {
  const auto text = draft.text(value, "expect");
  if (!text) return;
  draft.put(step, "expect", value.place);
  if (const auto expect = read_expect(*text)) {
    step.expect = *expect;
    return;
  }
  const auto known = expect_names();
  std::string all;
  for (const auto& one : known)
    all += (all.empty() ? "" : &one == &known.back() ? " or " : ", ") + one;
  draft.error(value.place, "unknown-expect", "Nothing is read as '" + *text + "'.",
              did_you_mean(*text, known, "Use " + all + "."));
}

void read_choice(Draft& draft, Step& step, const YamlNode& key, const YamlNode& value) {
  Choice choice;
  const auto name = draft.name(key, "choices");
  const std::string part = "choices." + key.scalar;
  draft.put(step, part, value.place);
  if (value.kind == YamlNode::Kind::map) {
    draft.check_keys(value, "a choice", {"label", "next"});
    const YamlNode* label = value.find("label");
    if (label == nullptr) {
      draft.error(value.place, "missing-key", "The choice '" + key.scalar + "' has no label.",
                  "Write what the person reads: label: \"...\".");
    } else if (const auto text = draft.text(*label, "label")) {
      draft.put(step, part, label->place);
      choice.label = *text;
    }
    if (const YamlNode* next = value.find("next")) {
      draft.put(step, part + ".next", next->place);
      choice.next = draft.text(*next, "next").value_or("");
    }
  } else if (const auto text = draft.text(value, key.scalar)) {
    choice.label = *text;
  }
  if (!name) return;
  choice.key = *name;
  step.choices.push_back(std::move(choice));
}

void read_choices(Draft& draft, Step& step, const YamlNode& value) {
  if (!draft.is_map(value, "choices", "Write each as key: \"What the person reads\".")) return;
  draft.put(step, "choices", value.place);
  for (const auto& [key, choice] : value.entries) read_choice(draft, step, key, choice);
  if (value.entries.empty()) {
    draft.error(value.place, "empty-value", "The key 'choices' has no choices.",
                "Write each as key: \"What the person reads\".");
  }
}

void read_choices_from(Draft& draft, Step& step, const YamlNode& value) {
  if (!draft.is_map(value, "choices_from", "Write {list: ..., label: \"...\", save: ...}.")) return;
  draft.check_keys(value, "choices_from", {"list", "label", "save", "none"});
  draft.put(step, "choices_from", value.place);
  ChoicesFrom from;
  const auto take = [&](std::string_view key, std::string& into) {
    const YamlNode* node = value.find(key);
    if (node == nullptr) {
      draft.error(value.place, "missing-key", "choices_from has no '" + std::string{key} + "'.",
                  "Write {list: ..., label: \"...\", save: ...}.");
    } else {
      draft.put(step, "choices_from." + std::string{key}, node->place);
      into = (key == "label" ? draft.text(*node, key) : draft.name(*node, key)).value_or("");
    }
  };
  take("list", from.list);
  take("label", from.label);
  take("save", from.save);
  if (const YamlNode* if_none = value.find("none")) {
    draft.put(step, "choices_from.none", if_none->place);
    from.none = draft.text(*if_none, "none").value_or("");
  }
  step.choices_from = std::move(from);
}

void read_with(Draft& draft, Step& step, const YamlNode& value) {
  if (!draft.is_map(value, "with", "Write argument: fact.")) return;
  for (const auto& [key, fact] : value.entries) {
    draft.put(step, "with." + key.scalar, key.place);
    draft.put(step, "with." + key.scalar + ".fact", fact.place);
    const auto argument = draft.name(key, "with");
    const auto named = draft.name(fact, key.scalar);
    if (argument && named) step.call->with[*argument] = *named;
  }
}

void read_then(Draft& draft, Step& step, const YamlNode& value) {
  if (!draft.is_map(value, "then", "Write outcome: step.")) return;
  draft.put(step, "then", value.place);
  for (const auto& [key, target] : value.entries) {
    draft.put(step, "then." + key.scalar, key.place);
    draft.put(step, "then." + key.scalar + ".next", target.place);
    const auto outcome = draft.name(key, "then");
    const auto next = draft.text(target, key.scalar);
    if (outcome && next) step.call->then[*outcome] = *next;
  }
}

void read_call(Draft& draft, Step& step, const YamlNode& value) {
  const YamlNode* action = value.find("do");
  if (action == nullptr) {
    for (const char* key : {"with", "then"}) {
      if (const YamlNode* alone = value.find(key)) {
        draft.error(alone->place, "missing-key",
                    "The step '" + step.name + "' has '" + key + "' but does nothing.",
                    "Write what is done: do: ....");
      }
    }
    return;
  }
  step.call.emplace();
  read_text(draft, step, *action, "do", step.call->action);
  if (const YamlNode* with = value.find("with")) read_with(draft, step, *with);
  if (const YamlNode* then = value.find("then")) read_then(draft, step, *then);
}

void read_keep(Draft& draft, Step& step, const YamlNode& value) {
  draft.put(step, "keep", value.place);
  if (value.kind == YamlNode::Kind::scalar && !value.quoted &&
      (value.scalar == "true" || value.scalar == "false")) {
    step.keep = value.scalar == "true";
    return;
  }
  draft.error(value.place, "wrong-type", "The value of 'keep' is neither true nor false.",
              "Write keep: false where the words are not to be kept.");
}

void read_silence(Draft& draft, Step& step, const YamlNode& value) {
  draft.put(step, "silence", value.place);
  if (const YamlNode* next = value.find("next")) draft.put(step, "silence.next", next->place);
  step.silence = draft.silence(value);
}

}  // namespace

void read_step(Draft& draft, const YamlNode& key, const YamlNode& value) {
  Step step;
  step.name = key.scalar;
  step.place = key.place;
  draft.name(key, "steps");
  if (step.name == end_step) {
    draft.error(key.place, "bad-name", "A step cannot be called 'end'.",
                "That is where a talk is over; give the step another name.");
  }
  if (draft.is_map(value, step.name, "Write what the step does: say, ask, do, next.")) {
    if (!value.entries.empty()) draft.put(step, "last", value.entries.back().first.place);
    draft.check_keys(value, "a step",
                     {"do", "with", "then", "say", "ask", "choices", "choices_from", "expect",
                      "save", "day", "keep", "skip", "why", "next", "silence"});
    read_call(draft, step, value);
    const auto take = [&](std::string_view name, auto read) {
      if (const YamlNode* found = value.find(name)) read(*found, name);
    };
    const auto into = [&](std::string& text) {
      return [&](const YamlNode& node, std::string_view name) {
        read_text(draft, step, node, name, text);
      };
    };
    const auto with = [&](auto read) {
      return [&, read](const YamlNode& node, std::string_view) { read(draft, step, node); };
    };
    const auto variants = [&](std::string& sms, std::string& rich) {
      return [&](const YamlNode& node, std::string_view name) {
        read_variants(draft, step, node, name, sms, rich);
      };
    };
    take("say", variants(step.say, step.rich.say));
    take("ask", variants(step.ask, step.rich.ask));
    take("choices", with(read_choices));
    take("choices_from", with(read_choices_from));
    take("expect", with(read_expected));
    take("keep", with(read_keep));
    take("skip", into(step.skip));
    take("why", into(step.why));
    take("next", into(step.next));
    take("silence", with(read_silence));
    take("save", [&](const YamlNode& node, std::string_view name) {
      draft.put(step, name, node.place);
      step.save = draft.name(node, name).value_or("");
    });
    take("day", [&](const YamlNode& node, std::string_view name) {
      draft.put(step, name, node.place);
      step.day = draft.name(node, name).value_or("");
    });
  }
  if (step.expect == Expect::none && (!step.choices.empty() || step.choices_from)) {
    step.expect = Expect::choice;
  }
  draft.flow.steps.push_back(std::move(step));
}

}  // namespace kindbank::dialog
