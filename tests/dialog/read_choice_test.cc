// One of the offered answers, as people text it: right, or asked again (an empty value).
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "dialog/understand.h"
#include "tests/dialog/shipped_words.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("one of the offered answers is read as people text it") {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"1", "lift"},
      {"2", "shopping"},
      {"3", "job"},
      {"lift", "lift"},
      {"a lift please", "lift"},
      {"need a lift", "lift"},
      {"ride", "lift"},
      {"taxi", "lift"},
      {"drive me to hospital", "lift"},
      {"getting to my appointment", "lift"},
      {"transport", "lift"},
      {"to get to the doctors", "lift"},
      {"take me to town", "lift"},
      {"shopping", "shopping"},
      {"shops", "shopping"},
      {"groceries", "shopping"},
      {"food", "shopping"},
      {"some food shopping", "shopping"},
      {"food from tesco", "shopping"},
      {"getting my prescription", "shopping"},
      {"prescription", "shopping"},
      {"collect a prescription", "shopping"},
      {"small job", "job"},
      {"job", "job"},
      {"jobs", "job"},
      {"a small job at home", "job"},
      {"bulb changing", "job"},
      {"change a light bulb", "job"},
      {"diy", "job"},
      {"fix my tap", "job"},
      {"put up a shelf", "job"},
      {"odd jobs", "job"},
      {"garden", "garden"},
      {"gardening", "garden"},
      {"gardn", "garden"},
      {"lawn", "garden"},
      {"cut the grass", "garden"},
      {"mow", "garden"},
      {"weeding please", "garden"},
      {"hedge", "garden"},
      {"chat", "chat"},
      {"a chat", "chat"},
      {"company", "chat"},
      {"someone to talk to", "chat"},
      {"im lonely", "chat"},
      {"visit", "chat"},
      {"a visitor", "chat"},
      {"befriender", "chat"},
      {"pet", "pet"},
      {"dog", "pet"},
      {"dog walking", "pet"},
      {"walk my dog", "pet"},
      {"feed the cat", "pet"},
      {"cat", "pet"},
      {"forms", "forms"},
      {"form", "forms"},
      {"paperwork", "forms"},
      {"filling in a form", "forms"},
      {"help with my phone", "forms"},
      {"my phone", "forms"},
      {"computer help", "forms"},
      {"internet", "forms"},
      {"something else", "other"},
      {"other", "other"},
      {"none of them", "other"},
      {"else", "other"},
      {"8", "other"},
      {"9", ""},
      {"0", ""},
      {"12", ""},
      {"option 2", "shopping"},
      {"no 4", "garden"},
      {"number four", "garden"},
      {"the second one", "shopping"},
      {"lift and shopping", ""},
      {"1 and 2", ""},
      {"1 or 2", ""},
      {"lift or garden", ""},
      {"yes", ""},
      {"no", ""},
      {"what", ""},
      {"dont know", ""},
      {"all of them", ""},
      {"not the garden", ""},
      {"shopping not a lift", "shopping"},
      {"lift no shopping", ""},
      {"lift, no, shopping", "shopping"},
      {"shopping no rush", "shopping"},
      {"garden sorry i mean a lift", "lift"},
      {"no shopping", ""},
      {"no, shopping", "shopping"},
      {"no sorry shopping", "shopping"},
      {"no i want a lift", "lift"},
      {"no the garden", "garden"},
      {"i want no shopping", ""},
      {"anything but shopping", ""},
      {"anything except garden", ""},
      {"shopping not needed", ""},
      {"dont want shopping", ""},
      {"i dont want any shopping", ""},
      {"rather than shopping", ""},
      {"rather than shopping a lift", "lift"},
      {"instead of lift", ""},
      {"i dont drive", ""},
      {"i cant drive", ""},
      {"no dogs", ""},
      {"im allergic to dogs", ""},
      {"no way of getting to town", "lift"},
      {"cant do my shopping", "shopping"},
      {"cleaning", ""},
      {"hoovering", ""},
      {"ironing", ""},
  };
  const Hearing hearing{shipped_words()};
  const Asked asked{Expect::choice,
                    {{"lift", "Lift", ""},
                     {"shopping", "Shopping", ""},
                     {"job", "Small job at home", ""},
                     {"garden", "Garden", ""},
                     {"chat", "A chat", ""},
                     {"pet", "Pet", ""},
                     {"forms", "Forms or phone", ""},
                     {"other", "Something else", ""}}};
  for (const auto& [text, value] : rows) {
    INFO(text);
    CHECK(understand(hearing, asked, text).value == value);
  }
}

TEST_CASE("what is said not to be meant is none of the choices, in any language") {
  const Asked asked{Expect::choice, {{"lift", "Lift", ""}, {"shopping", "Shopping", ""}}};
  for (const auto& [language, text] :
       std::vector<std::pair<const char*, const char*>>{{"en", "no one"},
                                                        {"pl", "nie chce zakupow"},
                                                        {"pl", "bez zakupow"},
                                                        {"pl", "oprocz zakupow"},
                                                        {"ro", "nu vreau cumparaturi"},
                                                        {"ro", "fara cumparaturi"},
                                                        {"ro", "in loc de cumparaturi"}}) {
    INFO(text);
    CHECK_FALSE(understand(Hearing{shipped_words(), language}, asked, text));
  }
}

TEST_CASE("who is to come is not whom a text rules out") {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"no man", ""}, {"no woman", ""},         {"no same", ""},    {"anyone but the same one", ""},
      {"man", "man"}, {"no, a woman", "woman"}, {"no a woman", ""}, {"no preference", "any"}};
  const Asked asked{Expect::choice,
                    {{"same", "Same as last time", ""},
                     {"woman", "Woman", ""},
                     {"man", "Man", ""},
                     {"any", "Anybody", ""}}};
  for (const auto& [text, value] : rows) {
    INFO(text);
    CHECK(understand(Hearing{shipped_words()}, asked, text).value == value);
  }
}

}  // namespace
}  // namespace kindbank::dialog
