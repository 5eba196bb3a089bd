#include "dialog/standing_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/contains.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/phrases.h"

namespace kindbank::dialog {
namespace {

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
     {"human", "=get|give me a? real|actual? human|person"},
     {"human", "=is there a real|actual? human|person i can speak|talk to"},
     {"human", "=can|could|may i speak|talk to|with someone|somebody real|human"},
     {"human", "=pass|put me on|through? to a real? human|person"},
     {"human", "=want|need someone|somebody real"},
     {"call me", "=give me a? call|ring|bell|buzz"},
     {"call me", "=can|could i have|get a? call|callback"},
     {"call me", "=can|could i have|get a call back"},
     {"call me", "=would like|want a call|callback"},
     {"call me", "=would like|want a call back"},
     {"call me", "=can|could|will|would a real? person|human call|ring|phone me"},
     {"worry",
      "=would|should like to make|raise a complaint|concern about a|the|my|your "
      "helper|volunteer|neighbour"},
     {"worry", "=am not happy|unhappy with my|the|your helper|volunteer|neighbour|visit|service"},
     {"worry", "=am unhappy with my|the|your helper|volunteer|neighbour|visit|service"},
     {"data", "=what info|information|details|records do|have you have|hold|keep|got on|about? me"},
     {"data", "=can|could|may i see|have|get|know what you hold|have|keep|know on|about me"},
     {"data", "=show|send|give|tell me everything|what you hold|have|keep|know on|about me"},
     {"data", "=subject access request"},
     {"delete",
      "=delete|erase|wipe|remove everything|all? you have|hold|keep|know|got on|about me"},
     {"delete", "=remove|destroy all? my data|details|information|account|records"},
     {"delete", "=delete|close my profile|account"},
     {"wrong number", "=sorry you have|got the wrong number|person"},
     {"delete", "=want to be deleted|erased|forgotten"},
     {"delete", "=would like to be deleted|erased|forgotten"},
     {"delete", "=would like my data|details|information deleted|erased|removed"},
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

}  // namespace

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

std::vector<std::string> all_standing_words() {
  return {standing_words.begin(), standing_words.end()};
}

bool is_standing_word(std::string_view plain_text) { return contains(standing_words, plain_text); }

bool is_also_answer(std::string_view standing_word) { return standing_word == "pot"; }

}  // namespace kindbank::dialog
