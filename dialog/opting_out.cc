#include "dialog/opting_out.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/contains.h"
#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/phrases.h"
#include "dialog/standing_words.h"

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
     "=i want|need these|them|it|those to stop",
     "=take my number off",
     "=no more from you",
     "=get me off this|your|the? list",
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

bool is_only_stop(const std::vector<std::string>& said) {
  return !said.empty() && std::all_of(said.begin(), said.end(),
                                      [](const std::string& word) { return word == "stop"; });
}

}  // namespace

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
bool says_start(const std::vector<std::string>& bare) {
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
  return bare.size() <= longest_saying &&
         (contains(start_words, join_words(bare)) || sayings.first_in(bare) != nullptr);
}

bool is_rights_word(std::string_view plain_text) {
  return contains(stop_words, plain_text) || contains(start_words, plain_text) ||
         plain_text == "cancel";
}

}  // namespace kindbank::dialog
