// <?xml version="1.0" encoding="UTF-8"?>
// <Response>
//   (in Polish: <Say language="pl-PL" voice="Polly.Ewa">)
//   <Gather input="dtmf speech" method="POST"
//   action="https://.../hooks/voice?n=2&amp;lang=en&amp;q=7&amp;keys=yes,no"
//       timeout="8" speechTimeout="auto" language="en-GB" numDigits="1">
//     <Say language="en-GB">Are you 18 or over? For Yes press 1. For No press 2.</Say>
//   </Gather>
//   (the same again)
//   <Say language="en-GB">Thank you for calling. Goodbye.</Say><Hangup/>
// </Response>
#include "adapters/twiml.h"

#include <algorithm>

#include "adapters/http.h"
#include "dialog/respond.h"

namespace kindbank::adapters {
namespace {

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?><Response>)";
constexpr std::string_view tail = "</Response>";
constexpr std::size_t most_keys = 9;
constexpr std::size_t longest_figure = 2;  // "18" and "45" are numbers; "999" is 9, 9, 9

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }

// "K4T7"
bool is_code(std::string_view word) {
  return word.size() == 4 && is_capital(word[0]) && is_digit(word[1]) && is_capital(word[2]) &&
         is_digit(word[3]);
}

bool is_long_number(std::string_view word) {
  return word.size() > longest_figure && std::all_of(word.begin(), word.end(), is_digit);
}

void append_escaped(std::string& xml, char c) {
  switch (c) {
    case '&':
      xml += "&amp;";
      break;
    case '<':
      xml += "&lt;";
      break;
    case '>':
      xml += "&gt;";
      break;
    case '"':
      xml += "&quot;";
      break;
    default:
      // XML 1.0 has no other control characters, escaped or not.
      if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') xml += c;
  }
}

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) append_escaped(xml, c);
  return xml;
}

constexpr std::string_view english = "en";

// A language that nobody wrote for the phone is said as English is.
const SpokenLanguage& spoken_language(const Speaking& speaking, std::string_view code) {
  static const SpokenLanguage none;
  auto found = speaking.languages.find(code);
  if (found == speaking.languages.end()) found = speaking.languages.find(english);
  return found == speaking.languages.end() ? none : found->second;
}

std::string say(const std::string& words, const SpokenLanguage& language,
                const Speaking& speaking) {
  const auto voice = speaking.voices.find(language.tag);
  std::string xml = "<Say language=\"" + escaped(language.tag) + "\"";
  if (voice != speaking.voices.end()) xml += " voice=\"" + escaped(voice->second) + "\"";
  return xml + ">" + words + "</Say>";
}

// Of the last text that has any.
const Outgoing* asking(const std::vector<Outgoing>& said) {
  const auto found = std::find_if(said.rbegin(), said.rend(), [](const Outgoing& one) {
    return !one.message.options.empty() && one.message.options.size() <= most_keys;
  });
  return found == said.rend() ? nullptr : &*found;
}

std::string read_keys(const Message& message, const SpokenLanguage& language) {
  std::string words;
  int key = 0;
  for (const auto& option : message.options)
    words += " " + dialog::fill_in(language.key,
                                   {{"choice", option.label}, {"key", std::to_string(++key)}}, {});
  return words + " " + language.person;
}

std::string action(const std::string& hook, int n, const std::string& language,
                   const Outgoing* question) {
  Fields query = {{"n", std::to_string(n)}, {"lang", language.empty() ? "en" : language}};
  if (question != nullptr) {
    std::string keys;
    for (const auto& option : question->message.options)
      keys += (keys.empty() ? "" : ",") + option.key;
    query.emplace_back("q", question->question);
    query.emplace_back("keys", keys);
  }
  return escaped(hook + "?" + write_form(query));
}

// One after the other, and then the call ends.
std::string said_in_each(std::string SpokenLanguage::*words, const Speaking& speaking) {
  std::string xml(head);
  for (const auto& [code, language] : speaking.languages)
    xml += say(spoken(language.*words), language, speaking);
  return xml + "<Hangup/>" + std::string(tail);
}

}  // namespace

std::string spoken(std::string_view text) {
  std::string xml;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_letter(text[at]) && !is_digit(text[at])) {
      append_escaped(xml, text[at++]);
      continue;
    }
    const auto end = static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return !is_letter(c) && !is_digit(c); }) -
        text.begin());
    const auto word = text.substr(at, end - at);
    at = end;
    if (!is_code(word) && !is_long_number(word)) {
      xml += word;
      continue;
    }
    for (const char c : word) (xml += c) += ' ';
    xml.back() = ',';  // a breath
  }
  return xml;
}

std::string listening_twiml(const std::vector<Outgoing>& said, const Speaking& speaking, int n) {
  const auto& language = spoken_language(speaking, said.empty() ? "" : said.back().language);
  const auto goodbye = say(spoken(language.goodbye), language, speaking) + "<Hangup/>";
  if (said.empty()) return std::string(head) + goodbye + std::string(tail);
  const auto* question = asking(said);
  std::string gather = R"(<Gather input="dtmf speech" method="POST" action=")" +
                       action(speaking.hook, n, said.back().language, question) +
                       R"(" timeout="8" speechTimeout="auto" language=")" + language.tag + '"';
  gather += question == nullptr ? ">" : R"( numDigits="1">)";
  for (const auto& one : said) {
    const bool keys = &one == question;
    const auto words = one.message.text + (keys ? read_keys(one.message, language) : "");
    gather += say(spoken(words), language, speaking);
  }
  gather += "</Gather>";
  return std::string(head) + gather + gather + goodbye + std::string(tail);
}

std::string kept_twiml(std::string_view language, const Speaking& speaking) {
  if (language.empty()) return said_in_each(&SpokenLanguage::kept, speaking);
  const auto& one = spoken_language(speaking, language);
  return std::string(head) + say(spoken(one.kept), one, speaking) + "<Hangup/>" + std::string(tail);
}

std::string hidden_twiml(const Speaking& speaking) {
  return said_in_each(&SpokenLanguage::hidden, speaking);
}

std::string rejecting_twiml() {
  return std::string(head) + R"(<Reject reason="busy"/>)" + std::string(tail);
}

}  // namespace kindbank::adapters
