#include "dialog/draft.h"

#include <algorithm>

#include "dialog/nearest.h"
#include "dialog/normal.h"
#include "dialog/unicode.h"
#include "dialog/utf8.h"
#include "dialog/ways_to_start.h"

namespace kindbank::dialog {
namespace {

// "" and what shows nothing.
bool shows_nothing(std::string_view text) {
  if (!text.empty() && text.front() > ' ') return false;
  const auto characters = code_points(text);
  return std::all_of(characters.begin(), characters.end(), [](char32_t one) {
    return one <= U' ' || one == U'\u00A0' || is_invisible(one);
  });
}

}  // namespace

void Remarks::error(const Place& place, std::string code, std::string message, std::string hint) {
  add_error(findings, place, std::move(code), std::move(message), std::move(hint));
}

void Remarks::warn(const Place& place, std::string code, std::string message, std::string hint) {
  findings.push_back(
      {Finding::Level::warning, place, std::move(code), std::move(message), std::move(hint)});
}

bool Remarks::broken() const {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.level == Finding::Level::error; });
}

void Draft::put(std::string_view part, const Place& place) {
  places_.insert_or_assign(std::string{part}, place);
}

void Draft::put(const Step& step, std::string_view part, const Place& place) {
  step_places_[step.name].insert_or_assign(std::string{part}, place);
}

Place Draft::at(std::string_view part) const {
  const auto found = places_.find(part);
  return found == places_.end() ? flow.place : found->second;
}

Place Draft::at(const Step& step, std::string_view part) const {
  const auto places = step_places_.find(step.name);
  if (places == step_places_.end()) return step.place;
  const auto found = places->second.find(part);
  return found == places->second.end() ? step.place : found->second;
}

bool Draft::wrote(const Step& step, std::string_view part) const {
  const auto places = step_places_.find(step.name);
  return places != step_places_.end() && places->second.contains(part);
}

std::optional<std::string> Remarks::text(const YamlNode& value, std::string_view key) {
  if (value.kind == YamlNode::Kind::scalar && !shows_nothing(value.scalar)) return value.scalar;
  const std::string quoted = '\'' + std::string{key} + '\'';
  if (value.kind == YamlNode::Kind::scalar || value.kind == YamlNode::Kind::null) {
    error(value.place, "empty-value", "The key " + quoted + " has no value.",
          "Write one, or remove the key.");
  } else {
    error(value.place, "wrong-type", "The value of " + quoted + " is not a text.",
          "Write one text; put it in quotes if it begins with { or [.");
  }
  return std::nullopt;
}

std::optional<std::string> Remarks::name(const YamlNode& value, std::string_view key) {
  auto read = text(value, key);
  if (!read || is_name(*read)) return read;
  error(value.place, "bad-name", "'" + *read + "' is not a name.",
        "Use small letters, digits and _, with a letter first.");
  return std::nullopt;
}

bool Remarks::is_map(const YamlNode& value, std::string_view key, std::string_view hint) {
  if (value.kind == YamlNode::Kind::map) return true;
  error(value.place, "wrong-type", "The value of '" + std::string{key} + "' is not a set of keys.",
        std::string{hint});
  return false;
}

std::optional<Silence> Draft::silence(const YamlNode& value) {
  if (!is_map(value, "silence", "Write {after: 24h, next: step}.")) return std::nullopt;
  check_keys(value, "silence", {"after", "next"});
  const YamlNode* after = value.find("after");
  if (after == nullptr) {
    error(value.place, "missing-key", "The silence has no 'after'.",
          "Write {after: 24h, next: step}.");
    return std::nullopt;
  }
  const auto written = text(*after, "after");
  if (!written) return std::nullopt;
  const auto span = read_duration(*written).value_or(Duration{0});
  if (span <= Duration{0})
    error(after->place, "bad-duration", "'" + *written + "' is not a span of time.",
          "Write it like 30m, 24h, 2d or 6w.");
  Silence silence{span, {}};
  if (const YamlNode* next = value.find("next")) silence.next = text(*next, "next").value_or("");
  return silence;
}

