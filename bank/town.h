// What one town's bank is: its name, its people's clock, its neighbourhoods and its kinds of help.
// Read from the settings and the flows folder, never changed while it runs.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/time.h"
#include "dialog/yaml.h"

namespace kindbank::bank {

// The check that a helper holds, or a task needs; each includes those before it. V0 joined, V1 was
// met, V2 was checked, V3 may do what the law calls regulated activity.
enum class Level { V0, V1, V2, V3 };

std::string say(Level level);
std::optional<Level> read_level(std::string_view text);  // "V1", "v1"

struct Category {
  std::string task;                        // "a lift", as an invitation calls it
  int minutes = 60;                        // what one mostly takes
  std::optional<Level> level;              // nothing: the bank may not arrange it
  std::optional<Level> level_with_reason;  // where age, health or a disability is the reason
  std::optional<Level> level_to_care{};    // of a journey with a reason, to a doctor or to care
  bool same_language = false;              // helper and helped must share the language they text in
};

// One that the flows are written in: "pl", and "Polski" as its speakers read it.
struct WrittenLanguage {
  std::string code;
  std::string own_name;
};

struct Town {
  std::string bank = "Bank of Kindness";
  std::string town = "Stevenage";
  std::string run_by = "the council and local groups";
  std::string language = "en";
  std::vector<WrittenLanguage> languages = {{"en", "English"}};  // what people may choose from
  Zone zone = utc_zone();
  std::map<std::string, std::string, std::less<>> areas;  // "SG1 1" -> "Old Town"
  // Which areas lie beside one: their members come before the rest of the town.
  std::map<std::string, std::set<std::string>, std::less<>> neighbours;
  std::map<std::string, Category, std::less<>> categories;
  std::set<std::string, std::less<>> holidays;  // "2026-12-25": when no office works
  // No more requests are taken while more than `limit` have been open for `days`: more than one
  // coordinator can see to in a day's quarter of an hour.
  struct Intake {
    int limit = 20;
    int days = 5;
  } intake;
};

// The data file of the areas, already read as YAML; what is wrong is said as findings.
void read_areas(const dialog::YamlNode& root, Town& town, std::vector<dialog::Finding>& findings);
// What stands in texts must be short, and of the alphabet that keeps a text at 160 letters.
void check_name(std::vector<dialog::Finding>& findings, const dialog::YamlNode& name,
                std::size_t limit);

// Midnight before that moment, by the town's clock.
Time day_began(const Town& town, Time now);
// People are texted of the bank's own accord from 8 in the morning to 8 in the evening.
bool is_quiet(const Town& town, Time now);
// `time`, or the next morning at eight where that would be in the quiet hours.
Time in_daytime(const Town& town, Time time);
// `time`, or for what falls into the quiet hours a moment of the half hour after eight: not the
// whole town at once. By whom it is for, the same each time; what concerns a visit comes first.
enum class Concern { visit, other };
Time after_the_night(const Town& town, Time time, std::int64_t whom, Concern concern);
// "Tue 24 Nov", and "Tue 23 Nov 2027" where it is more than half a year away.
std::string say_date(const Town& town, Time now, Time time);
// "4pm" where it is today, else "Tue 24 Nov, 9am".
std::string say_when(const Town& town, Time now, Time time);

}  // namespace kindbank::bank
