// kindbank member: the members by their number, and two things that a person does for them.
#include <cstdio>
#include <functional>
#include <iostream>

#include "bank/vetting.h"
#include "bot/command.h"
#include "bot/command_counter.h"
#include "bot/commands.h"
#include "bot/terminal.h"
#include "store/consents.h"
#include "store/contacts.h"
#include "store/members.h"
#include "store/offers.h"

namespace kindbank::bot {
namespace {

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
  auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  if (!bank::read_level(level)) return refuse("a level is V0, V1, V2 or V3", exit_unusable);
  const auto text = std::to_string(number);
  Counter counter(input, std::move(read.settings),
                  {Counter::Needs::Library::whole, Counter::Needs::Missing::refuse,
                   "text it '" + text + " MET " + level + "' or stop it first"});
  return show(counter.ask({"member vet", {{"number", {text}}, {"level", {level}}, {"by", {by}}}}));
}

int erase_member(const HouseInput& input, std::int64_t number) {
  auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  Counter counter(
      input, std::move(read.settings),
      {Counter::Needs::Library::whole, Counter::Needs::Missing::refuse, "stop it first"});
  return show(counter.ask({"erase", {{"number", {std::to_string(number)}}}}));
}

int join_member(const HouseInput& input) {
  auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  Counter counter(input, std::move(read.settings),
                  {Counter::Needs::Library::whole, Counter::Needs::Missing::make, "stop it first"});
  CommandRequest request{"member join", {}};
  for (;;) {
    const auto answer = counter.ask(request);
    if (answer.facts.count("desk") == 0) return show(answer);
    std::cout << answer.out << std::flush;
    request.arguments = {{"desk", {answer.facts.at("desk")}}};
    if (answer.facts.at("asked") != "yes") continue;
    auto line = read_line("> ");
    while (line && line->empty()) line = read_line("> ");
    if (line && *line != "/quit") request.arguments["text"] = {*line};
  }
}

}  // namespace kindbank::bot
