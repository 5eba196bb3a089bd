#include "store/preferences.h"

namespace kindbank::store {

void put_preference(Transaction& tx, Id request, const std::string& who) {
  tx.run("INSERT INTO preferences (request, who) VALUES (:a, :b) ON CONFLICT DO NOTHING",
         {request, who});
}

std::string preference_of(Transaction& tx, Id request) {
  const auto row = tx.row<std::string>("SELECT who FROM preferences WHERE request = :a", {request});
  return row ? std::get<0>(*row) : std::string();
}

void describe_member(Transaction& tx, std::int64_t member, const std::string& as) {
  tx.run("DELETE FROM described WHERE member = :a", {member});
  if (as.empty()) return;
  tx.run("INSERT INTO described (member, described_as) VALUES (:a, :b)", {member, as});
}

std::set<std::int64_t> members_described(Transaction& tx, const std::string& as) {
  std::set<std::int64_t> members;
  for (const auto& [member] : tx.rows<std::int64_t>(
           "SELECT member FROM described WHERE described_as = :a ORDER BY member", {as}))
    members.insert(member);
  return members;
}

}  // namespace kindbank::store
