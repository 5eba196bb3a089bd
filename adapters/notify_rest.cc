// POST https://api.notifications.service.gov.uk/v2/notifications/sms
// Authorization: Bearer <JWT of {"iss":service id,"iat":seconds}, HS256 by the key's secret>
//
// {"phone_number":"+447400123456","template_id":"...","personalisation":{"message":"Thank you"},
//  "reference":"..."}
//
// 201 {"id":"740e5834-3a29-46b4-9a6f-16142fde533a","reference":"...","content":{...},...}
// 400 {"status_code":400,"errors":[{"error":"BadRequestError","message":"..."}]}
//
// GET /v2/notifications?reference=...
// 200 {"notifications":[{"id":"...","reference":"...","status":"delivered",...}],"links":{...}}
//
// GET /v2/received-text-messages?older_than=<id>
// 200 {"received_text_messages":[{"id":"...","user_number":"447400123456","content":"Hello",
//      "created_at":"2026-11-20T10:00:00.000000Z",...}],"links":{...}}
//
// An error is told by its status and its kind; its message may be worded anew at any time.
#include "adapters/notify_rest.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/jwt.h"
#include "adapters/notify_status.h"
#include "adapters/outcome.h"
#include "dialog/json.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

constexpr auto day_wait = std::chrono::hours(1);  // its daily limit starts anew at midnight

HttpRequest signed_call(const NotifyAccount& account, std::string method, std::string url,
                        Time now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  const auto token =
      jwt_hs256(write_json({{"iss", account.service_id}, {"iat", seconds}}), account.secret);
  return {std::move(method),
          std::move(url),
          {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}},
          {}};
}

std::string first_error(const HttpResponse& response) {
  const auto object = object_of(response.body);
  const auto* errors = object ? list_at(*object, "errors") : nullptr;
  if (errors == nullptr || errors->empty() || !errors->front().is_object()) return {};
  return text_at(errors->front(), "error").text;
}

Delivery refused_by_notify(const HttpResponse& response) {
  if (response.status == 429) {
    if (first_error(response) == "TooManyRequestsError")
      return Later{retry_after(response).value_or(day_wait),
                   "Notify's limit of texts for today is reached"};
    return Later{retry_after(response), "Notify asks to send more slowly"};
  }
  // A key that was revoked, a clock that is wrong, or a wrong api_base: an operator mends these.
  if (response.status == 401 || response.status == 403)
    return Later{retry_after(response),
                 "Notify does not accept our key; check api_key and this machine's clock"};
  if (response.status == 404)
    return Later{retry_after(response), "Notify is not at that address; check api_base"};
  return Never{
      "Notify refused it: a number it cannot text, a service in trial mode, or another template",
      false};
}

// The list under that key; nothing where the reply is anything else.
std::optional<json> list_of(const HttpReply& reply, const char* key) {
  const auto* response = std::get_if<HttpResponse>(&reply);
  if (response == nullptr || response->status != 200) return std::nullopt;
  const auto object = object_of(response->body);
  const auto* list = object ? list_at(*object, key) : nullptr;
  if (list == nullptr) return std::nullopt;
  return *list;
}

// "2026-11-20T10:00:00.000000Z"
std::optional<Time> read_moment(const std::string& text) {
  std::array<int, 3> date{};
  std::array<int, 3> clock{};
  if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &date[0], &date[1], &date[2], &clock[0],
                  &clock[1], &clock[2]) != 6)
    return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(date[0]),
                                        std::chrono::month(static_cast<unsigned>(date[1])),
                                        std::chrono::day(static_cast<unsigned>(date[2]))};
  if (!day.ok()) return std::nullopt;
  return Time{std::chrono::sys_days(day)} + std::chrono::hours(clock[0]) +
         std::chrono::minutes(clock[1]) + std::chrono::seconds(clock[2]);
}

// "((message))", or "((1))" and as many as it has variables.
std::vector<std::string> placeholders_of(const NotifyAccount& account, const Approval& approval) {
  if (!approval.variables) return {"((" + account.placeholder + "))"};
  std::vector<std::string> all;
  for (std::size_t number = 1; number <= *approval.variables; ++number)
    all.push_back("((" + std::to_string(number) + "))");
  return all;
}

// " of invitation.pl", " of pl", "".
std::string whose(const Approval& approval) {
  const auto& [use, language, value, variables] = approval;
  if (use.empty()) return language == value.substr(0, language.size()) ? "" : " of " + language;
  return " of " + use + (language.empty() ? "" : "." + language);
}

}  // namespace

HttpRequest write_notify(const NotifyAccount& account, const Outgoing& part, Time now) {
  const auto* approved = approved_for(account.templates, part);  // there is one for each
  json personalisation = {{account.placeholder, numbered(part.message)}};
  if (approved->variables) {
    personalisation = json::object();
    for (const auto& slot : part.slots)
      personalisation[std::to_string(personalisation.size() + 1)] = slot;
  }
  json body = {{"phone_number", part.to.handle},
               {"template_id", approved->value},
               {"personalisation", std::move(personalisation)},
               {"reference", part.reference}};
  if (!account.sms_sender_id.empty()) body["sms_sender_id"] = account.sms_sender_id;
  auto request = signed_call(account, "POST", account.api_base + "/v2/notifications/sms", now);
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = write_json(body);
  return request;
}

