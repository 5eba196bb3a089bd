// From YAML text to a Flow, with everything that is wrong said as findings: file, line, column,
// what is wrong and what to do. What may be done (`do`) is told by the bank's table of actions,
// handed in as signatures, so that the loader can prove that every outcome is routed and every
// argument is there.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/flow.h"
#include "dialog/words.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

struct ActionSignature {
  std::vector<std::string> arguments;
  // Each outcome with the facts that are set when it comes out.
  std::map<std::string, std::vector<std::string>> outcomes;
  std::vector<std::string> optional = {};  // arguments that are handed in where their fact is set
  // Whether it leaves everything as it was, so that a talk may go back over it.
  enum class Leaves { changed, as_it_was } leaves = Leaves::changed;
};
using Signatures = std::map<std::string, ActionSignature, std::less<>>;
// What the bank may begin a flow with, each with the facts that it hands in.
using BankEvents = std::map<std::string, std::vector<std::string>, std::less<>>;
// What `choices_from` may list, each with the facts of an entry.
using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

// A town's own names in letters: no longer than this, the texts that are checked here stay within
// one text message. `all` is the longest that bank, town and run_by may be together.
struct NameLimits {
  std::size_t bank = 20;
  std::size_t town = 20;
  std::size_t run_by = 40;
  std::size_t all = 55;
  std::size_t area = 14;
  std::size_t task = 19;  // what a kind of help is called: a list has room for it and a code
};
inline constexpr NameLimits name_limits;

// How a platform shows choices: so many as buttons, more as the lines of a list.
struct ChoiceLimits {
  std::string platform;  // "WhatsApp"
  std::size_t buttons = 0;
  std::size_t button_letters = 0;
  std::size_t row_letters = 0;
  std::size_t key_bytes = 0;  // of what a pressed one carries back
};

// What the engine itself says, by its key: "sorry" -> the text.
using ReplyTexts = std::map<std::string, std::string, std::less<>>;

// How many replies it may cost until this is done, whichever flow does it: since that flow began,
// or since the first of those that lead to it.
struct ReplyLimit {
  std::string action;  // "request.open"
  int replies = 0;
  enum class Since { flow_began, talk_began } since = Since::flow_began;
};
// One answer may lead to one reply more than its neighbours do.
inline constexpr int detour_replies = 1;

// What the service relies on a flow to do. `before_a_word`: the flow says nothing until it is done.
struct NeededAction {
  std::string flow;
  std::string action;  // "contact.stop"
  bool before_a_word = false;
};

// What is checked beyond what makes a flow run. Empty: nothing is limited.
struct FlowLimits {
  std::vector<ChoiceLimits> choices;
  std::vector<ReplyLimit> replies;
  // Of "request.open.category", the keys that the bank knows. None: any answer.
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  std::set<std::string, std::less<>> not_kept;  // actions whose answer must not be kept
  std::vector<NeededAction> needed = {};
  std::set<std::string, std::less<>> not_saved = {};  // facts that only the bank gives
  std::set<std::string, std::less<>> not_slots = {};  // and those that no start word fills
  std::vector<std::string> phrases = {};              // what the bank itself puts into texts
};

struct FlowRead {
  Flow flow;
  std::vector<Finding> findings;
  // Whether a talk could go through it all the same: what is wrong only serves people badly.
  enum class Runs { no, yes } runs = Runs::no;
};

// `known_facts` are those that every talk has: bank, town, run_by, name, area, number, and
// `answer`. `lists` are those that `choices_from` may name. Where a finding is an error the flow is
// not to be used. Never throws, whatever the text is.
FlowRead read_flow(std::string_view text, const std::string& file, const Signatures& signatures,
                   const std::vector<std::string>& known_facts, const Lists& lists = {},
                   const FlowLimits& limits = {});

// What only shows with all flows side by side: a start word claimed twice, a name used twice, a
// bank event with no flow or with two, a "flow:name" that leads nowhere. `refused` are the names of
// flows that have a mistake of their own, which is said already: they are there all the same, and
// while there is one nobody knows which bank events it would have begun on. `replies` as in the
// limits that the flows were read with.
std::vector<Finding> check_together(const std::vector<Flow>& flows, const BankEvents& bank_events,
                                    const std::vector<std::string>& refused = {},
                                    const std::vector<ReplyLimit>& replies = {});

// What a whole set of flows leaves open: a standing word that begins nothing, a text that names a
// word which begins nothing, a flow that nothing begins, start words that something else hears.
std::vector<Finding> check_whole(const std::vector<Flow>& flows, const Words& words);

// Other words for choices that no flow offers: flows/words/choices.<language>.yaml.
std::vector<Finding> check_choice_words(const Words& words, const std::vector<Flow>& flows);

// A language beside what it translates: `words` are those in English, `refused` the flows that have
// a mistake of their own. Its errors would have people misunderstood.
std::vector<Finding> check_language(const Language& language, const Flows& flows,
                                    const Words& words, const FlowLimits& limits = {},
                                    const std::vector<std::string>& refused = {});

// Whether somebody has read what people are to read in it.
std::vector<Finding> check_review(const Language& language);

// A channel where a talk can only be begun with a template that the platform approved.
struct TemplateChannel {
  std::string name;
  enum class ForAll { no, yes } for_all = ForAll::no;  // whether it has one for every text
  std::set<std::string> templates;                     // what flows may call theirs
  std::size_t room = 0;                                // for a text's characters; 0: no template
  std::map<std::string, std::size_t> variables{};      // of flows' own that have several
};
std::vector<Finding> check_templates(const std::vector<Flow>& flows,
                                     const std::vector<TemplateChannel>& channels);

}  // namespace kindbank::dialog
