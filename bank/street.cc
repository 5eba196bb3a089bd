#include "bank/street.h"

#include <algorithm>
#include <array>
#include <vector>

#include "bank/afterwards.h"
#include "bank/appointment.h"
#include "bank/arguments.h"
#include "bank/dispatch.h"
#include "bank/job_news.h"
#include "bank/people.h"
#include "bank/urgency.h"
#include "dialog/contains.h"
#include "dialog/normal.h"
#include "store/dues.h"
#include "store/messages.h"
#include "store/notices.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;
using std::chrono::hours;

constexpr hours idle_after{24 * 30};
constexpr hours told_before{2};
constexpr int opens = 8;
constexpr std::size_t longest_street = 22;
constexpr std::size_t longest_house = 12;

struct Short {
  std::string_view word;
  std::string_view said;
};
constexpr std::array<Short, 12> shorter = {{{"street", "St"},
                                            {"road", "Rd"},
                                            {"avenue", "Ave"},
                                            {"gardens", "Gdns"},
                                            {"crescent", "Cres"},
                                            {"close", "Cl"},
                                            {"drive", "Dr"},
                                            {"court", "Ct"},
                                            {"square", "Sq"},
                                            {"terrace", "Terr"},
                                            {"place", "Pl"},
                                            {"lane", "Ln"}}};
constexpr auto street_kinds = std::to_array<std::string_view>(
    {"st",     "rd",    "ave",     "gdns",     "cres",   "cl",     "dr",      "ct",
     "sq",     "terr",  "pl",      "ln",       "way",    "mews",   "green",   "hill",
     "walk",   "row",   "rise",    "park",     "view",   "grove",  "path",    "field",
     "house",  "croft", "end",     "mead",     "street", "road",   "lane",    "close",
     "avenue", "drive", "gardens", "crescent", "court",  "square", "terrace", "place"});

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string said;
  for (auto at = from; at < to; ++at) said += (said.empty() ? "" : " ") + words[at];
  while (!said.empty() && (said.back() == ',' || said.back() == '.')) said.pop_back();
  return said;
}

// "high street" is "High Street", and "High St" where that is too long.
std::string as_written(std::string street) {
  for (const auto& [word, said] : shorter) {
    if (street.size() <= longest_street) break;
    const auto at = dialog::plain(street).rfind(word);
    if (at != std::string::npos && at + word.size() == street.size())
      street = street.substr(0, at) + std::string(said);
  }
  bool begins = true;
  for (auto& c : street) {
    if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    begins = c == ' ' || c == '-';
  }
  return street;
}

bool names_kind(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return dialog::contains(street_kinds, dialog::plain(word));
  });
}

void watch_street(Context& context, std::int64_t member) {
  store::cancel_dues(context.tx, "street", std::to_string(member));
  store::insert_due(context.tx, {context.ids.next(), "street", std::to_string(member),
                                 std::to_string(to_millis(context.now)), context.now + idle_after});
}

// The texts of the helpers that named it.
void forget_in_texts(Context& context, std::int64_t member) {
  const auto street = store::say_street(context.tx, member);
  std::vector<std::int64_t> helpers;
  for (const auto& request : store::requests(context.tx, member))
    if (request.helper) helpers.push_back(*request.helper);
  std::sort(helpers.begin(), helpers.end());
  helpers.erase(std::unique(helpers.begin(), helpers.end()), helpers.end());
  for (const auto helper : helpers)
    for (const auto& message : store::messages(context.tx, helper))
      if (message.direction == "out" && message.text &&
          message.text->find(street) != std::string::npos)
        store::redact(context.tx, message.id);
}

// Whoever comes today, or is on the way, hears the number now.
void tell_who_waits(Context& context) {
  for (const auto& request : store::requests(context.tx, context.member)) {
    if (request.state != "matched") continue;
    const auto visit = store::last_visit(context.tx, request.id);
    if (!visit || (visit->state != "agreed" && visit->state != "started")) continue;
    const auto start = start_of(context, *visit);
    const bool today = start ? told_number_at(context.town, *start) <= context.now
                             : urgency_now(context.town, request, context.now) == "today";
    const bool comes =
        visit->state == "started" || store::is_noticed(context.tx, set_out_cause(*visit));
    if (today || comes) tell_number(context, request, *visit);
  }
}

// "Its 12 high street".
constexpr auto before_street = std::to_array<std::string_view>(
    {"its", "it", "is", "i", "im", "we", "are", "live", "at", "my", "our", "address", "street"});

