#include "bank/fairness.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace kindbank::bank {

// Gini by the sum over the shares in rising order: G = (2 sum i x_i) / (n sum x) - (n + 1) / n.
Fairness fairness_of(std::vector<long> shares) {
  Fairness fairness;
  fairness.volunteers = shares.size();
  fairness.never = static_cast<std::size_t>(std::count(shares.begin(), shares.end(), 0));
  std::sort(shares.begin(), shares.end());
  const auto whole = static_cast<double>(std::accumulate(shares.begin(), shares.end(), 0L));
  if (whole == 0) return fairness;
  const auto count = static_cast<double>(shares.size());
  double weighted = 0;
  for (std::size_t place = 0; place < shares.size(); ++place)
    weighted += static_cast<double>(place + 1) * static_cast<double>(shares[place]);
  fairness.gini = 2 * weighted / (count * whole) - (count + 1) / count;
  const auto top = std::min<std::size_t>(5, shares.size());
  fairness.top_five = static_cast<double>(std::accumulate(
                          shares.rbegin(), shares.rbegin() + static_cast<long>(top), 0L)) /
                      whole;
  return fairness;
}

}  // namespace kindbank::bank
