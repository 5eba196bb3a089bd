#include "dialog/load.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "dialog/contains.h"
#include "dialog/draft.h"
#include "dialog/gate.h"
#include "dialog/nearest.h"
#include "dialog/ways.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t max_steps = 200;

bool has_plain_slots(std::string_view written) {
  const auto pieces = pieces_of(written);
  return pieces && std::all_of(pieces->begin(), pieces->end(), [](const TextPiece& piece) {
           return !piece.placeholder || piece.placeholder->forms.empty();
         });
}

bool begins_on_anything(std::string_view pattern) {
  return pattern.empty() || (pattern.starts_with('{') && pattern.find('}') == pattern.size() - 1);
}

// One way to say what is written there.
void read_way(Draft& draft, const YamlNode& value, const std::string& way) {
  Flow& flow = draft.flow;
  const std::string pattern = start_pattern(way);
  if (begins_on_anything(pattern)) {
    draft.error(value.place, "bad-start-words",
                "'" + value.scalar + "' would begin on any message.",
                "Add a word that a person writes.");
  } else if (!flow.places.try_emplace("start:" + pattern, value.place).second) {
    draft.error(value.place, "start-word-claimed-twice",
                "The flow '" + flow.name + "' begins on '" + pattern + "' already.",
                "Remove one of the two.");
  } else {
    flow.starts_on.push_back(pattern);
  }
}

void read_words(Draft& draft, const YamlNode& value) {
  const auto written = draft.text(value, "starts_on");
  if (!written) return;
  if (!has_plain_slots(*written))
    return draft.error(value.place, "bad-placeholder",
                       "A brace in '" + *written + "' holds no name.",
                       "Write a slot as {code}, in small letters.");
  for (const auto& way : draft.ways_to_start(value.place, *written)) read_way(draft, value, way);
}

// {says: need}
void read_said(Draft& draft, const YamlNode& value) {
  const auto what = draft.text(value, "says");
  if (!what) return;
  Flow& flow = draft.flow;
  if (*what != need_said && *what != need_of_other_said) {
    draft.error(value.place, "unknown-said", "No text is read for '" + *what + "'.",
                did_you_mean(*what, {std::string(need_said), std::string(need_of_other_said)},
                             "Write need or need_of_other."));
    return;
  }
  flow.places.try_emplace("says:" + *what, value.place);
  flow.says.push_back(*what);
}

// {bank: invitation.made}
void read_event(Draft& draft, const YamlNode& value) {
  draft.check_keys(value, "starts_on", {"bank", "says"});
  if (const YamlNode* says = value.find("says")) return read_said(draft, *says);
  const YamlNode* bank = value.find("bank");
  if (bank == nullptr && value.entries.empty()) {
    draft.error(value.place, "missing-key", "The event of the bank is not named.",
                "Write {bank: invitation.made}.");
  }
  if (bank == nullptr) return;
  const auto event = draft.text(*bank, "bank");
  if (!event) return;
  draft.flow.events.push_back(*event);
  draft.flow.places.try_emplace("event:" + *event, bank->place);
}

void read_starts(Draft& draft, const YamlNode& value) {
  if (value.kind == YamlNode::Kind::map) return read_event(draft, value);
  if (value.kind != YamlNode::Kind::list) {
    draft.error(value.place, "wrong-type", "The value of 'starts_on' is not a list.",
                "Write [\"need help\"] or {bank: invitation.made}.");
    return;
  }
  for (const YamlNode& item : value.items) {
    if (item.kind == YamlNode::Kind::map) {
      read_event(draft, item);
    } else {
      read_words(draft, item);
    }
  }
}

void read_facts(Draft& draft, const YamlNode& value) {
  if (value.kind != YamlNode::Kind::list) {
    draft.error(value.place, "wrong-type", "The value of 'facts' is not a list.",
                "Write [code, day].");
    return;
  }
  for (const YamlNode& item : value.items) {
    auto name = draft.name(item, "facts");
    if (!name) continue;
    draft.flow.places.try_emplace("fact:" + *name, item.place);
    draft.flow.facts.push_back(std::move(*name));
  }
}

const std::vector<std::string> flow_keys = {"flow",  "about",   "starts_on", "facts",
                                            "steps", "silence", "template"};

