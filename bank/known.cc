#include "bank/known.h"

#include "bank/languages.h"
#include "bank/visits.h"

namespace kindbank::bank {

dialog::Known known_of(const Context& context) {
  const auto& town = context.town;
  const auto& contact = context.contact;
  dialog::Known known;
  known.facts = {{"bank", town.bank}, {"town", town.town}, {"run_by", town.run_by}};
  known.facts["name"] = "";
  known.zone = &town.zone;
  known.lists["languages"] = languages_of(town);
  if (!contact.language.empty()) known.language = contact.language;
  if (contact.stopped_at) known.texts = dialog::Known::Texts::stopped;
  const auto& speaker = contact.speaker;
  if (speaker.role == store::Speaker::Role::coordinator)
    known.role = dialog::Known::Role::coordinator;
  if (!speaker.member) return known;
  known.member = speaker.member->number;
  known.language = speaker.member->language;
  known.facts["name"] = speaker.member->first_name;
  known.facts["area"] = speaker.member->area;
  known.facts["number"] = std::to_string(speaker.member->number);
  known.lists.merge(lists_of(context));
  if (!known.lists.at("open_jobs").empty()) known.jobs = dialog::Known::Jobs::open;
  return known;
}

}  // namespace kindbank::bank
