// A conversation written beforehand, as plain data that never changes once loaded. A flow is read
// from one YAML file (dialog/load.h); a talk is pinned to the version it began with, known by its
// content's hash. A step does, says, asks, then goes on, in that order; an action that is handed
// `answer` is done once the question is answered.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialog/language.h"
#include "dialog/start_words.h"
#include "dialog/time.h"
#include "dialog/yaml.h"

namespace kindbank::dialog {

// What an answer is read as.
enum class Expect {
  none,
  choice,
  yes_no,
  text,
  name,
  number,
  minutes,
  datetime,
  postcode,
  phone,
  code
};

// "minutes", and back; Expect::none has no name.
std::string_view expect_name(Expect expect);
std::optional<Expect> read_expect(std::string_view name);
std::vector<std::string> expect_names();

// What a text may say in its own words that begins a flow.
inline constexpr std::string_view need_said = "need";
inline constexpr std::string_view need_of_other_said = "need_of_other";
// How an answer that is a day is saved among what was said before it was asked.
inline constexpr std::string_view day_said = "day";
// The choices that a day falls under, by how soon it is.
inline constexpr std::array<std::string_view, 4> day_choices = {"today", "soon", "week", "any"};

// The name that a step's target has when the talk is over.
inline constexpr std::string_view end_step = "end";

struct Choice {
  std::string key;
  std::string label;
  std::string next;  // "": the step's own
  bool operator==(const Choice&) const = default;
};

// Of a list that the bank hands in, what fits one text.
inline constexpr std::size_t page_size = 4;

// Choices that the bank lists when the question is asked. A single entry is taken without asking,
// and so is the one that the talk knows already ("k4t7 done"). A long list is shown page by page.
struct ChoicesFrom {
  std::string list;   // "open_visits"
  std::string label;  // "{code} {first}", filled from each entry
  std::string save;   // the fact of the entry that is remembered
  std::string none;   // where the talk goes on when nothing is listed; "": it says so and ends
  bool operator==(const ChoicesFrom&) const = default;
};

struct Silence {
  Duration after{};
  std::string next;  // "" in a step's own silence: ask again
  bool operator==(const Silence&) const = default;
};

// `do`, `with` and `then` of a step.
struct Call {
  std::string action;  // "request.open"
  // Argument -> the fact it is taken from; every argument of the action is here. One whose fact is
  // not set is left out: the loader has proved that it is optional.
  std::map<std::string, std::string> with;
  std::map<std::string, std::string> then;  // outcome -> step
  bool after_answer = false;                // some argument is taken from `answer`
  bool changes = false;                     // what it does is not undone by going back
  bool operator==(const Call&) const = default;
};

// What is said instead where there is room for more than one text message; "": the same.
struct RichTexts {
  std::string say;
  std::string ask;
  bool operator==(const RichTexts&) const = default;
};

struct Step {
  std::string name;
  std::optional<Call> call;
  std::string say;
  std::string ask;
  RichTexts rich;
  std::vector<Choice> choices;
  std::optional<ChoicesFrom> choices_from;
  Expect expect = Expect::none;  // none: the step asks nothing
  std::string save;
  // The fact that a day or an hour is kept as, where one answers besides the choices; "": none
  // does.
  std::string day;
  bool keep = true;
  std::string skip;  // the answer that is taken for whoever would rather not give one; "": none
  std::string why;   // why it is asked, for them
  std::string next;  // "": the following step, or the end
  std::optional<Silence> silence;
  Place place;
  bool operator==(const Step&) const = default;
};

// What takes nearly every text as its answer.
bool takes_any_words(const Step& step);
// A day may answer it.
bool says_day(const Step& step);
// Whether the question says what was answered before.
bool reads_back(const Step& step, const std::string& fact);

// A way out of a flow that begins another one, with the facts that are certainly set on it.
struct Jump {
  std::string flow;
  std::set<std::string, std::less<>> facts;
  enum class When { after_question, at_once } when = When::at_once;  // since the flow's beginning
  Place place;
  // The fewest that it takes since the flow began, or since it last did what it is for.
  int replies = 0;
  bool operator==(const Jump&) const = default;
};

struct Flow {
  std::string name;
  std::string about;
  std::vector<std::string> starts_on;  // whole messages, normalised; "{code} done" has slots
  std::vector<std::string> events;     // bank events: "invitation.made"
  std::vector<std::string> says;       // what a free text asks for: need_said, need_of_other_said
  std::vector<std::string> facts;      // handed in when it is started
  std::vector<Jump> jumps;
  std::optional<Silence> silence;
  std::string message_template;  // `template`: for channels that need one
  std::vector<Step> steps;       // the first is where a talk begins
  std::string hash;              // of the file's bytes, 32 hexadecimal digits
  Place place;
  // The fewest that it takes until an action is done: of those that are limited.
  std::map<std::string, int, std::less<>> replies;
  // Of "start:need help", "event:invitation.made", "fact:code", "jump:ask" and
  // "word:HELP", for findings.
  std::map<std::string, Place, std::less<>> places;

  const Step* find(std::string_view step) const;
  // Where a step without `next` goes on: the one written below it, or "end".
  std::string_view after(const Step& step) const;
  // Whether a flow that leads here hands that fact on: one of `facts`, or a slot in the start
  // words.
  bool takes(std::string_view fact) const;
  bool operator==(const Flow&) const = default;
};

// Whether the question says a day that was answered before.
bool reads_day_back(const Flow& flow, const Step& step);

// The flows that talks begin with, the older versions that talks still stand on, and the languages
// that they are said in besides English.
class Flows {
 public:
  void add(Flow flow);            // current; takes the place of one with the same name
  void borrow(const Flow& flow);  // the same; it outlives this
  void add_older(Flow flow);      // only for talks pinned to it
  void add(Language language);

  const Flow* current(std::string_view name) const;
  const Flow* version(std::string_view name, std::string_view hash) const;
  const Flow* for_event(std::string_view event) const;
  const Flow* for_said(std::string_view what) const;               // one of `says`
  std::vector<const Flow*> all() const;                            // current ones, by name
  const Language* language(std::string_view code) const;           // nullptr: only English
  std::vector<const Language*> languages() const;                  // by code, besides English
  const StartWords& start_words(std::string_view language) const;  // of the current flows

 private:
  void put(const std::shared_ptr<const Flow>& flow);

  std::map<std::string, std::shared_ptr<const Flow>, std::less<>> current_;
  std::map<std::string, std::map<std::string, std::shared_ptr<const Flow>, std::less<>>,
           std::less<>>
      versions_;  // by name and hash
  std::map<std::string, std::shared_ptr<const Language>, std::less<>> languages_;
  std::map<std::string, StartWords, std::less<>> start_words_;  // by language
};

}  // namespace kindbank::dialog
