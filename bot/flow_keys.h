// Every key that a flow is written with: what it means, how it is written, what counts where it is
// left out, and what `check` finds about it. The one table behind docs/keys.md and the descriptions
// in docs/flow.schema.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::bot {

struct FlowKey {
  std::string_view name;
  std::string_view means;                  // in one sentence
  std::string_view is;                     // "a text in quotes"
  std::string_view left_out;               // "" where it cannot be
  std::vector<std::string_view> findings;  // their codes
};

// The keys that stand together, in the order of the page.
struct FlowKeyGroup {
  std::string_view of;  // "step"
  std::string_view title;
  std::vector<FlowKey> keys;
};

const std::vector<FlowKeyGroup>& flow_key_groups();

// What a key means; both must be in the table.
std::string key_means(std::string_view of, std::string_view name);

// docs/keys.md.
std::string key_reference();

}  // namespace kindbank::bot
