// The word lists that the service ships, read once for the tests.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "dialog/words.h"

namespace kindbank::dialog {

inline std::string read_source_file(const std::string& name) {
  std::ifstream in(std::string(KINDBANK_SOURCE_DIR) + "/" + name, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const Words& shipped_words() {
  static const Words words = [] {
    const std::string folder = "flows/words/";
    auto read = read_words({folder,
                            "en",
                            read_source_file(folder + "crisis.en.yaml"),
                            read_source_file(folder + "answers.en.yaml"),
                            read_source_file(folder + "replies.en.yaml"),
                            read_source_file(folder + "spellings.en.yaml"),
                            read_source_file(folder + "need.en.yaml"),
                            {{"en", read_source_file(folder + "choices.en.yaml")}},
                            {{"en", read_source_file(folder + "repairs.en.yaml")}},
                            {{"en", read_source_file(folder + "measures.en.yaml")},
                             {"pl", read_source_file(folder + "measures.pl.yaml")},
                             {"ro", read_source_file(folder + "measures.ro.yaml")}}});
    if (!read.findings.empty()) throw std::runtime_error(say(read.findings.front()));
    return read.words;
  }();
  return words;
}

}  // namespace kindbank::dialog
