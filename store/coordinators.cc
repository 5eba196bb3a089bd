#include "store/coordinators.h"

#include <sstream>

#include "store/bank_state.h"
#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {
namespace {

const std::string seeded = "coordinators seeded";

std::string join(const std::vector<std::string>& hours) {
  std::string text;
  for (const auto& hour : hours) text += (text.empty() ? "" : " ") + hour;
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> hours;
  for (std::string hour; stream >> hour;) hours.push_back(hour);
  return hours;
}

std::vector<Address> addresses_of(Transaction& tx, Id coordinator) {
  std::vector<Address> addresses;
  for (const auto& [sealed_address] : tx.rows<std::string>(
           "SELECT address_sealed FROM coordinator_addresses WHERE coordinator = :a "
           "ORDER BY place",
           {coordinator}))
    addresses.push_back(read_address(tx.sealer().open({sealed_address})).value_or(Address{}));
  return addresses;
}

std::vector<Coordinator> select_coordinators(Transaction& tx, const std::string& rest,
                                             const Values& values) {
  std::vector<Coordinator> found;
  using Text = std::string;
  for (auto& [id, name, digest, on_call, partner] : tx.rows<Id, Text, Text, Text, Text>(
           "SELECT id, name_sealed, digest, on_call, partner FROM coordinators " + rest, values))
    found.push_back(
        {id, tx.sealer().open({name}), addresses_of(tx, id), split(digest), on_call, partner});
  return found;
}

}  // namespace

void add_coordinator(Transaction& tx, const Coordinator& coordinator) {
  tx.run(
      "INSERT INTO coordinators (id, name_sealed, digest, on_call, partner) "
      "VALUES (:a, :b, :c, :d, :e)",
      {coordinator.id, value(tx.sealer().seal(coordinator.name)), join(coordinator.digest),
       coordinator.on_call, coordinator.partner});
  std::int64_t place = 0;
  for (const auto& address : coordinator.addresses)
    tx.run(
        R"(INSERT INTO coordinator_addresses (address_hash, address_sealed, coordinator, place)
           VALUES (:a, :b, :c, :d))",
        {tx.sealer().lookup(address.text()), value(tx.sealer().seal(address.text())),
         coordinator.id, ++place});
}

bool remove_coordinator(Transaction& tx, Id id) {
  tx.run("DELETE FROM coordinator_addresses WHERE coordinator = :a", {id});
  return tx.run("DELETE FROM coordinators WHERE id = :a", {id}) == 1;
}

std::vector<Coordinator> coordinators(Transaction& tx) {
  return select_coordinators(tx, "ORDER BY id", {});
}

bool is_coordinator(Transaction& tx, const Address& address) {
  return tx
      .row<Id>("SELECT coordinator FROM coordinator_addresses WHERE address_hash = :a",
               {tx.sealer().lookup(address.text())})
      .has_value();
}

std::optional<Coordinator> find_coordinator(Transaction& tx, const Address& address) {
  auto found = select_coordinators(tx,
                                   "WHERE id = (SELECT coordinator FROM coordinator_addresses "
                                   "WHERE address_hash = :a)",
                                   {tx.sealer().lookup(address.text())});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void seed_coordinators(Transaction& tx, const std::vector<Coordinator>& from_settings) {
  lock_name(tx, seeded);
  if (find_state(tx, seeded)) return;
  const bool is_new = coordinators(tx).empty();
  if (is_new && from_settings.empty()) return;
  put_state(tx, seeded, "yes");
  if (!is_new) return;
  for (const auto& coordinator : from_settings) add_coordinator(tx, coordinator);
}

}  // namespace kindbank::store