// "Steps" is a slip for steps, which is said already.
bool is_misspelt(const YamlNode& root, std::string_view key) {
  return std::any_of(root.entries.begin(), root.entries.end(), [&](const YamlEntry& entry) {
    return !contains(flow_keys, entry.first.scalar) &&
           nearest(entry.first.scalar, flow_keys) == key;
  });
}

void read_steps(Draft& draft, const YamlNode& root, const YamlNode* value) {
  if (value == nullptr && is_misspelt(root, "steps")) return;
  if (value == nullptr) {
    draft.error(root.place, "missing-key", "The flow has no steps.", "Write steps: and the first.");
    return;
  }
  if (value->kind == YamlNode::Kind::null ||
      (value->kind == YamlNode::Kind::map && value->entries.empty())) {
    draft.error(value->place, "empty-steps", "The flow has no step.", "Write the first one.");
    return;
  }
  if (!draft.is_map(*value, "steps", "Write each step under its name.")) return;
  if (value->entries.size() > max_steps) {
    draft.error(value->place, "too-many-steps", "The flow has more than 200 steps.",
                "Split it; a step goes on to another flow with next: flow:name.");
    return;
  }
  for (const auto& [key, step] : value->entries) read_step(draft, key, step);
}

void read_keys(Draft& draft, const YamlNode& root) {
  draft.check_keys(root, "a flow", flow_keys);
  Flow& flow = draft.flow;
  if (const YamlNode* name = root.find("flow")) {
    flow.name = draft.name(*name, "flow").value_or("");
    flow.place = name->place;
  } else if (!is_misspelt(root, "flow")) {
    draft.error(root.place, "missing-key", "The flow has no name.", "Write flow: and its name.");
  }
  if (const YamlNode* about = root.find("about")) {
    flow.about = draft.text(*about, "about").value_or("");
  }
  if (const YamlNode* value = root.find("template")) {
    flow.message_template = draft.text(*value, "template").value_or("");
  }
  if (const YamlNode* starts = root.find("starts_on")) read_starts(draft, *starts);
  if (const YamlNode* facts = root.find("facts")) read_facts(draft, *facts);
  if (const YamlNode* silence = root.find("silence")) {
    flow.silence = draft.silence(*silence);
    if (const YamlNode* next = silence->find("next")) {
      draft.put("silence.next", next->place);
    } else if (flow.silence) {
      draft.error(silence->place, "missing-key", "The flow's silence has no 'next'.",
                  "Write {after: 24h, next: step}, or next: end.");
    }
  }
  read_steps(draft, root, root.find("steps"));
}

// CANCEL, END, QUIT, STOP and their like never reach a flow of their own: carriers take them.
void check_opt_out(Draft& draft) {
  Flow& flow = draft.flow;
  if (flow.name == "stop" || flow.name == "start") return;
  for (const std::string& words : flow.starts_on) {
    if (!is_rights_word(words)) continue;
    draft.error(flow.places["start:" + words], "opt-out-word-used",
                "'" + words + "' is taken by carriers to stop or start all texts.",
                "Choose another word.");
  }
}

