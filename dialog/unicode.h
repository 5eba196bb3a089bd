// What only Unicode knows: which characters make up words, their small letters, and which form a
// noun takes beside a number in a language ("1 job", "2 jobs"; three forms in Polish and Romanian).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// A letter, a digit or an accent of its own.
bool is_part_of_word(char32_t character);
// It shows nothing: a joiner, a direction, a soft hyphen.
bool is_invisible(char32_t character);
char32_t fold_case(char32_t character);
// '3' for a digit three of any script; 0 for what is no digit.
char digit_of(char32_t character);
// The capital that a word begins with.
char32_t title_case(char32_t character);

// "zażółć" is "zazolc", as many people text it; for comparing, never for showing.
std::string without_accents(std::string_view text);

// Every Latin letter and sign as ASCII has it: "Łódź, ș and ş – œ" is "Lodz, s and s - oe"; what is
// not Latin stays.
std::string in_plain_latin(std::string_view text);

// "one", "few", "many" or "other". A language that is not known has only "other".
std::string plural_category(std::string_view language, std::int64_t number);

// For each form that a whole number can take the smallest number that takes it, beginning at 1:
// {1, 2} in English, {1, 2, 5} in Polish, {1, 2, 20} in Romanian.
std::vector<std::int64_t> plural_examples(std::string_view language);

}  // namespace kindbank::dialog
