// The labelled texts of tests/corpus, read as `kindbank explain` reads them, and what came of it:
// right, abstained (nothing was read where something was said) or confidently wrong.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bot/library.h"

namespace kindbank::bot {

struct Score {
  int right = 0;
  int abstained = 0;
  int wrong = 0;

  int texts() const { return right + abstained + wrong; }
  Score& operator+=(const Score& other);
};

struct Misread {
  std::string text;
  std::string kind;
  std::string meant;  // as JSON writes it
  std::string read;
  std::string why;
};

struct Scored {
  std::map<std::pair<std::string, std::string>, Score> by_kind_and_language;
  std::vector<Misread> misread;
  // Answers to a question that were heard as STOP, START, HELP or a crisis before it.
  std::vector<Misread> taken;

  Score of_kind(const std::string& kind) const;
};

// Throws where the file cannot be read or a line has not the form of tests/corpus/README.md.
Scored score_corpus(const Library& library, const std::filesystem::path& file);

}  // namespace kindbank::bot
