#include "store/consents.h"

namespace kindbank::store {

void insert_consent(Transaction& tx, const Consent& consent) {
  tx.run(
      R"(INSERT INTO consents (id, member, kind, wording, translation, channel, given, at)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h))",
      {consent.id, consent.member, consent.kind, consent.wording, consent.translation,
       consent.channel, value(consent.given == Consent::Given::yes ? 1 : 0), value(consent.at)});
}

std::vector<Consent> consents(Transaction& tx, std::optional<std::int64_t> member) {
  std::string sql =
      "SELECT id, member, kind, wording, translation, channel, given, at FROM consents ";
  Values values;
  if (member) {
    sql += "WHERE member = :a ";
    values.push_back(*member);
  }
  std::vector<Consent> found;
  for (auto& [id, number, kind, wording, translation, channel, given, at] :
       tx.rows<Id, std::int64_t, std::string, std::string, std::string, std::string, std::int64_t,
               std::int64_t>(sql + "ORDER BY at, id", values))
    found.push_back({id, number, kind, wording, translation, channel,
                     given != 0 ? Consent::Given::yes : Consent::Given::no, from_millis(at)});
  return found;
}

bool has_consent(Transaction& tx, std::int64_t member, const std::string& kind) {
  const auto row = tx.row<std::int64_t>(
      R"(SELECT given FROM consents WHERE member = :a AND kind = :b
         ORDER BY at DESC, id DESC LIMIT 1)",
      {member, kind});
  return row && std::get<0>(*row) != 0;
}

}  // namespace kindbank::store
