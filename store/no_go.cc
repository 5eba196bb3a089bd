#include "store/no_go.h"

#include "store/columns.h"

namespace kindbank::store {

void put_no_go(Transaction& tx, std::int64_t member, std::int64_t other, Time now) {
  for (const auto& [one, two] : {std::pair(member, other), std::pair(other, member)})
    tx.run("INSERT INTO no_go (member, other, since) VALUES (:a, :b, :c) ON CONFLICT DO NOTHING",
           {one, two, value(now)});
}

std::set<std::int64_t> no_go_of(Transaction& tx, std::int64_t member) {
  std::set<std::int64_t> others;
  for (const auto& [other] :
       tx.rows<std::int64_t>("SELECT other FROM no_go WHERE member = :a", {member}))
    others.insert(other);
  return others;
}

}  // namespace kindbank::store
