// Who comes next for a request, and why somebody is not asked: nearest first by bands, never by
// metres, then whoever has helped there before, then by turns. The order and the reasons are those
// of the partnership's rules of dispatch.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "bank/actions.h"
#include "store/candidates.h"
#include "store/requests.h"

namespace kindbank::bank {

enum class Band { area, nearby, town };

struct Ranked {
  store::Candidate candidate;
  Band band = Band::town;
  bool helped_before = false;
};

// Goes through those who hold the check and offer the help, best first, some at a time, until
// `take` returns false or nobody is left. Nobody is handed over twice, and neither the asker nor
// whom they ask for.
void rank(Context& context, const store::Request& request,
          const std::function<bool(const std::vector<Ranked>&)>& take);

// One member, where they hold the check and offer the help, and are not the asker.
std::optional<Ranked> rank_one(Context& context, const store::Request& request,
                               std::int64_t member);

// Why they are not asked now, or "".
class Gate {
 public:
  Gate(Context& context, const store::Request& request);
  std::string reason_against(const Ranked& ranked) const;
  // A woman or a man was asked for, and they have not said which they are.
  bool is_unsaid(std::int64_t member) const {
    return !wanted_.empty() && described_.count(member) == 0;
  }

 private:
  std::set<std::int64_t> no_go_;
  std::string wanted_;                // "woman", "man"; "": whoever it is
  std::set<std::int64_t> described_;  // who say that they are
  std::set<std::int64_t> others_;     // who say that they are the other
  std::string language_;              // that helper and asker must share; "": any
};

// "same area, not asked before": why somebody was asked, as it is kept and told (WHY ME).
std::string why_asked(const Ranked& ranked);

}  // namespace kindbank::bank
