#include "dialog/conversation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "dialog/json.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

using nlohmann::json;

// Written by hand, for a talk is written in every turn and a tree of values would be built for it
// first. What says nothing is left out.
class Writer {
 public:
  explicit Writer(std::string& text) : text_(text) {}

  void open(char bracket) {
    text_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    text_ += bracket;
    first_ = false;
  }
  void next() {
    if (!std::exchange(first_, false)) text_ += ',';
  }
  void key(std::string_view name) {
    next();
    value(name);
    text_ += ':';
  }

  void value(std::int64_t number) { text_ += std::to_string(number); }
  void value(Time time) { value(to_millis(time)); }
  void value(std::string_view words) {
    if (!is_utf8(words)) return value(repair_utf8(words).text);
    text_ += '"';
    for (const char c : words) {
      if (c == '"' || c == '\\') {
        (text_ += '\\') += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        constexpr char digits[] = "0123456789abcdef";
        (text_ += "\\u00") += digits[c >> 4];
        text_ += digits[c & 15];
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }
  void value(const Facts& facts) {
    open('{');
    for (const auto& [name, words] : facts) {
      key(name);
      value(words);
    }
    close('}');
  }
  void value(const std::vector<std::string>& list) {
    open('[');
    for (const auto& words : list) {
      next();
      value(words);
    }
    close(']');
  }
  void value(const Question& question);

  template <class T>
  void put(std::string_view name, const T& what) {
    if (what == T{}) return;
    key(name);
    value(what);
  }

 private:
  std::string& text_;
  bool first_ = true;
};

void Writer::value(const Question& question) {
  open('{');
  key("id");
  value(question.id);
  key("flow");
  value(question.flow);
  key("version");
  value(question.version);
  put("member", question.member);
  put("step", question.step);
  put("facts", question.facts);
  put("said", question.said);
  put("about", question.about);
  put("class", question.message_class);
  put("asked_at", question.asked_at);
  if (question.wakes_at) {
    key("wakes_at");
    value(*question.wakes_at);
  }
  put("missed", question.missed);
  put("puzzled", question.puzzled);
  put("chatted_at", question.chatted_at);
  put("nudged", question.nudged);
  put("trail", question.trail);
  put("settled", static_cast<std::int64_t>(question.settled));
  if (!question.listed.empty()) {
    key("listed");
    open('[');
    for (const auto& option : question.listed) {
      next();
      value(std::vector{option.key, option.label});
    }
    close(']');
  }
  put("page", static_cast<std::int64_t>(question.page));
  put("translation", question.translation);
  close('}');
}

template <class T>
void take(const json& from, const char* key, T& into) {
  if (const auto found = from.find(key); found != from.end()) found->get_to(into);
}

void take(const json& from, const char* key, Time& into) {
  std::int64_t millis = 0;
  take(from, key, millis);
  into = from_millis(millis);
}

Question to_question(const json& value) {
  Question question;
  value.at("id").get_to(question.id);
  value.at("flow").get_to(question.flow);
  value.at("version").get_to(question.version);
  take(value, "member", question.member);
  take(value, "step", question.step);
  take(value, "facts", question.facts);
  take(value, "said", question.said);
  take(value, "about", question.about);
  take(value, "class", question.message_class);
  take(value, "asked_at", question.asked_at);
  if (value.contains("wakes_at")) take(value, "wakes_at", question.wakes_at.emplace());
  take(value, "missed", question.missed);
  take(value, "puzzled", question.puzzled);
  take(value, "chatted_at", question.chatted_at);
  take(value, "nudged", question.nudged);
  take(value, "trail", question.trail);
  take(value, "settled", question.settled);
  question.settled = std::min(question.settled, question.trail.size());
  if (value.contains("listed"))
    for (const auto& option : value.at("listed"))
      question.listed.push_back({option.at(0).get<std::string>(), option.at(1).get<std::string>()});
  take(value, "page", question.page);
  take(value, "translation", question.translation);
  return question;
}

// Of a Conversation or a const one.
template <class Pointer, class Talk>
std::vector<Pointer> standing_in(Talk& conversation, Time now) {
  std::vector<Pointer> found;
  const auto add = [&](auto& question) {
    if (!question.version.empty()) found.push_back(&question);
  };
  if (conversation.open) add(*conversation.open);
  for (auto& waiting : conversation.waiting) add(waiting);
  if (conversation.closed && now - conversation.closed->asked_at <= late_answer)
    add(*conversation.closed);
  return found;
}

}  // namespace

std::vector<Question*> standing(Conversation& conversation, Time now) {
  return standing_in<Question*>(conversation, now);
}

std::vector<const Question*> standing(const Conversation& conversation, Time now) {
  return standing_in<const Question*>(conversation, now);
}

std::int64_t whose(const Conversation& conversation) {
  if (conversation.open) return conversation.open->member;
  return conversation.waiting.empty() ? 0 : conversation.waiting.front().member;
}

std::optional<Time> wakes_at(const Conversation& conversation) {
  if (conversation.open) return conversation.open->wakes_at;
  return conversation.waiting.empty() ? std::nullopt : conversation.waiting.front().wakes_at;
}

std::string write_conversation(const Conversation& conversation) {
  std::string text;
  text.reserve(1024);
  Writer out(text);
  out.open('{');
  out.key("last_question");
  out.value(conversation.last_question);
  out.put("crossed", conversation.crossed);
  out.put("sensitive_until", conversation.sensitive_until);
  out.put("answered", conversation.answered);
  out.put("answered_at", conversation.answered_at);
  out.put("offered", conversation.offered);
  out.put("handed_over_at", conversation.handed_over_at);
  out.put("spoken_at", conversation.spoken_at);
  out.put("noticed", conversation.last_said == Conversation::LastSaid::notice ? 1 : 0);
  if (const auto& after = conversation.after_crisis) {
    out.key("after_crisis");
    out.open('{');
    out.key("letter");
    out.value(after->letter);
    out.key("at");
    out.value(after->at);
    out.close('}');
  }
  for (const auto& [name, question] :
       {std::pair("open", &conversation.open), std::pair("closed", &conversation.closed)}) {
    if (!*question) continue;
    out.key(name);
    out.value(**question);
  }
  if (!conversation.waiting.empty()) {
    out.key("waiting");
    out.open('[');
    for (const auto& question : conversation.waiting) {
      out.next();
      out.value(question);
    }
    out.close(']');
  }
  if (!conversation.crisis_answered.empty()) {
    out.key("crisis_answered");
    out.open('{');
    for (const auto& [letter, at] : conversation.crisis_answered) {
      out.key(letter);
      out.value(at);
    }
    out.close('}');
  }
  out.close('}');
  return text;
}

Result<Conversation> read_conversation(std::string_view text) {
  if (text.empty()) return Conversation{};
  const auto value = read_json(text);
  if (!value) return tl::make_unexpected(value.error());
  try {
    Conversation conversation;
    value->at("last_question").get_to(conversation.last_question);
    take(*value, "crossed", conversation.crossed);
    take(*value, "sensitive_until", conversation.sensitive_until);
    take(*value, "answered", conversation.answered);
    take(*value, "answered_at", conversation.answered_at);
    take(*value, "offered", conversation.offered);
    take(*value, "handed_over_at", conversation.handed_over_at);
    take(*value, "spoken_at", conversation.spoken_at);
    if (value->value("noticed", 0) != 0) conversation.last_said = Conversation::LastSaid::notice;
    if (const auto after = value->find("after_crisis");
        after != value->end() && after->is_object()) {
      conversation.after_crisis.emplace();
      after->at("letter").get_to(conversation.after_crisis->letter);
      take(*after, "at", conversation.after_crisis->at);
    }
    if (value->contains("open")) conversation.open = to_question(value->at("open"));
    if (value->contains("closed")) conversation.closed = to_question(value->at("closed"));
    if (value->contains("waiting"))
      for (const auto& waiting : value->at("waiting"))
        conversation.waiting.push_back(to_question(waiting));
    if (value->contains("crisis_answered"))
      for (const auto& [letter, at] : value->at("crisis_answered").items())
        conversation.crisis_answered[letter] = from_millis(at.get<std::int64_t>());
    return conversation;
  } catch (const json::exception&) {
    return fail("a stored conversation is not in the form that this program writes");
  }
}

}  // namespace kindbank::dialog
