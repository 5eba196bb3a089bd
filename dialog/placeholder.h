// Where a text names a fact: {code}, or {weeks|1 week|2 weeks} for one that is a number. Of the
// forms the one is said that fits the number, with the number in the place of the example's; which
// form is meant shows in the example itself ("5 tygodni"), so that an author writes what is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

struct Placeholder {
  std::string_view fact;
  std::vector<std::string_view> forms;  // none: the fact stands as it is
};

// Of what stands between the braces.
Placeholder read_placeholder(std::string_view inside);

// The one number in a form; nothing where it holds none or several.
std::optional<std::int64_t> example_in(std::string_view form);

// The form with that value instead of its number.
std::string say_form(std::string_view form, std::string_view value);

// The form that fits the value by the rules of the language; the last one where none does, or the
// value is no number.
std::string_view form_for(const Placeholder& placeholder, std::string_view value,
                          std::string_view language);

struct TextPiece {
  std::string_view words;  // before the placeholder
  std::optional<Placeholder> placeholder;
};

// The text cut at its placeholders, all of it borrowed from the text; nothing where a brace is
// open, alone or around something that is no name.
std::optional<std::vector<TextPiece>> pieces_of(std::string_view text);

// The facts that a text names; nothing where pieces_of finds a brace that is wrong.
std::optional<std::vector<std::string>> facts_in(std::string_view text);

// What a text leaves open, in its order: each placeholder with its braces, as it stands there. The
// bank's own name is none; none either where a brace is wrong.
std::vector<std::string_view> slots_in(std::string_view text);

// Whether both name the same facts and the same numbers of three digits and more, like 999: what a
// translation must not lose.
bool name_the_same(std::string_view one, std::string_view other);

// Small letters, digits and _, a letter first.
bool is_name(std::string_view text);

}  // namespace kindbank::dialog
