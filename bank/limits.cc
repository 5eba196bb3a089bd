#include "bank/limits.h"

#include "bank/afterwards.h"
#include "bank/regular.h"
#include "bank/requests.h"
#include "bank/visits.h"
#include "bank/worries.h"

namespace kindbank::bank {

namespace {

// Of days, hours and reasons; a kind of help has its words from its table.
std::vector<std::string> said_by_bank(const Town& town) {
  std::vector<std::string> all = {"some help",
                                  "Somebody else",
                                  "today",
                                  "this week",
                                  "any day",
                                  "as soon as you can",
                                  "by",
                                  "on",
                                  "noon",
                                  "midnight",
                                  "Mon",
                                  "Tue",
                                  "Wed",
                                  "Thu",
                                  "Fri",
                                  "Sat",
                                  "Sun",
                                  "Jan",
                                  "Feb",
                                  "Mar",
                                  "Apr",
                                  "May",
                                  "Jun",
                                  "Jul",
                                  "Aug",
                                  "Sep",
                                  "Oct",
                                  "Nov",
                                  "Dec",
                                  "every week",
                                  "every two weeks"};
  for (const auto* where : {"live in the same area", "live nearby", "live in the same town"})
    for (const auto* why :
         {", and were not asked before", ", and it was your turn", ", and helped there before"})
      all.push_back(std::string(where) + why);
  for (const auto& [name, category] : town.categories)
    if (category.task != all.front()) all.push_back(category.task);
  return all;
}

}  // namespace

dialog::FlowLimits flow_limits(const Town& town) {
  dialog::FlowLimits limits;
  // The partnership's rules have these, after a person's first text: four to join, four to ask and
  // five for a lift, six to offer, one to accept. They hold over all the flows on the way.
  constexpr auto talk_began = dialog::ReplyLimit::Since::talk_began;
  limits.replies = {{"member.join", 4, talk_began},
                    {"request.open", 4, talk_began},
                    {"request.another", 5, talk_began},
                    {"offer.save", 6, talk_began},
                    {"invitation.accept", 1, talk_began},
                    // Ours, as the partnership's conversations go, with one for whoever has several
                    // jobs. One is led to them from anywhere, so each counts from its own flow.
                    {"invitation.decline", 1},
                    {"job.change", 2},
                    {"visit.arrive", 1},
                    {"visit.finish", 1},
                    {"job.dispute", 1},
                    {"person.ask", 2},
                    {"contact.stop", 0},
                    {"contact.start", 0},
                    {"contact.detach", 0}};
  // Of health, and a whole postcode: only what follows from them is remembered.
  limits.needed = {{"stop", "contact.stop", true},          {"start", "contact.start", true},
                   {"wrong", "contact.detach", true},       {"join", "member.join", false},
                   {"person", "person.ask", false},         {"ask", "request.open", false},
                   {"offer", "offer.save", false},          {"invite", "invitation.accept", false},
                   {"invite", "invitation.decline", false}, {"here", "visit.arrive", false},
                   {"done", "visit.finish", false},         {"done", "hours.report", false},
                   {"mine", "incident.take", false},        {"clear", "incident.clear", false},
                   {"pause", "offer.pause", false},         {"worry", "worry.raise", false},
                   {"which", "speaker.choose", false}};
  limits.not_saved = {"bank", "town", "run_by", "number"};
  limits.not_slots = {"answer", "bank", "town", "run_by"};
  limits.not_kept = {"vetting.decide", "vetting.narrow", "area.find",    "member.contact",
                     "thanks.pass",    "worry.add",      "worry.answer", "street.save",
                     "street.house",   "note.add"};
  std::vector<std::string> categories;
  for (const auto& [name, category] : town.categories) categories.push_back(name);
  if (!categories.empty()) {  // the table could not be read, which is said already
    for (const char* argument :
         {"request.open.category", "request.another.category", "offer.save.category",
          "vetting.decide.category", "vetting.ask_more.category", "vetting.narrow.category"})
      limits.values[argument] = categories;
  }
  limits.values["request.open.urgency"] = urgencies();
  limits.values["request.another.urgency"] = urgencies();
  limits.values["request.open.preference"] = preferences();
  limits.values["request.another.preference"] = preferences();
  limits.values["job.change.wish"] = wishes();
  limits.values["visit.went.went"] = ways_it_went();
  limits.values["worry.raise.kind"] = worry_kinds();
  limits.values["worry.settle.wish"] = {"yes", "further"};
  limits.values["link.other_way.wish"] = {"yes", "no"};
  limits.values["series.change.wish"] = series_wishes();
  limits.values["series.propose.often"] = {"week", "fortnight"};
  limits.values["member.rename.name"] = {};  // any answer, but nothing that the bank knows
  limits.values["hours.give_all.wish"] = {"all", "keep"};
  // What an offer is kept as, whatever a town calls it in its texts.
  limits.values["offer.save.free_when"] = {"weekdays", "evenings", "weekends", "varies"};
  limits.values["offer.save.distance"] = {"street", "side", "town"};
  limits.phrases = said_by_bank(town);
  return limits;
}

}  // namespace kindbank::bank
