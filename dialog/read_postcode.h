// A UK postcode, found in a text and written the one way: "sg11aa" is "SG1 1AA". With lookalikes
// put right where the place leaves no doubt ("sgl 3tt"), in single characters ("S G 1 3 D E") and
// by its digits' names ("sg one five la"). Two different ones are asked about.
#pragma once

#include <optional>
#include <string>

#include "dialog/measures.h"
#include "dialog/reading.h"

namespace kindbank::dialog {

Reading read_postcode(const Measures& measures, std::string_view text);

// In any language; nothing where it holds none, or two.
std::optional<std::string> read_postcode(std::string_view text);

}  // namespace kindbank::dialog
