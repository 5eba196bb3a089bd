#include "dialog/prose.h"

#include <catch2/catch.hpp>

using namespace kindbank::dialog;

TEST_CASE("a sentence ends with its stop, and 10.30am is no end") {
  using Sentences = std::vector<std::vector<std::string>>;
  CHECK(sentences_of("Come at 10.30am. OK? Yes!") ==
        Sentences{{"come", "at", "10", "30am"}, {"ok"}, {"yes"}});
  CHECK(sentences_of("no stop") == Sentences{{"no", "stop"}});
  CHECK(sentences_of(" ... ").empty());
}

TEST_CASE("syllables are counted as they are heard") {
  for (const char* word : {"help", "like", "asked", "texts", "comes", "the", "12", "k4t7", "you"})
    CHECK(syllables_of(word) == 1);
  for (const char* word : {"neighbour", "table", "texted", "boxes", "people", "matches", "away"})
    CHECK(syllables_of(word) == 2);
  CHECK(syllables_of("hospital") == 3);
  CHECK(syllables_of("disability") == 5);
}

TEST_CASE("the grade is that of Flesch and Kincaid's formula") {
  CHECK(reading_grade(sentences_of("The cat sat on the mat.")) == Approx(0.39 * 6 + 11.8 - 15.59));
  CHECK(reading_grade(sentences_of("Disability. Hospital.")) == Approx(0.39 + 11.8 * 4 - 15.59));
  CHECK(reading_grade({}) == 0);
}
