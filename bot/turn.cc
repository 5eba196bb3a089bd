#include "bot/turn.h"

#include <stdexcept>
#include <utility>

#include "bank/desk_time.h"
#include "bank/join.h"
#include "bank/known.h"
#include "bank/people.h"
#include "bank/rota.h"
#include "bot/message_class.h"
#include "bot/post.h"
#include "bot/turn_room.h"
#include "dialog/normal.h"
#include "store/flow_versions.h"
#include "store/messages.h"
#include "store/outbox.h"

namespace kindbank::bot {

using dialog::Alert;
using dialog::Do;
using dialog::Event;
using dialog::Forget;
using dialog::Say;

namespace {

// Bank-started classes wait for the day; an answer leaves at once.
Time leaves_at(const bank::Town& town, const std::string& name, store::Id contact, Time now) {
  const bool waits = message_class(name).quiet == MessageClass::Quiet::waits;
  return waits ? bank::after_the_night(town, now, contact, concern_of(name)) : now;
}

// What is said on the phone is said in the call, and only later where the call broke off meanwhile.
constexpr Duration in_the_call = std::chrono::seconds(20);

// Only then does an answer promise that somebody reads it.
bool is_crisis(const Event& event, const dialog::Conversation& conversation) {
  const auto* heard = std::get_if<dialog::Heard>(&event);
  return heard != nullptr && (heard->gate.crisis || conversation.after_crisis);
}

}  // namespace

Turns::Turns(store::Database& database, Shelf shelf, const Channels& channels,
             store::RightsLog* rights)
    : database_(database), shelf_(std::move(shelf)), channels_(channels), rights_(rights) {}

// ---- what a turn leaves behind
// ---------------------------------------------------------------------

bank::Context Turns::context_of(Room& room) const {
  bank::Context context{room.tx, room.library->town, room.ids, room.now, room.contact, room.member};
  context.can_reach = [this](const Address& address) {
    return channel_for(channels_, address, "") != nullptr;
  };
  context.message = room.message;
  return context;
}

void Turns::say(Room& room, const Posting& posting) const {
  post(room.tx, room.ids, posting);
  const bool express = store::lane_of(posting.say.message_class) == store::Lane::express;
  (express ? room.left.express : room.left.normal) = true;
}

void Turns::perform_effects(Room& room, const dialog::Turn& turn) {
  room.told.reset();
  auto context = context_of(room);
  if (const auto& acting = turn.conversation.acting) {
    context.wording = acting->flow + "/" + acting->version;
    context.translation = acting->translation;
  }
  for (const auto& effect : turn.effects) {
    if (const auto* say = std::get_if<Say>(&effect)) {
      const bool heard = say->message_class == "crisis" ? room.crisis == Crisis::unanswered
                                                        : room.voice == Room::Voice::speaks;
      if (room.channel == nullptr || room.contact.unreplyable || !heard) continue;
      this->say(
          room,
          {*room.channel, room.contact, *say,
           room.member == 0 ? std::nullopt : std::optional(room.member), room.message, room.now,
           room.message && room.channel->speak
               ? room.now + in_the_call
               : leaves_at(room.library->town, say->message_class, room.contact.id, room.now)});
    } else if (const auto* action = std::get_if<Do>(&effect)) {
      const auto* known = bank::find_action(action->action);
      if (known == nullptr) throw std::logic_error("a flow does an action that is not there");
      const bool was_stopped = room.contact.stopped_at.has_value();
      room.told = known->perform(context, action->arguments);
      if (purity == Purity::proved && !bank::is_as_declared(*known, *room.told))
        throw std::logic_error("the action " + action->action +
                               " came out as its table never says");
      bank::count_desk_time(context, *known, action->arguments, *room.told);
      room.left.plans = true;
      if (!was_stopped && room.contact.stopped_at)
        store::withdraw(room.tx, room.contact.id, "the person stopped texts");
      room.member = context.member;
    } else if (const auto* alert = std::get_if<Alert>(&effect)) {
      if (alert->kind == Alert::Kind::crisis) {
        bank::open_incident(context, *alert, room.words);
        room.left.plans = true;
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

// Whether somebody reads a crisis now, or from when.
void Turns::promise(Room& room, dialog::Known& known) const {
  const auto context = context_of(room);
  if (bank::is_someone_on_call(context)) {
    known.on_call = dialog::Known::OnCall::someone;
  } else if (const auto next = bank::next_on_call(context)) {
    known.read_from = bank::say_when(context.town, context.now, *next);
  }
}

dialog::Known Turns::known_now(Room& room, const Event& event,
                               const dialog::Conversation& conversation) const {
  auto known = bank::known_of(context_of(room));
  // Each knows what is theirs.
  if (room.contact.shared && room.begun == Room::Begun::by_the_bank && known.member != 0)
    known.facts["bank"] += ", for " + known.facts["name"];
  if (is_crisis(event, conversation)) promise(room, known);
  const auto* heard = std::get_if<dialog::Heard>(&event);
  if (heard == nullptr || !conversation.open) return known;
  if (known.role == dialog::Known::Role::coordinator) {
    const auto last = store::last_said(room.tx, room.contact.id);
    if (last && (last->message_class == "alert" || last->message_class == "digest"))
      known.sent_last = dialog::Known::SentLast::alert;
  }
  if (heard->words == dialog::Heard::Words::repeated &&
      store::waits_untried(room.tx, room.contact.id, conversation.open->asked_at))
    known.asked = dialog::Known::Asked::queued;
  return known;
}

// A talk that another server took further stands on a version, perhaps, that came into the ledger
// after this one had read those that were there.
void Turns::find_versions(Room& room, const dialog::Conversation& conversation) const {
  std::vector<FlowSource> found;
  for (const auto* question : dialog::standing(conversation, room.now)) {
    if (room.library->flows.version(question->flow, question->version) != nullptr) continue;
    if (auto kept = store::find_flow_version(room.tx, question->version))
      found.push_back({kept->hash, kept->name, kept->source});
  }
  if (!found.empty()) room.library = with_older_flows(*room.library, found);
}

bool Turns::is_repeated(const Room& room, const dialog::Conversation& conversation) {
  if (!room.message || room.now - conversation.answered_at > dialog::crossing) return false;
  const auto before = store::said_before(room.tx, room.contact.id, *room.message);
  return before && dialog::plain(*before) == dialog::plain(room.words);
}

// At a phone that several share, an answer is that of whom the open question is for.
void Turns::speak_for(Room& room, const dialog::Conversation& conversation) {
  const auto whose = dialog::whose(conversation);
  if (!room.contact.shared || whose == 0 || whose == room.contact.member) return;
  room.contact.member = whose;
  room.contact.speaker = store::speaker_at(room.tx, room.contact.id, whose);
  store::speaks_as(room.tx, room.contact.id, whose);
}

void Turns::converse(Room& room, Event event) {
  auto read = purity == Purity::proved ? dialog::read_conversation(room.contact.conversation)
                                       : talks_.read(room.contact.id, room.contact.conversation);
  if (!read) {  // the talk begins anew, and somebody looks why
    room.alerts.push_back({"alert_broken", {{"where", "a stored talk"}}, room.now});
    report("contact " + std::to_string(room.contact.id) + ": " + read.error().message);
  }
  auto conversation = read ? std::move(*read) : dialog::Conversation{};
  find_versions(room, conversation);
  if (!std::holds_alternative<dialog::Started>(event)) speak_for(room, conversation);
  if (!std::holds_alternative<dialog::Heard>(event)) room.begun = Room::Begun::by_the_bank;
  if (auto* heard = std::get_if<dialog::Heard>(&event)) {
    if (!heard->gate.crisis && heard->gate.rights == dialog::GateReading::Rights::none)
      take_over(room, conversation);
    if (is_repeated(room, conversation)) heard->words = dialog::Heard::Words::repeated;
  }
  const bool joins = conversation.open && conversation.open->flow == "join";
  auto known = known_now(room, event, conversation);
  for (int actions = 0;; ++actions) {
    room.member = known.member;
    auto turn = dialog::respond(room.library->flows, room.library->words, conversation, known,
                                event, room.now);
    if (purity == Purity::proved &&
        turn != dialog::respond(room.library->flows, room.library->words, conversation, known,
                                event, room.now))
      throw std::logic_error("the engine answered the same event in two ways");
    for (auto& branch : turn.passed) room.branches.push_back(std::move(branch));
    const auto changes = room.tx.changes();
    perform_effects(room, turn);
    conversation = std::move(turn.conversation);
    if (!room.told) break;
    if (room.tx.changes() != changes) {
      room.contact.speaker =
          store::speaker_at(room.tx, room.contact.id, room.contact.member.value_or(0));
      known = known_now(room, *room.told, conversation);
    }
    if (actions == dialog::max_actions)
      throw std::logic_error("a flow did more actions than one turn may");
    event = *std::exchange(room.told, std::nullopt);
  }
  const bool talks = conversation.open || !conversation.waiting.empty();
  // Who did not join leaves no words behind; what a coordinator writes as one is kept.
  if (room.member == 0 && !talks && (joins || known.role == dialog::Known::Role::resident)) {
    auto context = context_of(room);
    bank::forget_words_of_stranger(context);
  }
  room.contact.wakes_at = dialog::wakes_at(conversation);
  room.contact.conversation = talks_.write(room.contact.id, conversation);
  if (purity == Purity::proved &&
      dialog::read_conversation(room.contact.conversation) != conversation)
    throw std::logic_error("a talk is not read as it was written");
  store::save_talk(room.tx, room.contact);
  if (room.contact.shared && room.message)
    store::set_member(room.tx, *room.message,
                      room.member == 0 ? std::nullopt : std::optional(room.member));
  tell_coordinators(room);
}

}  // namespace kindbank::bot
