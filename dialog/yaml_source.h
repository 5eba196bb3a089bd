// The bytes of a YAML file before any parser sees them: where its lines are, and what is wrong with
// them whatever they say. Only dialog/yaml.cc uses this.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/yaml.h"

namespace kindbank::dialog {

// Offsets are bytes from the beginning. Borrows the text and the file's name.
class Source {
 public:
  Source(std::string_view text, const std::string& file);

  std::string_view text() const { return text_; }
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  // Columns are counted in characters, as an editor shows them.
  Place place(std::size_t offset) const;
  // Bytes between the beginning of the line and `offset`.
  std::size_t indent(std::size_t offset) const;
  // The first line that begins behind `offset`; lines() where none does.
  std::size_t line_after(std::size_t offset) const;
  std::size_t lines() const { return starts_.size(); }
  std::size_t line_start(std::size_t index) const { return starts_[index]; }
  std::string_view line(std::size_t index) const;

  // Where the quote that opens at `open` is closed; nothing where it never is.
  std::optional<std::size_t> closing_quote(std::size_t open) const;

 private:
  std::string_view text_;
  const std::string& file_;
  std::vector<std::size_t> starts_;
};

// Size, encoding, control characters, tabs, directives. Only a text without findings may be parsed.
std::vector<Finding> check_bytes(const Source& source);

}  // namespace kindbank::dialog
