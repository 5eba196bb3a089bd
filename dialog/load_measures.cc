#include "dialog/load_measures.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "dialog/draft.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

using Kind = TimeMark::Kind;

constexpr int each_one = 1;  // TimeMark::more of "fridays"
constexpr std::string_view list_hint = "Write [one, \"another one\"].";

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

class MeasuresReader {
 public:
  MeasuresReader(std::string file, Measures known)
      : file_(std::move(file)), measures_(std::move(known)), is_first_(measures_.time.empty()) {}

  void read(const YamlNode& root) {
    remarks_.check_keys(
        root, "a list of measures",
        {"weekdays", "each_weekday",  "months",   "days",      "named_days",   "parts",
         "times",    "clock_numbers", "ordinals", "no_hours",  "numbers",      "joint",
         "counts",   "lengths",       "names",    "postcodes", "dotted_dates", "corrections",
         "firmly",   "denials",       "ruled_out"});
    read_times(root, "weekdays", meant_weekdays);
    read_times(root, "each_weekday", meant_weekdays, each_one);
    read_times(root, "months", meant_months);
    read_times(root, "days", meant_days);
    read_times(root, "named_days", meant_named_days);
    read_times(root, "parts", meant_parts);
    read_times(root, "times", meant_times);
    read_time_numbers(root, "clock_numbers", Kind::number, 0, 59);
    read_time_numbers(root, "ordinals", Kind::ordinal, 1, 31);
    read_no_hours(root);
    read_numbers(root);
    read_counts(root);
    read_lengths(root);
    read_names(root);
    read_postcodes(root);
    if (const auto* dotted = root.find("dotted_dates"))
      measures_.time.dotted_dates = dotted->scalar == "yes";
    read_list(root, "corrections", measures_.corrections);
    read_list(root, "firmly", measures_.firmly);
    read_list(root, "denials", measures_.denials);
    std::vector<std::string> ruled_out;
    read_list(root, "ruled_out", ruled_out);
    for (const auto& phrase : ruled_out) measures_.ruled_out.push_back(bare_words_of(phrase));
    check_whole(root);
  }

  Measures finished(std::vector<Finding>& findings) {
    findings.insert(findings.end(), remarks_.findings.begin(), remarks_.findings.end());
    return std::move(measures_);
  }

 private:
  void complain(const Place& place, std::string message, std::string hint) {
    remarks_.error(place, "bad-words", std::move(message), std::move(hint));
  }

  const YamlNode* map_of(const YamlNode& root, std::string_view key) {
    const auto* found = root.find(key);
    if (found == nullptr || found->kind == YamlNode::Kind::map) return found;
    complain(found->place, "'" + std::string(key) + "' has nothing below it.",
             "Write each meaning below it, with the words for it: monday: [monday, mon].");
    return nullptr;
  }

  // Each text of a list, and where it stands.
  template <class Take>
  void each_of(const YamlNode& list, Take take) {
    if (list.kind != YamlNode::Kind::list)
      return complain(list.place, "This is no list of words.", std::string(list_hint));
    for (const auto& item : list.items) {
      if (item.kind == YamlNode::Kind::scalar && !item.scalar.empty()) {
        take(item.scalar, item.place);
      } else {
        complain(item.place, "An entry of this list is not a text.", std::string(list_hint));
      }
    }
  }

  void say(const std::string& written, const Place& place, const TimeMark& mark) {
    const auto phrase = time_phrase_of(written);
    const auto words = std::count(phrase.begin(), phrase.end(), ' ') + 1;
    if (phrase.empty() || words > static_cast<long>(longest_time_phrase))
      return complain(place, "'" + written + "' has no word in it, or more than four.",
                      "Write it in one to four words.");
    const auto [said, added] = said_.emplace(phrase, mark);
    if (!added && (said->second.kind != mark.kind || said->second.value != mark.value))
      return complain(place, "'" + written + "' stands here with another meaning already.",
                      "Keep it once.");
    measures_.time.add(phrase, mark);
  }

  template <std::size_t count>
  void read_times(const YamlNode& root, std::string_view section,
                  const std::array<Meaning, count>& meanings, int more = 0) {
    const auto* map = map_of(root, section);
    if (map == nullptr) return;
    std::vector<std::string> names;
    for (const auto& meaning : meanings) names.emplace_back(meaning.name);
    remarks_.check_keys(*map, section, names);
    for (const auto& meaning : meanings)
      if (const auto* list = map->find(meaning.name))
        each_of(*list, [&](const std::string& word, const Place& place) {
          say(word, place, {meaning.kind, meaning.value, more, false});
        });
  }

  // Calls take(number, list) for each number that is a key of the section.
  template <class Take>
  void each_number(const YamlNode& root, std::string_view section, long least, long most,
                   Take take) {
    const auto* map = map_of(root, section);
    if (map == nullptr) return;
    for (const auto& [key, list] : map->entries) {
      const bool digits = all_digits(key.scalar) && key.scalar.size() <= 6;
      const auto number = digits ? std::stol(key.scalar) : -1;
      if (number >= least && number <= most) {
        take(number, list);
      } else {
        complain(key.place, "'" + key.scalar + "' is no number that can stand here.",
                 "Write " + std::to_string(least) + " to " + std::to_string(most) + ".");
      }
    }
  }

