// A flow while it is read and checked: what is understood so far, where each part of it stood, and
// what is wrong with it. Only the sources that read the files of flows/ share this.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/flow.h"
#include "dialog/load.h"
#include "dialog/placeholder.h"
#include "dialog/words.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

using FactNames = std::set<std::string, std::less<>>;
using Places = std::map<std::string, Place, std::less<>>;

// What is wrong with a file, and values read from it with the finding where they are not as they
// should be.
class Remarks {
 public:
  std::vector<Finding> findings;

  void error(const Place& place, std::string code, std::string message, std::string hint);
  void warn(const Place& place, std::string code, std::string message, std::string hint);
  bool broken() const;

  // The value where it is a text that is not empty, or the finding and nothing.
  std::optional<std::string> text(const YamlNode& value, std::string_view key);
  // The value where it is a name: small letters, digits and _, a letter first.
  std::optional<std::string> name(const YamlNode& value, std::string_view key);
  // Whether it is a map, or the finding.
  bool is_map(const YamlNode& value, std::string_view key, std::string_view hint);
  // Every way to say one item of starts_on, or the finding.
  std::vector<std::string> ways_to_start(const Place& place, std::string_view written);
  void check_keys(const YamlNode& map, std::string_view of, const std::vector<std::string>& known);
};

class Draft : public Remarks {
 public:
  Flow flow;
  // Of its texts. What is said of English words is not asked of another language.
  std::string language{english};

  // Where a part stood: "silence.next" of the flow; of a step "say", "next", "then.opened",
  // "with.code", "choices.other", "choices.other.next". The step itself where it has no such part.
  void put(std::string_view part, const Place& place);
  void put(const Step& step, std::string_view part, const Place& place);
  Place at(std::string_view part) const;
  Place at(const Step& step, std::string_view part) const;
  bool wrote(const Step& step, std::string_view part) const;

  // {after: 24h, next: step}
  std::optional<Silence> silence(const YamlNode& value);

 private:
  Places places_;
  std::map<std::string, Places, std::less<>> step_places_;
};

// "Did you mean 'x'?", or `otherwise`.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string otherwise);

// 32 hexadecimal digits that tell the versions of a file apart.
std::string content_hash(std::string_view text);

// "Call me!" is "call me", as what people text is read; {slots} stay.
std::string start_pattern(std::string_view text);

// Every text of a step that a person reads, by the name of its part: "say", "say.rich", "ask",
// "ask.rich", "choices.lift", "why"; not the label of a list, whose facts are its entries'.
std::vector<std::pair<std::string, std::string>> texts_of(const Step& step);

// Where the step goes on when nothing says otherwise: a step, "end" or "flow:name".
std::string_view onward(const Flow& flow, const Step& step);

bool asks(const Step& step);

// Every text of a step that is said in the person's language: those, and the label of a list.
std::vector<std::pair<std::string, std::string>> translatable_texts_of(const Step& step);

// The passes, in their order. Each expects that the ones before it ran.
void read_step(Draft& draft, const YamlNode& key, const YamlNode& value);
void check_steps(Draft& draft, const Signatures& signatures);
// Of choices: that no answer fits two of them, and none is a word that is heard before.
void check_labels(Draft& draft, const Step& step);
// Of choices: that every platform shows the whole label.
void check_label_lengths(Draft& draft, const Step& step,
                         const std::vector<ChoiceLimits>& platforms);
void check_texts(Draft& draft);
// Of a text in that language: whether its nouns have every form that they take beside a number.
void check_plurals(Remarks& remarks, const Place& place, std::string_view text,
                   std::string_view language);
void check_facts(Draft& draft, const Signatures& signatures, const FactNames& known);
// Only for a draft that is not broken, as those in dialog/ways.h.
void check_prose(Draft& draft);
// The text with the longest values that its facts have, and a town's names as long as they get.
std::string filled(const Flow& flow, std::string_view text);
void check_unused(Draft& draft, const Signatures& signatures);

// What is translated and nowhere in the flows.
std::vector<Finding> check_leftovers(const Language& language, const Flows& flows,
                                     const ReplyTexts& replies,
                                     const std::vector<std::string>& refused);
// What is answered in a language, and what begins a flow: that nothing is heard as something else.
std::vector<Finding> check_translated_answers(const Language& language, const Flows& flows,
                                              const Words& words);

// What start words are heard as before any flow is asked for its own, as "a crisis of class A"; ""
// where they begin this flow. `words` may be empty: then only what the program knows is looked at.
std::string heard_before(const Words& words, const Flows& flows, std::string_view flow,
                         std::string_view pattern);

// The facts that a talk has at its beginning, besides the known ones, whichever way it began.
FactNames first_facts(const Flow& flow);

// Whether a flow's file is called by its name; a translation and a transcript name it so.
bool is_in_own_file(const Flow& flow);

inline constexpr std::string_view flow_target = "flow:";
// In a flow's places, before a word that one of its texts says to text.
inline constexpr std::string_view named_word = "word:";
// Before a fact that it saves and does not read itself.
inline constexpr std::string_view unread_fact = "unread:";

}  // namespace kindbank::dialog
