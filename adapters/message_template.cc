#include "adapters/message_template.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

namespace kindbank::adapters {
namespace {

constexpr std::size_t longest_code = 3;  // of a language

std::string in_one_line(const std::string& text) {
  std::istringstream all(text);
  std::string line;
  for (std::string word; all >> word; line += word)
    if (!line.empty()) line += ' ';
  return line;
}

bool fits_variables(const Approval& approval, const Outgoing& part) {
  if (!approval.variables) return true;
  return !part.message_template.empty() && approval.use == part.message_template &&
         part.slots.size() == *approval.variables &&
         std::none_of(part.slots.begin(), part.slots.end(),
                      [](const std::string& slot) { return in_one_line(slot).empty(); });
}

// "kind_late/3"
Approval read_approval(std::string use, std::string language, std::string value) {
  Approval approval{std::move(use), std::move(language), std::move(value), std::nullopt};
  const auto slash = approval.value.rfind('/');
  if (slash == std::string::npos) return approval;
  const auto* from = approval.value.data() + slash + 1;
  const auto* end = approval.value.data() + approval.value.size();
  std::size_t variables = 0;
  const auto read = std::from_chars(from, end, variables);
  if (read.ec != std::errc{} || read.ptr != end || variables == 0) return approval;
  approval.variables = variables;
  approval.value.resize(slash);
  return approval;
}

}  // namespace

bool needs_template(const Outgoing& part) {
  return !part.silent_for || *part.silent_for >= free_window;
}

std::string template_words(const Outgoing& part) { return in_one_line(numbered(part.message)); }

std::vector<std::string> variables_of(const Approval& approval, const Outgoing& part) {
  if (!approval.variables) return {template_words(part)};
  std::vector<std::string> words;
  for (const auto& slot : part.slots) words.push_back(in_one_line(slot));
  return words;
}

std::vector<Approval> read_approvals(std::string_view setting) {
  std::vector<Approval> approvals;
  std::istringstream entries{std::string(setting)};
  for (std::string entry; entries >> entry;) {
    const auto colon = entry.find(':');
    if (colon == std::string::npos) {
      approvals.push_back(read_approval("", entry.substr(0, entry.find('_')), entry));
      continue;
    }
    const auto key = entry.substr(0, colon);
    const auto dot = key.find('.');
    const auto value = entry.substr(colon + 1);
    if (dot != std::string::npos)
      approvals.push_back(read_approval(key.substr(0, dot), key.substr(dot + 1), value));
    else if (key.size() <= longest_code)
      approvals.push_back(read_approval("", key, value));
    else
      approvals.push_back(read_approval(key, "", value));
  }
  return approvals;
}

bool serve_all(const std::vector<Approval>& approvals) {
  const auto has = [&](std::string_view use) {
    return std::any_of(approvals.begin(), approvals.end(), [&](const Approval& one) {
      const bool any_language = use.empty() || one.language.empty();
      return one.use == use && any_language && !one.variables;
    });
  };
  return has("") || std::all_of(message_classes.begin(), message_classes.end(), has);
}

std::map<std::string, std::set<std::string>> uses_of(const std::vector<Approval>& approvals) {
  std::map<std::string, std::set<std::string>> uses;
  for (const Approval& one : approvals)
    if (!one.use.empty() && !one.variables) uses[one.use].insert(one.language);
  return uses;
}

const Approval* approved_for(const std::vector<Approval>& approvals, const Outgoing& part) {
  const std::array<std::string, 3> uses = {part.message_template, part.message_class, ""};
  for (const bool in_language : {true, false})
    for (std::size_t i = 0; i < uses.size(); ++i) {
      if (uses[i].empty() && i + 1 < uses.size()) continue;
      // One for all is of whatever language comes first, one of a use of the person's or none.
      const auto found = std::find_if(approvals.begin(), approvals.end(), [&](const Approval& one) {
        const bool fits =
            in_language ? one.language == part.language : one.use.empty() || one.language.empty();
        return one.use == uses[i] && fits && fits_variables(one, part);
      });
      if (found != approvals.end()) return &*found;
    }
  return nullptr;
}

void limit_templates(Limits& limits, const std::vector<Approval>& approvals) {
  limits.templates = uses_of(approvals);
  const bool for_all = std::any_of(approvals.begin(), approvals.end(), [](const Approval& one) {
    return one.use.empty() && !one.variables;
  });
  for (const Approval& one : approvals)
    if (one.variables) limits.variables[one.use] = *one.variables;
  if (!for_all) limits.begins = Limits::Begins::with_template;
  if (approvals.empty()) return;
  limits.in_template = longest_in_template;
  limits.text = std::min(limits.text, longest_in_template);  // a longer one goes in two
}

}  // namespace kindbank::adapters
