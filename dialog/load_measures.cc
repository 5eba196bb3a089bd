#include "dialog/load_measures.h"

#include <algorithm>
#include <map>
#include <utility>

#include "dialog/load_names.h"
#include "dialog/load_signs.h"
#include "dialog/load_times.h"
#include "dialog/said_parts.h"
#include "dialog/time_pieces.h"
#include "dialog/word_file.h"

namespace kindbank::dialog {
namespace {

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
                                                  "behind_verb",   "unfit",
                                                  "conditions",    "no_condition"});
    said_ = read_times(file_, root, measures_.time);
    read_numbers(root);
    read_counts(root);
    read_lengths(root);
    read_names(file_, root, measures_.names);
    read_signs(file_, root, measures_.signs);
    file_.read_lists(root, "codes", {{"beside", &measures_.beside_code}});
    read_postcodes(root);
    file_.read_list(root, "corrections", measures_.corrections);
    file_.read_list(root, "before_correction", measures_.before_correction);
    file_.read_list(root, "firmly", measures_.firmly);
    file_.read_list(root, "denials", measures_.denials);
    read_phrases(root, "ruled_out", measures_.ruled_out);
    read_phrases(root, "unfit", measures_.unfit);
    read_phrases(root, "conditions", measures_.conditions);
    read_phrases(root, "no_condition", measures_.no_condition);
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
    file_.each_number(root, "places", 1, 9, [&](long number, const YamlNode& list) {
      file_.each_of(list, [&](const std::string& word, const Place&) {
        measures_.places[heard_as(word)] = static_cast<std::size_t>(number);
      });
    });
    return std::move(measures_);
  }

 private:
  // A number that people count with is heard in a time as well, where it is not another word there.
  void read_numbers(const YamlNode& root) {
    constexpr long most = 100000;
    constexpr long most_in_time = 59;
    const auto slips = is_first_ ? NumberWords::Slips::put_right : NumberWords::Slips::left;
    file_.each_number(root, "numbers", 0, most, [&](long number, const YamlNode& list) {
      file_.each_of(list, [&](const std::string& written, const Place& place) {
        const auto words = bare_words_of(written);
        if (words.empty()) return file_.complain(place, "There is no word in it.", "Write one.");
        measures_.numbers.add(words, number, slips);
        const auto phrase = time_phrase_of(written);
        if (words.size() == 1 && number > 0 && number <= most_in_time && !said_.contains(phrase))
          measures_.time.add(phrase, {TimeMark::Kind::number, static_cast<int>(number), 0, false});
      });
    });
    std::vector<std::string> joints;
    file_.read_list(root, "joint", joints);
    for (auto& joint : joints) measures_.numbers.add_joint(std::move(joint));
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
                      {"less", &lengths.less},
                      {"with", &lengths.with},
                      {"beyond", &lengths.beyond},
                      {"half_past", &lengths.half_past},
                      {"left", &lengths.left},
                      {"then", &lengths.then},
                      {"from", &lengths.from},
                      {"to", &lengths.to},
                      {"until", &lengths.until}});
  }

  WordFile& file_;
  Measures measures_;
  bool is_first_;                         // of all languages
  std::map<std::string, TimeMark> said_;  // of days and hours, in this file
};

}  // namespace

Measures read_measures(std::string_view text, const std::string& file, Measures known,
                       std::vector<Finding>& findings) {
  WordFile words(text, file, findings);
  return words.is_map() ? MeasuresReader(words, std::move(known)).read() : known;
}

}  // namespace kindbank::dialog
