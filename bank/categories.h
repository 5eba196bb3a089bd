// The town's kinds of help, from flows/words/categories.yaml: how each is called, how long it
// mostly takes, and which check a helper needs.
#pragma once

#include <vector>

#include "bank/town.h"

namespace kindbank::bank {

void read_categories(const dialog::YamlNode& root, Town& town,
                     std::vector<dialog::Finding>& findings);

}  // namespace kindbank::bank
