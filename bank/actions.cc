#include "bank/actions.h"

#include <algorithm>

#include "bank/dispatch.h"
#include "bank/join.h"
#include "bank/people.h"
#include "bank/requests.h"
#include "bank/staff.h"
#include "bank/vetting.h"
#include "bank/visits.h"

namespace kindbank::bank {

const std::vector<Action>& actions() {
  static const std::vector<Action> table = {
      {"area.find",
       {{"postcode"}, {{"inside", {"area", "sector"}}, {"outside", {}}, {"unreadable", {}}}},
       {},
       find_area},
      {"member.join",
       {{"name", "area", "sector"}, {{"joined", {"number"}}, {"already", {"number"}}}},
       {},
       join},
      {"vetting.decide",
       {{"category", "answer"}, {{"set", {"level"}}, {"refused", {}}}},
       {},
       decide_level},
      {"vetting.ask_more", {{"category"}, {{"journey", {}}, {"enough", {}}}}, {}, ask_more},
      {"vetting.narrow", {{"category", "level", "answer"}, {{"set", {"level"}}}}, {}, narrow_level},
      {"request.open",
       {{"category", "urgency", "level"},
        {{"opened", {"code", "answer_by"}}, {"paused", {}}, {"duplicate", {"code"}}},
        {"need"}},
       {"invitation.made"},
       open_request},
      {"request.another",
       {{"category", "urgency", "level"},
        {{"opened", {"code", "answer_by"}}, {"paused", {}}},
        {"need"}},
       {"invitation.made"},
       open_another},
      {"offer.save",
       {{"category", "free_when", "distance", "cap"}, {{"saved", {}}, {"meet_first", {}}}},
       {"invitation.made"},
       save_offer},
      {"invitation.accept",
       {{"invitation"}, {{"won", {"code", "first", "word"}}, {"lost", {}}, {"closed", {}}}},
       {"request.matched", "request.found"},
       accept_invitation},
      {"invitation.decline", {{"invitation"}, {{"declined", {}}}}, {}, decline_invitation},
      {"person.ask",
       {{}, {{"asked_now", {}}, {"asked_later", {"when"}}, {"nobody", {}}}, {"asked"}},
       {},
       ask_person},
      {"job.change",
       {{},
        {{"called_off", {"code"}}, {"asked_now", {}}, {"asked_later", {"when"}}, {"nobody", {}}},
        {"code", "wish"}},
       {"request.cancelled", "visit.called_off"},
       change_job},
      {"job.dispute",
       {{"code"}, {{"asked_now", {}}, {"asked_later", {"when"}}, {"nobody", {}}}},
       {},
       dispute_job},
      {"visit.arrive", {{"code"}, {{"started", {}}, {"unknown", {}}}}, {}, arrive},
      {"visit.finish", {{"code"}, {{"ended", {}}, {"unknown", {}}}}, {"visit.ended"}, finish},
      {"visit.stay", {{}, {{"visiting", {}}, {"nothing", {}}}}, {}, stay},
      {"offer.pause",
       {{}, {{"paused", {"day"}}, {"with_jobs", {"jobs", "day"}}, {"nothing", {}}}, {"weeks"}},
       {},
       pause_offers},
      {"invitation.explain",
       {{}, {{"asked", {"code", "task", "reason"}}, {"never", {}}}},
       {},
       explain_invitation},
      {"contact.stop", {{}, {{"stopped", {}}, {"stopped_desk", {}}}}, {}, stop_texts},
      {"contact.detach", {{}, {{"detached", {}}}}, {}, detach},
      {"contact.start", {{}, {{"started", {}}}}, {}, start_texts},
      {"member.vet",
       {{"number", "level"},
        {{"vetted", {"first", "number", "level"}}, {"unknown", {}}, {"not_allowed", {}}}},
       {"member.vetted", "invitation.made"},
       vet_member},
      {"incident.clear",
       {{"code"}, {{"cleared", {}}, {"unknown", {}}, {"not_allowed", {}}}},
       {},
       clear_incident},
      {"incident.take",
       {{},
        {{"mine", {"code"}},
         {"taken", {"by"}},
         {"clear", {}},
         {"job", {"code"}},
         {"unknown", {}},
         {"not_allowed", {}}},
        {"code"}},
       {},
       take_incident},
      {"request.close",
       {{},
        {{"closed", {"code"}},
         {"under_way", {"code"}},
         {"over", {"code"}},
         {"unknown", {}},
         {"not_allowed", {}}},
        {"code"}},
       {"request.unmet", "request.closed", "visit.called_off"},
       close_unmet},
      {"intake.set",
       {{}, {{"paused", {}}, {"open", {}}, {"unknown", {}}, {"not_allowed", {}}}, {"wish"}},
       {},
       set_intake},
      {"coordinator.check",
       {{}, {{"coordinator", {}}, {"not_allowed", {}}}},
       {},
       check_coordinator},
  };
  return table;
}

const Action* find_action(std::string_view name) {
  const auto found = std::find_if(actions().begin(), actions().end(),
                                  [&](const Action& action) { return action.name == name; });
  return found == actions().end() ? nullptr : &*found;
}

dialog::Signatures signatures() {
  dialog::Signatures all;
  for (const auto& action : actions()) all.emplace(action.name, action.signature);
  return all;
}

std::vector<std::string> events() {
  // Those of the bank's own dues, which no action makes.
  std::vector<std::string> all = {"request.unanswered", "request.nobody_left"};
  for (const auto& action : actions())
    for (const auto event : action.notifies) all.emplace_back(event);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

dialog::Lists lists() {
  return {{"open_visits", {"code", "task"}}, {"open_jobs", {"code", "task"}}};
}

const std::vector<std::string>& common_facts() {
  static const std::vector<std::string> facts = {"bank", "town",   "run_by", "name",
                                                 "area", "number", "answer"};
  return facts;
}

}  // namespace kindbank::bank
