// What a person is shown and how they are heard: in their language with English behind it, short on
// a basic phone and long where there is room.
#include "tests/dialog/phone.h"

namespace kindbank::dialog {
namespace {

const std::vector<std::string> spoken = {
    R"(flow: parcel
starts_on: ["parcel"]
silence: {after: 24h, next: end}
steps:
  size:
    say: {sms: "Hello.", rich: "Hello, and thank you for asking us."}
    ask: {sms: "How big?", rich: "How big is the parcel?"}
    choices: {small: "Small", large: {label: "Large", next: many}}
    save: size
  one: {say: "{size}, {name}.", next: end}
  many: {ask: "How many?", expect: number, save: count}
  sure: {ask: "{size}: {count|1 parcel|2 parcels}?", expect: yes_no, choices: {"yes": {label: "Yes", next: done}, "no": {label: "No", next: end}, yes_but: {label: "Yes, but", next: but}}}
  done: {say: "Thank you.", next: end}
  but: {say: "Tell a person.", next: end}
)"};

// Small on purpose: "which" of the flow `list` and what is missing here is said in English.
Language polish() {
  auto read = read_language(R"(language: pl
answers: {"yes": [jasne, "no", może być], "no": [nie chce], but: [ale]}
replies:
  sorry: {en: "Sorry, I did not understand.", pl: "Przepraszam, nie rozumiem."}
  label_more: {en: "More", pl: "Dalej"}
flows:
  parcel:
    starts_on: [paczka]
    steps:
      size:
        say: {en: {sms: "Hello.", rich: "Hello, and thank you for asking us."}, pl: "Witaj."}
        ask: {en: {sms: "How big?", rich: "How big is the parcel?"}, pl: {sms: "Jaka?", rich: "Jaka to paczka?"}}
        choices:
          small: {en: "Small", pl: "Lekka"}
          large: {en: "Large", pl: "Wielka, bądź ogromna"}
      one: {say: {en: "{size}, {town}.", pl: "{size}, {town}."}}
      sure:
        ask: {en: "{size}: {count|1 parcel|2 parcels}?", pl: "{size}: {count|1 paczka|2 paczki|5 paczek}?"}
  list:
    steps:
      which: {choices_from: {label: {en: "{code}", pl: "kod {code}"}}}
)",
                            "pl.yaml");
  REQUIRE(read.findings.empty());
  return std::move(read.language);
}

Phone pole() {
  Phone phone(spoken);
  phone.add(polish());
  phone.known.language = "pl";
  return phone;
}

std::vector<std::string> rich(const Phone& phone) {
  std::vector<std::string> texts;
  for (const auto& effect : phone.effects)
    if (const auto* said = std::get_if<Say>(&effect))
      texts.push_back(numbered(rich_of(said->message)));
  return texts;
}

TEST_CASE("a text has a short form for every phone and a long one where there is room") {
  Phone phone(spoken);
  CHECK(phone.texts("parcel") == Texts{"Hello. How big? 1 Small 2 Large"});
  CHECK(rich(phone) ==
        Texts{"Hello, and thank you for asking us. How big is the parcel? 1 Small 2 Large"});
  CHECK(phone.texts("huge") == Texts{"Sorry, I did not understand. How big? 1 Small 2 Large"});
  CHECK(rich(phone) ==
        Texts{"Sorry, I did not understand. How big is the parcel? 1 Small 2 Large"});
}

TEST_CASE("what the bank says of its own accord names it in the long form, too") {
  Phone phone(spoken);
  phone.texts("parcel");
  phone.texts("2");
  phone.texts("back");
  phone.talk.open->step = "size";
  Started found;
  found.flow = "parcel";
  phone.talk.open.reset();
  phone.hears(found);
  CHECK(rich(phone).back() == "Bank: How big is the parcel? 1 Small 2 Large");
}

TEST_CASE("a person is spoken to in their language, and in English where it has no text") {
  auto phone = pole();
  CHECK(phone.texts("paczka") == Texts{"Witaj. Jaka? 1 Lekka 2 Wielka, bądź ogromna"});
  CHECK(rich(phone) == Texts{"Witaj. Jaka to paczka? 1 Lekka 2 Wielka, bądź ogromna"});
  CHECK(phone.texts("co") == Texts{"Jaka? 1 Lekka 2 Wielka, bądź ogromna"});  // "what?"
  CHECK(phone.texts("qqq") ==
        Texts{"Przepraszam, nie rozumiem. Jaka? 1 Lekka 2 Wielka, bądź ogromna"});
  CHECK(phone.texts("2") == Texts{"How many?"});
  CHECK(phone.texts("5") == Texts{"Wielka, bądź ogromna: 5 paczek?"});
  CHECK(phone.texts("jasne") == Texts{"Thank you."});
  CHECK(phone.texts("ask") == Texts{what});
}

TEST_CASE("a translation that names other facts than the text is not used") {
  auto phone = pole();
  phone.texts("parcel");
  CHECK(phone.texts("lekka") == Texts{"Lekka, Ann."});
}

TEST_CASE("an answer counts in the person's language and in English") {
  for (const auto* answer :
       {"wielka", "Wielka badz ogromna!", "wielka, bądź ogromna", "large", "2"}) {
    auto phone = pole();
    phone.texts("parcel");
    INFO(answer);
    CHECK(phone.texts(answer) == Texts{"How many?"});
    CHECK(phone.talk.open->facts.at("size") == "large");
  }
}

TEST_CASE("a word that means yes in one and no in the other is asked about") {
  auto phone = pole();
  phone.texts("parcel");
  phone.texts("2");
  phone.texts("1");
  CHECK(phone.texts("no").front().starts_with("Przepraszam"));
  CHECK(phone.texts("nie chce").empty());
  CHECK_FALSE(phone.talk.open);
}

TEST_CASE("accents may be left out of an answer") {
  auto phone = pole();
  phone.texts("parcel");
  phone.texts("2");
  phone.texts("1");
  CHECK(phone.texts("moze byc") == Texts{"Thank you."});
}

TEST_CASE("a yes with a but is its own answer, in both languages") {
  for (const auto* answer : {"yes but on friday", "ok, only after 5", "jasne, ale w piatek"}) {
    auto phone = pole();
    phone.texts("parcel");
    phone.texts("2");
    phone.texts("1");
    INFO(answer);
    CHECK(phone.texts(answer) == Texts{"Tell a person."});
  }
}

TEST_CASE("a long list is labelled and paged in the person's language") {
  auto phone = pole();
  for (const auto* code : {"A2A2", "A2A3", "A2A4", "A2A5", "A2A6", "A2A7"})
    phone.known.lists["jobs"].push_back({{"code", code}});
  CHECK(phone.texts("list") == Texts{"Which? 1 kod A2A2 2 kod A2A3 3 kod A2A4 4 kod A2A5 5 Dalej"});
  CHECK(phone.texts("dalej") == Texts{"Which? 1 kod A2A6 2 kod A2A7 3 Dalej"});
  CHECK(phone.texts("more").front().ends_with("5 Dalej"));
}

TEST_CASE("a language that nobody has written is English") {
  Phone phone(spoken);
  phone.known.language = "ro";
  CHECK(phone.texts("parcel") == Texts{"Hello. How big? 1 Small 2 Large"});
}

}  // namespace
}  // namespace kindbank::dialog
