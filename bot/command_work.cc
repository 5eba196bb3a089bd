#include "bot/command_work.h"

#include <algorithm>
#include <charconv>

#include "bank/digest.h"
#include "bank/vetting.h"
#include "bot/command.h"
#include "bot/command_desk.h"
#include "bot/live.h"
#include "store/coordinators.h"
#include "store/partners.h"

namespace kindbank::bot {
namespace {

CommandAnswer done(const std::string& line) { return {exit_done, line + "\n", "", {}}; }
CommandAnswer unusable(const std::string& why) { return {exit_unusable, "", why, {}}; }

std::optional<std::int64_t> read_number(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

CommandAnswer vet(const CommandRoom& room, const CommandRequest& request) {
  const auto number = read_number(request.argument("number"));
  const auto level = request.argument("level");
  if (!number) return unusable("a member's number is a number");
  if (!bank::read_level(level)) return unusable("a level is V0, V1, V2 or V3");
  if (request.argument("by").empty()) return unusable("--by says who met them");
  const auto now = room.clock.now();
  const auto seed = store::fresh_seed();
  const auto member = room.database.transact([&](store::Transaction& tx) {
    store::Ids ids(now, seed);
    store::Contact nobody;
    bank::Context context{tx, room.town, ids, now, nobody};
    return bank::write_level(context, *number, level, request.argument("by"));
  });
  if (!member) return failed("there is no member " + std::to_string(*number));
  return done(member->first_name + ", member " + std::to_string(*number) + ", is " +
              bank::say(*bank::read_level(level)) + " now.");
}

// What the rights log has is erased again in a backup that is put back.
CommandAnswer erase(const CommandRoom& room, const CommandRequest& request) {
  const auto number = read_number(request.argument("number"));
  if (!number) return unusable("a member's number is a number");
  if (room.turns == nullptr) return failed("nobody can be erased here");
  const auto jobs = room.turns->erase(*number, room.clock.now());
  if (!jobs) return failed(jobs.error().message);
  auto said = "Member " + std::to_string(*number) +
              " is erased: name, numbers, addresses and words. Hours and jobs stay without a name.";
  for (const auto& code : *jobs) said += "\nTell the other side of job " + code + ".";
  return done(said);
}

CommandAnswer add(const CommandRoom& room, const CommandRequest& request) {
  store::Coordinator coordinator;
  coordinator.name = request.argument("name");
  coordinator.on_call = request.argument("on_call");
  coordinator.partner = request.argument("partner");
  for (const auto& text : request.arguments.at("address")) {
    const auto address = read_address(text);
    if (!address) return unusable("'" + text + "' is no address");
    coordinator.addresses.push_back(*address);
  }
  if (const auto digest = request.arguments.find("digest"); digest != request.arguments.end())
    coordinator.digest = digest->second;
  const auto seed = store::fresh_seed();
  const auto now = room.clock.now();
  std::optional<std::string> taken;
  bool no_partner = false;
  room.database.transact([&](store::Transaction& tx) {
    taken.reset();
    for (const auto& address : coordinator.addresses)
      if (store::find_coordinator(tx, address)) taken = address.text();
    no_partner = !coordinator.partner.empty() && !store::find_partner(tx, coordinator.partner);
    if (taken || no_partner) return;
    store::Ids ids(now, seed);
    coordinator.id = ids.next();
    store::add_coordinator(tx, coordinator);
    bank::plan_digests(tx, room.town, ids, now);
  });
  if (no_partner) return failed("there is no partner " + coordinator.partner);
  if (taken) return failed(*taken + " is a coordinator's address already");
  return done(std::to_string(coordinator.id));
}

CommandAnswer remove(const CommandRoom& room, const CommandRequest& request) {
  const auto id = request.argument("id");
  const auto number = read_number(id);
  if (!number) return unusable("'" + id + "' is no id; coordinator list shows them");
  const bool was_there = room.database.transact(
      [&](store::Transaction& tx) { return store::remove_coordinator(tx, *number); });
  return was_there ? done("removed " + id) : failed("there is no coordinator " + id);
}

CommandAnswer join(const CommandRoom& room, const CommandRequest& request) {
  if (room.turns == nullptr) return failed("nobody can join here");
  Desk desk({room.database, *room.turns, room.clock});
  const auto place = request.argument("desk");
  if (!place.empty() && request.arguments.count("text") == 0) {
    const auto number = desk.leave(place);
    if (!number) return failed("nobody joined");
    return done("Member " + std::to_string(*number) + " has joined.");
  }
  const auto heard =
      place.empty() ? desk.begin("join") : desk.hear(place, request.argument("text"));
  CommandAnswer answer;
  for (const auto& text : heard.texts) answer.out += text + "\n";
  answer.facts = {{"desk", heard.place}, {"asked", heard.asked ? "yes" : "no"}};
  return answer;
}

CommandAnswer move(const CommandRoom& room) {
  if (room.library == nullptr) return failed("nobody can be moved here");
  return {exit_done, say_move(move_all(room.database, *room.library, room.clock.now())), "", {}};
}

}  // namespace

CommandAnswer perform(const CommandRoom& room, const CommandRequest& request) {
  if (request.command == "member vet") return vet(room, request);
  if (request.command == "member join") return join(room, request);
  if (request.command == "erase") return erase(room, request);
  if (request.command == "coordinator add" && request.arguments.count("address") > 0)
    return add(room, request);
  if (request.command == "coordinator remove") return remove(room, request);
  if (request.command == move_talks) return move(room);
  return unusable("the server knows no such command; is it of another version?");
}

}  // namespace kindbank::bot
