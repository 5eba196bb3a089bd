// One language's texts, from YAML (dialog/language.h has a sample): the shape of the file. How it
// stands beside the flows shows only with them.
#include <array>

#include "dialog/draft.h"
#include "dialog/gate.h"
#include "dialog/language.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/time.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

constexpr std::string_view pair_hint = "Write {en: \"the English\", pl: \"the translation\"}.";

bool is_language_code(std::string_view text) {
  return text.size() >= 2 && text.size() <= 3 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == text.npos;
}

// "pl-PL"
bool is_spoken_tag(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos || !is_language_code(text.substr(0, dash))) return false;
  const auto land = text.substr(dash + 1);
  return land.size() == 2 && land.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == land.npos;
}

class LanguageReader {
 public:
  explicit LanguageReader(const std::string& file) { language_.place = {file, 1, 1}; }

  void read(const YamlNode& root) {
    if (!is_language(root)) return;
    remarks_.check_keys(root, "a language",
                        {"language", "called", "spoken", "common", "reviewed", "answers",
                         "standing", "phrases", "replies", "flows"});
    read_code(*root.find("language"));
    for (const auto& [key, value] : root.entries)
      language_.places.insert_or_assign(key.scalar, key.place);
    if (const YamlNode* value = root.find("reviewed")) language_.reviewed = review(*value);
    if (const YamlNode* value = root.find("called")) read_names(*value);
    if (const YamlNode* value = root.find("spoken")) read_spoken(*value);
    if (const YamlNode* value = root.find("common"))
      for (const auto& word : words(*value, "common"))
        language_.names.common.insert(heard_as(word));
    if (const YamlNode* value = root.find("answers")) read_answers(*value);
    if (const YamlNode* value = root.find("standing")) read_standing(*value);
    if (const YamlNode* value = root.find("phrases")) read_phrases(*value);
    if (const YamlNode* value = root.find("replies")) read_replies(*value);
    if (const YamlNode* value = root.find("flows")) read_flows(*value);
  }

  LanguageRead finished() { return {std::move(language_), std::move(remarks_.findings)}; }

 private:
  bool is_language(const YamlNode& root) {
    if (root.kind == YamlNode::Kind::map && root.find("language") != nullptr) return true;
    remarks_.error(language_.place, "not-a-language", "This file does not say its language.",
                   "It begins with language: and the code, like pl.");
    return false;
  }

  void read_code(const YamlNode& value) {
    language_.place = value.place;
    const auto code = remarks_.text(value, "language");
    if (!code) return;
    language_.code = *code;
    if (is_language_code(*code) && *code != english) return;
    remarks_.error(value.place, "bad-language", "'" + *code + "' is no language to translate to.",
                   *code == english ? "English stands in the flows themselves."
                                    : "Write its code of two or three small letters, like pl.");
  }

  void read_spoken(const YamlNode& value) {
    language_.spoken = remarks_.text(value, "spoken").value_or("");
    if (language_.spoken.empty() || is_spoken_tag(language_.spoken)) return;
    remarks_.error(value.place, "bad-language",
                   "'" + language_.spoken + "' is no language that is said aloud.",
                   "Write it with its land, like pl-PL.");
  }

  // {by: Anna, on: 2026-11-20}, or no.
  std::optional<Review> review(const YamlNode& value) {
    const bool plain_word = value.kind == YamlNode::Kind::scalar && !value.quoted;
    if (plain_word && (value.scalar == "no" || value.scalar == "false")) return std::nullopt;
    if (!remarks_.is_map(value, "reviewed", "Write {by: Anna, on: 2026-11-20}, or no."))
      return std::nullopt;
    remarks_.check_keys(value, "reviewed", {"by", "on"});
    Review review;
    const auto take = [&](std::string_view key, std::string& into) {
      const YamlNode* found = value.find(key);
      if (found != nullptr) {
        into = remarks_.text(*found, key).value_or("");
        return;
      }
      remarks_.error(value.place, "missing-key", "'reviewed' has no '" + std::string{key} + "'.",
                     "Write {by: Anna, on: 2026-11-20}.");
    };
    take("by", review.by);
    take("on", review.on);
    if (!review.on.empty() && (review.on.size() != 10 || !read_local_time(review.on + "T00:00"))) {
      remarks_.error(value.find("on")->place, "bad-date", "'" + review.on + "' is not a day.",
                     "Write it like 2026-11-20.");
      return std::nullopt;
    }
    if (review.by.empty() || review.on.empty()) return std::nullopt;
    return review;
  }

