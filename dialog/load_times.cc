#include "dialog/load_times.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "dialog/time_pieces.h"

namespace kindbank::dialog {
namespace {

using Kind = TimeMark::Kind;

constexpr int each_one = 1;  // TimeMark::more of "fridays"

struct Meaning {
  std::string_view name;
  Kind kind;
  int value;
};

constexpr int number_of(PartOfDay part) { return static_cast<int>(part); }
constexpr int number_of(NamedDay day) { return static_cast<int>(day); }

constexpr auto meant_weekdays = std::to_array<Meaning>({{"sunday", Kind::weekday, 0},
                                                        {"monday", Kind::weekday, 1},
                                                        {"tuesday", Kind::weekday, 2},
                                                        {"wednesday", Kind::weekday, 3},
                                                        {"thursday", Kind::weekday, 4},
                                                        {"friday", Kind::weekday, 5},
                                                        {"saturday", Kind::weekday, 6}});
constexpr auto meant_months = std::to_array<Meaning>({{"january", Kind::month, 1},
                                                      {"february", Kind::month, 2},
                                                      {"march", Kind::month, 3},
                                                      {"april", Kind::month, 4},
                                                      {"may", Kind::month, 5},
                                                      {"june", Kind::month, 6},
                                                      {"july", Kind::month, 7},
                                                      {"august", Kind::month, 8},
                                                      {"september", Kind::month, 9},
                                                      {"october", Kind::month, 10},
                                                      {"november", Kind::month, 11},
                                                      {"december", Kind::month, 12}});
constexpr auto meant_days = std::to_array<Meaning>({{"yesterday", Kind::offset, -1},
                                                    {"today", Kind::offset, 0},
                                                    {"tonight", Kind::tonight, 0},
                                                    {"tomorrow", Kind::offset, 1},
                                                    {"day_after_tomorrow", Kind::offset, 2}});
constexpr auto meant_named_days = std::to_array<Meaning>(
    {{"christmas_eve", Kind::named_day, number_of(NamedDay::christmas_eve)},
     {"christmas", Kind::named_day, number_of(NamedDay::christmas)},
     {"boxing_day", Kind::named_day, number_of(NamedDay::boxing_day)},
     {"new_years_eve", Kind::named_day, number_of(NamedDay::new_years_eve)},
     {"new_years_day", Kind::named_day, number_of(NamedDay::new_years_day)},
     {"halloween", Kind::named_day, number_of(NamedDay::halloween)},
     {"bonfire_night", Kind::named_day, number_of(NamedDay::bonfire_night)},
     {"good_friday", Kind::named_day, number_of(NamedDay::good_friday)},
     {"easter_sunday", Kind::named_day, number_of(NamedDay::easter_sunday)},
     {"easter_monday", Kind::named_day, number_of(NamedDay::easter_monday)}});
constexpr auto meant_parts =
    std::to_array<Meaning>({{"morning", Kind::part, number_of(PartOfDay::morning)},
                            {"afternoon", Kind::part, number_of(PartOfDay::afternoon)},
                            {"evening", Kind::part, number_of(PartOfDay::evening)}});
constexpr auto meant_times = std::to_array<Meaning>({{"nothing", Kind::word, 0},
                                                     {"am", Kind::am, 0},
                                                     {"pm", Kind::pm, 0},
                                                     {"minute", Kind::minute, 0},
                                                     {"hour", Kind::hour, 0},
                                                     {"day", Kind::day, 0},
                                                     {"days_from_now", Kind::day, 1},
                                                     {"week", Kind::week, 0},
                                                     {"weeks_from_now", Kind::week, 1},
                                                     {"fortnight", Kind::fortnight, 0},
                                                     {"weekend", Kind::weekend, 0},
                                                     {"half", Kind::half, 0},
                                                     {"half_to", Kind::half_to, 0},
                                                     {"quarter", Kind::quarter, 0},
                                                     {"past", Kind::past, 0},
                                                     {"to", Kind::to, 0},
                                                     {"quarter_to", Kind::to, 15},
                                                     {"at", Kind::at, 0},
                                                     {"at_or_hours", Kind::at, 1},
                                                     {"until_then", Kind::at, 2},
                                                     {"about", Kind::at, 3},
                                                     {"after", Kind::after, 0},
                                                     {"between", Kind::between, 0},
                                                     {"and", Kind::and_, 0},
                                                     {"until", Kind::until, 0},
                                                     {"onwards", Kind::until, 1},
                                                     {"in", Kind::in, 0},
                                                     {"on", Kind::on, 0},
                                                     {"the", Kind::the, 0},
                                                     {"a", Kind::the, 1},
                                                     {"of", Kind::of, 0},
                                                     {"next", Kind::next, 0},
                                                     {"this", Kind::this_, 0},
                                                     {"every", Kind::every, 0},
                                                     {"over", Kind::over, 0},
                                                     {"oclock", Kind::oclock, 0},
                                                     {"ish", Kind::ish, 0},
                                                     {"noon", Kind::noon, 0},
                                                     {"midnight", Kind::midnight, 0},
                                                     {"or", Kind::or_, 0},
                                                     {"unfit", Kind::not_, 0},
                                                     {"not", Kind::not_, 1},
                                                     {"sorry", Kind::sorry, 0}});

class TimesReader {
 public:
  TimesReader(WordFile& file, TimeWords& time) : file_(file), time_(time) {}

