// kindbank member: the members by their number, and two things that a person does for them.
#include <cstdio>
#include <functional>
#include <iostream>

#include "bank/vetting.h"
#include "bot/command.h"
#include "bot/commands.h"
#include "bot/kept_ledger.h"
#include "bot/terminal.h"
#include "store/consents.h"
#include "store/contacts.h"
#include "store/members.h"
#include "store/offers.h"

namespace kindbank::bot {
namespace {

constexpr const char* desk = "desk";  // the kind of Address of who has no phone
constexpr int most_desks = 100'000;

void print_line(const store::Member& member) {
  std::printf("%5lld  %s  %-7s  %-14s  %s\n", static_cast<long long>(member.number),
              member.vetting.c_str(), member.state.c_str(), member.area.c_str(),
              member.first_name.c_str());
}

void print_field(const char* name, const std::string& text) {
  if (!text.empty()) std::printf("%s: %s\n", name, text.c_str());
}

void print_member(store::Transaction& tx, const store::Member& member) {
  print_field("number", std::to_string(member.number));
  print_field("first_name", member.first_name);
  print_field("state", member.state);
  print_field("vetting", member.vetting);
  if (member.vetted_at)
    print_field("vetted", "by " + member.vetted_by + " at " + say_utc(*member.vetted_at));
  print_field("area", member.area);
  print_field("sector", member.sector);
  print_field("language", member.language);
  print_field("joined_at", say_utc(member.joined_at));
  for (const auto& contact : store::contacts_of_member(tx, member.number))
    print_field("address", contact.address.text() +
                               (store::is_stopped(tx, contact.address) ? " (stopped)" : ""));
  for (const auto& offer : store::offers(tx, member.number))
    print_field("offer", offer.category + ", " + offer.free_when + ", " + offer.distance + ", " +
                             std::to_string(offer.monthly_cap) + " a month, " + offer.state);
  for (const auto& consent : store::consents(tx, member.number))
    print_field("consent", consent.kind + " " +
                               (consent.given == store::Consent::Given::yes ? "yes" : "no") +
                               " at " + say_utc(consent.at));
}

int read_only(const HouseInput& input, const std::function<int(store::Transaction&)>& work) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto database = open_to_read(read.settings);
  if (!database) return refuse(database.error().message);
  return (*database)->read(work);
}

// An Address that nobody was given yet.
Address new_desk(store::Database& database) {
  return database.read([](store::Transaction& tx) {
    for (int number = 1; number < most_desks; ++number) {
      const Address address{desk, std::to_string(number)};
      if (!store::find_contact(tx, address)) return address;
    }
    throw std::runtime_error("no desk address is free");
  });
}

std::optional<std::int64_t> member_at(store::Transaction& tx, const Address& address) {
  const auto contact = store::find_contact(tx, address);
  return contact ? contact->member : std::nullopt;
}

bool is_asked(store::Database& database, const Address& address) {
  return database.read([&](store::Transaction& tx) {
    const auto contact = store::find_contact(tx, address);
    if (!contact) return false;
    const auto talk = dialog::read_conversation(contact->conversation);
    return talk && talk->open.has_value();
  });
}

// Only what this desk is shown: others who hear of it have phones of their own.
void show_at(const Address& address, const std::vector<Received>& received) {
  for (const auto& one : received)
    if (one.phone == address) std::cout << one.text << std::endl;
}

}  // namespace

int list_members(const HouseInput& input) {
  return read_only(input, [](store::Transaction& tx) {
    for (const auto& member : store::members(tx)) print_line(member);
    return exit_done;
  });
}

int show_member(const HouseInput& input, std::int64_t number) {
  return read_only(input, [&](store::Transaction& tx) {
    const auto member = store::find_member(tx, number);
    if (!member) return refuse("there is no member " + std::to_string(number));
    print_member(tx, *member);
    return exit_done;
  });
}

int vet_member(const HouseInput& input, std::int64_t number, const std::string& level,
               const std::string& by) {
  auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  if (!bank::read_level(level)) return refuse("a level is V0, V1, V2 or V3", exit_unusable);
  const auto database = open_to_write(house.settings, "text it '" + std::to_string(number) +
                                                          " MET " + level + "' or stop it first");
  if (!database) return refuse(database.error().message);
  const auto now = Clock::machine();
  const auto seed = store::fresh_seed();
  const auto member = (*database)->transact([&](store::Transaction& tx) {
    store::Ids ids(now, seed);
    store::Contact nobody;
    bank::Context context{tx, house.library.town, ids, now, nobody};
    return bank::write_level(context, number, level, by);
  });
  if (!member) return refuse("there is no member " + std::to_string(number));
  std::printf("%s, member %lld, is %s now.\n", member->first_name.c_str(),
              static_cast<long long>(number), bank::say(*bank::read_level(level)).c_str());
  return exit_done;
}

int join_member(const HouseInput& input) {
  auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  auto ledger = KeptLedger::open(house, "stop it first");
  if (!ledger) return refuse(ledger.error().message);
  auto rehearsal = (*ledger)->rehearse();
  auto& database = rehearsal.database();
  const auto address = new_desk(database);
  show_at(address, rehearsal.text(address, "join"));
  while (is_asked(database, address)) {
    const auto line = read_line("> ");
    if (!line || *line == "/quit") break;
    if (!line->empty()) show_at(address, rehearsal.text(address, *line));
  }
  // From now on nobody reads there: who has no phone is told by a person.
  const auto number = database.transact([&](store::Transaction& tx) {
    if (const auto contact = store::find_contact(tx, address))
      store::mark_unreplyable(tx, contact->id);
    return member_at(tx, address);
  });
  if (!number) return refuse("nobody joined");
  std::printf("Member %lld has joined.\n", static_cast<long long>(*number));
  return exit_done;
}

}  // namespace kindbank::bot
