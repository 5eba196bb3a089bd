#include <utility>

#include "bank/afterwards.h"
#include "bank/appointment.h"
#include "bank/dispatch.h"
#include "bank/doubt.h"
#include "bank/facts_now.h"
#include "bank/hours.h"
#include "bank/ladder.h"
#include "bank/matching.h"
#include "bank/regular.h"
#include "bank/street.h"
#include "bank/to_meet.h"
#include "bank/visits.h"
#include "bank/waves.h"
#include "bank/worries.h"
#include "bot/message_class.h"
#include "bot/turn.h"
#include "bot/turn_room.h"
#include "dialog/comes_between.h"

namespace kindbank::bot {
namespace {

constexpr Duration rights_again = std::chrono::minutes(1);

// The mailbox of a member that was heard from last and can be written to.
std::optional<store::Contact> reach(store::Transaction& tx, std::int64_t member) {
  std::optional<store::Contact> best;
  for (auto& contact : store::contacts_of_member(tx, member)) {
    if (contact.unreplyable) continue;
    if (!best || contact.last_heard_at > best->last_heard_at) best = std::move(contact);
  }
  return best;
}

bool is_for_today(const store::Notice& notice) {
  const auto urgency = notice.facts.find("urgency");
  return urgency != notice.facts.end() && urgency->second == "today";
}

bool asks_soon(const store::Notice& notice) {
  const auto* event = bank::find_event(notice.event);
  return is_for_today(notice) || (event != nullptr && event->asks == bank::BankEvent::Asks::soon);
}

// When what it asks may come before the question that is open; what is for today may at once.
Time room_for(const Library& library, const store::Notice& notice, const store::Contact& contact,
              Time now) {
  if (is_for_today(notice) || !asks_soon(notice)) return now;
  const auto conversation = dialog::read_conversation(contact.conversation);
  if (!conversation) return now;
  const bool takes_its_place =
      conversation->open && !notice.closes.empty() && conversation->open->about == notice.closes;
  if (takes_its_place) return now;
  return dialog::comes_between(library.flows, *conversation, notice.message_class, now);
}

// When a notice that waits for the day begins: one that the night held back has a moment of its own
// in the morning.
Time begins_at(const bank::Town& town, const store::Notice& notice) {
  if (notice.quiet == store::Notice::Quiet::ignores) return notice.not_before;
  const bool made_at_night = notice.not_before == bank::in_daytime(town, notice.created_at);
  const auto due = made_at_night ? notice.created_at : notice.not_before;
  const auto concern =
      is_for_today(notice) ? bank::Concern::visit : concern_of(notice.message_class);
  return bank::after_the_night(town, due, notice.member, concern);
}

}  // namespace

void Turns::begin_in(Room& room, const store::Notice& notice) {
  if (const auto at = begins_at(room.library->town, notice); at > room.now)
    return store::postpone_notice(room.tx, notice.id, at);
  const auto reached = reach(room.tx, notice.member);
  const auto* flow = room.library->flows.for_event(notice.event);
  if (!reached || flow == nullptr) {
    report("notice " + std::to_string(notice.id) + " reaches nobody");
    return;
  }
  if (reached->frozen_at && !notice.about.empty()) return;  // not asked until it is cleared
  if (const auto at = room_for(*room.library, notice, *reached, room.now); at > room.now)
    return store::postpone_notice(room.tx, notice.id, at);
  auto context = context_of(room);
  const auto facts = bank::facts_now(context, notice);
  if (!facts) return;
  room.contact = *reached;
  if (room.contact.member != notice.member) {
    room.contact.member = notice.member;
    room.contact.speaker = store::speaker_at(room.tx, room.contact.id, notice.member);
  }
  room.channel = channel_for(channels_, room.contact.address, room.contact.channel);
  dialog::Started started;
  started.flow = flow->name;
  started.facts = *facts;
  started.about = notice.about;
  started.closes = notice.closes;
  started.message_class = notice.message_class;
  if (asks_soon(notice)) started.interrupts = dialog::Started::Interrupts::now;
  converse(room, started);
  if (notice.event == "invitation.made") bank::begin_time_to_answer(context, notice.about);
}

// What fails on its own account is set aside, so that it is not tried for ever, and somebody is
// told.
void Turns::on_the_clock(Time now, const ClockWork& work) {
  const auto in_a_turn = [&](const std::function<void(Room&)>& does) {
    const auto chance = seed();
    const auto library = shelf_.take();
    auto known = library;
    std::vector<dialog::Branch> branches;
    Left left;
    std::vector<AlertLine> alert_lines;
    database_.transact([&](store::Transaction& tx) {
      store::Ids ids(now, chance);
      Room room{tx, ids, library};
      room.now = now;
      does(room);
      known = room.library;
      branches = std::move(room.branches);
      left = room.left;
      alert_lines = std::move(room.alert_lines);
    });
    if (known != library) shelf_.put_after(library, known);
    for (const auto& branch : branches) passed(branch);
    for (const auto& [level, line] : alert_lines) alerted(level, line);
    on_commit(left);
  };
  auto kind = work.kind;
  try {
    in_a_turn(work.does);
  } catch (const store::Busy&) {
    throw;
  } catch (const store::Broken&) {
    throw;
  } catch (const std::exception& failure) {
    report(work.what + " failed: " + failure.what());
    kind = "failed";
    in_a_turn([&](Room& room) {
      work.sets_aside(room);
      room.alerts.push_back({"alert_broken", {{"where", work.what}}, now});
      tell_coordinators(room);
    });
  }
  ended(kind);
}

void Turns::tell_desk(const bank::CoordinatorAlert& alert, Time now) {
  on_the_clock(now, {"due", "an alert",
                     [&](Room& room) {
                       room.alerts.push_back(alert);
                       tell_coordinators(room);
                     },
                     [](Room&) {}});
}

void Turns::begin(const store::Notice& notice, Time now) {
  on_the_clock(
      now, {"notice", "notice " + std::to_string(notice.id),
            [&](Room& room) {
              if (store::finish_notice(room.tx, notice, now)) begin_in(room, notice);
            },
            [&](Room& room) { static_cast<void>(store::finish_notice(room.tx, notice, now)); }});
}

void Turns::wake_in(Room& room, store::Id contact) {
  const auto found = store::find_contact(room.tx, contact);
  if (!found || !found->wakes_at || *found->wakes_at > room.now) return;
  const auto at =
      bank::after_the_night(room.library->town, *found->wakes_at, contact, bank::Concern::other);
  if (at > room.now) return store::save_conversation(room.tx, contact, found->conversation, at);
  room.contact = *found;
  room.channel = channel_for(channels_, found->address, found->channel);
  const auto conversation = dialog::read_conversation(found->conversation);
  const auto question = conversation && conversation->open ? conversation->open->id : 0;
  converse(room, dialog::Woke{question});
}

void Turns::wake(store::Id contact, Time now) {
  on_the_clock(now,
               {"silence", "the silence of contact " + std::to_string(contact),
                [&](Room& room) { wake_in(room, contact); },
                [&](Room& room) { store::save_conversation(room.tx, contact, "", std::nullopt); }});
}

void Turns::fire_in(Room& room, const store::Due& due) {
  if (due.kind == "stopped") return stopped_at_provider(room, due);
  if (due.kind == "pieces") return hear_missed_pieces(room, due);
  if (due.kind == "digest") return send_digest(room, due);
  if (due.kind == "alert") return pass_on(room, due.subject);
  if (due.kind == "undelivered") return send_other_way(room, due);
  if (due.kind == "call_again") return call_again(room, due);
  auto context = context_of(room);
  if (due.kind == "answer_by") bank::answer_promised(context, due.subject);
  if (due.kind == "still_needed") bank::ask_if_still_needed(context, due.subject, due.step);
  if (due.kind == "wave") bank::end_wave(context, due.subject, due.step);
  if (due.kind == "invitation") bank::expire_invitation(context, due.subject);
  if (due.kind == "visit") bank::climb_ladder(context, due.subject, due.step);
  if (due.kind == "went") bank::ask_how_it_went(context, due.subject);
  if (due.kind == "went_helper") bank::ask_helper_how_it_went(context, due.subject);
  if (due.kind == "appointment") bank::keep_appointment(context, due.subject, due.step);
  if (due.kind == "doubt") bank::tell_of_doubt(context, due.subject, due.step);
  if (due.kind == "promise") bank::hour_promised(context, due.subject);
  if (due.kind == "street") bank::street_is_idle(context, due.subject);
  if (due.kind == "series") bank::make_visit(context, due.subject, due.step);
  if (due.kind == "review") bank::review_series(context, due.subject, due.step);
  if (due.kind == "dispute") bank::close_dispute(context, due.subject);
  if (due.kind == "worry") bank::worry_is_late(context, due.subject);
  if (due.kind == "meet") bank::meeting_awaited(context, due.subject);
  if (due.kind == "break") bank::end_pause(context, std::stoll(due.subject));
  room.alerts = std::move(context.alerts);
  tell_coordinators(room);
}

// The rights log is written first: a Due that is done has its line.
void Turns::fire(const store::Due& due, Time now) {
  const bool logged = rights_are_logged(due, now);
  const auto finish = [&](Room& room) {
    if (!store::finish_due(room.tx, due, now)) return false;
    if (!logged)
      store::insert_due(room.tx, {room.ids.next(), "rights", due.subject, std::to_string(due.id),
                                  now + rights_again});
    return true;
  };
  on_the_clock(now, {"due", "due " + std::to_string(due.id),
                     [&](Room& room) {
                       if (finish(room)) fire_in(room, due);
                     },
                     [&](Room& room) {
                       if (finish(room) && due.kind == "pieces")
                         store::hear_pieces(room.tx, missed_pieces(room.tx, due));
                     }});
}

}  // namespace kindbank::bot
