// docs/words.md speaks of every key that the word lists have.
#include <catch2/catch.hpp>
#include <string>

#include "dialog/yaml.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {

TEST_CASE("the page of the word lists names each of their keys") {
  const auto page = read_source_file("docs/words.md");
  const auto told = [&](const std::string& key) {
    return page.find("`" + key + "`") != std::string::npos;
  };
  for (const std::string list : {"agreeing", "answers", "crisis", "measures", "need", "repairs"})
    for (const std::string language : {"en", "pl", "ro"}) {
      if ((list == "answers" || list == "crisis") && language != "en") continue;
      const auto file = "flows/words/" + list + "." + language + ".yaml";
      const auto read = read_yaml(read_source_file(file), file);
      CHECK(page.find("## " + list + "\n") != std::string::npos);
      for (const auto& [key, entry] : read.root.entries) {
        INFO(file << ": " << key.scalar);
        CHECK(told(key.scalar));
      }
    }
}

}  // namespace kindbank::dialog
