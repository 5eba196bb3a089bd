// A language beside the flows: it is read with them, and whoever reads it is spoken to in it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>

#include "bot/check.h"
#include "bot/library.h"
#include "bot/rehearsal.h"
#include "bot/replay.h"
#include "dialog/contains.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/sms.h"
#include "dialog/starts.h"
#include "dialog/told_language.h"
#include "dialog/unicode.h"
#include "store/consents.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {
namespace {

namespace fs = std::filesystem;

// The shipped flows with one more language beside them.
class FlowsFolder {
 public:
  FlowsFolder() {
    fs::remove_all(path_);
    fs::copy(fs::path(KINDBANK_SOURCE_DIR) / "flows", path_, fs::copy_options::recursive);
    fs::remove_all(path_ / "languages");
    fs::create_directories(path_ / "languages");
  }
  ~FlowsFolder() { fs::remove_all(path_); }
  FlowsFolder(const FlowsFolder&) = delete;
  FlowsFolder& operator=(const FlowsFolder&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / "languages" / name) << text;
  }
  void copy(const std::string& name, const std::string& to) const {
    fs::copy_file(fs::path(KINDBANK_SOURCE_DIR) / "tests/bot" / name, path_ / to);
  }
  Library read(const std::vector<std::string>& offered = {}) const {
    return read_library({path_, fs::path(KINDBANK_SOURCE_DIR) / "config/areas.yaml", offered}, {});
  }

 private:
  fs::path path_ = fs::temp_directory_path() / ("kindbank-language-" + std::to_string(::getpid()));
};

const std::string polish = R"(language: pl
replies:
  sorry: {en: "Sorry, I did not understand.", pl: "Przepraszam, nie rozumiem."}
flows:
  ask:
    starts_on: ["pomoc"]
    steps:
      when:
        ask: {en: "When?", pl: "Kiedy?"}
        choices:
          today: {en: "Today", pl: "Dzisiaj"}
          soon: {en: "Next two days", pl: "Pojutrze"}
          week: {en: "This week", pl: "W tym tygodniu"}
          any: {en: "Any time", pl: "Kiedykolwiek"}
)";

const auto tuesday_at_ten = from_millis(1'795'514'400'000);  // 24 November 2026
const std::string ewa_and_ann =
    "ewa: {name: Ewa, sector: SG1 3, language: pl}\nann: {name: Ann, sector: SG1 3}\n";

void plant(Rehearsal& rehearsal, const Library& library, const std::string& people) {
  const auto seed = read_seed(people, "town");
  REQUIRE(seed);
  plant_town(rehearsal, library.town, seed->people);
}

std::vector<std::string> texts_to(Rehearsal& rehearsal, const std::string& phone,
                                  const std::string& words) {
  std::vector<std::string> texts;
  for (const auto& one : rehearsal.text({"sim", phone}, words))
    if (one.phone.handle == phone) texts.push_back(one.text);
  return texts;
}

TEST_CASE("with a consent stands which translation was read, or that it was the English") {
  const FlowsFolder folder;
  folder.write("pl.yaml", R"(language: pl
flows:
  offer:
    starts_on: [pomagam]
    steps:
      agree:
        ask:
          en: "May we text you when someone near you needs this? Reply YES or NO. You can text STOP at any time."
          pl: "Czy mamy pisac, kiedy ktos tego potrzebuje? Odpisz TAK lub NIE. STOP konczy."
)");
  const auto library = folder.read();
  REQUIRE_FALSE(library.has_errors());
  Rehearsal rehearsal(library, tuesday_at_ten);
  plant(rehearsal, library, ewa_and_ann);
  for (const auto* phone : {"ewa", "ann"})
    for (const auto* words : {"offer", "garden", "weekdays", "all of town", "4", "yes"})
      texts_to(rehearsal, phone, words);
  const auto consents =
      rehearsal.database().read([](store::Transaction& tx) { return store::consents(tx); });
  REQUIRE(consents.size() == 2);
  CHECK(consents[0].wording == "offer/" + library.flows.current("offer")->hash);
  CHECK(consents[0].translation == library.flows.language("pl")->version());
  CHECK(consents[1].translation.empty());
}

