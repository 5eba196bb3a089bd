// The bytes of a flow's file and where its values stand in them, so that a test can write into it
// as an author would, and leave the rest as it was laid out.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "dialog/yaml.h"

namespace kindbank::bot {

class FlowText {
 public:
  explicit FlowText(std::string text);  // ASCII, and without a mistake in its YAML

  const std::string& bytes() const { return text_; }
  std::string bytes(std::size_t from, std::size_t to) const {
    return text_.substr(from, to - from);
  }

  std::size_t begin_of(const dialog::YamlNode& node) const;
  std::size_t end_of(const dialog::YamlNode& node) const;  // behind it
  std::string written(const dialog::YamlNode& node) const;
  int line_of(std::size_t at) const;                      // 1-based
  bool in_flow_style(const dialog::YamlNode& map) const;  // {a: b}

  // The key with its value, and what parts it from its neighbours.
  std::pair<std::size_t, std::size_t> extent(const dialog::YamlNode& map,
                                             const dialog::YamlEntry& entry) const;

 private:
  std::size_t end_of_quoted(std::size_t at) const;
  std::size_t end_of_bracket(std::size_t at) const;

  std::string text_;
  std::vector<std::size_t> starts_;  // of the lines
};

}  // namespace kindbank::bot
