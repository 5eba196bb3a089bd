// The strict reader of YAML: a document is refused with a place, or read into a tree whose places
// lie in the text.
#include <algorithm>
#include <string>

#include "dialog/utf8.h"
#include "dialog/yaml.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

namespace {

void must_stand_in(const dialog::YamlNode& node, long lines) {
  must(node.place.line <= lines, "a node stands in the text");
  must(is_utf8(node.scalar), "a scalar is valid UTF-8");
  for (const auto& item : node.items) must_stand_in(item, lines);
  for (std::size_t i = 0; i < node.entries.size(); ++i) {
    must_stand_in(node.entries[i].first, lines);
    must_stand_in(node.entries[i].second, lines);
    for (std::size_t j = 0; j < i; ++j)
      must(node.entries[i].first.scalar != node.entries[j].first.scalar, "a key stands once");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  const auto read = dialog::read_yaml(text, "town.yaml");
  const auto is_error = [](const auto& one) { return one.level == dialog::Finding::Level::error; };
  if (std::any_of(read.findings.begin(), read.findings.end(), is_error)) return 0;
  must(is_utf8(text), "what is not UTF-8 is refused");
  must_stand_in(read.root, std::count(text.begin(), text.end(), '\n') + 2);
  return 0;
}
