#include <utility>

#include "bot/turn.h"
#include "bot/turn_room.h"
#include "store/messages.h"

namespace kindbank::bot {

using dialog::Alert;
using dialog::Forget;
using dialog::Say;

namespace {

store::InboundMessage to_log(const adapters::Channel& channel, const adapters::Inbound& inbound,
                             const store::Contact& contact, store::Id id, Time now) {
  store::InboundMessage message;
  message.id = id;
  message.channel = channel.name;
  message.provider_id = inbound.provider_id;
  message.contact = contact.id;
  message.member = contact.member;
  message.text = inbound.message.text;
  message.at = now;
  message.repaired = inbound.repaired;
  return message;
}

}  // namespace

// ---- a message came in
// -------------------------------------------------------------------------------

void Turns::hear_in(Room& room, const adapters::Inbound& inbound, const dialog::GateReading& gate) {
  store::heard(room.tx, room.contact.id, room.channel->name, room.now);
  room.contact.channel = room.channel->name;
  room.words = inbound.message.text;
  if (!inbound.replyable) {
    store::mark_unreplyable(room.tx, room.contact.id);
    room.contact.unreplyable = true;
    if (!gate.crisis) return;  // a network's own texts and adverts begin no talk
  }
  if (gate.rights == dialog::GateReading::Rights::stop && room.channel->limits.confirms_stop)
    room.voice = Room::Voice::crisis_only;
  converse(room, dialog::Heard{inbound.message.text, inbound.pressed, gate});
}

Turns::Took Turns::hear(const adapters::Channel& channel, const adapters::Inbound& inbound,
                        Time now) {
  const auto gate = dialog::read_gate(library_.words, inbound.message.text);
  const auto chance = seed();
  auto took = Took::done;
  std::vector<std::string> branches;
  try {
    database_.transact([&](store::Transaction& tx) {
      store::Ids ids(now, chance);
      Room room{tx, ids};
      room.now = now;
      room.channel = &channel;
      room.contact = store::contact_of(tx, inbound.from, channel.name, ids.next(), now);
      room.message =
          store::insert_inbound(tx, to_log(channel, inbound, room.contact, ids.next(), now));
      took = room.message ? Took::done : Took::seen_before;
      if (room.message) hear_in(room, inbound, gate);
      branches = std::move(room.branches);
    });
  } catch (const store::Busy&) {
    throw;
  } catch (const store::Broken&) {
    throw;
  } catch (const std::exception& failure) {
    fail(channel, inbound, gate, now, failure.what());
  }
  if (gate.rights != dialog::GateReading::Rights::none) log_rights(inbound.from, now);
  for (const auto& branch : branches) passed(branch);
  on_commit();
  return took;
}

// One person's poison is their own: it is set aside, answered, and somebody is told.
void Turns::fail(const adapters::Channel& channel, const adapters::Inbound& inbound,
                 const dialog::GateReading& gate, Time now, const std::string& why) {
  report("a turn failed: " + why);
  const auto chance = seed();
  database_.transact([&](store::Transaction& tx) {
    store::Ids ids(now, chance);
    Room room{tx, ids};
    room.now = now;
    room.channel = &channel;
    room.words = inbound.message.text;
    room.contact = store::contact_of(tx, inbound.from, channel.name, ids.next(), now);
    room.message = store::fail_inbound(tx, to_log(channel, inbound, room.contact, ids.next(), now));
    dialog::Turn turn;
    Say say;
    if (gate.crisis) {
      say.message_class = "crisis";
      say.message.text = dialog::crisis_answer(library_.words, *gate.crisis);
      turn.effects.emplace_back(Alert{Alert::Kind::crisis, gate.crisis->letter, gate.crisis->rule});
      turn.effects.emplace_back(Forget{});
    } else {
      say.message_class = "answer";
      say.message.text = library_.words.reply("apology");
      turn.effects.emplace_back(Alert{Alert::Kind::broken_flow, {}, "a message"});
    }
    if (gate.crisis || !room.contact.stopped_at) turn.effects.emplace_back(std::move(say));
    perform_effects(room, turn);
    tell_coordinators(room);
  });
}

// Outside the ledger, so that a STOP outlives a restored backup; before the message is
// acknowledged.
void Turns::log_rights(const Address& address, Time now) {
  if (rights_ == nullptr) return;
  const bool stopped =
      database_.read([&](store::Transaction& tx) { return store::is_stopped(tx, address); });
  const auto written = rights_->append(
      stopped ? store::RightsLog::Kind::stop : store::RightsLog::Kind::start, address, now);
  if (!written) throw store::Busy("the rights log cannot be written: " + written.error().message);
}

}  // namespace kindbank::bot
