// How people say yes and no in one language: whole answers, as plain() writes them.
#pragma once

#include <string>
#include <vector>

namespace kindbank::dialog {

struct AnswerWords {
  std::vector<std::string> yes;
  std::vector<std::string> no;
  std::vector<std::string> but;         // after a yes, they make it "yes, but ..."
  std::vector<std::string> greetings;   // "hello" is nobody's name
  std::vector<std::string> courtesies;  // "thank you" wants no answer
};

}  // namespace kindbank::dialog
