// YAML read strictly, into a plain tree that knows where everything stood. yaml-cpp lets pass what
// hides an author's mistake - a key given twice, a quote never closed, a second document, an
// anchor, bytes that are not UTF-8 - and this refuses each with the place and what to do.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// 1-based; 0 where there is no place.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Place&) const = default;
};

// One thing that is wrong, as `check` prints it: "file:line:column: code: message" and a hint.
struct Finding {
  enum class Level { warning, error };
  Level level = Level::error;
  Place place;
  std::string code;     // "duplicate-key"; stable
  std::string message;  // one sentence
  std::string hint;     // what to do
};

std::string say(const Finding& finding);

bool has_error(const std::vector<Finding>& findings);

void add_error(std::vector<Finding>& findings, const Place& place, std::string code,
               std::string message, std::string hint);

struct YamlEntry;

struct YamlNode {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  bool quoted = false;  // a scalar in quotes, so that "yes" and yes can be told apart
  std::string scalar;
  std::vector<YamlNode> items;     // of a list
  std::vector<YamlEntry> entries;  // of a map, in the file's order
  Place place;

  const YamlNode* find(std::string_view key) const;  // nullptr where a map has no such key
};

// One line of a map; the key is a scalar.
struct YamlEntry {
  YamlNode first;
  YamlNode second;
};

struct YamlRead {
  YamlNode root;
  std::vector<Finding> findings;  // any error: root is not to be used
};

YamlRead read_yaml(std::string_view text, const std::string& file);

}  // namespace kindbank::dialog
