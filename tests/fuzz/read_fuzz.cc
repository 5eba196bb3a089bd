// The readers of answers: whatever is texted, each reads it or abstains, in the same way each time,
// and what it read has the form that it promises. The first byte says the language.
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>

#include "dialog/normal.h"
#include "dialog/read_need.h"
#include "dialog/understand.h"
#include "dialog/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using namespace kindbank::dialog;
using fuzz::must;

namespace {

std::string read_file(const std::string& name) {
  std::ifstream in(std::string(KINDBANK_SOURCE_DIR "/flows/words/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Words& words() {
  static const auto read =
      read_words({"flows/words/",
                  "en",
                  read_file("crisis.en.yaml"),
                  read_file("answers.en.yaml"),
                  read_file("replies.en.yaml"),
                  read_file("spellings.en.yaml"),
                  {{"en", read_file("choices.en.yaml")}, {"pl", read_file("choices.pl.yaml")}},
                  {{"en", read_file("need.en.yaml")}, {"pl", read_file("need.pl.yaml")}},
                  {{"en", read_file("repairs.en.yaml")}},
                  {{"en", read_file("measures.en.yaml")},
                   {"pl", read_file("measures.pl.yaml")},
                   {"ro", read_file("measures.ro.yaml")}},
                  {{"en", read_file("agreeing.en.yaml")},
                   {"pl", read_file("agreeing.pl.yaml")},
                   {"ro", read_file("agreeing.ro.yaml")}}});
  return read.words;
}

bool is_local_time(const std::string& value) {
  return (value.size() == 10 || value.size() == 16) && read_local_time(value).has_value();
}

bool is_key(const Asked& asked, const std::string& value) {
  return std::any_of(asked.choices.begin(), asked.choices.end(),
                     [&](const Choice& choice) { return choice.key == value; });
}

void check_value(const Asked& asked, const std::string& value) {
  must(!value.empty() && is_utf8(value), "what is read is a text");
  switch (asked.expect) {
    case Expect::number:
    case Expect::minutes:
      must(all_digits(value), "a number is written in digits");
      break;
    case Expect::datetime:
      must(is_local_time(value), "a day is written as one");
      break;
    case Expect::phone:
      must(value.front() == '+' && all_digits(value.substr(1)), "a phone number is E.164");
      break;
    case Expect::yes_no:
    case Expect::choice:
      must(is_key(asked, value), "only what was offered is chosen");
      break;
    case Expect::code:
      must(value.size() == 4, "a code has four signs");
      break;
    default:
      break;
  }
}

void check_need(const Hearing& hearing, const std::string& text) {
  const auto need = read_need(hearing, text);
  must(need.when.empty() || is_local_time(need.when), "a need's day is written as one");
  const auto again = read_need(hearing, text);
  must(need.category == again.category && need.when == again.when && need.whom == again.whom,
       "the same need is read in the same way");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 1 || size > 2'000) return 0;  // more than any text has
  constexpr std::array<std::string_view, 3> languages = {"en", "pl", "ro"};
  static const Zone zone = utc_zone();
  const Hearing hearing{words(), languages[bytes[0] % languages.size()], nullptr,
                        zone.to_utc({2026, 11, 24, 10, 0, 2}), &zone};
  const auto text = repair_utf8(fuzz::text_of(bytes + 1, size - 1)).text;
  for (const auto expect :
       {Expect::choice, Expect::yes_no, Expect::text, Expect::name, Expect::number, Expect::minutes,
        Expect::datetime, Expect::postcode, Expect::phone, Expect::code}) {
    Asked asked{expect, {}, {}, "Are you 18 or over?"};
    if (expect == Expect::yes_no) asked.choices = {{"yes", "Yes", ""}, {"no", "No", ""}};
    if (expect == Expect::choice)
      asked.choices = {{"lift", "Lift", ""}, {"job", "Small job", ""}, {"any", "Any time", ""}};
    const auto reading = understand(hearing, asked, text);
    must(reading == understand(hearing, asked, text), "the same text is read in the same way");
    must(reading || reading.value.empty(), "what abstains has no value");
    if (reading) check_value(asked, reading.value);
  }
  check_need(hearing, text);
  return 0;
}
