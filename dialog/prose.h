// How hard English is to read: its sentences, their words, and the grade of school that Flesch and
// Kincaid's formula gives them. Estimates, good enough to warn an author; other languages have
// other formulas and are not measured.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// The sentences, each as its words. A sentence ends with . ! or ? before a blank or the end.
std::vector<std::vector<std::string>> sentences_of(std::string_view text);

// At least 1; a number is read as one.
int syllables_of(std::string_view word);

// 0.39 words a sentence + 11.8 syllables a word - 15.59; 0 where there is no word.
double reading_grade(const std::vector<std::vector<std::string>>& sentences);

}  // namespace kindbank::dialog
