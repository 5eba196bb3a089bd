#include <charconv>

#include "bank/join.h"
#include "bot/turn.h"
#include "bot/turn_room.h"
#include "store/erasure.h"
#include "store/incidents.h"
#include "store/members.h"
#include "store/outbox.h"

namespace kindbank::bot {
namespace {

// The subject of our own Dues.
store::Id read_id(const std::string& text) {
  store::Id id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

}  // namespace

// Outside the ledger, so that a STOP outlives a restored backup. What is written is what holds at
// that moment, one after the other, so that the last line of an Address says what is true now.
Result<void> Turns::log_rights(const Address& address, Time now) {
  if (rights_ == nullptr) return {};
  const std::lock_guard lock(logging_rights_);
  const bool stopped =
      database_.read([&](store::Transaction& tx) { return store::is_stopped(tx, address); });
  return rights_->append(stopped ? store::RightsLog::Kind::stop : store::RightsLog::Kind::start,
                         address, now);
}

// True for a Due that is not about rights.
bool Turns::rights_are_logged(const store::Due& due, Time now) {
  if (due.kind != "stopped" && due.kind != "rights") return true;
  const auto contact = database_.read(
      [&](store::Transaction& tx) { return store::find_contact(tx, read_id(due.subject)); });
  if (!contact) return true;
  const auto logged = log_rights(contact->address, now);
  if (!logged) report("contact " + due.subject + ": " + logged.error().message);
  return logged.has_value();
}

Result<std::vector<std::string>> Turns::erase(std::int64_t number, Time now) {
  const auto named = "member " + std::to_string(number);
  store::Erasure erasure;
  std::string hold;
  const bool known = database_.read([&](store::Transaction& tx) {
    const auto member = store::find_member(tx, number);
    if (!member || member->state == "left") return false;
    for (const auto& contact : store::contacts_of_member(tx, number))
      if (const auto incident = store::open_incident(tx, contact.id)) hold = incident->code;
    erasure = store::erasure_of(tx, number);
    return true;
  });
  if (!known) return kindbank::fail("there is no " + named);
  if (!hold.empty())
    return kindbank::fail("incident " + hold + " of " + named + " is open: text '" + hold +
                          " CLEAR' first");
  if (rights_ != nullptr) {
    const std::lock_guard lock(logging_rights_);
    if (auto logged = store::log_erasure(*rights_, erasure, now); !logged)
      return tl::make_unexpected(logged.error());
  }
  return database_.transact([&](store::Transaction& tx) { return store::erase(tx, erasure, now); });
}

// The provider's word counts as the person's own; who texted START meanwhile is not stopped again.
void Turns::stopped_at_provider(Room& room, const store::Due& due) {
  const auto contact = store::find_contact(room.tx, read_id(due.subject));
  if (!contact || !contact->stopped_at) return;
  room.contact = *contact;
  room.member = contact->member.value_or(0);
  auto context = context_of(room);
  bank::stop_texts(context, {});
  room.alerts = std::move(context.alerts);
  store::withdraw(room.tx, contact->id, "the person stopped texts");
  store::save_conversation(room.tx, contact->id, "", std::nullopt);
  tell_coordinators(room);
}

}  // namespace kindbank::bot
