#include "dialog/read_need.h"

#include <catch2/catch.hpp>

#include "tests/dialog/shipped_words.h"

using namespace kindbank;
using namespace kindbank::dialog;

namespace {

constexpr auto for_other = Need::For::other;

// On Tuesday 24 November 2026, at ten.
Need need_in(const char* text, std::string_view language = english) {
  static const Zone zone = utc_zone();
  const Hearing hearing{shipped_words(), language, nullptr, zone.to_utc({2026, 11, 24, 10, 0, 2}),
                        &zone};
  return read_need(hearing, text);
}

}  // namespace

TEST_CASE("one text says what help is needed, when and for whom") {
  struct Row {
    const char* text;
    const char* category;
    const char* when;
    Need::For whom = Need::For::asker;
  };
  const std::vector<Row> rows = {
      {"can sum1 take my mum 2 the docs thurs 2pm", "lift", "2026-11-26T14:00", for_other},
      {"need someone 2 get my shopping pls", "shopping", ""},
      {"CAN ANYBODY RUN ME TO CHURCH SUNDAY HALF 10", "lift", "2026-11-29T10:30"},
      {"i was wondering if someone could mow the lawn on saturday morning its got so long",
       "garden", "2026-11-28"},
      {"dog needs walking my hips gone", "pet", ""},
      {"look after 2 budgies when im away", "pet", ""},
      {"light bulb in the hall has gone 2moro if u can", "job", "2026-11-25"},
      {"hi its jo at no 9 could someone take me to the hospital on thursday i have to be there for "
       "11",
       "lift", "2026-11-26T11:00"},
      {"some help on friday please", "", "2026-11-27"},
      {"my nan needs some help", "", "", for_other},
      {"lift to my sisters xmas eve", "lift", "2026-12-24"},
      {"my wife and i need a lift to the station at 4", "lift", "2026-11-24T16:00"},
      {"my son usually takes me but hes away can anyone run me to the clinic friday", "lift",
       "2026-11-27"},
      {"gardning tomorrow", "garden", "2026-11-25"},
      {"shopping thurs or fri dont mind", "shopping", ""},
      {"can someone walk the dog and do my shopping", "", ""},
  };
  for (const auto& row : rows) {
    const auto need = need_in(row.text);
    INFO(row.text << ": " << need.why);
    CHECK(need.category == row.category);
    CHECK(need.when == row.when);
    CHECK(need.whom == row.whom);
  }
}

TEST_CASE("a need is heard in Polish and Romanian, with accents and without") {
  struct Row {
    const char* language;
    const char* text;
    const char* category;
    const char* when;
    Need::For whom = Need::For::asker;
  };
  const std::vector<Row> rows = {
      {"pl", "Potrzebuję podwózki do lekarza w piątek o 14", "lift", "2026-11-27T14:00"},
      {"pl", "potrzebuje podwozki do lekarza w piatek", "lift", "2026-11-27"},
      {"pl", "czy ktos moze zrobic zakupy dla mojej mamy jutro", "shopping", "2026-11-25",
       for_other},
      {"pl", "trzeba skosic trawnik w sobote", "garden", "2026-11-28"},
      {"pl", "czy ktoś mógłby wyprowadzić psa", "pet", ""},
      {"pl", "proszę pomóc wypełnić wniosek", "forms", ""},
      {"pl", "chciałabym porozmawiać z kimś", "chat", ""},
      {"pl", "zarowka przepalona w kuchni", "job", ""},
      {"pl", "zakupy i spacer z psem", "", ""},
      {"pl", "need a lift to the doctors tomorrow", "lift", "2026-11-25"},
      {"ro", "Am nevoie să mă ducă cineva la doctor vineri la 10", "lift", "2026-11-27T10:00"},
      {"ro", "am nevoie de cumparaturi maine", "shopping", "2026-11-25"},
      {"ro", "poate cineva sa tunda iarba sambata", "garden", "2026-11-28"},
      {"ro", "cineva sa plimbe cainele", "pet", ""},
      {"ro", "ajutor cu un formular", "forms", ""},
      {"ro", "as vrea sa vorbesc cu cineva", "chat", ""},
      {"ro", "robinetul din bucatarie curge", "job", ""},
      {"ro", "mama mea are nevoie de cumparaturi", "shopping", "", for_other},
  };
  for (const auto& row : rows) {
    const auto need = need_in(row.text, row.language);
    INFO(row.text << ": " << need.why);
    CHECK(need.category == row.category);
    CHECK(need.when == row.when);
    CHECK(need.whom == row.whom);
  }
  for (const auto* text : {"chętnie pomogę, mogę podwieźć kogoś", "dziękuję za zakupy",
                           "kiedy przyjdzie ktoś skosić trawę", "już nie potrzebuję podwózki"})
    CHECK_FALSE(need_in(text, "pl"));
  for (const auto* text : {"pot sa ajut la cumparaturi", "multumesc pentru cumparaturi",
                           "cand vine cineva sa tunda iarba", "nu mai am nevoie de transport"})
    CHECK_FALSE(need_in(text, "ro"));
}

TEST_CASE("an offer, thanks and a question are no need") {
  for (const auto* text : {"happy to give lifts fri",
                           "i can do shopping for people",
                           "can i walk someones dog for them",
                           "thank you for the shopping yesterday",
                           "my hedge got cut lovely job ta",
                           "no longer need the lift",
                           "dont need the shopping now",
                           "when is the next coffee morning",
                           "is anyone still coming to do the garden",
                           "how does it work",
                           "lovely weather today",
                           "thanks love",
                           "stop asking me to do gardening",
                           "dont ask me to do shopping again",
                           "please dont ask me to walk dogs",
                           "sorry cant do the shopping tomorrow",
                           "change my lift to friday",
                           "is gardening free",
                           "at the door now",
                           "no answer at the door",
                           "the lawn is done, doing the hedge now",
                           "got the shopping list",
                           "want to volunteer with shopping",
                           "",
                           "   ",
                           "??",
                           "need"}) {
    INFO(text);
    CHECK_FALSE(need_in(text));
  }
}