// "code, task"
std::string all_of(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

// Of an entry of the list, one fact is remembered and some are read.
void check_entry(Draft& draft, const Step& step, const std::vector<std::string>& facts) {
  const auto& from = *step.choices_from;
  const auto check = [&](const std::string& fact, std::string_view part) {
    if (fact.empty() || std::find(facts.begin(), facts.end(), fact) != facts.end()) return;
    draft.error(draft.at(step, part), "unknown-fact",
                "An entry of '" + from.list + "' has no '" + fact + "'.",
                did_you_mean(fact, facts, "Write one that it has: " + all_of(facts) + "."));
  };
  check(from.save, "choices_from.save");
  const auto named = facts_in(from.label);
  if (!named)
    draft.error(draft.at(step, "choices_from.label"), "bad-placeholder",
                "A brace in this text holds no name of a fact.",
                "Write a fact as {code}, in small letters; a brace cannot stand alone.");
  for (const auto& fact : named.value_or(std::vector<std::string>{}))
    check(fact, "choices_from.label");
}

void check_lists(Draft& draft, const Lists& lists) {
  std::vector<std::string> names;
  for (const auto& [name, facts] : lists) names.push_back(name);
  for (const Step& step : draft.flow.steps) {
    if (!step.choices_from || step.choices_from->list.empty()) continue;
    const std::string& list = step.choices_from->list;
    if (const auto found = lists.find(list); found != lists.end()) {
      check_entry(draft, step, found->second);
      continue;
    }
    draft.error(draft.at(step, "choices_from.list"), "unknown-list",
                "The list '" + list + "' is not offered by this version.",
                did_you_mean(list, names, "Write the choices out: choices: {key: \"Label\"}."));
  }
}

// First what keeps the flow from running, then what keeps it from serving people well.
FlowRead::Runs check_ways(Draft& draft, const Signatures& signatures, const FactNames& known,
                          const FlowLimits& limits) {
  FactNames beginning = first_facts(draft.flow);
  beginning.insert(known.begin(), known.end());
  beginning.erase("answer");
  const Passages passages = passages_of(draft.flow, signatures, beginning);
  check_start_slots(draft, limits);
  check_paths(draft, signatures, known, passages);
  if (draft.broken()) return FlowRead::Runs::no;
  check_limits(draft, limits, known, passages);
  check_prose(draft);
  check_unused(draft, signatures);
  check_ends(draft, passages);
  check_replies(draft, passages, limits.replies);
  check_needed(draft, passages, limits.needed);
  return FlowRead::Runs::yes;
}

// Otherwise a fact may be missing only because its save could not be read, which is said already.
bool names_are_read(const Draft& draft) {
  return std::none_of(draft.findings.begin(), draft.findings.end(), [](const Finding& finding) {
    return finding.code == "unknown-key" || finding.code == "bad-name" ||
           finding.code == "empty-value";
  });
}

bool looks_like_a_flow(const YamlNode& root) {
  constexpr std::array<std::string_view, 3> telling = {"flow", "steps", "starts_on"};
  return root.kind == YamlNode::Kind::map &&
         std::any_of(telling.begin(), telling.end(), [&root](std::string_view key) {
           return root.find(key) != nullptr || is_misspelt(root, key);
         });
}

void in_file_order(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& one, const Finding& other) {
    return std::tie(one.place.line, one.place.column) <
           std::tie(other.place.line, other.place.column);
  });
}

}  // namespace

// FNV-1a of 128 bits. It tells the versions of a town's own files apart, which nobody forges
// against themselves, so it need not be a cryptographic one and dialog/ stays free of such a
// library.
std::string content_hash(std::string_view text) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide prime = (Wide{1} << 88) + 0x13B;
  Wide hash = (Wide{0x6C62272E07BB0142} << 64) + 0x62B821756295C58D;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= prime;
  }
  std::string digits;
  for (int shift = 124; shift >= 0; shift -= 4) {
    digits += "0123456789abcdef"[static_cast<unsigned>(hash >> shift) & 0xF];
  }
  return digits;
}

FlowRead read_flow(std::string_view text, const std::string& file, const Signatures& signatures,
                   const std::vector<std::string>& known_facts, const Lists& lists,
                   const FlowLimits& limits) {
  YamlRead yaml = read_yaml(text, file);
  if (!yaml.findings.empty()) return {Flow{}, std::move(yaml.findings), FlowRead::Runs::no};
  Draft draft;
  draft.flow.place = {file, 1, 1};
  draft.flow.hash = content_hash(text);
  if (!looks_like_a_flow(yaml.root)) {
    draft.error({file, 1, 1}, "not-a-flow", "This is not a flow.",
                "A flow begins with flow: and its name, and has steps.");
    return {std::move(draft.flow), std::move(draft.findings), FlowRead::Runs::no};
  }
  const FactNames known{known_facts.begin(), known_facts.end()};
  read_keys(draft, yaml.root);
  check_opt_out(draft);
  check_lists(draft, lists);
  check_steps(draft, signatures);
  check_texts(draft);
  if (names_are_read(draft)) check_facts(draft, signatures, known);
  auto runs = FlowRead::Runs::no;
  if (!draft.broken()) runs = check_ways(draft, signatures, known, limits);
  in_file_order(draft.findings);
  return {std::move(draft.flow), std::move(draft.findings), runs};
}

}  // namespace kindbank::dialog
