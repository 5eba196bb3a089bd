// Texts that a platform approved beforehand. WhatsApp takes anything for a day after a person last
// wrote, and then nothing but such a text; GOV.UK Notify sends nothing else. Most of
// ours have one variable, which is what we have to say; which of them it goes in, its class and the
// person's language decide, or the flow. A flow's own may have the words of one of its texts, and a
// variable for each of that text's slots.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.h"

namespace kindbank::adapters {

// A little less than the platform's day, for what is under way.
inline constexpr Duration free_window = std::chrono::hours{24} - std::chrono::minutes{5};
// Of ours, beside its choices, in the 1,024 characters of a whole template at Meta.
inline constexpr std::size_t longest_in_template = 700;

bool needs_template(const Outgoing& part);

// The variable: the text with its choices numbered, in one line and without blanks in a row, as
// Meta wants it.
std::string template_words(const Outgoing& part);

// One approved text: Meta's name or code of a language ("kind_text", "pl", "en_GB"), or an id of
// Twilio's or Notify's.
struct Approval {
  std::string use;       // a class of messages or what a flow calls it; "": for all
  std::string language;  // "pl"
  std::string value;
  std::optional<std::size_t> variables{};  // nothing: one, the whole text
};

// A setting such as "en_GB pl ro", "HX01 pl:HX02" or "HX01 invitation:HX03 late.pl:HX04/3".
// Before the colon stand two or three letters of a language, or the use, or both; a value alone is
// for all, and for the language of its own letters before "_". Behind the slash stands
// how many variables it has.
std::vector<Approval> read_approvals(std::string_view setting);

// The classes that a text may be of.
inline constexpr std::array<std::string_view, 7> message_classes = {
    "answer", "alert", "confirmation", "crisis", "digest", "invitation", "news"};

// Whether none can be without one: there is one for all, or one for each class, of no language.
bool serve_all(const std::vector<Approval>& approvals);

// The uses that have a text of their own, each with its languages; "" for all.
std::map<std::string, std::set<std::string>> uses_of(const std::vector<Approval>& approvals);

// In the person's language if there is one: that of the flow's name, else of the class, else the
// one for all; then the same of no language, and the first for all. nullptr where there is none.
// One with variables is for the text of its flow that has as many slots, each of them filled.
const Approval* approved_for(const std::vector<Approval>& approvals, const Outgoing& part);

// What goes into its variables, in their order.
std::vector<std::string> variables_of(const Approval& approval, const Outgoing& part);

// What a channel that needs such texts out of the window can do with these.
void limit_templates(Limits& limits, const std::vector<Approval>& approvals);

}  // namespace kindbank::adapters
