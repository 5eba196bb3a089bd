#include "dialog/read_datetime.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "dialog/understand.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

struct SaidRow {
  std::string text;
  std::string said;  // "" where nothing is certain
};

Time local_at(const std::string& local) {
  return utc_zone().to_utc(read_local_time(local).value());
}

std::string read_when(const std::string& text, const std::string& now = "2026-11-24T10:00",
                      const std::string& language = "en", const Zone& zone = utc_zone()) {
  const auto said =
      read_datetime(shipped_words().measures_of(language).time, text, local_at(now), zone);
  return said ? write_datetime(*said) : "";
}

void check_rows(const std::vector<SaidRow>& rows, const std::string& now = "2026-11-24T10:00",
                const std::string& language = "en") {
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(read_when(row.text, now, language) == row.said);
  }
}

TEST_CASE("a weekday is the next one, and none on that very day") {
  check_rows({{"Weds", "2026-11-25"},
              {"on thurs please", "2026-11-26"},
              {"TUESDAY", ""},
              {"tues 2pm", ""},
              {"this fri", "2026-11-27"},
              {"next mon", "2026-11-30"},
              {"next weds", ""},
              {"next tues", "2026-12-01"},
              {"weds next week", "2026-12-02"},
              {"tuesday week", "2026-12-01"},
              {"a week on fri", "2026-12-04"},
              {"a fortnight on saturday", "2026-12-12"},
              {"thurdsay", "2026-11-26"},
              {"monday after next", ""},
              {"by friday", ""},
              {"mondays", ""},
              {"last friday", ""}});
}

TEST_CASE("a date has its day before its month, and is still to come") {
  check_rows({{"3/12", "2026-12-03"},
              {"3.12.26", "2026-12-03"},
              {"3rd of dec", "2026-12-03"},
              {"december 3", "2026-12-03"},
              {"thurs 3 dec", "2026-12-03"},
              {"fri 3 dec", ""},
              {"the 3rd", "2026-12-03"},
              {"20/11", ""},
              {"31/11", ""},
              {"1/2", "2027-02-01"},
              {"29 feb", ""},
              {"2.12", ""},
              {"the first you can", ""},
              {"the third", "2026-12-03"},
              {"the 28th of next month", ""},
              {"christmas eve 11am", "2026-12-24T11:00"}});
  check_rows({{"29 feb", "2028-02-29"}}, "2027-12-20T09:00");
}

TEST_CASE("a day is told by its distance or its name") {
  check_rows({{"2moro", "2026-11-25"},
              {"the day after tomorrow", "2026-11-26"},
              {"in 3 days", "2026-11-27"},
              {"in a fortnight", "2026-12-08"},
              {"a week today", "2026-12-01"},
              {"in half an hour", "2026-11-24T10:30"},
              {"in an hour and a half", "2026-11-24T11:30"},
              {"in 20 mins", "2026-11-24T10:20"},
              {"good friday", "2027-03-26"},
              {"yesterday", ""},
              {"next week at 2", ""},
              {"at the weekend", ""}});
}

TEST_CASE("an hour without more is one of the waking day") {
  check_rows({{"weds 2", "2026-11-25T14:00"},
              {"weds at 10", "2026-11-25T10:00"},
              {"half 3 weds", "2026-11-25T15:30"},
              {"weds quarter to 3", "2026-11-25T14:45"},
              {"weds ten past eleven", "2026-11-25T11:10"},
              {"weds two thirty", "2026-11-25T14:30"},
              {"weds at 8", ""},
              {"weds 8 in the morning", "2026-11-25T08:00"},
              {"weds eve about 8", "2026-11-25T20:00"},
              {"8.15pm weds", "2026-11-25T20:15"},
              {"weds 08:15", "2026-11-25T08:15"},
              {"weds 1430", "2026-11-25T14:30"},
              {"weds noon", "2026-11-25T12:00"},
              {"weds midnight", ""},
              {"fri27th half2", "2026-11-27T14:30"},
              {"weds tenish", "2026-11-25T10:00"}});
}

