#include "store/contacts.h"

#include "store/columns.h"
#include "store/locks.h"

namespace kindbank::store {
namespace {

constexpr std::string_view contact_columns =
    "SELECT c.id, c.address_sealed, c.channel, c.conversation_sealed, c.wakes_at, s.since, "
    "c.frozen_at, c.member, c.unreplyable, c.created_at, c.last_heard_at, a.coordinator, "
    "m.number, m.first_name_sealed, m.area, m.language, c.language, c.shared "
    "FROM contacts c LEFT JOIN suppressions s ON s.address_hash = c.address_hash "
    "LEFT JOIN coordinator_addresses a ON a.address_hash = c.address_hash "
    "LEFT JOIN members m ON m.number = c.member AND m.state = 'active' ";

std::string hash_of(const Transaction& tx, const Address& address) {
  return tx.sealer().lookup(address.text());
}

Speaker to_speaker(Transaction& tx, const std::optional<Id>& coordinator,
                   const std::optional<std::int64_t>& number,
                   const std::optional<std::string>& name, const std::optional<std::string>& area,
                   const std::optional<std::string>& language) {
  Speaker speaker;
  if (coordinator) speaker.role = Speaker::Role::coordinator;
  if (number)
    speaker.member = {*number, opened(tx, name), area.value_or(""), language.value_or("")};
  return speaker;
}

// Of somebody whose Address is known it need not be opened.
std::vector<Contact> select_contacts(Transaction& tx, const std::string& rest, const Values& values,
                                     const std::optional<Address>& known = std::nullopt) {
  using Number = std::int64_t;
  using MaybeNumber = std::optional<std::int64_t>;
  using MaybeText = std::optional<std::string>;
  std::vector<Contact> contacts;
  for (auto& [id, address, channel, conversation, wakes, stopped, frozen, member, unreplyable,
              created, last_heard, coordinator, number, name, area, language, chosen, shared] :
       tx.rows<Number, std::string, std::string, MaybeText, MaybeNumber, MaybeNumber, MaybeNumber,
               MaybeNumber, Number, Number, MaybeNumber, MaybeNumber, MaybeNumber, MaybeText,
               MaybeText, MaybeText, MaybeText, Number>(std::string(contact_columns) + rest,
                                                        values)) {
    const auto read = known ? known : read_address(tx.sealer().open({address}));
    if (!read) throw std::runtime_error("a contact's address cannot be read");
    contacts.push_back({id, *read, channel, opened(tx, conversation), maybe_time(wakes),
                        maybe_time(stopped), maybe_time(frozen), member,
                        to_speaker(tx, coordinator, number, name, area, language),
                        chosen.value_or(""), unreplyable != 0, shared != 0, from_millis(created),
                        maybe_time(last_heard)});
  }
  return contacts;
}

std::optional<Contact> first_of(std::vector<Contact> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::optional<Contact> find_contact(Transaction& tx, const Address& address) {
  return first_of(select_contacts(tx, "WHERE c.address_hash = :a" + for_update(tx, "c"),
                                  {hash_of(tx, address)}, address));
}

std::optional<Contact> find_contact(Transaction& tx, Id id) {
  return first_of(select_contacts(tx, "WHERE c.id = :a" + for_update(tx, "c"), {id}));
}

Contact contact_of(Transaction& tx, const Address& address, const std::string& channel, Id new_id,
                   Time now) {
  if (auto found = find_contact(tx, address)) return *found;
  tx.run(
      R"(INSERT INTO contacts (id, address_hash, address_sealed, channel, created_at)
         VALUES (:a, :b, :c, :d, :e) ON CONFLICT DO NOTHING)",
      {new_id, hash_of(tx, address), value(tx.sealer().seal(address.text())), channel, value(now)});
  auto made = find_contact(tx, address);
  if (!made) throw std::runtime_error("the id of a new contact is taken");
  return *made;
}

Speaker speaker_at(Transaction& tx, Id contact, std::int64_t member) {
  const auto row =
      tx.row<std::optional<Id>, std::optional<std::int64_t>, std::optional<std::string>,
             std::optional<std::string>, std::optional<std::string>>(
          R"(SELECT a.coordinator, m.number, m.first_name_sealed, m.area, m.language
         FROM contacts c LEFT JOIN coordinator_addresses a ON a.address_hash = c.address_hash
           LEFT JOIN members m ON m.number = :a AND m.state = 'active'
         WHERE c.id = :b)",
          {member, contact});
  if (!row) return {};
  return std::apply([&](const auto&... column) { return to_speaker(tx, column...); }, *row);
}

std::vector<Address> addresses(Transaction& tx) {
  std::vector<Address> all;
  for (const auto& [address] :
       tx.rows<std::string>("SELECT address_sealed FROM contacts ORDER BY id"))
    if (auto read = read_address(tx.sealer().open({address}))) all.push_back(std::move(*read));
  return all;
}

std::vector<KeptTalk> talks_behind(Transaction& tx, Id contact, int limit) {
  std::vector<KeptTalk> talks;
  for (const auto& [id, conversation, wakes] :
       tx.rows<Id, std::optional<std::string>, std::optional<std::int64_t>>(
           R"(SELECT id, conversation_sealed, wakes_at FROM contacts
              WHERE id > :a AND conversation_sealed IS NOT NULL ORDER BY id LIMIT :b)" +
               for_update(tx),
           {contact, value(limit)}))
    talks.push_back({id, opened(tx, conversation), maybe_time(wakes)});
  return talks;
}