Delivery notify_outcome(const Outgoing&, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 201) {
    const auto object = object_of(response.body);
    auto id = object ? text_at(*object, "id").text : "";
    if (id.empty()) return Unknown{};
    return Sent{std::move(id), Rung::sent, Sent::Words::kept};
  }
  // Notify says nothing of what a 5xx has done, so the text is looked up before it is sent again.
  if (const auto between = in_between(response)) return *between;
  return refused_by_notify(response);
}

HttpRequest look_up_notify(const NotifyAccount& account, const Outgoing& part, Time now) {
  return signed_call(
      account, "GET",
      account.api_base + "/v2/notifications?reference=" + percent_encode(part.reference), now);
}

Delivery notify_found(const Outgoing& part, const HttpReply& reply, const IsTaken& is_taken) {
  const auto list = list_of(reply, "notifications");
  if (!list) return Unknown{};
  for (const json& entry : *list) {
    if (!entry.is_object()) return Unknown{};
    auto id = text_at(entry, "id").text;
    if (text_at(entry, "reference").text != part.reference || id.empty() || is_taken(id)) continue;
    const auto known = notify_status(text_at(entry, "status").text);
    if (known && known->rung == Rung::failed) return Never{std::string(known->why), false};
    return Sent{std::move(id),
                known && known->rung == Rung::delivered ? Rung::delivered : Rung::sent};
  }
  return Later{std::nullopt, "the text never arrived at Notify"};
}

std::vector<Probe> probe_notify(const NotifyAccount& account, Time now) {
  const auto judge_key = [](const HttpResponse& response) -> std::string {
    if (response.status == 401 || response.status == 403)
      return "Notify does not accept our key; check api_key and this machine's clock";
    return response.status == 200 ? "" : "Notify answers " + std::to_string(response.status);
  };
  const auto judge_template = [room = account.fixed_characters](
                                  const HttpResponse& response,
                                  const std::vector<std::string>& wanted) -> std::string {
    const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
    if (!object) return "Notify does not know this template; check template_id";
    if (text_at(*object, "type").text != "sms") return "the template is not of a text message";
    const auto body = text_at(*object, "body").text;
    auto own = code_points(body).size();
    for (const auto& placeholder : wanted) {
      if (body.find(placeholder) == std::string::npos)
        return "the template has no " + placeholder + "; write it there, or set placeholder";
      own -= placeholder.size();
    }
    std::size_t placeholders = 0;
    for (auto at = body.find("(("); at != std::string::npos; at = body.find("((", at + 2))
      ++placeholders;
    if (placeholders != wanted.size())
      return "the template has more than one placeholder; leave only " + wanted.front() +
             (wanted.size() > 1 ? " to " + wanted.back() : "");
    if (own > room)
      return "the template has " + std::to_string(own) +
             " characters of its own, which a long text must leave room for; set "
             "fixed_characters: " +
             std::to_string(own);
    return {};
  };
  std::vector<Probe> probes = {{"the key is good", list_notify(account, "", now), judge_key}};
  for (const Approval& one : account.templates)
    probes.push_back(
        {"the template" + whose(one) + " takes our texts",
         signed_call(account, "GET", account.api_base + "/v2/template/" + one.value, now),
         [judge_template, wanted = placeholders_of(account, one)](const HttpResponse& response) {
           return judge_template(response, wanted);
         }});
  return probes;
}

HttpRequest list_notify(const NotifyAccount& account, const std::string& next, Time now) {
  return signed_call(account, "GET", account.api_base + "/v2/received-text-messages" + next, now);
}

Result<Page> notify_listed(const HttpReply& reply, Time earliest) {
  if (std::holds_alternative<NoAnswer>(reply)) return fail("Notify's list did not answer");
  const int status = std::get<HttpResponse>(reply).status;
  if (status != 200) return fail("Notify's list answered " + std::to_string(status));
  const auto list = list_of(reply, "received_text_messages");
  if (!list) return fail("Notify's list is not what it should be");
  Page page;
  for (const json& entry : *list) {
    if (!entry.is_object()) continue;
    const auto created = read_moment(text_at(entry, "created_at").text);
    if (created && *created < earliest) {
      page.next.clear();
      break;
    }
    auto inbound = read_notify_text(entry, "user_number", "content");
    if (inbound.provider_id.empty()) continue;
    // The link that Notify gives has another parameter than its list understands.
    page.next = "?older_than=" + percent_encode(inbound.provider_id);
    page.messages.push_back(std::move(inbound));
  }
  return page;
}

}  // namespace kindbank::adapters
