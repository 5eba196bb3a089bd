#include "adapters/message_template.h"

#include <algorithm>
#include <sstream>

namespace kindbank::adapters {

bool needs_template(const Outgoing& part) {
  return !part.silent_for || *part.silent_for >= free_window;
}

std::string template_words(const Outgoing& part) {
  std::istringstream all(numbered(part.message));
  std::string line;
  for (std::string word; all >> word; line += word)
    if (!line.empty()) line += ' ';
  return line;
}

std::vector<Approval> read_approvals(std::string_view setting) {
  std::vector<Approval> approvals;
  std::istringstream entries{std::string(setting)};
  for (std::string entry; entries >> entry;) {
    const auto colon = entry.find(':');
    if (colon == std::string::npos)
      approvals.push_back({entry.substr(0, entry.find('_')), entry});
    else
      approvals.push_back({entry.substr(0, colon), entry.substr(colon + 1)});
  }
  return approvals;
}

const std::string& approved_for(const std::vector<Approval>& approvals, std::string_view language) {
  const auto found = std::find_if(approvals.begin(), approvals.end(),
                                  [&](const Approval& one) { return one.language == language; });
  return found == approvals.end() ? approvals.front().value : found->value;
}

}  // namespace kindbank::adapters
