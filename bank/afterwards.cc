#include "bank/afterwards.h"

#include <algorithm>
#include <array>

#include "bank/apart.h"
#include "bank/arguments.h"
#include "bank/hours.h"
#include "bank/job_news.h"
#include "bank/own_job.h"
#include "bank/people.h"
#include "bank/regular.h"
#include "dialog/contains.h"
#include "dialog/normal.h"
#include "store/dues.h"
#include "store/members.h"
#include "store/requests.h"
#include "store/visit_checks.h"

namespace kindbank::bank {
namespace {

using dialog::Facts;
using dialog::Told;

constexpr int asked_at_hour = 11;
constexpr std::chrono::hours helper_later{2};  // than who was helped
constexpr std::size_t few_words = 50;       // letters: with the question behind them it is one text
constexpr std::size_t longest_thanks = 90;  // letters: with the names it is still one text
constexpr Duration thanked_within = std::chrono::hours{24 * 14};  // of the end of the visit
constexpr int digits_of_a_number = 5;

constexpr std::array<std::string_view, 3> ways = {"well", "partly", "worried"};

constexpr auto not_passed = std::to_array<std::string_view>(
    {"money", "cash",    "pin",      "card",  "lend",  "loan",     "pay",     "pounds",  "quid",
     "bank",  "sort",    "whatsapp", "insta", "snap",  "idiot",    "stupid",  "useless", "hate",
     "fuck",  "fucking", "fucker",   "shit",  "bitch", "cunt",     "bastard", "wanker",  "twat",
     "slag",  "slut",    "whore",    "prick", "dick",  "arsehole", "asshole", "sexy",    "ugly"});

// "07400 123 456" and "seven digits" alike: what is between the digits does not count.
bool has_number(std::string_view words) {
  int digits = 0;
  for (const char c : words) {
    if (c >= '0' && c <= '9') {
      if (++digits >= digits_of_a_number) return true;
    } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '+') {
      digits = 0;
    }
  }
  return false;
}

bool has_link(std::string_view words) {
  constexpr std::array<std::string_view, 6> signs = {"@", "://", "www.", ".com", ".co", ".uk"};
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
    return words.find(sign) != std::string_view::npos;
  });
}

// When its helper is asked how it went, where who was helped is asked already.
std::optional<Time> soon_asked(const Context& context, const store::Visit& visit) {
  if (visit.state != "ended" || !visit.ended_at) return std::nullopt;
  const auto check = next_day_check(context.town, *visit.ended_at);
  const bool soon = context.now >= check && context.now < check + helper_later;
  return soon ? std::optional(check + helper_later) : std::nullopt;
}

}  // namespace

Time next_day_check(const Town& town, Time ended) {
  auto local = town.zone.to_local(ended + std::chrono::hours{24});
  local.hour = asked_at_hour;
  local.minute = 0;
  return town.zone.to_utc(local);
}

void ask_next_day(Context& context, const store::Visit& visit) {
  const auto at = next_day_check(context.town, context.now);
  const auto subject = std::to_string(visit.id);
  store::insert_due(context.tx, {context.ids.next(), "went", subject, "next day", at});
  store::insert_due(context.tx,
                    {context.ids.next(), "went_helper", subject, "next day", at + helper_later});
}

void ask_how_it_went(Context& context, const std::string& visit_id) {
  const auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  const auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request || visit->state != "ended") return;
  Facts facts = {{"code", visit->code}, {"helper", call_by_name(context, visit->helper)}};
  const auto took = say_hours_once(context, *visit);
  if (!took.empty()) facts["took"] = took;
  tell_of_job(context, request->member,
              {took.empty() ? "visit.next_day" : "visit.next_day_hours",
               "went " + visit_id,
               std::move(facts),
               {}});
}

void ask_helper_how_it_went(Context& context, const std::string& visit_id) {
  const auto visit = store::find_visit(context.tx, std::stoll(visit_id));
  const auto request = visit ? store::find_request(context.tx, visit->request) : std::nullopt;
  if (!request || visit->state != "ended") return;
  tell_of_job(context, visit->helper,
              {"visit.next_day_helper",
               "went " + visit_id,
               {{"code", visit->code}, {"first", call_by_name(context, request->subject)}},
               {}});
}

std::vector<std::string> ways_it_went() { return {ways.begin(), ways.end()}; }

Told hear_how_it_went(Context& context, const Facts& arguments) {
  const auto went = argument(arguments, "went");
  if (!dialog::contains(ways, went)) return {went, {}};  // no flow goes on from that
  const auto job = own_job(context, arguments);
  if (job) store::put_check(context.tx, {job->visit.id, context.member, went, context.now});
  if (job && went == "worried") keep_apart(context, job->request, job->visit.helper);
  if (job && went == "well" && context.member == job->request.member)
    offer_regular_help(context, job->request);
  return {went, {}};
}

std::vector<store::Visit> visits_to_thank(store::Transaction& tx, std::int64_t member, Time now) {
  return store::unthanked_visits(tx, member, now - thanked_within);
}

Told pass_thanks(Context& context, const Facts& arguments) {
  const auto words = argument(arguments, "answer");
  const auto job = own_job(context, arguments);
  if (job) store::put_thanked(context.tx, job->visit.id, context.now);
  if (!job || says_nothing(words)) return {"none", {}};
  if (!may_pass(words)) {
    ask_about_job(context, job->visit.code, "who asked for",
                  "wants to say thank you in words that we may not pass on");
    return {"held", {}};
  }
  const auto id = std::to_string(job->visit.id);
  JobNews news{"thanks.said",
               "thanks " + id,
               {{"code", job->visit.code},
                {"first", call_by_name(context, context.member)},
                {"words", in_one_text(words)}},
               {}};
  if (const auto asked = soon_asked(context, job->visit); asked && words.size() <= few_words) {
    store::cancel_dues(context.tx, "went_helper", id);
    news.event = "visit.next_day_thanks";
    news.not_before = *asked;
  }
  tell_of_job(context, job->visit.helper, news);
  return {"passed", {}};
}

std::string in_one_text(std::string words) {
  if (words.size() <= longest_thanks) return words;
  auto end = words.rfind(' ', longest_thanks);
  if (end == std::string::npos) end = longest_thanks;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  words.resize(end);
  return words + "...";
}

bool says_nothing(std::string_view words) {
  constexpr std::array<std::string_view, 8> nothing = {"",     "no",      "nope", "no thanks",
                                                       "none", "nothing", "nie",  "nu"};
  return dialog::contains(nothing, dialog::plain(words));
}

bool may_pass(std::string_view words) {
  const auto plain = dialog::plain(words);
  const auto said = dialog::words_of(plain);
  return !has_number(words) && !has_link(words) &&
         std::none_of(said.begin(), said.end(),
                      [](const std::string& word) { return dialog::contains(not_passed, word); });
}

}  // namespace kindbank::bank