void save_conversation(Transaction& tx, Id id, const std::string& json,
                       std::optional<Time> wakes_at) {
  tx.run("UPDATE contacts SET conversation_sealed = :a, wakes_at = :b WHERE id = :c",
         {sealed(tx, json), value(wakes_at), id});
}

void save_talk(Transaction& tx, const Contact& contact) {
  tx.run(
      "UPDATE contacts SET conversation_sealed = :a, wakes_at = :b, channel = :c, "
      "last_heard_at = :d WHERE id = :e",
      {sealed(tx, contact.conversation), value(contact.wakes_at), contact.channel,
       value(contact.last_heard_at), contact.id});
}

void heard(Transaction& tx, Id id, const std::string& channel, Time now) {
  tx.run("UPDATE contacts SET channel = :a, last_heard_at = :b WHERE id = :c",
         {channel, value(now), id});
}

void mark_unreplyable(Transaction& tx, Id id) {
  tx.run("UPDATE contacts SET unreplyable = 1 WHERE id = :a", {id});
}

void mark_shared(Transaction& tx, Id id) {
  tx.run("UPDATE contacts SET shared = 1 WHERE id = :a", {id});
}

void set_language(Transaction& tx, Id id, const std::string& code) {
  tx.run("UPDATE contacts SET language = :a WHERE id = :b", {code, id});
}

void speaks_as(Transaction& tx, Id id, std::optional<std::int64_t> member) {
  tx.run("UPDATE contacts SET member = :a WHERE id = :b", {value(member), id});
}

void set_stopped(Transaction& tx, const Address& address, Time now) {
  tx.run("INSERT INTO suppressions (address_hash, since) VALUES (:a, :b) ON CONFLICT DO NOTHING",
         {hash_of(tx, address), value(now)});
}

void clear_stopped(Transaction& tx, const Address& address) {
  tx.run("DELETE FROM suppressions WHERE address_hash = :a", {hash_of(tx, address)});
}

bool is_stopped(Transaction& tx, const Address& address) {
  return tx
      .row<std::int64_t>("SELECT since FROM suppressions WHERE address_hash = :a",
                         {hash_of(tx, address)})
      .has_value();
}

void freeze(Transaction& tx, Id id, Time now) {
  tx.run("UPDATE contacts SET frozen_at = :a WHERE id = :b AND frozen_at IS NULL",
         {value(now), id});
}

void thaw(Transaction& tx, Id id) {
  tx.run("UPDATE contacts SET frozen_at = NULL WHERE id = :a", {id});
}