std::optional<store::Street> read_words(const std::string& words) {
  auto said = pieces_of(words);
  while (said.size() > 1 && dialog::contains(before_street, dialog::plain(said.front())))
    said.erase(said.begin());
  std::size_t first = 0;
  std::size_t last = 0;  // of the words of the number, and after it
  for (std::size_t at = 0; at < said.size(); ++at)
    if (has_digit(said[at])) last = at + 1;
  if (last == said.size() && last > 0) {  // "High Street 12"
    first = last - 1;
    while (first > 0 && has_digit(said[first - 1])) --first;
  }
  store::Street street;
  street.house = joined(said, first, last);
  street.name = as_written(first > 0 ? joined(said, 0, first) : joined(said, last, said.size()));
  if (said.size() < 2 || said.size() > 8 || street.name.size() < 3 ||
      street.name.size() > longest_street || street.house.size() > longest_house ||
      (last == 0 && !names_kind(said)))
    return std::nullopt;
  return street;
}

// "12", "flat 3", "Rose Cottage"; "" where there is none, or more than the helper's text has room
// for.
std::string read_house(const std::string& words, const std::string& street) {
  if (has_digit(words)) {
    const auto read = read_words(words + " " + street);
    return read ? read->house : std::string{};
  }
  return says_nothing(words) || words.size() > longest_house ? std::string{} : words;
}

}  // namespace

// "12 High Street, ring twice": what stands behind a comma, once it is one, is no part of it.
std::optional<store::Street> read_street(const std::string& words) {
  for (auto comma = words.find(','); comma != words.npos; comma = words.find(',', comma + 1)) {
    const auto first = words.substr(0, comma);
    if (has_digit(first) && names_kind(pieces_of(first)))
      if (auto street = read_words(first)) return street;
  }
  return read_words(words);
}

std::string place_of(Context& context, const store::Request& request) {
  const auto street = store::find_street(context.tx, request.subject);
  return street ? street->name : request.area;
}

bool use_street(Context& context, const store::Request& request) {
  if (!store::find_street(context.tx, request.subject)) return false;
  store::use_street(context.tx, request.subject, context.now);
  watch_street(context, request.subject);
  return true;
}

void want_street(Context& context, const store::Request& request, const store::Visit& visit,
                 const std::string& when) {
  if (use_street(context, request)) return;
  tell_of_job(context, request.member,
              {"street.wanted",
               "street of " + std::to_string(visit.id) + " " + when,
               {{"code", request.code}, {"helper", call_by_name(context, visit.helper)}},
               {}});
}

Time told_number_at(const Town& town, Time start) {
  auto morning = town.zone.to_local(start);
  morning.hour = opens;
  morning.minute = 0;
  return std::max(start - told_before, town.zone.to_utc(morning));
}

void tell_number(Context& context, const store::Request& request, const store::Visit& visit) {
  if (!store::find_street(context.tx, request.subject)) return;
  tell_of_job(context, visit.helper,
              {"visit.address",
               "address " + std::to_string(visit.id),
               {{"code", request.code},
                {"first", call_by_name(context, request.subject)},
                {"address", store::say_street(context.tx, request.subject)},
                {"word", request.door_word}},
               {}});
}

Told save_street(Context& context, const Facts& arguments) {
  auto street = read_street(argument(arguments, "answer"));
  if (!street || context.member == 0) return {"unreadable", {}};
  street->used_at = context.now;
  store::put_street(context.tx, context.member, *street);
  watch_street(context, context.member);
  if (street->house.empty() && street->name.find(',') == std::string::npos)
    return {"which_house", {}};
  tell_who_waits(context);
  return {"saved", {}};
}

Told save_house(Context& context, const Facts& arguments) {
  if (auto street = store::find_street(context.tx, context.member)) {
    street->house = read_house(argument(arguments, "answer"), street->name);
    store::put_street(context.tx, context.member, *street);
  }
  return {"saved", {}};
}

Told tell_street(Context& context, const Facts&) {
  tell_who_waits(context);
  return {"told", {}};
}

void street_is_idle(Context& context, const std::string& member) {
  const auto number = std::stoll(member);
  const auto street = store::find_street(context.tx, number);
  if (!street) return;
  const auto all = store::requests(context.tx, number);
  const bool needed = std::any_of(all.begin(), all.end(),
                                  [](const store::Request& request) { return is_live(request); });
  if (needed || context.now - street->used_at < idle_after) {
    store::use_street(context.tx, number, context.now);
    return watch_street(context, number);
  }
  forget_in_texts(context, number);
  store::forget_street(context.tx, number);
}

}  // namespace kindbank::bank
