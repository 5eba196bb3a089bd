#include "bank/categories.h"

#include <cstdlib>

#include "dialog/draft.h"

namespace kindbank::bank {
namespace {

using dialog::Finding;
using dialog::YamlNode;

// A level, or nothing where the table says "refused".
std::optional<Level> level_of(const YamlNode& entry, std::string_view key,
                              std::vector<Finding>& findings) {
  const auto* found = entry.find(key);
  if (found != nullptr && found->scalar == "refused") return std::nullopt;
  if (found != nullptr)
    if (const auto level = read_level(found->scalar)) return level;
  add_error(findings, found != nullptr ? found->place : entry.place, "bad-level",
            "'" + std::string(key) + "' must be V0, V1, V2, V3 or refused.",
            "Take the level from the table that the safeguarding lead signed.");
  return std::nullopt;
}

// Refused is the highest: nobody may.
int height(const std::optional<Level>& level) {
  return level ? static_cast<int>(*level) : static_cast<int>(Level::V3) + 1;
}

// A reason of age, health or a disability never makes a check less, and neither does a journey to
// care: what is regulated activity would be done by somebody who was not checked for it.
void check_heights(const YamlNode& entry, const std::string& name, const Category& category,
                   std::vector<Finding>& findings) {
  const auto add_lower = [&](std::string_view key, std::string_view than) {
    add_error(findings, entry.find(key)->place, "reason-lowers-level",
              "'" + std::string(key) + "' of '" + name + "' is lower than its '" +
                  std::string(than) + "'.",
              "Take both levels from the table that the safeguarding lead signed.");
  };
  if (height(category.level_with_reason) < height(category.level))
    add_lower("level_with_reason", "level");
  if (entry.find("level_to_care") != nullptr &&
      height(category.level_to_care) < height(category.level_with_reason))
    add_lower("level_to_care", "level_with_reason");
}

void check_keys(const YamlNode& entry, const std::string& name, std::vector<Finding>& findings) {
  dialog::Remarks remarks;
  remarks.check_keys(
      entry, "the category '" + name + "'",
      {"task", "minutes", "level", "level_with_reason", "level_to_care", "same_language"});
  findings.insert(findings.end(), remarks.findings.begin(), remarks.findings.end());
}

}  // namespace

void read_categories(const YamlNode& root, Town& town, std::vector<Finding>& findings) {
  for (const auto& [name, entry] : root.entries) {
    Category category;
    const auto* task = entry.find("task");
    const auto* minutes = entry.find("minutes");
    if (task == nullptr || minutes == nullptr || std::atoi(minutes->scalar.c_str()) <= 0) {
      add_error(
          findings, entry.place, "bad-category",
          "The category '" + name.scalar + "' needs a task and its minutes.",
          "Write it like lift: {task: \"a lift\", minutes: 45, level: V1, level_with_reason: V3}.");
      continue;
    }
    check_keys(entry, name.scalar, findings);
    category.task = task->scalar;
    check_name(findings, *task, dialog::name_limits.task);
    category.minutes = std::atoi(minutes->scalar.c_str());
    if (const auto* shared = entry.find("same_language")) {
      category.same_language = shared->scalar == "yes";
      if (shared->scalar != "yes" && shared->scalar != "no")
        add_error(findings, shared->place, "bad-category", "'same_language' must be yes or no.",
                  "Write yes where two people talk, as in a chat.");
    }
    const auto before = findings.size();
    category.level = level_of(entry, "level", findings);
    category.level_with_reason = level_of(entry, "level_with_reason", findings);
    if (entry.find("level_to_care") != nullptr)
      category.level_to_care = level_of(entry, "level_to_care", findings);
    if (findings.size() == before) check_heights(entry, name.scalar, category, findings);
    town.categories[name.scalar] = std::move(category);
  }
}

}  // namespace kindbank::bank
