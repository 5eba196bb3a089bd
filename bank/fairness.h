// How evenly the bank asks: nobody overlooked and nobody worn out. Of a period, over all volunteers
// who could have been asked, as the partnership's measures define it.
#pragma once

#include <cstddef>
#include <vector>

namespace kindbank::bank {

struct Fairness {
  std::size_t volunteers = 0;
  std::size_t never = 0;  // with no share at all
  double gini = 0;        // of the shares: 0 where all have the same, towards 1 where one has all
  double top_five = 0;    // the part of the whole that the five largest shares are, 0 to 1
};

// One share a volunteer: how often they were asked, or how many jobs they did.
Fairness fairness_of(std::vector<long> shares);

}  // namespace kindbank::bank
