#include "dialog/conversation.h"

#include <nlohmann/json.hpp>

#include "dialog/json.h"

namespace kindbank::dialog {
namespace {

using nlohmann::json;

json to_json(const Question& question) {
  json value = {{"id", question.id},
                {"member", question.member},
                {"flow", question.flow},
                {"version", question.version},
                {"step", question.step},
                {"facts", question.facts},
                {"about", question.about},
                {"class", question.message_class},
                {"asked_at", to_millis(question.asked_at)},
                {"missed", question.missed},
                {"nudged", question.nudged},
                {"trail", question.trail}};
  if (question.wakes_at) value["wakes_at"] = to_millis(*question.wakes_at);
  for (const auto& option : question.listed)
    value["listed"].push_back(json::array({option.key, option.label}));
  if (question.page > 0) value["page"] = question.page;
  return value;
}

Question to_question(const json& value) {
  Question question;
  value.at("id").get_to(question.id);
  value.at("member").get_to(question.member);
  value.at("flow").get_to(question.flow);
  value.at("version").get_to(question.version);
  value.at("step").get_to(question.step);
  value.at("facts").get_to(question.facts);
  value.at("about").get_to(question.about);
  value.at("class").get_to(question.message_class);
  question.asked_at = from_millis(value.at("asked_at").get<std::int64_t>());
  value.at("missed").get_to(question.missed);
  value.at("nudged").get_to(question.nudged);
  value.at("trail").get_to(question.trail);
  if (value.contains("wakes_at"))
    question.wakes_at = from_millis(value.at("wakes_at").get<std::int64_t>());
  if (value.contains("listed"))
    for (const auto& option : value.at("listed"))
      question.listed.push_back({option.at(0).get<std::string>(), option.at(1).get<std::string>()});
  question.page = value.value("page", std::size_t{0});
  return question;
}

}  // namespace

std::string write_conversation(const Conversation& conversation) {
  json value = {{"last_question", conversation.last_question},
                {"crossed", conversation.crossed},
                {"sensitive_until", to_millis(conversation.sensitive_until)},
                {"after_crisis", conversation.after_crisis == Conversation::AfterCrisis::yes},
                {"waiting", json::array()},
                {"crisis_answered", json::object()}};
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
    value->at("crossed").get_to(conversation.crossed);
    conversation.sensitive_until = from_millis(value->at("sensitive_until").get<std::int64_t>());
    if (value->at("after_crisis").get<bool>())
      conversation.after_crisis = Conversation::AfterCrisis::yes;
    if (value->contains("open")) conversation.open = to_question(value->at("open"));
    if (value->contains("closed")) conversation.closed = to_question(value->at("closed"));
    for (const auto& waiting : value->at("waiting"))
      conversation.waiting.push_back(to_question(waiting));
    for (const auto& [letter, at] : value->at("crisis_answered").items())
      conversation.crisis_answered[letter] = from_millis(at.get<std::int64_t>());
    return conversation;
  } catch (const json::exception&) {
    return fail("a stored conversation is not in the form that this program writes");
  }
}

}  // namespace kindbank::dialog
