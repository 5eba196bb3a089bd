#include "bot/command_desk.h"

#include <stdexcept>

#include "dialog/conversation.h"
#include "dialog/utf8.h"
#include "store/contacts.h"
#include "store/outbox.h"

namespace kindbank::bot {
namespace {

constexpr const char* desk_kind = "desk";  // the kind of Address, and its channel's name
constexpr int most_places = 100'000;
constexpr std::size_t whole = 100'000;  // nothing that is read out needs to be cut

adapters::Channel read_aloud() {
  adapters::Channel channel;
  channel.name = desk_kind;
  channel.adapter = desk_kind;
  channel.kind = desk_kind;
  channel.limits.sms = false;
  channel.limits.text = whole;
  return channel;
}

}  // namespace

Desk::Desk(const Room& room) : room_(room), channel_(read_aloud()) {}

Address Desk::new_place() const {
  return room_.database.read([](store::Transaction& tx) {
    for (int number = 1; number < most_places; ++number) {
      const Address address{desk_kind, std::to_string(number)};
      if (!store::find_contact(tx, address)) return address;
    }
    throw std::runtime_error("no desk address is free");
  });
}

// No sender has this channel, so what waits for it is ours alone.
std::vector<std::string> Desk::take_texts(const Address& address) {
  const auto now = room_.clock.now();
  const auto seed = store::fresh_seed();
  std::vector<std::string> texts;
  for (bool more = true; more;) {
    std::vector<store::Part> parts;
    room_.database.transact([&](store::Transaction& tx) {
      parts.clear();
      store::Ids ids(now, seed);
      for (const auto lane : {store::Lane::express, store::Lane::normal}) {
        store::Claim claim;
        claim.channel = desk_kind;
        claim.lane = lane;
        claim.now = now;
        claim.lease_id = ids.next();
        for (auto& part : store::claim(tx, claim)) {
          store::mark_sent(tx, part, desk_kind + ("-" + std::to_string(part.id)), "delivered", now);
          parts.push_back(std::move(part));
        }
      }
    });
    more = !parts.empty();
    for (const auto& part : parts)
      if (part.to == address) texts.push_back(part.text);
  }
  return texts;
}

bool Desk::is_asked(const Address& address) const {
  return room_.database.read([&](store::Transaction& tx) {
    const auto contact = store::find_contact(tx, address);
    if (!contact) return false;
    const auto talk = dialog::read_conversation(contact->conversation);
    return talk && talk->open.has_value();
  });
}

Desk::Heard Desk::begin(const std::string& words) { return hear(new_place().handle, words); }

Desk::Heard Desk::hear(const std::string& place, const std::string& words) {
  const Address address{desk_kind, place};
  const auto now = room_.clock.now();
  auto repaired = repair_utf8(words);
  adapters::Inbound inbound;
  inbound.from = address;
  inbound.provider_id =
      desk_kind + ("-" + std::to_string(store::Ids(now, store::fresh_seed()).next()));
  inbound.message.text = std::move(repaired.text);
  inbound.repaired = repaired.changed;
  room_.turns.hear(channel_, inbound, now);
  auto texts = take_texts(address);
  return {place, std::move(texts), is_asked(address)};
}

std::optional<std::int64_t> Desk::leave(const std::string& place) {
  return room_.database.transact([&](store::Transaction& tx) -> std::optional<std::int64_t> {
    const auto contact = store::find_contact(tx, Address{desk_kind, place});
    if (!contact) return std::nullopt;
    // From now on nobody reads there: who has no phone is told by a person, and a member is asked
    // nothing any more. The talk of who did not join ends by itself and forgets their words.
    store::mark_unreplyable(tx, contact->id);
    if (contact->member) store::save_conversation(tx, contact->id, "", std::nullopt);
    return contact->member;
  });
}

}  // namespace kindbank::bot
