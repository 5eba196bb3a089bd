// One person at several phones and apps: their talk goes on where they answer, and what does not
// arrive at one goes to the other where they have agreed to it; else a coordinator hears of it.
#include <algorithm>
#include <iterator>

#include "bank/linking.h"
#include "bank/unreached.h"
#include "bot/message_class.h"
#include "bot/turn.h"
#include "bot/turn_room.h"
#include "store/messages.h"
#include "store/outbox.h"

namespace kindbank::bot {
namespace {

using dialog::Conversation;

void keep(store::Transaction& tx, store::Id contact, const Conversation& conversation) {
  store::save_conversation(tx, contact, dialog::write_conversation(conversation),
                           dialog::wakes_at(conversation));
}

// What is asked at `from` and what waits there waits at `to`, before anything else.
void move_questions(Conversation& from, Conversation& to) {
  auto moved = std::move(from.waiting);
  if (from.open) moved.insert(moved.begin(), *std::move(from.open));
  from.open.reset();
  from.waiting.clear();
  to.waiting.insert(to.waiting.begin(), std::make_move_iterator(moved.begin()),
                    std::make_move_iterator(moved.end()));
}

}  // namespace

// Where nothing is asked here, an answer is to what was asked at another phone of theirs.
void Turns::take_over(const Room& room, Conversation& conversation) {
  if (conversation.open || !conversation.waiting.empty() || room.contact.shared) return;
  const auto member = room.contact.member.value_or(0);
  if (member == 0 || !store::is_elsewhere(room.tx, member, room.contact.id)) return;
  for (const auto& other : store::contacts_of_member(room.tx, member)) {
    if (other.id == room.contact.id || other.shared) continue;
    auto there = dialog::read_conversation(other.conversation);
    if (!there || !there->open) continue;
    move_questions(*there, conversation);
    keep(room.tx, other.id, *there);
    conversation.open = std::move(conversation.waiting.front());
    conversation.waiting.erase(conversation.waiting.begin());
    conversation.last_question = std::max(conversation.last_question, there->last_question) + 1;
    conversation.open->id = conversation.last_question;
    return;
  }
}

// Nobody took the call. Who has rung or written meanwhile is not rung about what was said before.
void Turns::call_again(Room& room, const store::Due& due) {
  const auto part = store::find_held(room.tx, std::strtoll(due.subject.c_str(), nullptr, 10));
  const auto contact = part ? store::find_contact(room.tx, part->contact) : std::nullopt;
  if (!contact) return;
  if (contact->stopped_at) return store::give_up(room.tx, *part, "the person stopped texts");
  if (contact->last_heard_at && *contact->last_heard_at > part->queued_at)
    return store::give_up(room.tx, *part, "they were heard meanwhile");
  const bool express = store::lane_of(part->message_class) == store::Lane::express;
  const auto at = express ? room.now
                          : bank::after_the_night(room.library->town, room.now, contact->id,
                                                  concern_of(part->message_class));
  if (part->stale_at && *part->stale_at <= at) {
    store::give_up(room.tx, *part, "nobody took the call");
    room.left.plans = true;
    return store::undelivered(room.tx, part->message, room.now);
  }
  store::send_again(room.tx, *part, at);
  (express ? room.left.express : room.left.normal) = true;
}

void Turns::send_other_way(Room& room, const store::Due& due) {
  const auto text = store::find_outbound(room.tx, std::strtoll(due.subject.c_str(), nullptr, 10));
  if (!text || !text->member || store::lane_of(text->message_class) == store::Lane::express) return;
  const auto from = store::find_contact(room.tx, text->contact);
  if (!from || from->stopped_at) return;
  auto context = context_of(room);
  const auto to = from->shared ? std::nullopt : bank::other_way(context, *text->member, from->id);
  if (!to) {
    bank::tell_of_unreached(context, *text->member, text->message_class);
    room.alerts = std::move(context.alerts);
    room.left.plans = true;
    return tell_coordinators(room);
  }
  room.contact = *to;
  room.channel = channel_for(channels_, to->address, to->channel);
  auto there = dialog::read_conversation(from->conversation);
  auto here = dialog::read_conversation(to->conversation);
  if (there && here && there->open && there->open->asked_at == text->at) {
    move_questions(*there, *here);
    keep(room.tx, from->id, *there);
    room.contact.conversation = dialog::write_conversation(*here);
    return converse(room, dialog::Woke{});
  }
  dialog::Say say;
  say.message_class = text->message_class;
  say.message.text = text->text;
  this->say(room, {*room.channel, room.contact, say, text->member, std::nullopt, room.now,
                   bank::after_the_night(room.library->town, room.now, to->id,
                                         concern_of(say.message_class))});
}

}  // namespace kindbank::bot
