#include "dialog/comes_between.h"

#include <algorithm>

namespace kindbank::dialog {
namespace {

constexpr std::string_view flow_jump = "flow:";
constexpr Duration left_alone = std::chrono::minutes{10};

}  // namespace

bool is_menu(const Step& step) {
  return !step.choices.empty() &&
         std::all_of(step.choices.begin(), step.choices.end(),
                     [](const Choice& choice) { return choice.next.starts_with(flow_jump); });
}

Time comes_between(const Flows& flows, const Conversation& conversation,
                   std::string_view message_class, Time now) {
  if (!conversation.open) return now;
  const auto& open = *conversation.open;
  const auto* flow = flows.version(open.flow, open.version);
  const auto* step = flow == nullptr ? nullptr : flow->find(open.step);
  if (step != nullptr && is_menu(*step)) return now;
  const bool said_yes = !open.about.empty() && !open.trail.empty();
  if (message_class == "invitation" && said_yes) return now + left_alone;
  return std::max(now, open.asked_at + left_alone);
}

}  // namespace kindbank::dialog
