// Everything that is wrong with what a town edits, as findings: what `check` prints.
#pragma once

#include <string>
#include <vector>

#include "bot/house.h"

namespace kindbank::bot {

// What is wrong with these files and folders, and with nothing else. Flow files are read as if they
// stood among the flows of `settings`; a folder with words/ in it is a whole set of its own, and a
// word list is one of its set; the areas are those of `settings`. Fails where a path is not there.
Result<std::vector<dialog::Finding>> check_paths(const Settings& settings, const Library& library,
                                                 const std::vector<std::string>& paths);

// The town's library with the flows of these files and folders in the place of those of their
// names, or the whole set that one of them is.
Result<Library> library_of(const Settings& settings, const Library& town,
                           const std::vector<std::string>& paths);

// Whoever reads texts on a real channel must not be the first to: the languages that are offered
// there and that nobody has said are right.
std::vector<dialog::Finding> check_reviews(const Settings& settings, const Library& library);

// The list of bank holidays of a town that texts real people ends within 60 days, or is missing.
std::vector<dialog::Finding> check_holidays(const Settings& settings, const Library& library,
                                            Time now);

// What the channels of a town ask of its flows.
std::vector<dialog::Finding> check_channels(const Channels& channels, const Library& library);

// The findings as SARIF 2.1.0, which the pages of code hosts and editors show beside the line.
std::string sarif_of(const std::vector<dialog::Finding>& findings);

}  // namespace kindbank::bot
