#include "dialog/yaml_slips.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace kindbank::dialog {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view key_letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
constexpr std::string_view wide_colon = "\xEF\xBC\x9A";

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// The line of the file without its blanks, and where that begins in the file.
struct LineWords {
  std::string_view text;
  std::size_t at = 0;
};

LineWords words_of_line(const Source& source, std::size_t index) {
  const std::string_view line = source.line(index);
  const std::size_t first = std::min(line.find_first_not_of(blanks), line.size());
  const std::string_view rest = line.substr(first);
  return {rest.substr(0, rest.find_last_not_of(blanks) + 1), source.line_start(index) + first};
}

std::optional<std::size_t> line_before(const Source& source, std::size_t index) {
  while (index-- > 0) {
    const auto text = words_of_line(source, index).text;
    if (!text.empty() && text.front() != '#') return index;
  }
  return std::nullopt;
}

// What stands last before that byte, blanks left out.
char last_before(const Source& source, std::size_t where) {
  const auto before = source.text().substr(0, where).find_last_not_of(blanks);
  return before == std::string_view::npos ? '\0' : source.at(before);
}

// Where the innermost [ or { opens that is still open there.
std::optional<std::size_t> open_bracket(const Source& source, std::size_t where) {
  std::vector<std::size_t> open;
  char before = '\n';  // what stands last, spaces left out
  for (std::size_t at = 0; at < where; ++at) {
    const char c = source.at(at);
    const bool begins = has("\n:,[{-", std::string_view{&before, 1});
    if ((c == '"' || c == '\'') && begins) {
      const auto end = source.closing_quote(at);
      if (!end) break;
      at = *end;
    } else if (c == '#' && (at == 0 || has(blanks, source.text().substr(at - 1, 1)))) {
      at = std::min(source.text().find('\n', at), where);
    } else if ((c == '[' || c == '{') && (begins || !open.empty())) {
      open.push_back(at);
    } else if ((c == ']' || c == '}') && !open.empty()) {
      open.pop_back();
    }
    if (c != ' ' && c != '\r') before = c == '#' ? '\n' : c;
  }
  if (open.empty()) return std::nullopt;
  return open.back();
}

// Where the lines above begin, which this one might belong to: "1, 3, 5".
std::string columns_above(const Source& source, std::size_t line) {
  std::set<int> columns;
  int leftmost = std::numeric_limits<int>::max();
  for (auto above = line_before(source, line); above && leftmost > 1;
       above = line_before(source, *above)) {
    const int column = source.place(words_of_line(source, *above).at).column;
    if (column < leftmost) columns.insert(leftmost = column);
  }
  std::string all;
  for (const int column : columns) all += (all.empty() ? "" : ", ") + std::to_string(column);
  return all;
}

class Slip {
 public:
  Slip(const Source& source, std::size_t where, std::string_view problem)
      : source_{source},
        where_{where},
        problem_{problem},
        line_{source.line_after(where) - 1},
        before_{line_before(source, line_)} {}

  Finding explain() const {
    for (const auto line : {before_, std::optional{line_}}) {
      if (!line) continue;
      if (auto found = colon_without_blank(*line)) return *std::move(found);
    }
    if (has(problem_, "flow")) return bracket();
    if (auto found = key_without_colon()) return *std::move(found);
    if (auto found = cannot_begin()) return *std::move(found);
    if (words_of_line(source_, line_).at == where_) return other_column();
    if (has(problem_, "illegal map value"))
      return found(where_, "A second ': ' stands in this line.", "Put the text in quotes.");
    const char last = last_before(source_, where_);
    if (last == '"' || last == '\'')
      return found(where_, "The text goes on behind its closing quote.",
                   "Put a text that holds \" in single quotes, and one that holds ' in double "
                   "quotes.");
    if (last == '}' || last == ']')
      return found(where_, "The text goes on behind a closing bracket.",
                   "Put a text that begins with { or [ in quotes.");
    return found(where_, "The file cannot be read from here on (" + std::string{problem_} + ").",
                 "Start keys that belong together in the same column, and put a text that holds "
                 "': ', '#', '{' or a quote of its own in double quotes.");
  }

 private:
  Finding found(std::size_t where, std::string message, std::string hint) const {
    return {Finding::Level::error, source_.place(where), "bad-yaml", std::move(message),
            std::move(hint)};
  }

  // "save:tea", "save：tea"; a blank of another kind is none.
  std::optional<Finding> colon_without_blank(std::size_t line) const {
    auto [text, at] = words_of_line(source_, line);
    if (const auto dash = text.find_first_not_of("- "); dash != text.npos) {
      at += dash;
      text.remove_prefix(dash);
    }
    const auto end = std::min(text.find_first_not_of(key_letters), text.size());
    const auto rest = text.substr(end);
    if (end == 0) return std::nullopt;
    const std::string key{text.substr(0, end)};
    if (rest.starts_with(wide_colon))
      return found(at + end, "The sign behind '" + key + "' is no ':'.",
                   "Type a plain ':' and a blank behind it.");
    if (!rest.starts_with(':') || rest.size() == 1 || has(" \t\r/", rest.substr(1, 1)))
      return std::nullopt;
    return found(at + end + 1, "No blank stands behind '" + key + ":'.",
                 "Write '" + key + ": ' with a plain blank, and then the value.");
  }

  // "choices", and what belongs to it below.
  std::optional<Finding> key_without_colon() const {
    if (!before_ || !has(problem_, "illegal map value")) return std::nullopt;
    const auto [text, at] = words_of_line(source_, *before_);
    if (text.find_first_not_of(key_letters) != text.npos) return std::nullopt;
    return found(at + text.size(), "No ':' stands behind '" + std::string{text} + "'.",
                 "Write '" + std::string{text} + ":' where it is a key.");
  }

  std::optional<Finding> cannot_begin() const {
    if (!has(problem_, "unknown token") && !has(problem_, "anchor")) return std::nullopt;
    return found(where_, std::string{"A text cannot begin with '"} + source_.at(where_) + "'.",
                 "Put it in quotes.");
  }

  Finding bracket() const {
    const auto open = open_bracket(source_, where_);
    if (open && source_.place(*open).line < source_.place(where_).line)
      return found(*open,
                   std::string{"The '"} + source_.at(*open) + "' that opens here is not closed.",
                   "Close it, and put a text that holds ', ' or ': ' in quotes.");
    return found(where_, "This is not understood inside [ ] or { }.",
                 "Put a comma between the entries, leave a blank behind each ':', and put a text "
                 "that holds ', ' or ': ' in quotes.");
  }

  Finding other_column() const {
    return found(where_, "This line does not begin below the keys that it belongs to.",
                 "Those above begin in these columns: " + columns_above(source_, line_) +
                     ". Begin it in the same one as those that it belongs to.");
  }

  const Source& source_;
  std::size_t where_;
  std::string_view problem_;
  std::size_t line_;
  std::optional<std::size_t> before_;
};

}  // namespace

Finding explain_slip(const Source& source, std::size_t where, std::string_view problem) {
  return Slip{source, std::min(where, source.text().size()), problem}.explain();
}

}  // namespace kindbank::dialog