  std::map<std::string, TimeMark> read(const YamlNode& root) {
    read_section(root, "weekdays", meant_weekdays);
    read_section(root, "each_weekday", meant_weekdays, each_one);
    read_section(root, "months", meant_months);
    read_section(root, "days", meant_days);
    read_section(root, "named_days", meant_named_days);
    read_section(root, "parts", meant_parts);
    read_section(root, "times", meant_times);
    read_numbers(root, "clock_numbers", Kind::number, 0, 59);
    read_numbers(root, "ordinals", Kind::ordinal, 1, 31);
    read_no_hours(root);
    if (const auto* dotted = root.find("dotted_dates"))
      time_.dotted_dates = dotted->scalar == "yes";
    check_weekdays(root);
    return std::move(said_);
  }

 private:
  void say(const std::string& written, const Place& place, const TimeMark& mark) {
    const auto phrase = time_phrase_of(written);
    const auto words = std::count(phrase.begin(), phrase.end(), ' ') + 1;
    if (phrase.empty() || words > static_cast<long>(longest_time_phrase))
      return file_.complain(place, "'" + written + "' has no word in it, or more than four.",
                            "Write it in one to four words.");
    const auto [said, added] = said_.emplace(phrase, mark);
    if (!added && (said->second.kind != mark.kind || said->second.value != mark.value))
      return file_.complain(place, "'" + written + "' stands here with another meaning already.",
                            "Keep it once.");
    time_.add(phrase, mark);
  }

  template <std::size_t Count>
  void read_section(const YamlNode& root, std::string_view section,
                    const std::array<Meaning, Count>& meanings, int more = 0) {
    const auto* map = file_.section(root, section);
    if (map == nullptr) return;
    std::vector<std::string> names;
    for (const auto& meaning : meanings) names.emplace_back(meaning.name);
    file_.check_keys(*map, section, names);
    for (const auto& meaning : meanings)
      if (const auto* list = map->find(meaning.name))
        file_.each_of(*list, [&](const std::string& word, const Place& place) {
          say(word, place, {meaning.kind, meaning.value, more, false});
        });
  }

  void read_numbers(const YamlNode& root, std::string_view section, Kind kind, long least,
                    long most) {
    file_.each_number(root, section, least, most, [&](long number, const YamlNode& list) {
      file_.each_of(list, [&](const std::string& word, const Place& place) {
        say(word, place, {kind, static_cast<int>(number), 0, false});
      });
    });
  }

  void read_no_hours(const YamlNode& root) {
    file_.read_lists(
        root, "no_hours",
        {{"behind", &time_.named}, {"streets", &time_.streets}, {"things", &time_.things}});
  }

  // Whoever can be told "monday" must be heard on every other day, too.
  void check_weekdays(const YamlNode& root) {
    const auto* map = root.find("weekdays");
    if (map == nullptr)
      return file_.complain(file_.top(), "The weekdays are not here.",
                            "Write weekdays: and each of them below it, monday to sunday.");
    for (const auto& day : meant_weekdays)
      if (map->kind == YamlNode::Kind::map && map->find(day.name) == nullptr)
        file_.complain(map->place, "There is no word for " + std::string(day.name) + ".",
                       "Write " + std::string(day.name) + ": and the words for it.");
  }

  WordFile& file_;
  TimeWords& time_;
  std::map<std::string, TimeMark> said_;
};

}  // namespace

std::map<std::string, TimeMark> read_times(WordFile& file, const YamlNode& root, TimeWords& time) {
  return TimesReader(file, time).read(root);
}

}  // namespace kindbank::dialog
