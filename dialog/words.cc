#include "dialog/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/crisis_list.h"
#include "dialog/gate.h"
#include "dialog/load_measures.h"
#include "dialog/normal.h"
#include "dialog/word_file.h"

namespace kindbank::dialog {
namespace {

Spellings spellings_of(const YamlNode& map) {
  Spellings spellings;
  for (const auto& [from, to] : map.entries) spellings[from.scalar] = words_of(to.scalar);
  return spellings;
}

void read_crisis(const WordFiles& files, WordsRead& into) {
  WordFile reader(files.crisis, files.folder + "crisis." + files.language + ".yaml", into.findings);
  if (const auto* spellings = reader.need(reader.root(), "spellings", YamlNode::Kind::map, "a map"))
    into.words.spellings = spellings_of(*spellings);
  auto& words = into.words;
  words.spelled_out = SpelledOut(words.spellings, words.vocabulary);
  const auto listen_for = [&](const YamlNode& entry) {
    const auto list = words.crisis.size() + words.signposts.size();
    for (auto& phrase : reader.phrase_list(entry, "phrases", words.spellings))
      words.alarms.add(std::move(phrase), list);
    return list;
  };
  into.words.innocent =
      reader.phrases(reader.root(), "innocent", into.words.spellings, into.words.vocabulary);
  const auto* classes = reader.need(reader.root(), "classes", YamlNode::Kind::map, "a map");
  if (classes == nullptr) return;
  for (const auto& [letter, entry] : classes->entries) {
    CrisisClass one;
    one.letter = letter.scalar;
    one.list = listen_for(entry);
    one.answer = reader.text(entry, "answer");
    one.again = reader.text(entry, "again");
    if (entry.find("unread") != nullptr) one.unread = reader.text(entry, "unread");
    into.words.crisis.push_back(std::move(one));
  }
  if (const auto* signposts =
          reader.need(reader.root(), "signposts", YamlNode::Kind::map, "a map")) {
    for (const auto& [letter, entry] : signposts->entries) {
      CrisisClass one;
      one.letter = letter.scalar;
      one.list = listen_for(entry);
      one.answer = reader.text(entry, "answer");
      into.words.signposts.push_back(std::move(one));
    }
  }
  const auto unsafe = check_crisis_list(reader.root(), into.words);
  into.findings.insert(into.findings.end(), unsafe.begin(), unsafe.end());
}

// A word of the crisis list is spelled out as it is there.
void read_spellings(const WordFiles& files, WordsRead& into) {
  WordFile reader(files.spellings, files.folder + "spellings." + files.language + ".yaml",
                  into.findings);
  into.words.written_out = into.words.spellings;
  into.words.written_out.merge(spellings_of(reader.root()));
}

void read_need_of(const WordFiles& files, const std::string& language, const std::string& text,
                  WordsRead& into) {
  WordFile reader(text, files.folder + "need." + language + ".yaml", into.findings);
  const auto& spellings = into.words.written_out;
  auto& need = into.words.need[language];
  if (const auto* plainly = reader.need(reader.root(), "plainly", YamlNode::Kind::map, "a map"))
    for (const auto& [kind, entry] : plainly->entries)
      need.plainly.emplace_back(
          kind.scalar, reader.phrases(*plainly, kind.scalar, spellings, into.words.vocabulary));
  const std::array<std::pair<const char*, Phrases*>, 12> lists = {
      {{"taken_out", &need.taken_out},
       {"asks", &need.asks},
       {"wishes", &need.wishes},
       {"tells", &need.tells},
       {"asks_outright", &need.asks_outright},
       {"not_asked", &need.not_asked},
       {"opens_question", &need.opens_question},
       {"for_others_plainly", &need.for_others_plainly},
       {"for_me", &need.for_me},
       {"for_others", &need.for_others},
       {"for_another_after_all", &need.for_another_after_all},
       {"not_for_others", &need.not_for_others}}};
  std::vector<std::string> keys = {"plainly"};
  for (const auto& [key, phrases] : lists) {
    *phrases = reader.phrases(reader.root(), key, spellings, into.words.vocabulary);
    keys.emplace_back(key);
  }
  reader.check_keys(reader.root(), "a list of needs", keys);
}

void read_sayings(WordFile& reader, SayingWords& into) {
  if (const auto* spelled =
          reader.need(reader.root(), "sayings_spelled", YamlNode::Kind::map, "a map"))
    into.spelled = spellings_of(*spelled);
  reader.read_list(reader.root(), "around_sayings", into.around);
  reader.read_list(reader.root(), "before_standing", into.before_standing);
  reader.read_list(reader.root(), "behind_standing", into.behind_standing);
  into.stop = reader.phrases(reader.root(), "stop_sayings", into.spelled);
  into.start = reader.phrases(reader.root(), "start_sayings", into.spelled);
  const auto* standing =
      reader.need(reader.root(), "standing_sayings", YamlNode::Kind::map, "a map");
  if (standing == nullptr) return;
  for (const auto& [word, entry] : standing->entries) {
    for (auto& phrase : reader.phrase_list(*standing, word.scalar, into.spelled))
      into.standing.add(std::move(phrase), into.words.size());
    into.words.push_back(word.scalar);
    if (!is_standing_word(word.scalar))
      reader.complain(word.place, "There is no standing word '" + word.scalar + "'.",
                      "Write its lines below one of those of HELP: human, call me, worry.");
  }
}

void read_answers(const WordFiles& files, WordsRead& into) {
  WordFile reader(files.answers, files.folder + "answers." + files.language + ".yaml",
                  into.findings);
  const auto take = [&](const char* key, std::vector<std::string>& list) {
    for (const auto& word : reader.strings(reader.root(), key)) list.push_back(plain(word));
  };
  take("yes", into.words.answers.yes);
  take("no", into.words.answers.no);
  take("but", into.words.answers.but);
  take("courtesies", into.words.answers.courtesies);
  take("farewells", into.words.farewells);
  take("im_ok", into.words.im_ok);
  take("greetings", into.words.answers.greetings);
  take("called", into.words.english.called);
  take("around_language", into.words.around_language);
  take("native", into.words.native);
  for (const auto& word : reader.strings(reader.root(), "common"))
    into.words.english.common.insert(plain(word));
  into.words.english.own = "English";
  read_sayings(reader, into.words.sayings);
  reader.check_keys(
      reader.root(), "a list of answers",
      {"yes", "no", "but", "courtesies", "farewells", "im_ok", "greetings", "called", "common",
       "around_language", "native", "around_sayings", "before_standing", "behind_standing",
       "stop_sayings", "start_sayings", "standing_sayings", "sayings_spelled"});
}

void read_agreeing_of(const WordFiles& files, const std::string& language, const std::string& text,
                      WordsRead& into) {
  WordFile reader(text, files.folder + "agreeing." + language + ".yaml", into.findings);
  auto& agreeing = into.words.agreeing;
  const std::array<std::pair<const char*, AgreeingWords::Set*>, 10> sets = {
      {{"around", &agreeing.around},
       {"opens_yes", &agreeing.opens_yes},
       {"opens_no", &agreeing.opens_no},
       {"no_but", &agreeing.no_but},
       {"harmless", &agreeing.harmless},
       {"denials", &agreeing.denials},
       {"conditions", &agreeing.conditions},
       {"against", &agreeing.against},
       {"puts_right", &agreeing.puts_right},
       {"well", &agreeing.well[language]}}};
  const std::array<std::pair<const char*, Phrases*>, 5> sayings = {
      {{"says_yes", &agreeing.says_yes},
       {"says_no", &agreeing.says_no},
       {"would", &agreeing.would},
       {"says_neither", &agreeing.says_neither},
       {"no_condition", &agreeing.no_condition}}};
  std::vector<std::string> keys;
  for (const auto& [key, set] : sets) {
    keys.emplace_back(key);
    reader.read_list(reader.root(), key, *set);
  }
  for (const auto& [key, phrases] : sayings) {
    keys.emplace_back(key);
    if (reader.root().find(key) == nullptr) continue;
    for (auto& phrase : reader.phrase_list(reader.root(), key, {})) phrases->add(std::move(phrase));
  }
  reader.check_keys(reader.root(), "a list of ways to agree", keys);
}

// Each key of the file is a choice's, with the phrases that mean it.
void read_choices_of(const WordFiles& files, const std::string& language, const std::string& text,
                     WordsRead& into) {
  WordFile reader(text, files.folder + "choices." + language + ".yaml", into.findings);
  ChoiceWords words(into.words.written_out, into.words.vocabulary);
  for (const auto& [key, entry] : reader.root().entries) {
    for (auto& phrase : reader.phrase_list(reader.root(), key.scalar, into.words.written_out))
      words.add(key.scalar, key.place, std::move(phrase));
  }
  into.words.choices[language] = std::move(words);
}

void read_repairs_of(const WordFiles& files, const std::string& language, const std::string& text,
                     WordsRead& into) {
  WordFile reader(text, files.folder + "repairs." + language + ".yaml", into.findings);
  const auto& spellings = into.words.spellings;
  into.words.repairs[language] = {
      spellings,
      reader.phrases(reader.root(), "again", spellings),
      reader.phrases(reader.root(), "small_talk", spellings),
      reader.phrases(reader.root(), "skip", spellings),
      reader.phrases(reader.root(), "asks_why", spellings),
      reader.phrases(reader.root(), "auto_replies", spellings),
      reader.phrases(reader.root(), "cannot_come", into.words.written_out),
      reader.phrases(reader.root(), "not_come", into.words.written_out),
      reader.phrases(reader.root(), "asks_when", into.words.written_out),
      reader.phrases(reader.root(), "asks_where", into.words.written_out)};
  reader.check_keys(reader.root(), "a list of repairs",
                    {"again", "small_talk", "skip", "asks_why", "auto_replies", "cannot_come",
                     "not_come", "asks_when", "asks_where", "before_hour"});
  reader.read_list(reader.root(), "before_hour", into.words.repairs[language].before_hour);
}

// English first: the other languages have its words, too.
void read_measures_of(const WordFiles& files, WordsRead& into) {
  const auto read = [&](const std::string& language, const std::string& text, Measures from) {
    if (text.empty()) return;  // which is said already
    const auto file = files.folder + "measures." + language + ".yaml";
    into.words.measures[language] = read_measures(text, file, std::move(from), into.findings);
  };
  const auto first = files.measures.find(std::string(english));
  if (first == files.measures.end()) return;
  read(first->first, first->second, {});
  for (const auto& [language, text] : files.measures)
    if (language != english) {
      auto known = into.words.measures_of(english);
      known.names = {};
      read(language, text, std::move(known));
    }
  NamingWords names;
  Denials unchosen;  // "weekend" is a word of many languages
  for (const auto& [language, measures] : into.words.measures) {
    names.add(measures.names);
    unchosen.add(measures.unchosen);
  }
  into.words.measures[std::string(english)].unchosen = std::move(unchosen);
  for (auto& [language, measures] : into.words.measures) measures.names = names;
}

void read_replies(const WordFiles& files, WordsRead& into) {
  WordFile reader(files.replies, files.folder + "replies." + files.language + ".yaml",
                  into.findings);
  for (const auto& key : reply_keys()) into.words.replies[key] = reader.text(reader.root(), key);
  for (const auto& [key, entry] : reader.root().entries)
    if (std::find(reply_keys().begin(), reply_keys().end(), key.scalar) == reply_keys().end())
      reader.complain(key.place, "Nothing says '" + key.scalar + "'.", "Take this line out.");
}

}  // namespace

const Measures& Words::measures_of(std::string_view language) const {
  static const Measures none;
  auto found = measures.find(language);
  if (found == measures.end()) found = measures.find(dialog::english);
  return found == measures.end() ? none : found->second;
}

WordsRead read_words(const WordFiles& files) {
  WordsRead read;
  read_crisis(files, read);
  read_spellings(files, read);
  for (const auto& [language, text] : files.need) read_need_of(files, language, text, read);
  read_answers(files, read);
  read_replies(files, read);
  read_measures_of(files, read);
  for (const auto& [language, text] : files.agreeing) read_agreeing_of(files, language, text, read);
  for (const auto& [language, text] : files.choices) read_choices_of(files, language, text, read);
  for (const auto& [language, text] : files.repairs) read_repairs_of(files, language, text, read);
  return read;
}

}  // namespace kindbank::dialog
