#include "tests/bot/flow_text.h"

#include <algorithm>

namespace kindbank::bot {

using dialog::YamlEntry;
using dialog::YamlNode;
using Kind = YamlNode::Kind;

FlowText::FlowText(std::string text) : text_(std::move(text)) {
  starts_.push_back(0);
  for (std::size_t at = 0; at < text_.size(); ++at)
    if (text_[at] == '\n') starts_.push_back(at + 1);
}

std::size_t FlowText::begin_of(const YamlNode& node) const {
  return starts_[static_cast<std::size_t>(node.place.line - 1)] +
         static_cast<std::size_t>(node.place.column - 1);
}

int FlowText::line_of(std::size_t at) const {
  return static_cast<int>(std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin());
}

std::size_t FlowText::end_of_quoted(std::size_t at) const {
  const char quote = text_[at];
  for (++at; text_[at] != quote; ++at)
    if (quote == '"' && text_[at] == '\\') ++at;
  return at + 1;
}

std::size_t FlowText::end_of_bracket(std::size_t at) const {
  int depth = 0;
  while (true) {
    const char c = text_[at];
    if (c == '"') {
      at = end_of_quoted(at);
      continue;
    }
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    ++at;
    if (depth == 0) return at;
  }
}

std::size_t FlowText::end_of(const YamlNode& node) const {
  const auto at = begin_of(node);
  if (node.kind == Kind::scalar)
    return text_[at] == '"' || text_[at] == '\'' ? end_of_quoted(at) : at + node.scalar.size();
  if (text_[at] == '{' || text_[at] == '[') return end_of_bracket(at);
  if (node.kind == Kind::map && !node.entries.empty()) return end_of(node.entries.back().second);
  if (node.kind == Kind::list && !node.items.empty()) return end_of(node.items.back());
  return at;
}

std::string FlowText::written(const YamlNode& node) const {
  return bytes(begin_of(node), end_of(node));
}

bool FlowText::in_flow_style(const YamlNode& map) const { return text_[begin_of(map)] == '{'; }

std::pair<std::size_t, std::size_t> FlowText::extent(const YamlNode& map,
                                                     const YamlEntry& entry) const {
  auto from = begin_of(entry.first);
  auto to = end_of(entry.second);
  if (entry.second.kind == Kind::null) to = end_of(entry.first) + 1;
  if (in_flow_style(map)) {
    if (text_[to] == ',') {
      to = std::min(text_.find_first_not_of(' ', to + 1), text_.size());
    } else if (const auto comma = text_.find_last_not_of(' ', from - 1); text_[comma] == ',') {
      from = comma;
    }
    return {from, to};
  }
  from = starts_[static_cast<std::size_t>(entry.first.place.line - 1)];
  return {from, std::min(text_.find('\n', to), text_.size() - 1) + 1};
}

}  // namespace kindbank::bot
