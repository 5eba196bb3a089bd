#include "store/candidates.h"

#include <array>
#include <string_view>

#include "store/columns.h"

namespace kindbank::store {
namespace {

constexpr auto week = std::chrono::hours(7 * 24);
constexpr std::string_view checked_from = "V1";  // what is above it needs a check
constexpr std::array<std::string_view, 4> levels = {"V0", "V1", "V2", "V3"};

// A statement as it grows, each value with the name that it goes by.
struct Statement {
  std::string sql;
  Values values;

  Statement& operator<<(std::string_view text) {
    sql += text;
    return *this;
  }
  void bind(Value one) {
    sql += ":v" + std::to_string(values.size());
    values.push_back(std::move(one));
  }
};

// Of one level, and of one area unless that is null: an index gives them in the order asked for.
void select_ranked(Statement& statement, const CandidateQuery& query, std::string_view level,
                   const std::string* area) {
  statement << "SELECT * FROM (SELECT member, last_asked_at FROM offers WHERE category = ";
  statement.bind(query.category);
  // Written out: a value to bind, where an index is for one level alone, has SQLite prepare the
  // statement anew each time.
  statement << " AND state = 'active' AND vetting = '" << level << "'";
  if (area != nullptr) {
    statement << " AND area = ";
    statement.bind(*area);
  }
  statement << " ORDER BY last_asked_at, member LIMIT ";
  statement.bind(static_cast<std::int64_t>(query.limit));
  statement << ") AS one";
}

void select_ranked(Statement& statement, const CandidateQuery& query) {
  statement << "SELECT member FROM (";
  const auto begin = statement.sql.size();
  const auto next = [&](std::string_view level, const std::string* area) {
    if (statement.sql.size() > begin) statement << " UNION ALL ";
    select_ranked(statement, query, level, area);
  };
  for (const auto level : levels) {
    if (level < query.vetting) continue;
    if (query.areas.empty()) next(level, nullptr);
    for (const auto& area : query.areas) next(level, &area);
  }
  statement << ") AS every ORDER BY last_asked_at, member LIMIT ";
  statement.bind(static_cast<std::int64_t>(query.limit));
}

void select_members(Statement& statement, const std::vector<std::int64_t>& members) {
  for (const auto member : members) {
    statement << (member == members.front() ? "SELECT CAST(" : " UNION ALL SELECT CAST(");
    statement.bind(member);
    statement << " AS BIGINT) AS member";
  }
}

// `found` is a statement that gives members; each is looked up by indexes alone.
template <class Found>
std::vector<Candidate> read(Transaction& tx, const CandidateQuery& query, Found found) {
  using Text = std::string;
  using Number = std::int64_t;
  Statement statement;
  statement << R"(
    SELECT m.number, m.area, m.vetting, m.language, o.free_when, o.distance, o.monthly_cap,
           m.last_asked_at, m.most_open,
           (SELECT CAST(COALESCE(SUM(i.times), 0) AS BIGINT) FROM invitations i
              WHERE i.member = m.number AND i.asked_at > )";
  statement.bind(value(query.now - week));
  statement << R"(),
           (SELECT COUNT(*) FROM invitations i WHERE i.member = m.number
              AND i.state IN ('won', 'done') AND i.answered_at >= )";
  statement.bind(value(query.month_began));
  statement << R"() AS jobs,
           (SELECT COUNT(*) FROM invitations i WHERE i.member = m.number AND i.state = 'invited'),
           (SELECT COUNT(*) FROM member_addresses a JOIN contacts c ON c.id = a.contact
              WHERE a.member = m.number AND c.unreplyable = 0 AND NOT EXISTS (
                SELECT 1 FROM suppressions s WHERE s.address_hash = c.address_hash)),
           (SELECT COUNT(*) FROM member_addresses a JOIN contacts c ON c.id = a.contact
              WHERE a.member = m.number AND c.frozen_at IS NOT NULL)
    FROM ()";
  found(statement);
  // From what was found to its rows, never the other way round: SQLite takes CROSS as an order.
  statement << R"() AS found CROSS JOIN members m CROSS JOIN offers o
    WHERE m.number = found.member AND o.member = found.member AND o.category = )";
  statement.bind(query.category);
  statement << " AND o.state = 'active' AND m.state = 'active' AND m.vetting >= ";
  statement.bind(query.vetting);
  // A check that has run out counts for what needs none, until it is renewed.
  if (query.vetting > checked_from) {
    statement << " AND (m.vetted_until IS NULL OR m.vetted_until > ";
    statement.bind(value(query.now));
    statement << ")";
  }
  statement << " ORDER BY COALESCE(m.last_asked_at, 0), jobs, m.number LIMIT ";
  statement.bind(static_cast<Number>(query.limit));

  std::vector<Candidate> all;
  for (auto& [member, area, vetting, language, free_when, distance, cap, last_asked_at, most_open,
              asked, jobs, open, reachable, frozen] :
       tx.rows<Number, Text, Text, Text, Text, Text, Number, std::optional<Number>, Number, Number,
               Number, Number, Number, Number>(statement.sql, statement.values))
    all.push_back({member, area, vetting, language, free_when, distance, static_cast<int>(cap),
                   maybe_time(last_asked_at), static_cast<int>(asked), static_cast<int>(jobs),
                   static_cast<int>(open), static_cast<int>(most_open), reachable == 0,
                   frozen != 0});
  return all;
}

}  // namespace

std::vector<Candidate> candidates(Transaction& tx, const CandidateQuery& query) {
  return read(tx, query, [&](Statement& statement) { select_ranked(statement, query); });
}

std::vector<Candidate> candidates_among(Transaction& tx, const CandidateQuery& query,
                                        const std::vector<std::int64_t>& members) {
  if (members.empty()) return {};
  return read(tx, query, [&](Statement& statement) { select_members(statement, members); });
}

}  // namespace kindbank::store
