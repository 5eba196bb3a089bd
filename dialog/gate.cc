#include "dialog/gate.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "dialog/contains.h"
#include "dialog/normal.h"
#include "dialog/phrases.h"

namespace kindbank::dialog {
namespace {

// The opt-out words of UK carriers and providers. CANCEL is one for them; here it first leaves an
// open question, so it has a meaning of its own.
constexpr std::array<std::string_view, 18> stop_words = {
    "stop",      "stopall",         "stop all",     "unsubscribe",    "end",
    "quit",      "revoke",          "optout",       "opt out",        "stop texts",
    "stop it",   "stop texting me", "stop texting", "stop messaging", "stop messaging me",
    "stop stop", "unsubscribe me",  "no more texts"};
// How people stop us in their own words: whole messages, without courtesies, spelled out.
constexpr auto stop_sayings = std::to_array<std::string_view>(
    {"=just stop",
     "=i said stop",
     "=stop it|this|everything now",
     "=stop this",
     "=stop now",
     "=stop forever",
     "=stop everything",
     "=stop all of it|this|them",
     "=stop texting|messaging|contacting|bothering|annoying|pestering|spamming|harassing me|us",
     "=stop texting|messaging|contacting|bothering|annoying me|us now|again|all",
     "=stop sending me|us? these|the|any|more|all|your|so? many|more|these|the|your? "
     "texts|messages|things|stuff",
     "=stop sending me|us? these|those|them|this",
     "=stop the|these|all|your|my|any texts|messages|texting|messaging",
     "=stop messages",
     "=stop messages|texts now",
     "=stop it|this please|pls? no more texts|messages",
     "=i want you? to stop",
     "=i want this to stop",
     "=i want|wish|need|would to|like stop|end these|the|your|all|to? texts|messages",
     "=i want|wish to stop texts|messages",
     "=i wish|need to unsubscribe",
     "=can|could|will|would you just|all? stop texting|messaging|contacting|bothering me|us",
     "=can|could|will|would you stop sending me|us? these|the|any|more|all|your? texts|messages",
     "=can|could|will|would you take|remove me|us off|from your|the|this|all|any list|lists|system",
     "=stop these|the|all|your|any texts|messages now|at",
     "=how do|can i stop|unsubscribe",
     "=how do|can i stop these|the|your|getting|receiving these|the|your? texts|messages",
     "=no more",
     "=i have had enough of these|your|the texts|messages",
     "=i want to stop getting|receiving|having these|the|your|any? texts|messages",
     "=i want to|you to? unsubscribe",
     "=i want out",
     "=do not ever|again? text|message|contact|bother|write me|us",
     "=do not ever|again? text|message|contact|bother|write me|us any? more|again|anymore|ever",
     "=do not ever? text|message again",
     "=do not send me|us? any|these|your|the|more? more|other? texts|messages|anything",
     "=do not send me|us any more",
     "=never text|message|contact me|us",
     "=never text|message|contact me|us again",
     "=leave me|us alone",
     "=leave me|us alone now",
     "=go away",
     "=remove me|us",
     "=remove|unsubscribe|take me|us|my? number? off|from your|the|this|all|any "
     "list|lists|texts|messages|system|database|service",
     "=take me|us off",
     "=take me|us off this|it",
     "=remove|delete my number",
     "=unsubscribe from this|these|your|the|all? list|texts|messages|this|all",
     "=opt me out",
     "=i want to opt out",
     "=i do not want your|these|the|any|to|more? get|have|receive|more? your|these|any|more? "
     "texts|messages",
     "=i do not want to hear from you",
     "=i do not want to hear from you again",
     "=no more texts|messages|texting",
     "=cancel the|these|all|my texts|messages|subscription"});
constexpr std::array<std::string_view, 4> start_words = {"start", "unstop", "restart",
                                                         "start again"};

constexpr std::array<std::string_view, 28> standing_words = {"help",         "menu",
                                                             "human",        "call me",
                                                             "worry",        "pause",
                                                             "back",         "language",
                                                             "here",         "done",
                                                             "more",         "red",
                                                             "change",       "hours",
                                                             "pot",          "totals",
                                                             "vote",         "idea",
                                                             "privacy",      "data",
                                                             "delete",       "why me",
                                                             "person",       "info",
                                                             "cant read",    "i cant read well",
                                                             "wrong number", "give"};
// How people say them in their own words: whole messages, without courtesies, spelled out.
struct Saying {
  std::string_view word;
  std::string_view pattern;
};
constexpr auto standing_sayings = std::to_array<Saying>(
    {{"human", "=real|actual human|person"},
     {"human", "=want|need|get a|an? real|actual? human|person"},
     {"human", "=want|need a human|person not a? robot|bot|machine|computer"},
     {"human", "=want|need|like to speak|talk to|with a? real? human|person"},
     {"human", "=would like to speak|talk to|with a? real? human|person"},
     {"human", "=can|could|may i speak|talk to|with a? real? human|person"},
     {"human", "=speak|talk to|with a? real? human|person"},
     {"call me", "=can|could|will|would you|someone|somebody|anyone call|ring|phone me"},
     {"call me", "=ring|phone me"},
     {"call me", "=call me"},
     {"worry", "=want|wish|need|have to make|raise|report a complaint|concern|worry"},
     {"worry", "=would|should like to make|raise|report a complaint|concern|worry"},
     {"worry", "=have a complaint|concern|worry"},
     {"worry", "=want|need|wish to complain"},
     {"worry", "=would|should like to complain"},
     {"worry", "=make a complaint"},
     {"worry", "=complaint|complain"},
     {"worry", "=want|need|wish to complain|report about a|the|my|your helper|volunteer|neighbour"},
     {"worry", "=would like to complain about a|the|my|your helper|volunteer|neighbour"},
     {"worry", "=want|need to report someone|something|somebody"},
     {"data", "=what data|info|information|details do you have|hold|keep|store on|about me"},
     {"data", "=what do you know|hold|have|keep about|on me"},
     {"data", "=show|send|give me my data|information"},
     {"data", "=want my data"},
     {"data",
      "=can|could|may i see|have|get a|copy|of|all? of? my data|information|details|records"},
     {"data", "=what have you got|stored|kept|written on|about|down|of me|about"},
     {"data", "=want|need|would a|to|like see|copy|have of? my data|information|details"},
     {"data", "=my data"},
     {"delete", "=delete|erase|wipe all? my data|details|information|account|records"},
     {"delete", "=delete|erase|forget me"},
     {"delete", "=delete|erase|wipe everything"},
     {"delete", "=want my data|details deleted|erased|removed"},
     {"delete", "=want you to delete|erase|forget my|me"},
     {"delete", "=delete|erase|wipe everything about|on me"},
     {"here", "=am here"},
     {"here", "=have arrived"},
     {"done", "=all done|finished"},
     {"done", "=am|are done|finished"},
     {"done", "=we are done|finished"},
     {"back", "=go back"},
     {"back", "=go back a|one step"},
     {"language", "=another|other|different|change language"},
     {"pot", "=kindness pot"},
     {"hours", "=my hours"},
     {"menu", "=main menu"},
     {"privacy", "=privacy policy|notice"},
     {"why me", "=why did you ask|text|pick|choose me"},
     {"why me", "=why was i|me asked|picked|chosen|texted"},
     {"why me", "=why are you texting|asking me"},
     {"wrong number", "=you have the wrong number|person"},
     {"wrong number", "=you have|got a? wrong number|person"},
     {"wrong number", "=sorry wrong number"},
     {"wrong number", "=this is the wrong number"},
     {"wrong number", "=think you have the wrong number|person"}});
// Those of a visit, which take the job's code before or behind them.
constexpr std::array<std::string_view, 6> visit_words = {"here", "done",   "more",
                                                         "red",  "change", "wrong"};

// A job's code before or behind the words says which job, and nothing about the danger.
std::vector<std::string> without_code(std::vector<std::string> text) {
  if (text.size() < 2) return text;
  if (is_code(text.front())) {
    text.erase(text.begin());
  } else if (is_code(text.back())) {
    text.pop_back();
  }
  return text;
}

// What is said over and over says no more than what is said three times: "i am i am i am ...".
// Words that no list knows stay, since a gap counts them.
Phrases::Numbers without_echoes(const Phrases::Numbers& text) {
  constexpr std::size_t longest_echo = 6;  // words
  Phrases::Numbers left;
  left.reserve(text.size());
  for (const auto word : text) {
    left.push_back(word);
    for (std::size_t length = 1; length <= longest_echo && 4 * length <= left.size(); ++length) {
      const auto last = left.end() - static_cast<std::ptrdiff_t>(length);
      const auto before = left.end() - static_cast<std::ptrdiff_t>(4 * length);
      const bool echoes = std::equal(before, last, before + static_cast<std::ptrdiff_t>(length)) &&
                          std::find(last, left.end(), Vocabulary::unknown) == left.end();
      if (echoes) left.erase(last, left.end());
      if (echoes) break;
    }
  }
  return left;
}

// As crises are listened for: spelled out, what only sounds like one taken out, and looked up once
// for all the lists.
Phrases::Numbers listened_to(const Words& words, const std::vector<std::string>& heard) {
  auto text =
      without_echoes(words.vocabulary->numbers_of(respell(without_code(heard), words.spellings)));
  words.innocent.blank_in(text);
  return text;
}

std::string hear_signpost(const Words& words, const Phrases::Numbers& text) {
  for (const auto& one : words.signposts)
    if (one.phrases.first_in(text) != nullptr) return one.letter;
  return {};
}

std::optional<Crisis> hear_crisis(const Words& words, const Phrases::Numbers& text) {
  std::optional<Crisis> crisis;
  for (const auto& one : words.crisis) {
    const auto* phrase = one.phrases.first_in(text);
    if (phrase == nullptr) continue;
    if (crisis) {
      crisis->also.push_back(one.letter);
    } else {
      crisis = Crisis{one.letter, phrase->text()};
    }
  }
  return crisis;
}

// "pause 2", "pause for 2 weeks"
bool is_break(const std::vector<std::string>& heard) {
  if (heard.size() < 2 || heard.front() != "pause") return false;
  int numbers = 0;
  for (auto word = heard.begin() + 1; word != heard.end(); ++word) {
    const bool number = word->find_first_not_of("0123456789") == word->npos;
    if (!number && *word != "for" && *word != "week" && *word != "weeks") return false;
    numbers += number ? 1 : 0;
  }
  return numbers == 1;
}

// "pls stop, thank you" is "stop".
std::vector<std::string> without_courtesy(const std::vector<std::string>& heard) {
  constexpr auto courtesies = std::to_array<std::string_view>(
      {"please", "pls", "plz", "thanks", "thank", "thanx", "ta", "you", "x", "xx", "xxx", "love",
       "luv", "mate", "dear", "hun", "duck", "cheers"});
  const auto is_meant = [&](const std::string& word) { return !contains(courtesies, word); };
  const auto begin = std::find_if(heard.begin(), heard.end(), is_meant);
  const auto end = std::find_if(heard.rbegin(), std::make_reverse_iterator(begin), is_meant);
  return {begin, end.base()};
}

// What is said in whole messages is short; a story is none of them, and is not looked through.
constexpr std::size_t longest_saying = 20;  // words, without courtesies

bool is_only_stop(const std::vector<std::string>& said) {
  return !said.empty() && std::all_of(said.begin(), said.end(),
                                      [](const std::string& word) { return word == "stop"; });
}

// Whole messages alone, so that "please stop by at 3" stops nobody.
bool says_stop(const std::vector<std::string>& bare) {
  static const Spellings spellings = {
      {"dont", {"do", "not"}}, {"dnt", {"do", "not"}},    {"txt", {"text"}},
      {"txts", {"texts"}},     {"txting", {"texting"}},   {"msg", {"message"}},
      {"msgs", {"messages"}},  {"msging", {"messaging"}}, {"texing", {"texting"}},
      {"stoppp", {"stop"}},    {"stopp", {"stop"}}};
  static const Phrases sayings = [] {
    Phrases all;
    for (const auto saying : stop_sayings) all.add(Phrase::read(saying, spellings).value());
    return all;
  }();
  if (bare.size() > longest_saying) return is_only_stop(bare);
  const auto said = respell(bare, spellings);
  return is_only_stop(said) || contains(stop_words, join_words(said)) ||
         sayings.first_in(said) != nullptr;
}

// "Start my texts again please" is START.
bool asks_for_texts(const std::vector<std::string>& bare) {
  static const Phrases sayings = [] {
    Phrases all;
    for (const auto* saying :
         {"=start sending? my|the|your? texts|messages",
          "=start sending? my|the? texts|messages again", "=start texting|messaging me",
          "=start texting|messaging me again",
          "=can|could|will|would you please? start texting|messaging me again", "=text me again"})
      all.add(Phrase::read(saying, {}).value());
    return all;
  }();
  return bare.size() <= longest_saying && sayings.first_in(bare) != nullptr;
}

// "All done", "i want a human not a robot": the word that is meant, or "".
std::string said_word_of(const std::vector<std::string>& heard) {
  static const Spellings spellings = {{"im", {"i", "am"}},    {"ive", {"i", "have"}},
                                      {"id", {"i", "would"}}, {"u", {"you"}},
                                      {"ur", {"your"}},       {"were", {"we", "are"}}};
  static const Phrases sayings = [] {
    Phrases all;
    for (const auto& saying : standing_sayings)
      all.add(Phrase::read(saying.pattern, spellings).value());
    return all;
  }();
  const auto meant = [](const std::vector<std::string>& said) {
    const auto* phrase = sayings.first_in(said);
    if (phrase == nullptr) return std::string_view();
    return std::find_if(standing_sayings.begin(), standing_sayings.end(),
                        [&](const Saying& one) { return one.pattern == phrase->text(); })
        ->word;
  };
  constexpr std::array<std::string_view, 4> before = {"i", "a", "an", "the"};
  constexpr std::array<std::string_view, 4> behind = {"now", "back", "being", "again"};
  auto said = respell(heard, spellings);
  if (const auto word = meant(said); !word.empty()) return std::string(word);
  if (!said.empty() && contains(before, said.front())) said.erase(said.begin());
  if (!said.empty() && contains(behind, said.back())) said.pop_back();
  if (said.size() == 1 && (said.front() == "human" || said.front() == "menu")) return said.front();
  return std::string(meant(said));
}

std::string standing_word_of(const std::vector<std::string>& heard) {
  if (heard.size() > longest_saying) return {};
  auto whole = join_words(heard);
  if (contains(standing_words, whole) || is_break(heard)) return whole;
  if (heard.size() != 2) return said_word_of(heard);
  const bool visit = (is_code(heard[0]) && contains(visit_words, heard[1])) ||
                     (is_code(heard[1]) && contains(visit_words, heard[0]));
  const bool gift = heard[0] == "give" && heard[1].find_first_not_of("0123456789") == whole.npos;
  return visit || gift ? whole : said_word_of(heard);
}

}  // namespace

std::vector<std::string> all_standing_words() {
  return {standing_words.begin(), standing_words.end()};
}

bool is_standing_word(std::string_view plain_text) { return contains(standing_words, plain_text); }

bool is_also_answer(std::string_view standing_word) { return standing_word == "pot"; }

bool is_rights_word(std::string_view plain_text) {
  return contains(stop_words, plain_text) || contains(start_words, plain_text) ||
         plain_text == "cancel";
}

GateReading read_gate(const Words& words, std::string_view text) {
  GateReading reading;
  const auto heard = words_of(text);
  const auto listened = listened_to(words, heard);
  reading.crisis = hear_crisis(words, listened);
  if (!reading.crisis) reading.signpost = hear_signpost(words, listened);
  const auto bare = without_courtesy(heard);
  const auto meant = bare.size() <= longest_saying ? join_words(bare) : std::string();
  if (says_stop(bare)) {
    reading.rights = GateReading::Rights::stop;
  } else if (contains(start_words, meant) || asks_for_texts(bare)) {
    reading.rights = GateReading::Rights::start;
  } else if (meant == "cancel") {
    reading.rights = GateReading::Rights::cancel;
  } else if (reading.crisis && !heard.empty() && heard.front() == "stop") {
    reading.rights = GateReading::Rights::stop;  // "STOP i want to die": both are honoured
  } else {
    reading.standing = standing_word_of(heard);
    if (reading.standing.empty() && bare.size() < heard.size() && meant != "give")
      reading.standing = standing_word_of(bare);  // but "give thanks" gives nothing
  }
  return reading;
}

}  // namespace kindbank::dialog
