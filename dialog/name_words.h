// A text as the words that a name may be among: each as it was typed and as plain() writes it
// without accents, in the pieces that its commas and full stops make.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialog/naming_words.h"

namespace kindbank::dialog {

struct NameWord {
  std::string typed;  // letters, hyphens, apostrophes (straight ones) and the dot of an initial
  std::string bare;
};
using NamePiece = std::vector<NameWord>;

std::vector<NamePiece> name_pieces_of(const NamingWords& around, std::string_view text);

// "MARY-ANN" and "mary-ann" are "Mary-Ann", "o'neil" is "O'Neil", "JP" and "McKay" stay.
std::string with_capitals(const std::string& word);
// "mrs" and "MRS" are "Mrs".
std::string as_title(const std::string& word);

}  // namespace kindbank::dialog
