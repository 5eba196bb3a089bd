#include "dialog/yaml_source.h"

#include <algorithm>

#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t max_bytes = 1024 * 1024;

Finding finding(const Source& source, std::size_t where, std::string code, std::string message,
                std::string hint) {
  return {Finding::Level::error, source.place(where), std::move(code), std::move(message),
          std::move(hint)};
}

// Where the first byte is that is no part of a character.
std::optional<std::size_t> first_broken(std::string_view text) {
  if (is_utf8(text)) return std::nullopt;
  const std::string repaired = repair_utf8(text).text;
  const auto differ = std::mismatch(text.begin(), text.end(), repaired.begin(), repaired.end());
  return static_cast<std::size_t>(differ.first - text.begin());
}

// A carriage return is one, too, where no line ends.
std::optional<std::size_t> first_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '\n' || byte == '\t') continue;
    if (byte == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    if ((byte >= 0 && byte < ' ') || byte == '\x7F') return at;
  }
  return std::nullopt;
}

void check_lines(const Source& source, std::vector<Finding>& findings) {
  bool begun = false;
  for (std::size_t index = 0; index < source.lines(); ++index) {
    const std::string_view line = source.line(index);
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first == line.npos) continue;
    if (const std::size_t tab = line.substr(0, first).find('\t'); tab != line.npos) {
      findings.push_back(finding(source, source.line_start(index) + tab, "tab",
                                 "A tab stands at the beginning of this line.", "Use spaces."));
    }
    for (const std::string_view blank : {"\u00A0", "\u3000", "\u200B", "\uFEFF"}) {
      if (!line.substr(first).starts_with(blank)) continue;
      findings.push_back(finding(source, source.line_start(index) + first, "odd-blank",
                                 "A blank of another kind stands at the beginning of this line.",
                                 "Delete it and type plain spaces."));
    }
    if (!begun && line[0] == '%') {
      findings.push_back(finding(source, source.line_start(index), "directive",
                                 "A directive (%) stands here.", "Remove it."));
    }
    begun = begun || line[first] != '#';
  }
}

}  // namespace

Source::Source(std::string_view text, const std::string& file) : text_{text}, file_{file} {
  starts_.push_back(0);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') starts_.push_back(at + 1);
  }
}

Place Source::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const std::string_view before = text_.substr(offset - indent(offset), indent(offset));
  const auto column =
      std::count_if(before.begin(), before.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  return {file_, static_cast<int>(line_after(offset)), static_cast<int>(column) + 1};
}

std::size_t Source::indent(std::size_t offset) const {
  return offset - starts_[line_after(offset) - 1];
}

std::size_t Source::line_after(std::size_t offset) const {
  return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                                  starts_.begin());
}

std::string_view Source::line(std::size_t index) const {
  const std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] : text_.size();
  return text_.substr(starts_[index], end - starts_[index]);
}

std::optional<std::size_t> Source::closing_quote(std::size_t open) const {
  const char quote = at(open);
  for (std::size_t here = open + 1; here < text_.size(); ++here) {
    if (quote == '"' && at(here) == '\\') {
      ++here;
    } else if (at(here) == quote) {
      if (quote == '"' || at(here + 1) != '\'') return here;
      ++here;
    }
  }
  return std::nullopt;
}

std::vector<Finding> check_bytes(const Source& source) {
  const std::string_view text = source.text();
  if (text.size() > max_bytes) {
    return {finding(source, 0, "too-big", "The file is larger than 1 MiB.",
                    "Split it into several files.")};
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return {finding(source, 0, "not-utf8", "The file is UTF-16, which Windows calls Unicode.",
                    "Save it as UTF-8: in Notepad with Save as, below the file's name.")};
  }
  if (const auto broken = first_broken(text)) {
    return {finding(source, *broken, "not-utf8", "The bytes here are not UTF-8.",
                    "Save it as UTF-8: in Notepad with Save as, below the file's name.")};
  }
  if (const auto control = first_control(text)) {
    return {finding(source, *control, "control-character", "A control character stands here.",
                    "Remove it, or save the file as plain text.")};
  }
  std::vector<Finding> findings;
  check_lines(source, findings);
  return findings;
}

}  // namespace kindbank::dialog
