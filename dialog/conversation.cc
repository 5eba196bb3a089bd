#include "dialog/conversation.h"

#include <nlohmann/json.hpp>

#include "dialog/json.h"

namespace kindbank::dialog {
namespace {

using nlohmann::json;

// A talk is written and read in every turn: what says nothing is left out.
template <class T>
void put(json& into, const char* key, const T& value) {
  if (value != T{}) into[key] = value;
}

void put(json& into, const char* key, Time time) { put(into, key, to_millis(time)); }

template <class T>
void take(const json& from, const char* key, T& into) {
  if (const auto found = from.find(key); found != from.end()) found->get_to(into);
}

void take(const json& from, const char* key, Time& into) {
  std::int64_t millis = 0;
  take(from, key, millis);
  into = from_millis(millis);
}

json to_json(const Question& question) {
  json value;
  value["id"] = question.id;
  value["flow"] = question.flow;
  value["version"] = question.version;
  put(value, "member", question.member);
  put(value, "step", question.step);
  put(value, "facts", question.facts);
  put(value, "about", question.about);
  put(value, "class", question.message_class);
  put(value, "asked_at", question.asked_at);
  if (question.wakes_at) value["wakes_at"] = to_millis(*question.wakes_at);
  put(value, "missed", question.missed);
  put(value, "nudged", question.nudged);
  put(value, "trail", question.trail);
  for (const auto& option : question.listed)
    value["listed"].push_back(json::array({option.key, option.label}));
  put(value, "page", question.page);
  return value;
}

Question to_question(const json& value) {
  Question question;
  value.at("id").get_to(question.id);
  value.at("flow").get_to(question.flow);
  value.at("version").get_to(question.version);
  take(value, "member", question.member);
  take(value, "step", question.step);
  take(value, "facts", question.facts);
  take(value, "about", question.about);
  take(value, "class", question.message_class);
  take(value, "asked_at", question.asked_at);
  if (value.contains("wakes_at")) take(value, "wakes_at", question.wakes_at.emplace());
  take(value, "missed", question.missed);
  take(value, "nudged", question.nudged);
  take(value, "trail", question.trail);
  if (value.contains("listed"))
    for (const auto& option : value.at("listed"))
      question.listed.push_back({option.at(0).get<std::string>(), option.at(1).get<std::string>()});
  take(value, "page", question.page);
  return question;
}

}  // namespace

std::string write_conversation(const Conversation& conversation) {
  json value;
  value["last_question"] = conversation.last_question;
  put(value, "crossed", conversation.crossed);
  put(value, "sensitive_until", conversation.sensitive_until);
  put(value, "after_crisis", conversation.after_crisis == Conversation::AfterCrisis::yes);
  if (conversation.open) value["open"] = to_json(*conversation.open);
  if (conversation.closed) value["closed"] = to_json(*conversation.closed);
  for (const auto& question : conversation.waiting) value["waiting"].push_back(to_json(question));
  for (const auto& [letter, at] : conversation.crisis_answered)
    value["crisis_answered"][letter] = to_millis(at);
  return write_json(value);
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
    if (value->value("after_crisis", false))
      conversation.after_crisis = Conversation::AfterCrisis::yes;
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
