// How coordinators are told what a person must look at: at once who is on call, and what is urgent
// from one to the next until somebody writes MINE.
#include <algorithm>
#include <utility>

#include "bank/rota.h"
#include "bank/urgent.h"
#include "bot/turn.h"
#include "bot/turn_room.h"
#include "store/alerts.h"

namespace kindbank::bot {
namespace {

constexpr Duration answered_within = std::chrono::minutes{15};

dialog::Facts facts_of(const bank::Town& town) {
  return {{"bank", town.bank}, {"town", town.town}, {"run_by", town.run_by}};
}

// "alert crisis, code K4T7, contact 12, message 34: texts to 2 addresses", by ids alone.
std::string line_of(const bank::CoordinatorAlert& alert, store::Id contact,
                    std::optional<store::Id> message, int texts) {
  constexpr std::string_view prefix = "alert_";
  std::string line = "alert " + alert.reply.substr(alert.reply.starts_with(prefix) * prefix.size());
  if (const auto code = alert.facts.find("code"); code != alert.facts.end())
    line += ", code " + code->second;
  if (contact != 0) line += ", contact " + std::to_string(contact);
  if (message) line += ", message " + std::to_string(*message);
  return line + (texts == 0 ? ": it reaches nobody"
                            : ": texts to " + std::to_string(texts) +
                                  (texts == 1 ? " address" : " addresses"));
}

// One coordinator alone, where it is for them and they can be reached.
std::vector<store::Coordinator> who_hears(const bank::Context& context,
                                          const bank::CoordinatorAlert& alert) {
  const auto code = alert.facts.find("code");
  const auto about = code == alert.facts.end() ? std::string() : code->second;
  if (alert.only != 0)
    for (auto& one : bank::rota_now(context, about))
      if (one.id == alert.only) return {one};
  return bank::who_is_told(context, about);
}

dialog::Say alert_of(std::string text) {
  dialog::Say say;
  say.message_class = "alert";
  say.message.text = std::move(text);
  return say;
}

}  // namespace

Turns::Written Turns::write_to(Room& room, const Address& address, const dialog::Say& say,
                               Time not_before) {
  const auto known = store::find_contact(room.tx, address);
  const auto* channel = channel_for(channels_, address, known ? known->channel : "");
  if (channel == nullptr) {
    report("no channel reaches a coordinator at a " + address.kind + " address");
    return Written::no;
  }
  const auto contact =
      store::contact_of(room.tx, address, channel->name, room.ids.next(), room.now);
  this->say(room, {*channel, contact, say, std::nullopt, room.message, room.now,
                   std::max(not_before, room.now)});
  return Written::yes;
}

int Turns::write_to_all(Room& room, const std::vector<store::Coordinator>& coordinators,
                        const dialog::Say& say, Time not_before) {
  int texts = 0;
  for (const auto& one : coordinators)
    for (const auto& address : one.addresses)
      if (write_to(room, address, say, not_before) == Written::yes) ++texts;
  return texts;
}

// Who has it hears what is new of it; while nobody has it, those whom it has reached.
int Turns::tell_urgent(Room& room, const std::string& code, const std::string& text) {
  const auto context = context_of(room);
  auto hears = bank::rota_now(context, code);
  const auto keep = [&](auto wanted) {
    std::erase_if(hears, [&](const store::Coordinator& one) { return !wanted(one); });
  };
  auto urgent = store::find_urgent(room.tx, code);
  if (urgent && urgent->state == "mine") {
    const auto is_owner = [&](const store::Coordinator& one) { return one.id == urgent->owner; };
    if (std::any_of(hears.begin(), hears.end(), is_owner)) {
      keep(is_owner);
      urgent->text = text;
      store::put_urgent(room.tx, *urgent);
      return write_to_all(room, hears, alert_of(text), room.now);
    }
    store::let_go_urgent(room.tx, code);
    urgent.reset();
  }
  if (!urgent || urgent->told.empty()) {
    urgent = store::Urgent{code, text, "open", 0, {}, room.now};
    // Where nobody is on call everybody hears it at once.
    if (bank::is_someone_on_call(context)) hears.resize(1);
    for (const auto& one : hears) urgent->told.insert(one.id);
    store::insert_due(room.tx, {room.ids.next(), "alert", code, std::to_string(to_millis(room.now)),
                                room.now + answered_within});
    room.left.plans = true;
  } else {
    keep([&](const store::Coordinator& one) { return urgent->told.contains(one.id); });
    urgent->text = text;
  }
  store::put_urgent(room.tx, *urgent);
  return write_to_all(room, hears, alert_of(text), room.now);
}

void Turns::tell_coordinators(Room& room) {
  const auto& library = *room.library;
  for (const auto& alert : std::exchange(room.alerts, {})) {
    const auto text =
        dialog::fill_in(library.words.reply(alert.reply), alert.facts, facts_of(library.town));
    const int texts = alert.code.empty() ? write_to_all(room, who_hears(context_of(room), alert),
                                                        alert_of(text), alert.not_before)
                                         : tell_urgent(room, alert.code, text);
    room.alert_lines.push_back({texts == 0 ? Level::error : Level::info,
                                line_of(alert, room.contact.id, room.message, texts)});
  }
}

// Nobody has answered: the next of the rota hears it, and once all have, everybody once more.
void Turns::pass_on(Room& room, const std::string& code) {
  auto context = context_of(room);
  auto urgent = store::find_urgent(room.tx, code);
  if (!urgent || urgent->state != "open" || bank::is_settled(context, code)) return;
  auto hears = bank::rota_now(context, code);
  const auto next = std::find_if(hears.begin(), hears.end(), [&](const store::Coordinator& one) {
    return !urgent->told.contains(one.id);
  });
  if (next != hears.end()) {
    hears = {*next};
    urgent->told.insert(hears.front().id);
    store::insert_due(room.tx, {room.ids.next(), "alert", code, std::to_string(to_millis(room.now)),
                                room.now + answered_within});
  } else {
    urgent->told.clear();
  }
  store::set_told(room.tx, code, urgent->told);
  const auto& library = *room.library;
  const auto waited = std::chrono::duration_cast<std::chrono::minutes>(room.now - urgent->at);
  auto text = urgent->text;
  if (const auto name = library.town.bank + ": "; text.starts_with(name))
    text.erase(0, name.size());
  write_to_all(
      room, hears,
      alert_of(dialog::fill_in(library.words.reply("alert_passed_on"),
                               {{"minutes", std::to_string(waited.count())}, {"alert", text}},
                               facts_of(library.town))),
      room.now);
}

}  // namespace kindbank::bot
