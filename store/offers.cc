#include "store/offers.h"

#include <algorithm>

#include "store/columns.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

constexpr auto week = std::chrono::hours(7 * 24);

}  // namespace

void put_offer(Transaction& tx, const Offer& offer) {
  tx.run(
      R"(INSERT INTO offers (id, member, category, free_when, distance, monthly_cap, state,
                             created_at)
         VALUES (:a, :b, :c, :d, :e, :f, 'active', :g)
         ON CONFLICT (member, category) DO UPDATE SET free_when = excluded.free_when,
           distance = excluded.distance, monthly_cap = excluded.monthly_cap, state = 'active')",
      {offer.id, offer.member, offer.category, offer.free_when, offer.distance,
       value(offer.monthly_cap), value(offer.created_at)});
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

std::vector<Candidate> candidates(Transaction& tx, const CandidateQuery& query) {
  using Text = std::string;
  using Number = std::int64_t;
  constexpr std::string_view sql = R"(
    SELECT m.number, m.area, m.vetting, m.language, o.free_when, o.distance, o.monthly_cap,
           m.last_asked_at,
           (SELECT COUNT(*) FROM invitations i WHERE i.member = m.number AND i.asked_at > :a),
           (SELECT COUNT(*) FROM invitations i WHERE i.member = m.number
              AND i.state IN ('won', 'done') AND i.answered_at >= :b) AS jobs,
           (SELECT COUNT(*) FROM invitations i WHERE i.member = m.number AND i.state = 'invited'),
           (SELECT COUNT(*) FROM member_addresses a JOIN contacts c ON c.id = a.contact
              WHERE a.member = m.number AND c.unreplyable = 0 AND NOT EXISTS (
                SELECT 1 FROM suppressions s WHERE s.address_hash = c.address_hash)),
           (SELECT COUNT(*) FROM member_addresses a JOIN contacts c ON c.id = a.contact
              WHERE a.member = m.number AND c.frozen_at IS NOT NULL)
    FROM offers o JOIN members m ON m.number = o.member
    WHERE o.category = :c AND o.state = 'active' AND m.state = 'active' AND m.vetting >= :d
    ORDER BY CASE WHEN m.area = :e THEN 0 ELSE 1 END, COALESCE(m.last_asked_at, 0), jobs, m.number)";

  std::vector<Candidate> found;
  for (auto& [member, area, vetting, language, free_when, distance, cap, last_asked_at, asked, jobs,
              open, reachable, frozen] :
       tx.rows<Number, Text, Text, Text, Text, Text, Number, std::optional<Number>, Number, Number,
               Number, Number, Number>(sql, {value(query.now - week), value(query.month_began),
                                             query.category, query.vetting, query.area})) {
    if (std::find(query.without.begin(), query.without.end(), member) != query.without.end())
      continue;
    found.push_back({member, area, vetting, language, free_when, distance, static_cast<int>(cap),
                     maybe_time(last_asked_at), static_cast<int>(asked), static_cast<int>(jobs),
                     static_cast<int>(open), reachable == 0, frozen != 0});
  }
  return found;
}

}  // namespace kindbank::store
