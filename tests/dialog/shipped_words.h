// The word lists that the service ships, read once for the tests.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

#include "dialog/words.h"

namespace kindbank::dialog {

inline std::string read_source_file(const std::string& name) {
  std::ifstream in(std::string(KINDBANK_SOURCE_DIR) + "/" + name, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::map<std::string, std::string> in_each_language(const std::string& list) {
  std::map<std::string, std::string> texts;
  for (const std::string language : {"en", "pl", "ro"})
    texts[language] = read_source_file(list + "." + language + ".yaml");
  return texts;
}

inline const Words& shipped_words() {
  static const Words words = [] {
    const std::string folder = "flows/words/";
    auto read = read_words(
        {folder, "en", read_source_file(folder + "crisis.en.yaml"),
         read_source_file(folder + "answers.en.yaml"), read_source_file(folder + "replies.en.yaml"),
         read_source_file(folder + "spellings.en.yaml"), in_each_language(folder + "choices"),
         in_each_language(folder + "need"), in_each_language(folder + "repairs"),
         in_each_language(folder + "measures"), in_each_language(folder + "agreeing")});
    if (!read.findings.empty()) throw std::runtime_error(say(read.findings.front()));
    return read.words;
  }();
  return words;
}

}  // namespace kindbank::dialog
