#include "dialog/load_measures.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "dialog/load_names.h"
#include "dialog/load_signs.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/time_pieces.h"
#include "dialog/word_file.h"

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

class MeasuresReader {
 public:
  MeasuresReader(WordFile& file, Measures known)
      : file_(file), measures_(std::move(known)), is_first_(measures_.time.empty()) {}

  Measures read() {
    const auto& root = file_.root();
    file_.check_keys(root, "a list of measures", {"weekdays",      "each_weekday",
                                                  "months",        "days",
                                                  "named_days",    "parts",
                                                  "times",         "clock_numbers",
                                                  "ordinals",      "no_hours",
                                                  "numbers",       "joint",
                                                  "counts",        "lengths",
                                                  "names",         "postcodes",
                                                  "dotted_dates",  "corrections",
                                                  "firmly",        "before_correction",
                                                  "denials",       "ruled_out",
                                                  "bounds",        "no_correction",
                                                  "places",        "beside_place",
                                                  "signs",         "codes",
                                                  "unwanted",      "unwanted_behind",
                                                  "unchosen",      "unchosen_behind",
                                                  "unchosen_none", "points_at_choice",
                                                  "behind_verb",   "unfit"});
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
    read_names(file_, root, measures_.names);
    read_signs(file_, root, measures_.signs);
    file_.read_lists(root, "codes", {{"beside", &measures_.beside_code}});
    read_postcodes(root);
    if (const auto* dotted = root.find("dotted_dates"))
      measures_.time.dotted_dates = dotted->scalar == "yes";
    file_.read_list(root, "corrections", measures_.corrections);
    file_.read_list(root, "before_correction", measures_.before_correction);
    file_.read_list(root, "firmly", measures_.firmly);
    file_.read_list(root, "denials", measures_.denials);
    read_phrases(root, "ruled_out", measures_.ruled_out);
    read_phrases(root, "unfit", measures_.unfit);
    for (auto* denials : {&measures_.unwanted, &measures_.unchosen}) {
      read_phrases(root, "unwanted", denials->before);
      read_phrases(root, "unwanted_behind", denials->behind);
    }
    read_phrases(root, "unchosen", measures_.unchosen.before);
    read_phrases(root, "unchosen_behind", measures_.unchosen.behind);
    read_phrases(root, "unchosen_none", measures_.unchosen.none);
    file_.read_list(root, "bounds", measures_.bounds);
    file_.read_list(root, "no_correction", measures_.no_correction);
    file_.read_list(root, "behind_verb", measures_.behind_verb);
    file_.read_list(root, "beside_place", measures_.beside_place);
    file_.read_list(root, "points_at_choice", measures_.points_at_choice);
    each_number(root, "places", 1, 9, [&](long number, const YamlNode& list) {
      file_.each_of(list, [&](const std::string& word, const Place&) {
        measures_.places[heard_as(word)] = static_cast<std::size_t>(number);
      });
    });
    check_whole(root);
    return std::move(measures_);
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
    measures_.time.add(phrase, mark);
  }

  template <std::size_t Count>
  void read_times(const YamlNode& root, std::string_view section,
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

  // Calls take(number, list) for each number that is a key of the section.
  template <class Take>
  void each_number(const YamlNode& root, std::string_view section, long least, long most,
                   Take take) {
    const auto* map = file_.section(root, section);
    if (map == nullptr) return;
    for (const auto& [key, list] : map->entries) {
      const bool digits = all_digits(key.scalar) && key.scalar.size() <= 6;
      const auto number = digits ? std::stol(key.scalar) : -1;
      if (number >= least && number <= most) {
        take(number, list);
      } else {
        file_.complain(key.place, "'" + key.scalar + "' is no number that can stand here.",
                       "Write " + std::to_string(least) + " to " + std::to_string(most) + ".");
      }
    }
  }

  void read_time_numbers(const YamlNode& root, std::string_view section, Kind kind, long least,
                         long most) {
    each_number(root, section, least, most, [&](long number, const YamlNode& list) {
      file_.each_of(list, [&](const std::string& word, const Place& place) {
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
      file_.each_of(list, [&](const std::string& written, const Place& place) {
        const auto words = bare_words_of(written);
        if (words.empty()) return file_.complain(place, "There is no word in it.", "Write one.");
        measures_.numbers.add(words, number, slips);
        const auto phrase = time_phrase_of(written);
        if (words.size() == 1 && number > 0 && number <= most_in_time && !said_.contains(phrase))
          measures_.time.add(phrase, {Kind::number, static_cast<int>(number), 0, false});
      });
    });
    std::vector<std::string> joints;
    file_.read_list(root, "joint", joints);
    for (auto& joint : joints) measures_.numbers.add_joint(std::move(joint));
  }

  void read_no_hours(const YamlNode& root) {
    auto& time = measures_.time;
    file_.read_lists(
        root, "no_hours",
        {{"behind", &time.named}, {"streets", &time.streets}, {"things", &time.things}});
  }

  void read_phrases(const YamlNode& root, const std::string& key, PlainPhrases& phrases) {
    std::vector<std::string> read;
    file_.read_list(root, key, read);
    for (const auto& phrase : read) phrases.add(bare_words_of(phrase));
  }

  void read_counts(const YamlNode& root) {
    auto& counts = measures_.counts;
    file_.read_lists(root, "counts",
                     {{"per", &counts.per},
                      {"spans", &counts.spans},
                      {"behind", &counts.behind},
                      {"bounded", &counts.bounded},
                      {"not_once", &counts.not_once},
                      {"before", &counts.before}});
  }

  void read_postcodes(const YamlNode& root) {
    auto& postcodes = measures_.postcodes;
    file_.read_lists(root, "postcodes",
                     {{"doubtful", &postcodes.doubtful}, {"beside", &postcodes.beside}});
  }

  void read_lengths(const YamlNode& root) {
    auto& lengths = measures_.lengths;
    file_.read_lists(root, "lengths",
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
                      {"or_so", &lengths.or_so},
                      {"total", &lengths.total},
                      {"plus", &lengths.plus},
                      {"with", &lengths.with},
                      {"beyond", &lengths.beyond},
                      {"half_past", &lengths.half_past},
                      {"left", &lengths.left},
                      {"then", &lengths.then},
                      {"from", &lengths.from},
                      {"to", &lengths.to},
                      {"until", &lengths.until}});
  }

  // Whoever can be told "monday" must be heard on every other day, too.
  void check_whole(const YamlNode& root) {
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
  Measures measures_;
  bool is_first_;                         // of all languages
  std::map<std::string, TimeMark> said_;  // in this file
};

}  // namespace

Measures read_measures(std::string_view text, const std::string& file, Measures known,
                       std::vector<Finding>& findings) {
  WordFile words(text, file, findings);
  return words.is_map() ? MeasuresReader(words, std::move(known)).read() : known;
}

}  // namespace kindbank::dialog
