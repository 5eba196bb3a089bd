#include "store/messages.h"

#include "store/columns.h"
#include "store/locks.h"
#include "store/outbox.h"

namespace kindbank::store {
namespace {

std::optional<Id> insert_as(Transaction& tx, const InboundMessage& message,
                            const std::string& state) {
  lock_row(tx, "contacts", message.contact);  // which counts its messages
  const auto inserted = tx.run(
      R"(INSERT INTO messages (id, direction, channel, provider_id, contact, place, member, class,
                               text_sealed, state, parts, repaired, created_at)
         VALUES (:a, 'in', :b, :c, :d,
                 (SELECT COALESCE(MAX(place), 0) + 1 FROM messages WHERE contact = :e),
                 :f, 'heard', :g, :h, 1, :i, :j)
         ON CONFLICT (channel, provider_id) WHERE provider_id IS NOT NULL DO NOTHING)",
      {message.id, message.channel, message.provider_id, message.contact, message.contact,
       value(message.member), value(tx.sealer().seal(message.text)), state,
       value(message.repaired ? 1 : 0), value(message.at)});
  if (inserted == 0) return std::nullopt;
  return message.id;
}

std::vector<LoggedMessage> select_messages(Transaction& tx, const std::string& rest,
                                           const Values& values) {
  using Text = std::string;
  using MaybeNumber = std::optional<std::int64_t>;
  std::vector<LoggedMessage> found;
  for (auto& [id, direction, channel, address, member, message_class, text, state, parts, cause,
              created] : tx.rows<Id, Text, Text, Text, MaybeNumber, Text, std::optional<Text>, Text,
                                 std::int64_t, MaybeNumber, std::int64_t>(
           "SELECT m.id, m.direction, m.channel, c.address_sealed, m.member, m.class, "
           "m.text_sealed, m.state, m.parts, m.cause, m.created_at "
           "FROM messages m JOIN contacts c ON c.id = m.contact " +
               rest + " ORDER BY m.created_at, m.contact, m.place",
           values)) {
    std::optional<Text> words;
    if (text) words = tx.sealer().open({*text});
    found.push_back({id, direction, channel, tx.sealer().open({address}), member, message_class,
                     words, state, parts, cause, from_millis(created)});
  }
  return found;
}

}  // namespace

std::optional<Id> insert_inbound(Transaction& tx, const InboundMessage& message) {
  return insert_as(tx, message, "heard");
}

std::optional<Id> fail_inbound(Transaction& tx, const InboundMessage& message) {
  return insert_as(tx, message, "failed");
}

void set_member(Transaction& tx, Id message, std::optional<std::int64_t> member) {
  tx.run("UPDATE messages SET member = :a WHERE id = :b", {value(member), message});
}

void insert_outbound(Transaction& tx, const OutboundMessage& message) {
  lock_row(tx, "contacts", message.contact);
  tx.run(
      R"(INSERT INTO messages (id, direction, channel, contact, place, member, class, text_sealed,
                               state, parts, cause, created_at)
         VALUES (:a, 'out', :b, :c,
                 (SELECT COALESCE(MAX(place), 0) + 1 FROM messages WHERE contact = :d),
                 :e, :f, :g, 'queued', :h, :i, :j))",
      {message.id, message.channel, message.contact, message.contact, value(message.member),
       message.message_class, value(tx.sealer().seal(message.text)), value(message.parts),
       value(message.cause), value(message.at)});
}

void redact(Transaction& tx, Id message) {
  tx.run("UPDATE messages SET text_sealed = NULL WHERE id = :a", {message});
  forget_words(tx, message);
}

std::optional<std::string> said_before(Transaction& tx, Id contact, Id message) {
  const auto before = tx.row<std::optional<std::string>>(
      "SELECT text_sealed FROM messages WHERE contact = :a AND direction = 'in' AND id <> :b "
      "ORDER BY place DESC LIMIT 1",
      {contact, message});
  if (!before || !std::get<0>(*before)) return std::nullopt;
  return tx.sealer().open({*std::get<0>(*before)});
}

std::optional<LastSaid> last_said(Transaction& tx, Id contact) {
  const auto last = tx.row<std::string, std::string>(
      "SELECT class, state FROM messages WHERE contact = :a AND direction = 'out' "
      "ORDER BY place DESC LIMIT 1",
      {contact});
  if (!last) return std::nullopt;
  return LastSaid{std::get<0>(*last), std::get<1>(*last)};
}

std::optional<OutboundMessage> find_outbound(Transaction& tx, Id message) {
  const auto row =
      tx.row<std::string, Id, std::optional<std::int64_t>, std::string, std::optional<std::string>,
             std::int64_t, std::optional<Id>, std::int64_t>(
          "SELECT channel, contact, member, class, text_sealed, parts, cause, created_at "
          "FROM messages WHERE id = :a AND direction = 'out'",
          {message});
  if (!row || !std::get<4>(*row)) return std::nullopt;
  const auto& [channel, contact, member, message_class, text, parts, cause, at] = *row;
  return OutboundMessage{message,
                         channel,
                         contact,
                         member,
                         message_class,
                         tx.sealer().open({*text}),
                         static_cast<int>(parts),
                         cause,
                         from_millis(at)};
}

std::vector<LoggedMessage> messages(Transaction& tx, std::optional<std::int64_t> member) {
  if (member) return select_messages(tx, "WHERE m.member = :a", {*member});
  return select_messages(tx, "", {});
}

std::vector<LoggedMessage> messages_of_contact(Transaction& tx, Id contact) {
  return select_messages(tx, "WHERE m.contact = :a", {contact});
}

std::optional<Time> last_message_at(Transaction& tx) {
  return maybe_time(
      std::get<0>(*tx.row<std::optional<std::int64_t>>("SELECT MAX(created_at) FROM messages")));
}

}  // namespace kindbank::store
