#include "store/streets.h"

#include "store/columns.h"

namespace kindbank::store {

void put_street(Transaction& tx, std::int64_t member, const Street& street) {
  tx.run(
      "UPDATE members SET street_sealed = :a, house_sealed = :b, street_used_at = :c WHERE number "
      "= :d",
      {sealed(tx, street.name), sealed(tx, street.house), value(street.used_at), member});
}

std::optional<Street> find_street(Transaction& tx, std::int64_t member) {
  using Maybe = std::optional<std::string>;
  const auto row = tx.row<Maybe, Maybe, std::optional<std::int64_t>>(
      "SELECT street_sealed, house_sealed, street_used_at FROM members WHERE number = :a",
      {member});
  if (!row || !std::get<0>(*row) || !std::get<2>(*row)) return std::nullopt;
  const auto& [name, house, used_at] = *row;
  return Street{opened(tx, house), opened(tx, name), from_millis(*used_at)};
}

std::string say_street(Transaction& tx, std::int64_t member) {
  const auto street = find_street(tx, member);
  if (!street) return {};
  return street->house.empty() ? street->name : street->house + " " + street->name;
}

void use_street(Transaction& tx, std::int64_t member, Time now) {
  tx.run("UPDATE members SET street_used_at = :a WHERE number = :b AND street_sealed IS NOT NULL",
         {value(now), member});
}

void forget_street(Transaction& tx, std::int64_t member) {
  tx.run(
      "UPDATE members SET street_sealed = NULL, house_sealed = NULL, street_used_at = NULL WHERE "
      "number = :a",
      {member});
}

}  // namespace kindbank::store
