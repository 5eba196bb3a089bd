#include "bot/turn.h"

#include <stdexcept>
#include <utility>

#include "bank/dispatch.h"
#include "bank/known.h"
#include "bank/people.h"
#include "bot/message_class.h"
#include "bot/post.h"
#include "store/coordinators.h"
#include "store/messages.h"
#include "store/outbox.h"

namespace kindbank::bot {

using dialog::Alert;
using dialog::Do;
using dialog::Event;
using dialog::Forget;
using dialog::Say;

struct Turns::Room {
  store::Transaction& tx;
  store::Ids& ids;
  store::Contact contact{};
  const adapters::Channel* channel = nullptr;  // where answers go; none: nothing can be said
  std::optional<store::Id> message{};          // what came in
  std::string words{};                         // of it, for an incident
  enum class Voice { speaks, crisis_only } voice = Voice::speaks;
  Time now{};
  std::int64_t member = 0;
  std::vector<bank::CoordinatorAlert> alerts{};
  std::vector<std::string> branches{};
  std::optional<dialog::Told> told{};
};

namespace {

dialog::Facts town_facts(const bank::Town& town) {
  return {{"bank", town.bank}, {"town", town.town}, {"run_by", town.run_by}};
}

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

// Bank-started classes wait for the day; an answer leaves at once.
Time leaves_at(const bank::Town& town, const std::string& name, Time now) {
  const bool waits = message_class(name).quiet == MessageClass::Quiet::waits;
  return waits ? bank::in_daytime(town, now) : now;
}

// The mailbox of a member that was heard from last and can be written to.
std::optional<store::Contact> reach(store::Transaction& tx, std::int64_t member) {
  std::optional<store::Contact> best;
  for (auto& contact : store::contacts_of_member(tx, member)) {
    if (contact.unreplyable) continue;
    if (!best || contact.last_heard_at > best->last_heard_at) best = std::move(contact);
  }
  return best;
}

}  // namespace

Turns::Turns(store::Database& database, const Library& library, const Channels& channels,
             store::RightsLog* rights)
    : database_(database), library_(library), channels_(channels), rights_(rights) {}

// ---- what a turn leaves behind
// ---------------------------------------------------------------------

void Turns::perform_effects(Room& room, const dialog::Turn& turn) {
  room.told.reset();
  bank::Context context{room.tx,
                        library_.town,
                        room.ids,
                        room.now,
                        room.contact,
                        room.member,
                        room.message.value_or(0),
                        {}};
  for (const auto& effect : turn.effects) {
    if (const auto* say = std::get_if<Say>(&effect)) {
      const bool heard = room.voice == Room::Voice::speaks || say->message_class == "crisis";
      if (room.channel == nullptr || room.contact.unreplyable || !heard) continue;
      post(room.tx, room.ids,
           {*room.channel, room.contact, *say,
            room.member == 0 ? std::nullopt : std::optional(room.member), room.message, room.now,
            leaves_at(library_.town, say->message_class, room.now)});
    } else if (const auto* action = std::get_if<Do>(&effect)) {
      const auto* known = bank::find_action(action->action);
      if (known == nullptr) throw std::logic_error("a flow does an action that is not there");
      const bool was_stopped = room.contact.stopped_at.has_value();
      room.told = known->perform(context, action->arguments);
      if (!was_stopped && room.contact.stopped_at)
        store::withdraw(room.tx, room.contact.id, "the person stopped texts");
      room.member = context.member;
    } else if (const auto* alert = std::get_if<Alert>(&effect)) {
      if (alert->kind == Alert::Kind::crisis) {
        bank::open_incident(context, *alert, room.words);
      } else {
        context.alerts.push_back({"alert_broken", {{"where", alert->detail}}, room.now});
        report("a flow broke: " + alert->detail);
      }
    } else if (std::holds_alternative<Forget>(effect) && room.message) {
      store::redact(room.tx, *room.message);
    }
  }
  for (auto& alert : context.alerts) room.alerts.push_back(std::move(alert));
}

void Turns::converse(Room& room, Event event) {
  auto read = dialog::read_conversation(room.contact.conversation);
  if (!read) {  // the talk begins anew, and somebody looks why
    room.alerts.push_back({"alert_broken", {{"where", "a stored talk"}}, room.now});
    report("contact " + std::to_string(room.contact.id) + ": " + read.error().message);
  }
  auto conversation = read ? std::move(*read) : dialog::Conversation{};
  for (int actions = 0;; ++actions) {
    const auto known = bank::known_of(room.tx, library_.town, room.contact);
    room.member = known.member;
    auto turn =
        dialog::respond(library_.flows, library_.words, conversation, known, event, room.now);
    if (purity == Purity::proved && turn != dialog::respond(library_.flows, library_.words,
                                                            conversation, known, event, room.now))
      throw std::logic_error("the engine answered the same event in two ways");
    for (auto& branch : turn.passed) room.branches.push_back(std::move(branch));
    perform_effects(room, turn);
    conversation = std::move(turn.conversation);
    if (!room.told) break;
    if (actions == dialog::max_actions)
      throw std::logic_error("a flow did more actions than one turn may");
    event = *std::exchange(room.told, std::nullopt);
  }
  const auto wakes_at = conversation.open ? conversation.open->wakes_at : std::nullopt;
  store::save_conversation(room.tx, room.contact.id, dialog::write_conversation(conversation),
                           wakes_at);
  tell_coordinators(room);
}

void Turns::tell_coordinators(Room& room) {
  for (const auto& alert : std::exchange(room.alerts, {})) {
    Say say;
    say.message_class = "alert";
    say.message.text =
        dialog::fill_in(library_.words.reply(alert.reply), alert.facts, town_facts(library_.town));
    for (const auto& coordinator : store::coordinators(room.tx)) {
      if (coordinator.on_call != "always") continue;
      for (const auto& address : coordinator.addresses) {
        const auto known = store::find_contact(room.tx, address);
        const auto* channel = channel_for(channels_, address, known ? known->channel : "");
        if (channel == nullptr) {
          report("no channel reaches a coordinator at a " + address.kind + " address");
          continue;
        }
        const auto contact =
            store::contact_of(room.tx, address, channel->name, room.ids.next(), room.now);
        post(room.tx, room.ids,
             {*channel, contact, say, std::nullopt, room.message, room.now,
              std::max(alert.not_before, room.now)});
      }
    }
  }
}

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

// ---- what the clock brings
// -----------------------------------------------------------------------------

void Turns::begin_in(Room& room, const store::Notice& notice) {
  const auto reached = reach(room.tx, notice.member);
  const auto* flow = library_.flows.for_event(notice.event);
  if (!reached || flow == nullptr) {
    report("notice " + std::to_string(notice.id) + " reaches nobody");
    return;
  }
  room.contact = *reached;
  room.contact.member = notice.member;
  room.channel = channel_for(channels_, room.contact.address, room.contact.channel);
  dialog::Started started;
  started.flow = flow->name;
  started.facts = notice.facts;
  started.about = notice.about;
  started.closes = notice.closes;
  started.message_class = notice.message_class;
  const auto urgency = notice.facts.find("urgency");
  if (urgency != notice.facts.end() && urgency->second == "today")
    started.interrupts = dialog::Started::Interrupts::now;
  converse(room, started);
}

void Turns::begin(const store::Notice& notice, Time now) {
  const auto chance = seed();
  std::vector<std::string> branches;
  database_.transact([&](store::Transaction& tx) {
    store::Ids ids(now, chance);
    Room room{tx, ids};
    room.now = now;
    if (store::finish_notice(tx, notice.id, now)) begin_in(room, notice);
    branches = std::move(room.branches);
  });
  for (const auto& branch : branches) passed(branch);
  on_commit();
}

void Turns::wake(store::Id contact, Time now) {
  const auto chance = seed();
  std::vector<std::string> branches;
  database_.transact([&](store::Transaction& tx) {
    store::Ids ids(now, chance);
    Room room{tx, ids};
    room.now = now;
    const auto found = store::find_contact(tx, contact);
    if (!found || !found->wakes_at || *found->wakes_at > now) return;
    room.contact = *found;
    room.channel = channel_for(channels_, found->address, found->channel);
    const auto conversation = dialog::read_conversation(found->conversation);
    const auto question = conversation && conversation->open ? conversation->open->id : 0;
    converse(room, dialog::Woke{question});
    branches = std::move(room.branches);
  });
  for (const auto& branch : branches) passed(branch);
  on_commit();
}

void Turns::fire(const store::Due& due, Time now) {
  const auto chance = seed();
  database_.transact([&](store::Transaction& tx) {
    store::Ids ids(now, chance);
    Room room{tx, ids};
    room.now = now;
    if (!store::finish_due(tx, due.id, now)) return;
    bank::Context context{tx, library_.town, ids, now, room.contact, 0, 0, {}};
    if (due.kind == "answer_by") bank::answer_promised(context, due.subject);
    room.alerts = std::move(context.alerts);
    tell_coordinators(room);
  });
  on_commit();
}

}  // namespace kindbank::bot