  std::vector<std::string> words(const YamlNode& value, std::string_view key) {
    std::vector<std::string> all;
    if (value.kind != YamlNode::Kind::list) {
      remarks_.error(value.place, "wrong-type",
                     "The value of '" + std::string{key} + "' is not a list.",
                     "Write [one, \"another one\"].");
      return all;
    }
    for (const YamlNode& item : value.items) {
      if (auto word = remarks_.text(item, key)) all.push_back(std::move(*word));
    }
    return all;
  }

  void read_answers(const YamlNode& value) {
    if (!remarks_.is_map(value, "answers", "Write {\"yes\": [tak], \"no\": [nie]}.")) return;
    remarks_.check_keys(value, "answers", {"yes", "no", "but", "greetings", "courtesies"});
    const auto take = [&](std::string_view key, std::vector<std::string>& into) {
      const YamlNode* found = value.find(key);
      if (found == nullptr) return;
      language_.places.insert_or_assign("answers." + std::string{key}, found->place);
      for (const std::string& word : words(*found, key)) into.push_back(heard_as(word));
    };
    take("yes", language_.answers.yes);
    take("no", language_.answers.no);
    take("but", language_.answers.but);
    take("greetings", language_.answers.greetings);
    take("courtesies", language_.answers.courtesies);
  }

  // The first is what a list of languages shows.
  void read_names(const YamlNode& value) {
    const auto called = words(value, "called");
    if (!called.empty()) language_.names.own = called.front();
    for (const auto& name : called) language_.names.called.push_back(heard_as(name));
  }

  void read_standing(const YamlNode& value) {
    if (!remarks_.is_map(value, "standing", "Write {help: [pomoc]}.")) return;
    auto known = all_standing_words();
    known.emplace_back(stop_word);
    remarks_.check_keys(value, "standing words", known);
    for (const auto& [key, list] : value.entries) {
      language_.places.insert_or_assign("standing." + key.scalar, list.place);
      for (const auto& word : words(list, key.scalar)) {
        const auto [found, added] = language_.standing.emplace(heard_as(word), key.scalar);
        if (added || found->second == key.scalar) continue;
        remarks_.error(list.place, "start-word-claimed-twice",
                       "'" + word + "' is " + found->second + " already.", "Keep it once.");
      }
    }
  }

  void read_phrases(const YamlNode& value) {
    if (!remarks_.is_map(value, "phrases", "Write {\"a lift\": podwózka}.")) return;
    for (const auto& [key, text] : value.entries)
      if (auto own = remarks_.text(text, key.scalar))
        language_.phrases.emplace(key.scalar, *std::move(own));
  }

  // "the translation", or {en: "the English", pl: "the translation"}, where each may be
  // {sms: "short", rich: "long"}.
  template <class Texts>
  void read_pair(const YamlNode& value, const std::string& part, Texts& texts) {
    if (value.kind != YamlNode::Kind::map) return put(value, nullptr, part, texts);
    const std::string& code = language_.code;
    remarks_.check_keys(value, "a translated text", {std::string{english}, code});
    const YamlNode* translated = value.find(code);
    if (translated == nullptr) {
      remarks_.error(value.place, "missing-key", "This text has no '" + code + "'.",
                     std::string{pair_hint});
      return;
    }
    const YamlNode* from = value.find(english);
    put(*translated, from, part, texts);
  }

  static const YamlNode* part_of(const YamlNode* value, std::string_view variant) {
    if (value == nullptr) return nullptr;
    if (value->kind != YamlNode::Kind::map) return variant == "sms" ? value : nullptr;
    return value->find(variant);
  }

  void check_braces(const TranslatedText& text) {
    if (pieces_of(text.text)) {
      check_plurals(remarks_, text.place, text.text, language_.code);
      return;
    }
    remarks_.error(text.place, "bad-placeholder", "A brace in this text holds no name of a fact.",
                   "Write a fact as {code}, just as in the English.");
  }

