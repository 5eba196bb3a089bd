#include "store/turned_away.h"

#include "store/columns.h"

namespace kindbank::store {

void put_turned_away(Transaction& tx, std::int64_t member, Time now) {
  tx.run("INSERT INTO turned_away (member, since) VALUES (:a, :b) ON CONFLICT (member) DO NOTHING",
         {member, value(now)});
}

std::vector<std::int64_t> take_turned_away(Transaction& tx) {
  std::vector<std::int64_t> members;
  for (const auto& [member] :
       tx.rows<std::int64_t>("SELECT member FROM turned_away ORDER BY since, member"))
    members.push_back(member);
  tx.run("DELETE FROM turned_away", {});
  return members;
}

}  // namespace kindbank::store
