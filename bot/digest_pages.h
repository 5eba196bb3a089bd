// A digest in words: pages of at most two text messages each, of which MORE shows the next.
#pragma once

#include <string>
#include <vector>

#include "bank/digest.h"
#include "dialog/words.h"

namespace kindbank::bot {

// At least one. A line is never cut unless it is longer than a page.
std::vector<std::string> digest_pages(const dialog::Words& words, const bank::Town& town,
                                      const bank::Digest& digest);

}  // namespace kindbank::bot