TEST_CASE("a day that hangs on something is none, and a courtesy is no condition") {
  const Hearing hearing{shipped_words(), english, nullptr, local_at("2026-11-24T10:00")};
  const Asked asked{Expect::datetime};
  for (const auto* text : {"thursday 2pm if i get my car back", "thursday as long as it is dry",
                           "depends, thursday maybe", "no one on thursday", "no one"}) {
    INFO(text);
    CHECK_FALSE(understand(hearing, asked, text));
  }
  for (const auto* text : {"thursday 2pm if poss", "thursday 2pm if thats ok"}) {
    INFO(text);
    CHECK(understand(hearing, asked, text).value == "2026-11-26T14:00");
  }
}

TEST_CASE("a window gives its beginning") {
  check_rows({{"thurs 10-12", "2026-11-26T10:00"},
              {"thurs 2-4pm", "2026-11-26T14:00"},
              {"between 1 and 3 on thurs", "2026-11-26T13:00"},
              {"thurs after 5", "2026-11-26T17:00"},
              {"thurs from 10.30-12", "2026-11-26T10:30"},
              {"thurs 11-1pm", "2026-11-26T11:00"},
              {"thurs 10 to 12", ""},
              {"2pm", "2026-11-24T14:00"},
              {"9am", ""}});
}

TEST_CASE("two answers are none, and a correction stands") {
  check_rows({{"weds or thurs", ""},
              {"weds 2pm or 3pm", ""},
              {"any day but friday", ""},
              {"cant do weds", ""},
              {"weds.. no sorry thurs", "2026-11-26"},
              {"weds at 2 sorry 3", "2026-11-25T15:00"},
              {"weds 2pm actually friday", "2026-11-27T14:00"},
              {"friday no problem", "2026-11-27"},
              {"fri 2pm for 3 people", "2026-11-27T14:00"},
              {"", ""},
              {"what?", ""},
              {"whenever", ""}});
}

TEST_CASE("Polish and Romanian say it in their own way") {
  check_rows({{"w środę o wpół do trzeciej", "2026-11-25T14:30"},
              {"za dwa tygodnie", "2026-12-08"},
              {"pojutrze rano o 9", "2026-11-26T09:00"},
              {"nie w czwartek", ""},
              {"5.12", ""}},
             "2026-11-24T10:00", "pl");
  check_rows({{"joi la 3 și jumătate", "2026-11-26T15:30"},
              {"poimâine după-amiaza", "2026-11-26"},
              {"vineri, scuze, sâmbătă", "2026-11-28"},
              {"luni sau marți", ""}},
             "2026-11-24T10:00", "ro");
}

TEST_CASE("an hour that the clocks skip is not heard") {
  // London on 28 March 2027, 01:00 to 02:00.
  const auto start = local_at("2027-03-28T01:00");
  Zone london = utc_zone();
  london.to_local = [start](Time time) {
    return utc_zone().to_local(time < start ? time : time + std::chrono::hours(1));
  };
  london.to_utc = [start](const LocalTime& local) {
    const auto time = utc_zone().to_utc(local);
    return time < start + std::chrono::hours(1) ? std::min(time, start)
                                                : time - std::chrono::hours(1);
  };
  CHECK(read_when("sunday half 1 in the morning", "2027-03-26T12:00", "en", london).empty());
  CHECK(read_when("sunday half 2 in the afternoon", "2027-03-26T12:00", "en", london) ==
        "2027-03-28T14:30");
}

TEST_CASE("whatever is texted, what is read is a day to come or nothing") {
  const std::vector<std::string> words = {
      "half",    "3",     "to",        "tues", "next",  "week",  "the",      "31st",
      "/",       "12.30", "am",        "in",   "2",     "no",    "feb",      "99999",
      "-",       "żółć",  "at",        "past", "today", "xmas",  "and",      "from",
      "tonight", "a",     "fortnight", "pm",   "10-12", "1/1/1", "12/12/26", "of"};
  std::mt19937 random(20261124);
  const auto now = local_at("2026-11-24T10:00");
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const auto length = random() % 8;
    for (std::size_t word = 0; word < length; ++word) text += words[random() % words.size()] + " ";
    const auto said = read_datetime(shipped_words().measures_of(round % 3 == 0 ? "ro" : "en").time,
                                    text, now, utc_zone());
    if (!said) continue;
    INFO(text);
    const auto time = utc_zone().to_utc(said->at);
    REQUIRE(utc_zone().to_local(time) == said->at);
    REQUIRE((said->timed ? time > now : time >= local_at("2026-11-24T00:00")));
  }
}

}  // namespace
}  // namespace kindbank::dialog