// A code, a level, or a text that begins something: in English, in the language, or for everybody.
bool is_heard(const Library& library, const dialog::Language& language, const std::string& word) {
  constexpr std::array<std::string_view, 8> signs = {"k4t7", "v1",  "sms", "sg1",
                                                     "1aa",  "red", "tak", "nie"};
  if (dialog::contains(signs, word) || dialog::is_rights_word(word)) return true;
  const auto& answers = language.answers;
  return dialog::contains(answers.yes, word) || dialog::contains(answers.no, word) ||
         !language.standing_word_of(word).empty() ||
         !dialog::read_gate(library.words, word).standing.empty() ||
         dialog::wished_language(library.flows, library.words, word) ||
         dialog::find_start(library.flows, word, &language, {}) ||
         dialog::find_start(library.flows, "12 " + word, &language, {}) ||
         dialog::find_start(library.flows, "12 " + word + " 34", &language, {}) ||
         dialog::find_start(library.flows, "k4t7 " + word, &language, {});
}

TEST_CASE("a member is spoken to in their own language, and the other one in English") {
  const FlowsFolder folder;
  folder.write("pl.yaml", polish);
  const auto library = folder.read();
  REQUIRE_FALSE(library.has_errors());
  Rehearsal rehearsal(library, tuesday_at_ten);
  plant(rehearsal, library, ewa_and_ann);
  texts_to(rehearsal, "ewa", "pomoc");
  CHECK(texts_to(rehearsal, "ewa", "garden") ==
        std::vector<std::string>{"Kiedy? 1 Dzisiaj 2 Pojutrze 3 W tym tygodniu 4 Kiedykolwiek"});
  CHECK(texts_to(rehearsal, "ewa", "qqq").front().starts_with("Przepraszam, nie rozumiem. Kiedy?"));
  CHECK(texts_to(rehearsal, "ewa", "w tym tygodniu").front().starts_with("Do you need this"));
  texts_to(rehearsal, "ann", "ask");
  CHECK(texts_to(rehearsal, "ann", "garden") ==
        std::vector<std::string>{"When? 1 Today 2 Next two days 3 This week 4 Any time"});
}

TEST_CASE("what a language leaves out is said in English, and check says what that is") {
  const FlowsFolder folder;
  folder.write("pl.yaml", polish);
  const auto found = [](const Library& library, const std::string& code) {
    std::vector<std::string> messages;
    for (const auto& one : library.findings)
      if (one.code == code && one.level == dialog::Finding::Level::warning)
        messages.push_back(one.message);
    return messages;
  };
  const auto library = folder.read();
  CHECK(found(library, "unreviewed-translation").empty());
  CHECK(found(library, "stale-translation").empty());
  const auto missing = found(library, "missing-translation");
  // The other flows, the rest of this one, the replies, how people say yes and no, how they call
  // the language, and what the bank puts into texts.
  CHECK(missing.size() == 7);
  CHECK(std::any_of(missing.begin(), missing.end(), [](const std::string& message) {
    return message.starts_with("These flows are not translated: ") &&
           message.find("ask_for_other, ") != std::string::npos;
  }));

  auto stale = polish;
  stale.replace(stale.find("{en: \"When?\""), 12, "{en: \"On which day?\"");
  folder.write("pl.yaml", stale);
  CHECK(found(folder.read(), "stale-translation").size() == 1);
}

TEST_CASE(
    "who sends an unreviewed language to real phones is warned, and who plays with it is not") {
  const FlowsFolder folder;
  folder.write("pl.yaml", polish);
  Settings settings;
  const auto library = folder.read();
  CHECK(check_reviews(settings, library).empty());
  settings.channels = {{"phone", "sim", {}, ""}};
  CHECK(check_reviews(settings, library).empty());
  settings.channels.push_back({"sms", "twilio", {}, ""});
  const auto findings = check_reviews(settings, library);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().code == "unreviewed-translation");
  CHECK(findings.front().level == dialog::Finding::Level::warning);
  CHECK(check_reviews(settings, folder.read({"en"})).empty());  // it is not offered there
}

TEST_CASE("a language that the settings leave out is checked, and spoken to nobody") {
  const FlowsFolder folder;
  folder.write("pl.yaml", polish);
  const auto english_only = folder.read({"en"});
  CHECK(english_only.flows.language("pl") == nullptr);
  CHECK(english_only.town.languages.size() == 1);
  const auto both = folder.read({"en", "pl"});
  CHECK(both.flows.language("pl") != nullptr);
  CHECK(both.town.languages.size() == 2);
}

