#include "dialog/flow.h"

#include <algorithm>
#include <array>

namespace kindbank::dialog {
namespace {

constexpr auto expect_table = std::to_array<std::pair<std::string_view, Expect>>({
    {"choice", Expect::choice},
    {"yes_no", Expect::yes_no},
    {"text", Expect::text},
    {"name", Expect::name},
    {"number", Expect::number},
    {"minutes", Expect::minutes},
    {"datetime", Expect::datetime},
    {"postcode", Expect::postcode},
    {"phone", Expect::phone},
    {"code", Expect::code},
});

}  // namespace

std::string_view expect_name(Expect expect) {
  for (const auto& [name, one] : expect_table)
    if (one == expect) return name;
  return {};
}

std::optional<Expect> read_expect(std::string_view name) {
  for (const auto& [known, expect] : expect_table)
    if (known == name) return expect;
  return std::nullopt;
}

std::vector<std::string> expect_names() {
  std::vector<std::string> names;
  for (const auto& one : expect_table) names.emplace_back(one.first);
  return names;
}

bool takes_any_words(const Step& step) {
  return step.expect == Expect::text || step.expect == Expect::name;
}

bool says_day(const Step& step) { return !step.day.empty() || step.expect == Expect::datetime; }

bool reads_back(const Step& step, const std::string& fact) {
  return !fact.empty() && (step.ask.find("{" + fact + "}") != std::string::npos ||
                           step.ask.find("{" + fact + "|") != std::string::npos);
}

bool reads_day_back(const Flow& flow, const Step& step) {
  return std::any_of(flow.steps.begin(), flow.steps.end(), [&](const Step& before) {
    return says_day(before) && reads_back(step, before.save);
  });
}

const Step* Flow::find(std::string_view step) const {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [step](const Step& one) { return one.name == step; });
  return found == steps.end() ? nullptr : &*found;
}

std::string_view Flow::after(const Step& step) const {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [&step](const Step& one) { return one.name == step.name; });
  if (found == steps.end() || std::next(found) == steps.end()) return end_step;
  return std::next(found)->name;
}

bool Flow::takes(std::string_view fact) const {
  if (std::find(facts.begin(), facts.end(), fact) != facts.end()) return true;
  const std::string slot = "{" + std::string(fact) + "}";
  return std::any_of(starts_on.begin(), starts_on.end(),
                     [&slot](const std::string& words) { return words.find(slot) != words.npos; });
}

void Flows::put(const std::shared_ptr<const Flow>& flow) {
  current_[flow->name] = flow;
  versions_[flow->name][flow->hash] = flow;
  start_words_[std::string(english)].set(flow->name, flow->starts_on);
  for (const auto& [code, language] : languages_)
    if (const auto own = language->flows.find(flow->name); own != language->flows.end())
      start_words_[code].set(flow->name, own->second.starts_on);
}

void Flows::add(Flow flow) { put(std::make_shared<const Flow>(std::move(flow))); }

void Flows::borrow(const Flow& flow) {
  put(std::shared_ptr<const Flow>(std::shared_ptr<const Flow>(), &flow));
}

void Flows::add_older(Flow flow) {
  const auto shared = std::make_shared<const Flow>(std::move(flow));
  versions_[shared->name].try_emplace(shared->hash, shared);
}

const Flow* Flows::current(std::string_view name) const {
  const auto found = current_.find(name);
  return found == current_.end() ? nullptr : found->second.get();
}

const Flow* Flows::version(std::string_view name, std::string_view hash) const {
  const auto named = versions_.find(name);
  if (named == versions_.end()) return nullptr;
  const auto found = named->second.find(hash);
  return found == named->second.end() ? nullptr : found->second.get();
}

const Flow* Flows::for_event(std::string_view event) const {
  for (const auto& [name, flow] : current_) {
    if (std::find(flow->events.begin(), flow->events.end(), event) != flow->events.end()) {
      return flow.get();
    }
  }
  return nullptr;
}

const Flow* Flows::for_said(std::string_view what) const {
  for (const auto& [name, flow] : current_)
    if (std::find(flow->says.begin(), flow->says.end(), what) != flow->says.end())
      return flow.get();
  return nullptr;
}

void Flows::add(Language language) {
  auto code = language.code;
  auto& own = start_words_[code] = {};
  for (const auto& [name, flow] : language.flows)
    if (current(name) != nullptr) own.set(name, flow.starts_on);
  languages_[std::move(code)] = std::make_shared<const Language>(std::move(language));
}

const StartWords& Flows::start_words(std::string_view language) const {
  static const StartWords none;
  const auto found = start_words_.find(language);
  return found == start_words_.end() ? none : found->second;
}

std::vector<const Language*> Flows::languages() const {
  std::vector<const Language*> all;
  for (const auto& [code, language] : languages_) all.push_back(language.get());
  return all;
}

const Language* Flows::language(std::string_view code) const {
  const auto found = languages_.find(code);
  return found == languages_.end() ? nullptr : found->second.get();
}

std::vector<const Flow*> Flows::all() const {
  std::vector<const Flow*> flows;
  for (const auto& [name, flow] : current_) flows.push_back(flow.get());
  return flows;
}

}  // namespace kindbank::dialog