  template <class Texts>
  void put(const YamlNode& value, const YamlNode* from, const std::string& part, Texts& texts) {
    for (const YamlNode* node : {&value, from}) {
      if (node != nullptr && node->kind == YamlNode::Kind::map)
        remarks_.check_keys(*node, "a text", {"sms", "rich"});
    }
    for (const std::string_view variant : {"sms", "rich"}) {
      const YamlNode* node = part_of(&value, variant);
      if (node == nullptr) continue;
      TranslatedText text;
      text.place = node->place;
      text.text = remarks_.text(*node, part).value_or("");
      check_braces(text);
      if (const YamlNode* original = part_of(from, variant))
        text.english = remarks_.text(*original, part).value_or("");
      texts.insert_or_assign(variant == "sms" ? part : part + ".rich", std::move(text));
    }
  }

  void read_replies(const YamlNode& value) {
    if (!remarks_.is_map(value, "replies", "Write each under its name in replies.en.yaml.")) return;
    for (const auto& [key, text] : value.entries) read_pair(text, key.scalar, language_.replies);
  }

  void read_step(const YamlNode& value, TranslatedStep& step) {
    if (!remarks_.is_map(value, "a step", "Write say, ask and choices as the flow has them."))
      return;
    remarks_.check_keys(value, "a translated step",
                        {"say", "ask", "why", "choices", "choices_from"});
    for (const char* part : {"say", "ask", "why"}) {
      if (const YamlNode* text = value.find(part)) read_pair(*text, part, step.texts);
    }
    if (const YamlNode* choices = value.find("choices")) {
      if (remarks_.is_map(*choices, "choices", "Write each under its key in the flow.")) {
        for (const auto& [key, label] : choices->entries)
          read_pair(label, "choices." + key.scalar, step.texts);
      }
    }
    if (const YamlNode* from = value.find("choices_from")) {
      if (!remarks_.is_map(*from, "choices_from", "Write {label: {en: ..., pl: ...}}.")) return;
      remarks_.check_keys(*from, "choices_from", {"label"});
      if (const YamlNode* label = from->find("label"))
        read_pair(*label, "choices_from.label", step.texts);
    }
  }

  void read_flow(const std::string& name, const YamlNode& value, TranslatedFlow& flow) {
    if (!remarks_.is_map(value, name, "Write starts_on, reviewed and steps.")) return;
    remarks_.check_keys(value, "a translated flow", {"starts_on", "reviewed", "steps"});
    flow.reviewed = language_.reviewed;
    if (const YamlNode* reviewed = value.find("reviewed")) flow.reviewed = review(*reviewed);
    if (const YamlNode* starts = value.find("starts_on")) {
      language_.places.insert_or_assign("starts:" + name, starts->place);
      for (const std::string& written : words(*starts, "starts_on"))
        for (const auto& way : remarks_.ways_to_start(starts->place, without_accents(written)))
          flow.starts_on.push_back(start_pattern(way));
    }
    const YamlNode* steps = value.find("steps");
    if (steps == nullptr || !remarks_.is_map(*steps, "steps", "Write each step under its name."))
      return;
    for (const auto& [key, step] : steps->entries) {
      TranslatedStep& translated = flow.steps[key.scalar];
      translated.place = key.place;
      read_step(step, translated);
    }
  }

  void read_flows(const YamlNode& value) {
    if (!remarks_.is_map(value, "flows", "Write each flow under its name.")) return;
    for (const auto& [key, flow] : value.entries) {
      TranslatedFlow& translated = language_.flows[key.scalar];
      translated.place = key.place;
      read_flow(key.scalar, flow, translated);
    }
  }

  Language language_;
  Remarks remarks_;
};

}  // namespace

LanguageRead read_language(std::string_view text, const std::string& file) {
  YamlRead yaml = read_yaml(text, file);
  if (!yaml.findings.empty()) return {Language{}, std::move(yaml.findings)};
  LanguageReader reader{file};
  reader.read(yaml.root);
  LanguageRead read = reader.finished();
  read.language.hash = content_hash(text);
  return read;
}

}  // namespace kindbank::dialog