TEST_CASE("every word in capitals that a shipped translation names is one that it hears") {
  const auto& library = shipped_library();
  for (const auto* language : library.flows.languages()) {
    const std::regex capitals("(^|[ :])((?:[A-Z][A-Z0-9]+ ?)+)");
    for (const auto& [flow, texts] : language->flows)
      for (const auto& [step, parts] : texts.steps)
        for (const auto& [part, text] : parts.texts) {
          const auto plain = dialog::in_plain_latin(text.text);
          for (std::sregex_iterator at(plain.begin(), plain.end(), capitals), end; at != end;
               ++at) {
            auto word = dialog::plain((*at)[2].str());
            INFO(language->code << " " << flow << "." << step << ": " << word);
            CHECK(is_heard(library, *language, word));
          }
        }
  }
}

TEST_CASE("a language from right to left is shown, counted and understood") {
  const FlowsFolder folder;
  folder.copy("urdu.yaml", "languages/ur.yaml");
  const auto library = folder.read();
  REQUIRE_FALSE(library.has_errors());
  Rehearsal rehearsal(library, tuesday_at_ten);
  plant(rehearsal, library, "zara: {name: Zara, sector: SG1 3, language: ur}\n");
  const auto asked = texts_to(rehearsal, "zara", "مدد");
  REQUIRE(asked.size() == 1);
  CHECK(
      asked.front().starts_with("آپ کو کیا مدد چاہیے؟ 1 سواری 2 خریداری 3 گھر کا چھوٹا کام 4 باغ"));
  const auto count = dialog::count_sms(asked.front());
  CHECK(count.encoding == dialog::SmsCount::Encoding::ucs2);
  CHECK(count.segments == 2);
  CHECK(texts_to(rehearsal, "zara", "خریداری") ==
        std::vector<std::string>{"کب؟ 1 آج 2 دو دن میں 3 اسی ہفتے 4 کبھی بھی"});
  CHECK(texts_to(rehearsal, "zara", "ابجد ہوز").front().starts_with("معاف کیجیے"));
  CHECK(texts_to(rehearsal, "zara", "۳")
            .front()
            .starts_with("Do you need this"));  // as she types a 3
  CHECK(texts_to(rehearsal, "zara", "جی نہیں").front().starts_with("So: خریداری. اسی ہفتے, near"));
  CHECK(texts_to(rehearsal, "zara", "انسان").front().starts_with("I am sorry, nobody reads"));
  CHECK(texts_to(rehearsal, "zara", "stop").front().starts_with("You will get no more texts"));
}

TEST_CASE("days and hours of a language are told by data alone") {
  const FlowsFolder folder;
  folder.copy("urdu.yaml", "languages/ur.yaml");
  folder.copy("measures.ur.yaml", "words/measures.ur.yaml");
  const auto library = folder.read();
  REQUIRE_FALSE(library.has_errors());
  Rehearsal rehearsal(library, tuesday_at_ten);
  plant(rehearsal, library, "zara: {name: Zara, sector: SG1 3, language: ur}\n");
  texts_to(rehearsal, "zara", "مدد");
  texts_to(rehearsal, "zara", "خریداری");
  texts_to(rehearsal, "zara", "جمعہ کو ساڑھے تین بجے");  // "on friday at half past three"
  CHECK(texts_to(rehearsal, "zara", "جی نہیں")
            .front()
            .starts_with("So: خریداری. Fri 27 Nov, 3.30pm, near"));
}

TEST_CASE("a language in the file of another, and a broken one, are found and not used") {
  const FlowsFolder folder;
  folder.write("ro.yaml", polish);
  folder.write("pl.yaml", "language: pl\nflow: {}\n");
  const auto library = folder.read();
  REQUIRE(library.findings.size() == 2);
  CHECK(library.findings[0].code == "unknown-key");
  CHECK(library.findings[1].code == "wrong-language");
  CHECK(library.flows.language("pl") == nullptr);
  CHECK(library.flows.language("ro") == nullptr);
}

}  // namespace
}  // namespace kindbank::bot
