#include "dialog/time_words.h"

#include <algorithm>
#include <array>
#include <string>

namespace kindbank::dialog {
namespace {

using Kind = TimeMark::Kind;

// Words with a bar between all mean the same.
struct TimeRow {
  Kind kind;
  int value;
  std::string_view words;
};

constexpr int of(PartOfDay part) { return static_cast<int>(part); }
constexpr int of(NamedDay day) { return static_cast<int>(day); }

constexpr std::array english_rows = {
    TimeRow{Kind::weekday, 1, "monday|mon|mondy|munday"},
    TimeRow{Kind::weekday, 2, "tuesday|tues|tue|teusday|tusday|tuseday"},
    TimeRow{Kind::weekday, 3, "wednesday|weds|wed|wensday|wendsday|wednsday|wenesday"},
    TimeRow{Kind::weekday, 4, "thursday|thurs|thur|thu|thrusday|thersday|fursday"},
    TimeRow{Kind::weekday, 5, "friday|fri|fryday|firday"},
    TimeRow{Kind::weekday, 6, "saturday|sat|satday|satuday|saterday"},
    TimeRow{Kind::weekday, 0, "sunday|sun|sundy"},
    TimeRow{Kind::word, 0,
            "sat here|sat waiting|sat in|sat down|sat at home|sat on|the sun|may be"},
    TimeRow{Kind::month, 1, "january|jan"},
    TimeRow{Kind::month, 2, "february|feb|febuary"},
    TimeRow{Kind::month, 3, "march|mar"},
    TimeRow{Kind::month, 4, "april|apr"},
    TimeRow{Kind::month, 5, "may"},
    TimeRow{Kind::month, 6, "june|jun"},
    TimeRow{Kind::month, 7, "july|jul"},
    TimeRow{Kind::month, 8, "august|aug"},
    TimeRow{Kind::month, 9, "september|sept|sep"},
    TimeRow{Kind::month, 10, "october|oct"},
    TimeRow{Kind::month, 11, "november|nov"},
    TimeRow{Kind::month, 12, "december|dec"},
    TimeRow{Kind::offset, 0, "today|2day|tday|todays"},
    TimeRow{Kind::tonight, 0, "tonight|2nite|2night|tonite|tnite|this evening|this eve"},
    TimeRow{
        Kind::offset, 1,
        "tomorrow|2moro|2morrow|tmr|tmro|tomos|tomrw|2morow|2mos|tomorrer|tomorrah|2mro|2moz|2mora|"
        "tomoz|tomo|tmrw|tmw|tmoz|tomorow|tommorow|"
        "tommorrow|tomorro|tomoro|tomorra|the morra|the morn|morra|tmorrow|2mrw|tomoro|tomorrows"},
    TimeRow{Kind::offset, 2,
            "day after tomorrow|day after 2moro|day after tomoz|day after tmrw|day after tomo|"
            "day after 2morrow|overmorrow"},
    TimeRow{Kind::offset, -1, "yesterday|yday|yesterdays"},
    TimeRow{Kind::named_day, of(NamedDay::christmas_eve), "christmas eve|xmas eve|chrimbo eve"},
    TimeRow{Kind::named_day, of(NamedDay::christmas),
            "christmas day|xmas day|christmas|xmas|crimbo|chrimbo"},
    TimeRow{Kind::named_day, of(NamedDay::boxing_day), "boxing day|st stephens day"},
    TimeRow{Kind::named_day, of(NamedDay::new_years_eve),
            "new years eve|new year eve|nye|hogmanay|old years night"},
    TimeRow{Kind::named_day, of(NamedDay::new_years_day), "new years day|new year day|new years"},
    TimeRow{Kind::named_day, of(NamedDay::halloween), "halloween|hallowe en"},
    TimeRow{Kind::named_day, of(NamedDay::bonfire_night),
            "bonfire night|guy fawkes night|guy fawkes|fireworks night"},
    TimeRow{Kind::named_day, of(NamedDay::good_friday), "good friday"},
    TimeRow{Kind::named_day, of(NamedDay::easter_sunday), "easter sunday|easter day"},
    TimeRow{Kind::named_day, of(NamedDay::easter_monday), "easter monday"},
    TimeRow{Kind::part, of(PartOfDay::morning),
            "morning|mornings|mornin|morn|forenoon|first thing|1st thing|early doors"},
    TimeRow{Kind::part, of(PartOfDay::afternoon),
            "afternoon|afternoons|aft|afternoon time|arvo|aftie|after lunch|after dinner"},
    TimeRow{Kind::part, of(PartOfDay::evening),
            "evening|evenings|eve|night|nite|nights|teatime|tea time|at night|evenin"},
    TimeRow{Kind::am, 0, "am|a m"},
    TimeRow{Kind::pm, 0, "pm|p m"},
    TimeRow{Kind::minute, 0, "minute|minutes|min|mins"},
    TimeRow{Kind::hour, 0, "hour|hours|hr|hrs"},
    TimeRow{Kind::day, 0, "day|days"},
    TimeRow{Kind::day, 1, "days time|day time|days from now"},
    TimeRow{Kind::week, 0, "week|weeks|wk|wks|w c|wc"},
    TimeRow{Kind::week, 1, "weeks time|wks time|week time|weeks from now"},
    TimeRow{Kind::fortnight, 0, "fortnight|fortnite|fornight"},
    TimeRow{Kind::word, 0, "look after|looking after"},
    TimeRow{Kind::not_, 0, "next month|a month|following month|month today|next year"},
    TimeRow{Kind::weekend, 0, "month|months|weekend|wknd|wkend|weekends|week end"},
    TimeRow{Kind::half, 0, "half|arf|haff"},
    TimeRow{Kind::quarter, 0, "quarter|qtr|quater"},
    TimeRow{Kind::past, 0, "past|gone past"},
    TimeRow{Kind::to, 0, "to"},
    TimeRow{Kind::at, 0, "at|about|around|abt|approx|back of|say|round|roughly|there for"},
    TimeRow{Kind::at, 2, "by|before|b4|since|up to"},
    TimeRow{Kind::after, 0, "after|from|aftr|any time after|anytime after"},
    TimeRow{Kind::between, 0, "between|btwn"},
    TimeRow{Kind::and_, 0, "and|n"},
    TimeRow{Kind::until, 0, "until|til|till|thru"},
    TimeRow{Kind::until, 1, "onwards|onward"},
    TimeRow{Kind::in, 0, "in|within"},
    TimeRow{Kind::on, 0, "on"},
    TimeRow{Kind::the, 0, "the"},
    TimeRow{Kind::the, 1, "a|an|any|some"},
    TimeRow{Kind::of, 0, "of"},
    TimeRow{Kind::next, 0, "next|nxt|following"},
    TimeRow{Kind::this_, 0, "this|coming|this coming"},
    TimeRow{Kind::every, 0, "every|each|most|weekly"},
    TimeRow{Kind::over, 0, "last|gone|ago|just gone|been and gone|the other"},
    TimeRow{Kind::oclock, 0, "oclock|o clock|oclk|sharp|on the dot"},
    TimeRow{Kind::ish, 0, "ish"},
    TimeRow{Kind::noon, 0, "noon|noonish|midday|mid day|12 noon|twelve noon|noontime|12 midday"},
    TimeRow{Kind::midnight, 0, "midnight|12 midnight"},
    TimeRow{Kind::or_, 0, "or|if not|failing that|otherwise|either"},
    TimeRow{
        Kind::not_, 0,
        "but|busy|away|working|unavailable|on holiday|mondays|mons|tuesdays|"
        "wednesdays|thursdays|fridays|saturdays|sundays|weekdays|cant|cannot|wont|isnt|"
        "never|dont|no good|unless|anything but|any day|it was|that was|bank holiday|half term|"
        "remembrance sunday|mothering sunday|palm sunday|let you know|let u know|tell you|tell u|"
        "text you|text u|ring you|ring u|call you|call u|ring me|call me|text me|at the latest|"
        "latest|at the earliest|earliest"},
    TimeRow{Kind::not_, 1, "not|but not|rather than|instead of|except"},
    TimeRow{Kind::sorry, 0,
            "sorry|no sorry|actually|i mean|i meant|make that|no wait|wait no|scrap that|scrub "
            "that|forget that|make it|"
            "no make it|no|nope|correction|oops|better make it|rather|no actually|sorry no|"
            "sorry i mean|sorry i meant|no i mean|oops i mean|oops sorry|i mean to say"},
    TimeRow{Kind::number, 0, "zero"},
    TimeRow{Kind::number, 1, "one"},
    TimeRow{Kind::number, 2, "two|couple of|a couple of|couple"},
    TimeRow{Kind::number, 3, "three"},
    TimeRow{Kind::number, 4, "four"},
    TimeRow{Kind::number, 5, "five"},
    TimeRow{Kind::number, 6, "six"},
    TimeRow{Kind::number, 7, "seven"},
    TimeRow{Kind::number, 8, "eight"},
    TimeRow{Kind::number, 9, "nine"},
    TimeRow{Kind::number, 10, "ten"},
    TimeRow{Kind::number, 11, "eleven"},
    TimeRow{Kind::number, 12, "twelve"},
    TimeRow{Kind::number, 13, "thirteen"},
    TimeRow{Kind::number, 14, "fourteen"},
    TimeRow{Kind::number, 15, "fifteen"},
    TimeRow{Kind::number, 20, "twenty"},
    TimeRow{Kind::number, 25, "twenty five|five and twenty"},
    TimeRow{Kind::number, 30, "thirty"},
    TimeRow{Kind::number, 40, "forty"},
    TimeRow{Kind::number, 45, "forty five"},
    TimeRow{Kind::number, 50, "fifty"},
    TimeRow{Kind::ordinal, 1, "first"},
    TimeRow{Kind::ordinal, 2, "second"},
    TimeRow{Kind::ordinal, 3, "third"},
    TimeRow{Kind::ordinal, 4, "fourth"},
    TimeRow{Kind::ordinal, 5, "fifth"},
    TimeRow{Kind::ordinal, 6, "sixth"},
    TimeRow{Kind::ordinal, 7, "seventh"},
    TimeRow{Kind::ordinal, 8, "eighth"},
    TimeRow{Kind::ordinal, 9, "ninth"},
    TimeRow{Kind::ordinal, 10, "tenth"},
    TimeRow{Kind::ordinal, 11, "eleventh"},
    TimeRow{Kind::ordinal, 12, "twelfth"},
    TimeRow{Kind::ordinal, 13, "thirteenth"},
    TimeRow{Kind::ordinal, 14, "fourteenth"},
    TimeRow{Kind::ordinal, 15, "fifteenth"},
    TimeRow{Kind::ordinal, 16, "sixteenth"},
    TimeRow{Kind::ordinal, 17, "seventeenth"},
    TimeRow{Kind::ordinal, 18, "eighteenth"},
    TimeRow{Kind::ordinal, 19, "nineteenth"},
    TimeRow{Kind::ordinal, 20, "twentieth"},
    TimeRow{Kind::ordinal, 21, "twenty first"},
    TimeRow{Kind::ordinal, 22, "twenty second"},
    TimeRow{Kind::ordinal, 23, "twenty third"},
    TimeRow{Kind::ordinal, 24, "twenty fourth"},
    TimeRow{Kind::ordinal, 25, "twenty fifth"},
    TimeRow{Kind::ordinal, 26, "twenty sixth"},
    TimeRow{Kind::ordinal, 27, "twenty seventh"},
    TimeRow{Kind::ordinal, 28, "twenty eighth"},
    TimeRow{Kind::ordinal, 29, "twenty ninth"},
    TimeRow{Kind::ordinal, 30, "thirtieth"},
    TimeRow{Kind::ordinal, 31, "thirty first"},
};

constexpr std::array polish_rows = {
    TimeRow{Kind::weekday, 1, "poniedzialek|poniedzialku|pon|pn|poniedzialki"},
    TimeRow{Kind::weekday, 2, "wtorek|wtorku|wt|wtorki"},
    TimeRow{Kind::weekday, 3, "sroda|srode|srody|sr"},
    TimeRow{Kind::weekday, 4, "czwartek|czwartku|czw"},
    TimeRow{Kind::weekday, 5, "piatek|piatku|pt"},
    TimeRow{Kind::weekday, 6, "sobota|sobote|soboty|sob"},
    TimeRow{Kind::weekday, 0, "niedziela|niedziele|niedzieli|niedz|nd"},
    TimeRow{Kind::month, 1, "stycznia|styczen"},
    TimeRow{Kind::month, 2, "lutego|luty"},
    TimeRow{Kind::month, 3, "marca|marzec"},
    TimeRow{Kind::month, 4, "kwietnia|kwiecien"},
    TimeRow{Kind::month, 5, "maja|maj"},
    TimeRow{Kind::month, 6, "czerwca|czerwiec"},
    TimeRow{Kind::month, 7, "lipca|lipiec"},
    TimeRow{Kind::month, 8, "sierpnia|sierpien"},
    TimeRow{Kind::month, 9, "wrzesnia|wrzesien"},
    TimeRow{Kind::month, 10, "pazdziernika|pazdziernik"},
    TimeRow{Kind::month, 11, "listopada|listopad"},
    TimeRow{Kind::month, 12, "grudnia|grudzien"},
    TimeRow{Kind::offset, 0, "dzisiaj|dzis|dzisiejszy"},
    TimeRow{Kind::tonight, 0, "dzis wieczorem|dzisiaj wieczorem"},
    TimeRow{Kind::offset, 1, "jutro|jutra"},
    TimeRow{Kind::offset, 2, "pojutrze"},
    TimeRow{Kind::offset, -1, "wczoraj|przedwczoraj"},
    TimeRow{Kind::named_day, of(NamedDay::christmas_eve), "wigilia|wigilie|wigilii"},
    TimeRow{Kind::named_day, of(NamedDay::christmas), "boze narodzenie"},
    TimeRow{Kind::named_day, of(NamedDay::new_years_eve), "sylwester|sylwestra"},
    TimeRow{Kind::named_day, of(NamedDay::new_years_day), "nowy rok"},
    TimeRow{Kind::part, of(PartOfDay::morning), "rano|z rana|przed poludniem|ranek"},
    TimeRow{Kind::part, of(PartOfDay::afternoon), "po poludniu|popoludniu|popoludnie"},
    TimeRow{Kind::part, of(PartOfDay::evening), "wieczorem|wieczor|w nocy|noca"},
    TimeRow{Kind::minute, 0, "minuta|minuty|minut|minute"},
    TimeRow{Kind::hour, 0, "godzin"},
    TimeRow{Kind::at, 0, "o|na|okolo|kolo|o godzinie|o godz|ok"},
    TimeRow{Kind::at, 1, "godzina|godzine|godziny|godz"},
    TimeRow{Kind::day, 0, "dzien|dni"},
    TimeRow{Kind::week, 0, "tydzien|tygodnie|tygodni|tygodniu|tyg"},
    TimeRow{Kind::weekend, 0, "weekend|weekendzie"},
    TimeRow{Kind::half_to, 0, "wpol do|pol do"},
    TimeRow{Kind::half, 0, "pol"},
    TimeRow{Kind::quarter, 0, "kwadrans"},
    TimeRow{Kind::past, 0, "po"},
    TimeRow{Kind::after, 0, "po godzinie|od"},
    TimeRow{Kind::between, 0, "miedzy|pomiedzy"},
    TimeRow{Kind::and_, 0, "a|i"},
    TimeRow{Kind::until, 0, "do"},
    TimeRow{Kind::in, 0, "za"},
    TimeRow{Kind::on, 0, "w|we"},
    TimeRow{Kind::next, 0, "przyszly|przyszla|przyszle|przyszlym|nastepny|nastepna|nastepnym"},
    TimeRow{Kind::this_, 0, "ten|te|ta|tym|najblizszy|najblizsza|najblizsze"},
    TimeRow{Kind::every, 0, "kazdy|kazda|kazde|co"},
    TimeRow{Kind::over, 0, "zeszly|zeszla|ubiegly|temu|miniony"},
    TimeRow{Kind::noon, 0, "w poludnie|poludnie"},
    TimeRow{Kind::midnight, 0, "polnoc|o polnocy"},
    TimeRow{Kind::or_, 0, "lub|albo|czy"},
    TimeRow{Kind::not_, 0, "nie moge"},
    TimeRow{Kind::not_, 1, "nie|ale nie|oprocz|zamiast"},
    TimeRow{Kind::sorry, 0,
            "przepraszam|nie przepraszam|wlasciwie|znaczy|to znaczy|sorry|nie sorry|jednak|"
            "przepraszam nie"},
    TimeRow{Kind::number, 1, "jeden|pierwsza|pierwszej"},
    TimeRow{Kind::number, 2, "dwa|dwie|druga|drugiej"},
    TimeRow{Kind::number, 3, "trzy|trzecia|trzeciej"},
    TimeRow{Kind::number, 4, "cztery|czwarta|czwartej"},
    TimeRow{Kind::number, 5, "piec|piata|piatej"},
    TimeRow{Kind::number, 6, "szesc|szosta|szostej"},
    TimeRow{Kind::number, 7, "siedem|siodma|siodmej"},
    TimeRow{Kind::number, 8, "osiem|osma|osmej"},
    TimeRow{Kind::number, 9, "dziewiec|dziewiata|dziewiatej"},
    TimeRow{Kind::number, 10, "dziesiec|dziesiata|dziesiatej"},
    TimeRow{Kind::number, 11, "jedenascie|jedenasta|jedenastej"},
    TimeRow{Kind::number, 12, "dwanascie|dwunasta|dwunastej"},
    TimeRow{Kind::number, 13, "trzynasta|trzynastej"},
    TimeRow{Kind::number, 14, "czternasta|czternastej"},
    TimeRow{Kind::number, 15, "pietnascie|pietnasta|pietnastej"},
    TimeRow{Kind::number, 16, "szesnasta|szesnastej"},
    TimeRow{Kind::number, 17, "siedemnasta|siedemnastej"},
    TimeRow{Kind::number, 18, "osiemnasta|osiemnastej"},
    TimeRow{Kind::number, 19, "dziewietnasta|dziewietnastej"},
    TimeRow{Kind::number, 20, "dwadziescia|dwudziesta|dwudziestej"},
    TimeRow{Kind::number, 30, "trzydziesci"},
};

constexpr std::array romanian_rows = {
    TimeRow{Kind::weekday, 1, "luni|lunea"},
    TimeRow{Kind::weekday, 2, "marti|martea"},
    TimeRow{Kind::weekday, 3, "miercuri|miercurea"},
    TimeRow{Kind::weekday, 4, "joi|joia"},
    TimeRow{Kind::weekday, 5, "vineri|vinerea"},
    TimeRow{Kind::weekday, 6, "sambata|simbata"},
    TimeRow{Kind::weekday, 0, "duminica"},
    TimeRow{Kind::month, 1, "ianuarie|ian"},
    TimeRow{Kind::month, 2, "februarie"},
    TimeRow{Kind::month, 3, "martie"},
    TimeRow{Kind::month, 4, "aprilie"},
    TimeRow{Kind::month, 5, "mai"},
    TimeRow{Kind::month, 6, "iunie"},
    TimeRow{Kind::month, 7, "iulie"},
    TimeRow{Kind::month, 9, "septembrie"},
    TimeRow{Kind::month, 10, "octombrie"},
    TimeRow{Kind::month, 11, "noiembrie"},
    TimeRow{Kind::month, 12, "decembrie"},
    TimeRow{Kind::offset, 0, "azi|astazi"},
    TimeRow{Kind::tonight, 0, "diseara|asta seara|azi seara|in seara asta"},
    TimeRow{Kind::offset, 1, "maine|miine"},
    TimeRow{Kind::offset, 2, "poimaine|poimiine"},
    TimeRow{Kind::offset, -1, "ieri|alaltaieri"},
    TimeRow{Kind::named_day, of(NamedDay::christmas_eve), "ajunul craciunului|ajun|ajunul"},
    TimeRow{Kind::named_day, of(NamedDay::christmas), "craciun|craciunul"},
    TimeRow{Kind::named_day, of(NamedDay::new_years_eve), "revelion|ajunul anului nou"},
    TimeRow{Kind::named_day, of(NamedDay::new_years_day), "anul nou"},
    TimeRow{Kind::part, of(PartOfDay::morning), "dimineata|dimineti|dim"},
    TimeRow{Kind::part, of(PartOfDay::afternoon),
            "dupa amiaza|dupa masa|dupaamiaza|dupamasa|dupa amiaz"},
    TimeRow{Kind::part, of(PartOfDay::evening), "seara|noaptea"},
    TimeRow{Kind::minute, 0, "minut|minute"},
    TimeRow{Kind::hour, 0, "ore"},
    TimeRow{Kind::at, 0, "la|la ora|orele|la orele|pe la|in jur de|cam la"},
    TimeRow{Kind::at, 1, "ora"},
    TimeRow{Kind::day, 0, "zi|zile"},
    TimeRow{Kind::week, 0, "saptamana|saptamani"},
    TimeRow{Kind::weekend, 0, "weekend|weekendul|sfarsit de saptamana"},
    TimeRow{Kind::half, 0, "si jumatate|jumatate|jumate|si jumate|si jum"},
    TimeRow{Kind::quarter, 0, "si un sfert|si sfert"},
    TimeRow{Kind::to, 15, "fara un sfert|fara sfert"},
    TimeRow{Kind::to, 0, "fara"},
    TimeRow{Kind::after, 0, "dupa|de la"},
    TimeRow{Kind::between, 0, "intre"},
    TimeRow{Kind::and_, 0, "si"},
    TimeRow{Kind::until, 0, "pana|pana la|pina la"},
    TimeRow{Kind::in, 0, "peste"},
    TimeRow{Kind::on, 0, "pe|in"},
    TimeRow{Kind::next, 0, "viitoare|viitor|urmatoare|urmatoarea|urmator"},
    TimeRow{Kind::this_, 0, "asta|aceasta|acest"},
    TimeRow{Kind::every, 0, "fiecare|orice"},
    TimeRow{Kind::over, 0, "trecut|trecuta|acum"},
    TimeRow{Kind::noon, 0, "la amiaza|amiaza|la pranz|pranz"},
    TimeRow{Kind::midnight, 0, "miezul noptii"},
    TimeRow{Kind::or_, 0, "sau|ori"},
    TimeRow{Kind::not_, 0, "nu pot"},
    TimeRow{Kind::not_, 1, "nu|dar nu|numai nu|in loc de|in afara de"},
    TimeRow{Kind::sorry, 0,
            "scuze|nu scuze|scuzati|de fapt|adica|pardon|nu de fapt|imi cer scuze|ba nu"},
    TimeRow{Kind::number, 1, "una|unu"},
    TimeRow{Kind::the, 1, "un|o"},
    TimeRow{Kind::number, 2, "doi|doua"},
    TimeRow{Kind::number, 3, "trei"},
    TimeRow{Kind::number, 4, "patru"},
    TimeRow{Kind::number, 5, "cinci"},
    TimeRow{Kind::number, 6, "sase"},
    TimeRow{Kind::number, 7, "sapte"},
    TimeRow{Kind::number, 8, "opt"},
    TimeRow{Kind::number, 9, "noua"},
    TimeRow{Kind::number, 10, "zece"},
    TimeRow{Kind::number, 11, "unsprezece"},
    TimeRow{Kind::number, 12, "doisprezece|douasprezece|doispe"},
    TimeRow{Kind::number, 15, "cincisprezece|un sfert"},
    TimeRow{Kind::number, 20, "douazeci"},
    TimeRow{Kind::number, 30, "treizeci"},
    TimeRow{Kind::ordinal, 1, "intai"},
    TimeRow{Kind::word, 0, "a"},
};

template <class Rows>
void add(TimeWords& words, const Rows& rows) {
  for (const TimeRow& row : rows) {
    std::size_t from = 0;
    while (from <= row.words.size()) {
      const auto bar = std::min(row.words.find('|', from), row.words.size());
      words[std::string(row.words.substr(from, bar - from))] = {row.kind, row.value, 0, false};
      from = bar + 1;
    }
  }
}

}  // namespace

bool has_time_words(std::string_view language) {
  return language == "en" || language == "pl" || language == "ro";
}

const TimeWords& time_words(std::string_view language) {
  static const TimeWords in_english = [] {
    TimeWords words;
    add(words, english_rows);
    return words;
  }();
  static const TimeWords in_polish = [] {
    TimeWords words = in_english;
    add(words, polish_rows);
    return words;
  }();
  static const TimeWords in_romanian = [] {
    TimeWords words = in_english;
    add(words, romanian_rows);
    return words;
  }();
  if (language == "pl") return in_polish;
  return language == "ro" ? in_romanian : in_english;
}

}  // namespace kindbank::dialog
