#include "bank/rota.h"

#include <algorithm>
#include <array>

#include "bank/partners.h"
#include "store/contacts.h"

namespace kindbank::bank {
namespace {

constexpr int minutes_a_day = 24 * 60;
constexpr int days_a_week = 7;
constexpr Duration look_every = std::chrono::minutes{15};
constexpr Duration look_within = std::chrono::hours{24 * 7};
constexpr std::array<std::string_view, days_a_week> day_names = {"Sun", "Mon", "Tue", "Wed",
                                                                 "Thu", "Fri", "Sat"};

// Some days of the week, from one minute of the day to another.
struct Span {
  std::array<bool, days_a_week> days{};
  int begins = 0;
  int ends = minutes_a_day;
};

std::optional<int> read_day(std::string_view text) {
  const auto* found = std::find(day_names.begin(), day_names.end(), text);
  if (found == day_names.end()) return std::nullopt;
  return static_cast<int>(found - day_names.begin());
}

// "08:30"; "24:00" ends a day.
std::optional<int> read_minute(std::string_view text) {
  if (text == "24:00") return minutes_a_day;
  if (text.size() != 5) return std::nullopt;
  const auto local = read_local_time("2000-01-01T" + std::string(text));
  if (!local) return std::nullopt;
  return local->hour * 60 + local->minute;
}

std::pair<std::string_view, std::string_view> halves(std::string_view text, char at) {
  const auto cut = text.find(at);
  if (cut == std::string_view::npos) return {text, {}};
  return {text.substr(0, cut), text.substr(cut + 1)};
}

bool read_days(std::string_view text, Span& span) {
  const auto [from, to] = halves(text, '-');
  const auto first = read_day(from);
  const auto last = from.size() == text.size() ? first : read_day(to);
  if (!first || !last) return false;
  for (int which = *first;; which = (which + 1) % days_a_week) {
    span.days[static_cast<std::size_t>(which)] = true;
    if (which == *last) return true;
  }
}

bool read_hours(std::string_view text, Span& span) {
  const auto [from, to] = halves(text, '-');
  const auto begins = read_minute(from);
  const auto ends = read_minute(to);
  if (!begins || !ends || *begins == minutes_a_day) return false;
  span.begins = *begins;
  span.ends = *ends;
  return true;
}

std::optional<Span> read_span(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  Span span;
  const auto [first, second] = halves(text, ' ');
  if (!first.empty() && first.front() >= '0' && first.front() <= '9') {
    span.days.fill(true);
    return second.empty() && read_hours(first, span) ? std::optional(span) : std::nullopt;
  }
  if (!read_days(first, span)) return std::nullopt;
  if (second.empty() || read_hours(second, span)) return span;
  return std::nullopt;
}

// Nothing where one of them cannot be read.
std::optional<std::vector<Span>> read_spans(std::string_view text) {
  std::vector<Span> spans;
  while (true) {
    const auto [one, rest] = halves(text, ',');
    const auto span = read_span(one);
    if (!span) return std::nullopt;
    spans.push_back(*span);
    if (one.size() == text.size()) return spans;
    text = rest;
  }
}

bool covers(const Span& span, const LocalTime& local) {
  const auto today = static_cast<std::size_t>(local.weekday);
  const auto yesterday = (today + days_a_week - 1) % days_a_week;
  const int minute = local.hour * 60 + local.minute;
  if (span.ends > span.begins)
    return span.days[today] && minute >= span.begins && minute < span.ends;
  return (span.days[today] && minute >= span.begins) ||
         (span.days[yesterday] && minute < span.ends);
}

std::vector<store::Coordinator> reachable_coordinators(const Context& context,
                                                       const std::string& code = {}) {
  auto all = store::coordinators(context.tx);
  for (auto& one : all) one.addresses = reachable(context, one);
  std::erase_if(all, [](const store::Coordinator& one) { return one.addresses.empty(); });
  const auto is_of_partner = [](const store::Coordinator& one) { return !one.partner.empty(); };
  if (std::none_of(all.begin(), all.end(), is_of_partner)) return all;
  const auto concerned = partners_concerned(context, code);
  auto hears = all;
  std::erase_if(hears, [&](const store::Coordinator& one) {
    return is_of_partner(one) && concerned != std::set<std::string>{one.partner};
  });
  return hears.empty() ? all : hears;
}

bool is_any_on_call(const std::vector<store::Coordinator>& all, const LocalTime& local) {
  return std::any_of(all.begin(), all.end(),
                     [&](const store::Coordinator& one) { return is_on_call(one.on_call, local); });
}

}  // namespace

bool is_rota(std::string_view text) {
  return text == "always" || text == "never" || read_spans(text).has_value();
}

bool is_on_call(std::string_view rota, const LocalTime& local) {
  if (rota == "always") return true;
  const auto spans = read_spans(rota);
  return spans && std::any_of(spans->begin(), spans->end(),
                              [&](const Span& span) { return covers(span, local); });
}

std::vector<Address> reachable(const Context& context, const store::Coordinator& coordinator) {
  auto addresses = coordinator.addresses;
  std::erase_if(addresses, [&](const Address& at) {
    return !context.can_reach(at) || store::is_stopped(context.tx, at);
  });
  return addresses;
}

std::vector<store::Coordinator> rota_now(const Context& context, const std::string& code) {
  auto all = reachable_coordinators(context, code);
  const auto local = context.town.zone.to_local(context.now);
  std::stable_partition(all.begin(), all.end(), [&](const store::Coordinator& one) {
    return is_on_call(one.on_call, local);
  });
  return all;
}

bool is_someone_on_call(const Context& context) {
  return is_any_on_call(reachable_coordinators(context), context.town.zone.to_local(context.now));
}

std::optional<Time> next_on_call(const Context& context) {
  const auto all = reachable_coordinators(context);
  const auto until = context.now + look_within;
  const auto first = Time{context.now.time_since_epoch() / look_every * look_every};
  for (auto time = first + look_every; time <= until; time += look_every)
    if (is_any_on_call(all, context.town.zone.to_local(time))) return time;
  return std::nullopt;
}

std::vector<store::Coordinator> who_is_told(const Context& context, const std::string& code) {
  auto all = rota_now(context, code);
  const auto local = context.town.zone.to_local(context.now);
  if (is_any_on_call(all, local))
    std::erase_if(all,
                  [&](const store::Coordinator& one) { return !is_on_call(one.on_call, local); });
  return all;
}

}  // namespace kindbank::bank
