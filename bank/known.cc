#include "bank/known.h"

#include <algorithm>

#include "bank/languages.h"
#include "bank/lists.h"
#include "store/members.h"

namespace kindbank::bank {

namespace {

constexpr const char* somebody_else = "Somebody else";

// By first name, with the number where two have the same.
std::vector<dialog::Facts> people_at(const Context& context) {
  std::vector<dialog::Facts> people;
  for (const auto number : store::members_of_contact(context.tx, context.contact.id)) {
    const auto member = store::find_member(context.tx, number);
    if (!member || member->state != "active") continue;
    auto first = member->first_name;
    const bool twice = std::any_of(people.begin(), people.end(), [&](const dialog::Facts& one) {
      return one.at("first") == first;
    });
    if (twice) first += " (" + std::to_string(number) + ")";
    people.push_back({{"speaker", std::to_string(number)}, {"first", std::move(first)}});
  }
  people.push_back({{"speaker", "0"}, {"first", somebody_else}});
  return people;
}

}  // namespace

dialog::Known known_of(const Context& context) {
  const auto& town = context.town;
  const auto& contact = context.contact;
  dialog::Known known;
  known.facts = {{"bank", town.bank}, {"town", town.town}, {"run_by", town.run_by}};
  known.facts["name"] = "";
  known.zone = &town.zone;
  known.look_up = [context](std::string_view list) {
    return list == "languages" ? languages_of(context.town) : list_of(context, list);
  };
  if (!contact.language.empty()) known.language = contact.language;
  if (contact.stopped_at) known.texts = dialog::Known::Texts::stopped;
  if (contact.shared) {
    known.phone = dialog::Known::Phone::shared;
    known.lists["people_here"] = people_at(context);
  }
  const auto& speaker = contact.speaker;
  if (speaker.role == store::Speaker::Role::coordinator)
    known.role = dialog::Known::Role::coordinator;
  if (!speaker.member) return known;
  known.member = speaker.member->number;
  known.language = speaker.member->language;
  known.facts["name"] = speaker.member->first_name;
  known.facts["area"] = speaker.member->area;
  known.facts["number"] = std::to_string(speaker.member->number);
  return known;
}

}  // namespace kindbank::bank
