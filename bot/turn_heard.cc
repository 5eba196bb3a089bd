#include <utility>

#include "bank/join.h"
#include "bank/partners.h"
#include "bot/turn.h"
#include "bot/turn_room.h"
#include "store/dues.h"
#include "store/messages.h"
#include "store/outbox.h"

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

void Turns::hear_in(Room& room, const adapters::Inbound& inbound, const dialog::GateReading& gate) {
  room.contact.channel = room.channel->name;
  room.contact.last_heard_at = room.now;
  room.words = inbound.message.text;
  if (!inbound.replyable) {
    store::mark_unreplyable(room.tx, room.contact.id);
    room.contact.unreplyable = true;
    // A network's own texts and adverts begin no talk.
    if (!gate.crisis) return store::heard(room.tx, room.contact.id, room.contact.channel, room.now);
  }
  if (gate.rights == dialog::GateReading::Rights::stop &&
      adapters::confirms_stop(room.channel->limits, inbound.message.text))
    room.voice = Room::Voice::crisis_only;
  auto context = context_of(room);
  const bool from_partner =
      gate.standing.empty() && !gate.crisis && bank::note_partner(context, inbound.message.text);
  const bool comes_back = inbound.opens && room.contact.stopped_at;
  if (from_partner || comes_back) {
    // A partner's code alone says nothing else: as a greeting does, it begins.
    const std::string said = comes_back ? "start" : "hello";
    return converse(room, dialog::Heard{said, "", dialog::read_gate(room.library->words, said)});
  }
  converse(room, dialog::Heard{inbound.message.text, inbound.pressed, gate});
}

Turns::Took Turns::hear_new(Room& room, const adapters::Inbound& inbound,
                            const dialog::GateReading& gate) {
  room.message = store::insert_inbound(
      room.tx, to_log(*room.channel, inbound, room.contact, room.ids.next(), room.now));
  if (!room.message) return Took::seen_before;
  hear_in(room, inbound, gate);
  return Took::done;
}

Turns::Took Turns::hear(const adapters::Channel& channel, const adapters::Inbound& inbound,
                        Time now, Crisis crisis) {
  const auto library = shelf_.take();
  auto known = library;
  const auto gate = dialog::read_gate(library->words, inbound.message.text);
  const auto chance = seed();
  auto took = Took::done;
  auto rights = Rights::as_before;
  bool failed = false;
  Left left;
  std::vector<dialog::Branch> branches;
  std::vector<AlertLine> alert_lines;
  try {
    database_.transact([&](store::Transaction& tx) {
      store::Ids ids(now, chance);
      Room room{tx, ids, library};
      room.now = now;
      room.channel = &channel;
      room.crisis = crisis;
      room.contact = store::contact_of(tx, inbound.from, channel.name, ids.next(), now);
      const bool was_stopped = room.contact.stopped_at.has_value();
      if (inbound.piece) {
        const auto gathered = add_piece(room, inbound);
        took = gathered.took;
        if (gathered.whole)
          took = hear_new(room, *gathered.whole,
                          dialog::read_gate(library->words, gathered.whole->message.text));
      } else {
        took = hear_new(room, inbound, gate);
      }
      const bool is_stopped = room.contact.stopped_at.has_value();
      // A second copy of a STOP may come because the first was committed and not yet logged.
      const bool again =
          !room.message && (inbound.opens || gate.rights != dialog::GateReading::Rights::none);
      rights = was_stopped == is_stopped && !again ? Rights::as_before : Rights::changed;
      known = room.library;
      branches = std::move(room.branches);
      left = room.left;
      alert_lines = std::move(room.alert_lines);
    });
  } catch (const store::Busy&) {
    throw;
  } catch (const store::Broken&) {
    throw;
  } catch (const std::exception& failure) {
    failed = true;
    alert_lines.clear();
    const auto answered = fail(channel, inbound, gate, now, crisis, failure.what());
    rights = answered.rights;
    left = answered.left;
  }
  // Before the message is acknowledged.
  if (rights == Rights::changed)
    if (const auto logged = log_rights(inbound.from, now); !logged)
      throw RightsUnlogged(logged.error().message);
  if (known != library) shelf_.put_after(library, known);
  for (const auto& branch : branches) passed(branch);
  for (const auto& [level, line] : alert_lines) alerted(level, line);
  ended(failed ? "failed" : took == Took::done ? "heard" : "seen_before");
  on_commit(left);
  return took;
}

// One person's poison is their own: it is set aside with the talk that it fell into, answered, and
// somebody is told. The words are not kept, since nobody knows which question they answered; a STOP
// is honoured all the same.
Turns::Failed Turns::fail(const adapters::Channel& channel, const adapters::Inbound& inbound,
                          const dialog::GateReading& gate, Time now, Crisis crisis,
                          const std::string& why) {
  report("a turn failed: " + why);
  const auto library = shelf_.take();
  const auto chance = seed();
  const bool stops = gate.rights == dialog::GateReading::Rights::stop;
  Left left;
  std::vector<AlertLine> alert_lines;
  database_.transact([&](store::Transaction& tx) {
    store::Ids ids(now, chance);
    Room room{tx, ids, library};
    room.now = now;
    room.channel = &channel;
    room.crisis = crisis;
    room.words = inbound.message.text;
    room.contact = store::contact_of(tx, inbound.from, channel.name, ids.next(), now);
    room.message = store::fail_inbound(tx, to_log(channel, inbound, room.contact, ids.next(), now));
    store::save_conversation(tx, room.contact.id, "", std::nullopt);
    if (stops && !room.contact.stopped_at) {
      // What else a STOP does may be what failed, so it has a turn of its own: a Due, as where the
      // provider stops somebody.
      const auto due = ids.next();
      store::insert_due(
          tx, {due, "stopped", std::to_string(room.contact.id), std::to_string(due), now});
      room.left.plans = true;
      store::set_stopped(tx, inbound.from, now);
      store::withdraw(tx, room.contact.id, "the person stopped texts");
      room.contact.stopped_at = now;
    }
    dialog::Turn turn;
    turn.effects.emplace_back(Forget{});
    Say say;
    if (gate.crisis) {
      say.message_class = "crisis";
      say.message.text = dialog::crisis_answer(library->words, *gate.crisis);
      turn.effects.emplace_back(
          Alert{Alert::Kind::crisis, gate.crisis->letter, gate.crisis->rule, gate.crisis->also});
    } else {
      say.message_class = "answer";
      say.message.text = library->words.reply("apology");
      turn.effects.emplace_back(Alert{Alert::Kind::broken_flow, {}, "a message"});
    }
    if (gate.crisis || !room.contact.stopped_at) turn.effects.emplace_back(std::move(say));
    perform_effects(room, turn);
    tell_coordinators(room);
    left = room.left;
    alert_lines = std::move(room.alert_lines);
  });
  for (const auto& [level, line] : alert_lines) alerted(level, line);
  return {stops ? Rights::changed : Rights::as_before, left};
}

}  // namespace kindbank::bot
