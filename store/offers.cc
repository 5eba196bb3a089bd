#include "store/offers.h"

#include "store/columns.h"
#include "store/states.h"

namespace kindbank::store {
void put_offer(Transaction& tx, const Offer& offer) {
  tx.run(
      R"(INSERT INTO offers (id, member, category, free_when, distance, monthly_cap, state,
                             created_at, area, vetting, last_asked_at)
         VALUES (:a, :b, :c, :d, :e, :f, 'active', :g,
                 (SELECT area FROM members WHERE number = :h),
                 (SELECT vetting FROM members WHERE number = :i),
                 (SELECT COALESCE(last_asked_at, 0) FROM members WHERE number = :j))
         ON CONFLICT (member, category) DO UPDATE SET free_when = excluded.free_when,
           distance = excluded.distance, monthly_cap = excluded.monthly_cap, state = 'active')",
      {offer.id, offer.member, offer.category, offer.free_when, offer.distance,
       value(offer.monthly_cap), value(offer.created_at), offer.member, offer.member,
       offer.member});
}

std::vector<Offer> offers(Transaction& tx, std::optional<std::int64_t> member) {
  std::string sql =
      "SELECT id, member, category, free_when, distance, monthly_cap, state, created_at "
      "FROM offers ";
  Values values;
  if (member) {
    sql += "WHERE member = :a ";
    values.push_back(*member);
  }
  std::vector<Offer> found;
  for (auto& [id, number, category, free_when, distance, cap, state, created_at] :
       tx.rows<Id, std::int64_t, std::string, std::string, std::string, std::int64_t, std::string,
               std::int64_t>(sql + "ORDER BY created_at, id", values))
    found.push_back({id, number, category, free_when, distance, static_cast<int>(cap), state,
                     from_millis(created_at)});
  return found;
}

void set_offer_state(Transaction& tx, Id id, const std::string& state) {
  move_to(tx, Noun::offer, id, state);
}

}  // namespace kindbank::store