void Remarks::check_keys(const YamlNode& map, std::string_view of,
                         const std::vector<std::string>& known) {
  for (const auto& [key, value] : map.entries) {
    if (std::find(known.begin(), known.end(), key.scalar) != known.end()) continue;
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    const auto colon = key.scalar.find(':');  // label:"Tea"
    error(key.place, "unknown-key",
          "The key '" + key.scalar + "' means nothing in " + std::string{of} + ".",
          colon == key.scalar.npos
              ? did_you_mean(key.scalar, known, "The keys are: " + all + ".")
              : "Leave a blank behind '" + key.scalar.substr(0, colon + 1) + "'.");
  }
}

std::vector<std::string> Remarks::ways_to_start(const Place& place, std::string_view written) {
  auto ways = dialog::ways_to_start(written);
  if (ways) return *std::move(ways);
  error(place, "bad-start-words", "'" + std::string(written) + "' " + ways.error().message,
        "Write it as two, or like \"sorry? (im|i am) late\".");
  return {};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string otherwise) {
  const std::string best = nearest(word, candidates);
  return best.empty() ? std::move(otherwise) : "Did you mean '" + best + "'?";
}

std::string start_pattern(std::string_view text) {
  std::string pattern;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    const std::size_t close = open < text.size() ? text.find('}', open) : text.npos;
    const std::size_t end = close == text.npos ? text.size() : close + 1;
    for (const std::string& piece :
         {plain(text.substr(0, open)), std::string{text.substr(open, end - open)}}) {
      if (!piece.empty()) pattern += (pattern.empty() ? "" : " ") + piece;
    }
    text.remove_prefix(end);
  }
  return pattern;
}

std::vector<std::pair<std::string, std::string>> texts_of(const Step& step) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (!step.say.empty()) texts.emplace_back("say", step.say);
  if (!step.rich.say.empty()) texts.emplace_back("say.rich", step.rich.say);
  if (!step.ask.empty()) texts.emplace_back("ask", step.ask);
  if (!step.rich.ask.empty()) texts.emplace_back("ask.rich", step.rich.ask);
  for (const Choice& choice : step.choices) {
    texts.emplace_back("choices." + choice.key, choice.label);
  }
  if (!step.why.empty()) texts.emplace_back("why", step.why);
  return texts;
}

std::vector<std::pair<std::string, std::string>> translatable_texts_of(const Step& step) {
  auto texts = texts_of(step);
  if (step.choices_from) texts.emplace_back("choices_from.label", step.choices_from->label);
  return texts;
}

std::string_view onward(const Flow& flow, const Step& step) {
  return step.next.empty() ? flow.after(step) : std::string_view{step.next};
}

bool asks(const Step& step) { return step.expect != Expect::none; }

FactNames first_facts(const Flow& flow) {
  std::optional<FactNames> common;
  for (const std::string& words : flow.starts_on) {
    const auto slots = facts_in(words);
    FactNames named;
    if (slots) named.insert(slots->begin(), slots->end());
    if (!common) {
      common = std::move(named);
    } else {
      std::erase_if(*common, [&named](const std::string& fact) { return !named.contains(fact); });
    }
  }
  FactNames facts{flow.facts.begin(), flow.facts.end()};
  if (common && flow.events.empty() && flow.says.empty())
    facts.insert(common->begin(), common->end());
  return facts;
}

bool is_in_own_file(const Flow& flow) {
  constexpr std::string_view ending = ".yaml";
  std::string_view file = flow.place.file;
  file.remove_prefix(file.rfind('/') + 1);  // npos + 1 is 0
  if (!file.ends_with(ending)) return true;
  return file.substr(0, file.size() - ending.size()) == flow.name;
}

}  // namespace kindbank::dialog