  void read_time_numbers(const YamlNode& root, std::string_view section, Kind kind, long least,
                         long most) {
    each_number(root, section, least, most, [&](long number, const YamlNode& list) {
      each_of(list, [&](const std::string& word, const Place& place) {
        say(word, place, {kind, static_cast<int>(number), 0, false});
      });
    });
  }

  // A number that people count with is heard in a time as well, where it is not another word there.
  void read_numbers(const YamlNode& root) {
    constexpr long most = 100000;
    constexpr long most_in_time = 59;
    const auto slips = is_first_ ? NumberWords::Slips::put_right : NumberWords::Slips::left;
    each_number(root, "numbers", 0, most, [&](long number, const YamlNode& list) {
      each_of(list, [&](const std::string& written, const Place& place) {
        const auto words = bare_words_of(written);
        if (words.empty()) return complain(place, "There is no word in it.", "Write one.");
        measures_.numbers.add(words, number, slips);
        const auto phrase = time_phrase_of(written);
        if (words.size() == 1 && number <= most_in_time && !said_.contains(phrase))
          measures_.time.add(phrase, {Kind::number, static_cast<int>(number), 0, false});
      });
    });
    std::vector<std::string> joints;
    read_list(root, "joint", joints);
    for (auto& joint : joints) measures_.numbers.add_joint(std::move(joint));
  }

  void read_list(const YamlNode& map, std::string_view key, std::vector<std::string>& into) {
    if (const auto* list = map.find(key))
      each_of(*list, [&](const std::string& word, const Place&) {
        into.push_back(without_accents(word));
      });
  }

  using Lists = std::vector<std::pair<std::string, std::vector<std::string>*>>;
  void read_lists(const YamlNode& root, std::string_view section, const Lists& lists) {
    const auto* map = map_of(root, section);
    if (map == nullptr) return;
    std::vector<std::string> names;
    for (const auto& [name, into] : lists) {
      names.push_back(name);
      read_list(*map, name, *into);
    }
    remarks_.check_keys(*map, section, names);
  }

  void read_no_hours(const YamlNode& root) {
    auto& time = measures_.time;
    read_lists(root, "no_hours",
               {{"behind", &time.named}, {"streets", &time.streets}, {"things", &time.things}});
  }

  void read_counts(const YamlNode& root) {
    auto& counts = measures_.counts;
    read_lists(root, "counts",
               {{"per", &counts.per},
                {"spans", &counts.spans},
                {"behind", &counts.behind},
                {"bounded", &counts.bounded},
                {"not_once", &counts.not_once},
                {"before", &counts.before}});
  }

  void read_names(const YamlNode& root) {
    std::vector<std::string> lead_ins;
    std::vector<std::string> called;
    std::vector<std::string> before;
    std::vector<std::string> behind;
    std::vector<std::string> never;
    read_lists(root, "names",
               {{"lead_ins", &lead_ins},
                {"called", &called},
                {"before", &before},
                {"behind", &behind},
                {"never", &never}});
    auto& names = measures_.names;
    for (const auto& phrase : lead_ins) names.add_lead_in(words_of(phrase), false);
    for (const auto& phrase : called) names.add_lead_in(words_of(phrase), true);
    names.before.insert(before.begin(), before.end());
    names.behind.insert(behind.begin(), behind.end());
    names.never.insert(never.begin(), never.end());
  }

  void read_postcodes(const YamlNode& root) {
    auto& postcodes = measures_.postcodes;
    read_lists(root, "postcodes",
               {{"doubtful", &postcodes.doubtful}, {"beside", &postcodes.beside}});
  }

  void read_lengths(const YamlNode& root) {
    auto& lengths = measures_.lengths;
    read_lists(root, "lengths",
               {{"hour", &lengths.hour},
                {"hours", &lengths.hours},
                {"minute", &lengths.minute},
                {"half", &lengths.half},
                {"quarter", &lengths.quarter},
                {"quarter_hour", &lengths.quarter_hour},
                {"one_and_a_half", &lengths.one_and_a_half},
                {"and", &lengths.joints},
                {"between", &lengths.between},
                {"a", &lengths.a},
                {"vague", &lengths.vague},
                {"from", &lengths.from},
                {"to", &lengths.to},
                {"until", &lengths.until}});
  }

  // Whoever can be told "monday" must be heard on every other day, too.
  void check_whole(const YamlNode& root) {
    const auto* map = root.find("weekdays");
    if (map == nullptr)
      return complain({file_, 1, 1}, "The weekdays are not here.",
                      "Write weekdays: and each of them below it, monday to sunday.");
    for (const auto& day : meant_weekdays)
      if (map->kind == YamlNode::Kind::map && map->find(day.name) == nullptr)
        complain(map->place, "There is no word for " + std::string(day.name) + ".",
                 "Write " + std::string(day.name) + ": and the words for it.");
  }

  std::string file_;
  Measures measures_;
  bool is_first_;                         // of all languages
  std::map<std::string, TimeMark> said_;  // in this file
  Remarks remarks_;
};

}  // namespace

Measures read_measures(std::string_view text, const std::string& file, Measures known,
                       std::vector<Finding>& findings) {
  auto yaml = read_yaml(text, file);
  findings.insert(findings.end(), yaml.findings.begin(), yaml.findings.end());
  if (!yaml.findings.empty()) return known;
  MeasuresReader reader(file, std::move(known));
  reader.read(yaml.root);
  return reader.finished(findings);
}

}  // namespace kindbank::dialog