bool is_frozen(Transaction& tx, std::int64_t member) {
  return tx
      .row<Id>(R"(SELECT c.id FROM member_addresses a JOIN contacts c ON c.id = a.contact
                  WHERE a.member = :a AND c.frozen_at IS NOT NULL LIMIT 1)",
               {member})
      .has_value();
}

std::vector<Contact> contacts_waking(Transaction& tx, Time now, int limit) {
  return select_contacts(tx, "WHERE c.wakes_at <= :a ORDER BY c.wakes_at, c.id LIMIT :b",
                         {value(now), value(limit)});
}

std::optional<Time> next_waking(Transaction& tx) {
  return maybe_time(
      std::get<0>(*tx.row<std::optional<std::int64_t>>("SELECT MIN(wakes_at) FROM contacts")));
}

void link_member(Transaction& tx, Id contact, std::int64_t member) {
  tx.run("INSERT INTO member_addresses (member, contact) VALUES (:a, :b) ON CONFLICT DO NOTHING",
         {member, contact});
  speaks_as(tx, contact, member);
  if (members_of_contact(tx, contact).size() > 1) mark_shared(tx, contact);
}

void unlink_member(Transaction& tx, Id contact, std::int64_t member) {
  tx.run("DELETE FROM member_addresses WHERE member = :a AND contact = :b", {member, contact});
  tx.run("UPDATE contacts SET member = NULL WHERE id = :a AND member = :b", {contact, member});
  if (members_of_contact(tx, contact).empty())
    tx.run("UPDATE contacts SET shared = 0 WHERE id = :a", {contact});
}

std::vector<Contact> contacts_of_member(Transaction& tx, std::int64_t member) {
  return select_contacts(
      tx,
      std::string("JOIN member_addresses l ON l.contact = c.id WHERE l.member = :a "
                  "ORDER BY COALESCE(c.last_heard_at, 0) DESC, c.id") +
          for_update(tx, "c"),
      {member});
}

bool is_elsewhere(Transaction& tx, std::int64_t member, Id contact) {
  return tx
      .row<Id>("SELECT contact FROM member_addresses WHERE member = :a AND contact <> :b LIMIT 1",
               {member, contact})
      .has_value();
}

std::vector<std::int64_t> members_of_contact(Transaction& tx, Id contact) {
  std::vector<std::int64_t> numbers;
  for (const auto& [number] : tx.rows<std::int64_t>(
           "SELECT member FROM member_addresses WHERE contact = :a ORDER BY member", {contact}))
    numbers.push_back(number);
  return numbers;
}

std::int64_t forget_strangers(Transaction& tx, Time silent_since, int limit) {
  const auto strangers = tx.rows<Id>(
      R"(SELECT c.id FROM contacts c
         WHERE COALESCE(c.last_heard_at, c.created_at) < :a AND c.member IS NULL
           AND NOT EXISTS (SELECT 1 FROM member_addresses a WHERE a.contact = c.id)
           AND NOT EXISTS (SELECT 1 FROM coordinator_addresses a
                           WHERE a.address_hash = c.address_hash)
           AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.contact = c.id)
           AND NOT EXISTS (SELECT 1 FROM messages m
                           WHERE m.contact = c.id AND m.member IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM outbox o
                           WHERE o.contact = c.id AND o.state IN ('queued', 'unknown')
                             AND o.next_try_at IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM dues d
                           WHERE d.kind IN ('stopped', 'rights') AND d.done_at IS NULL
                             AND d.subject = CAST(c.id AS TEXT))
         ORDER BY c.id LIMIT :b)" +
          skip_locked(tx, "c"),
      {value(silent_since), value(limit)});
  for (const auto& [id] : strangers)
    for (const auto* sql :
         {"DELETE FROM links WHERE contact = :a", "DELETE FROM pieces WHERE contact = :a",
          "DELETE FROM outbox WHERE message IN (SELECT id FROM messages WHERE contact = :a)",
          "DELETE FROM messages WHERE contact = :a", "DELETE FROM contacts WHERE id = :a"})
      tx.run(sql, {id});
  return static_cast<std::int64_t>(strangers.size());
}

}  // namespace kindbank::store
