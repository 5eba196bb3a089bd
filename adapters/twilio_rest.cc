// POST https://api.twilio.com/2010-04-01/Accounts/AC0123.../Messages.json
// Authorization: Basic base64("AC0123...:auth token")
// Content-Type: application/x-www-form-urlencoded
//
// To=%2B447400123456&From=%2B447400111222&Body=Thank%20you&StatusCallback=https%3A%2F%2F...
//
// 201 {"sid":"SM0123456789abcdef0123456789abcdef","status":"queued","error_code":null,...}
// 400 {"code":21610,"message":"...","more_info":"https://...","status":400}
//
// GET .../Messages.json?To=%2B447400111222&DateSent%3E=2026-11-20&PageSize=200
// 200
// {"messages":[{"sid":"SM...","direction":"inbound","from":"+447400123456","to":"+447400111222",
//      "body":"Hello","num_media":"0","date_created":"Fri, 20 Nov 2026 10:00:00 +0000",...}],
//      "next_page_uri":"/2010-04-01/Accounts/AC0123.../Messages.json?Page=1&PageToken=..."}
#include "adapters/twilio_rest.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/signature.h"
#include "adapters/twilio_code.h"
#include "dialog/json.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

constexpr auto clock_slack = std::chrono::minutes(2);  // between Twilio's clock and ours

std::string messages_url(const TwilioAccount& account) {
  return account.api_base + "/2010-04-01/Accounts/" + account.account_sid + "/Messages.json";
}

Delivery by_code(int code, const HttpResponse& response) {
  const TwilioCode known = twilio_code(code);
  switch (known.verdict) {
    case TwilioCode::Verdict::later:
      return Later{retry_after(response), known.why};
    case TwilioCode::Verdict::stopped:
      return Never{known.why, true};
    case TwilioCode::Verdict::never:
      return Never{known.why, false};
  }
  return Unknown{};
}

Delivery refused(const HttpResponse& response) {
  const auto object = object_of(response.body);
  const int code = object ? static_cast<int>(whole_at(*object, "code")) : 0;
  if (response.status == 429 || code == 20429) {
    return Later{retry_after(response), twilio_code(20429).why};
  }
  if (response.status == 401) return Later{retry_after(response), twilio_code(20003).why};
  // An account that is closed or misspelt, or a wrong api_base: an operator mends these.
  if (response.status == 403 || response.status == 404) {
    return Later{retry_after(response), "Twilio does not serve our account; check account_sid"};
  }
  return by_code(code, response);
}

std::string day_of(Time time) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

// The words without blanks and marks: a Messaging Service may swap curly quotes and long dashes for
// plain ones before it keeps the text.
std::vector<char32_t> words_of(std::string_view text) {
  std::vector<char32_t> kept;
  for (const char32_t c : code_points(text)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool mark = c < 0x80 || (c >= 0xA0 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F);
    if (letter || !mark) kept.push_back(c);
  }
  return kept;
}

bool is_ours(const json& entry, const Outgoing& part) {
  if (!text_at(entry, "direction").text.starts_with("outbound")) return false;
  const std::string body = text_at(entry, "body").text;
  const std::string text = numbered(part.message);
  if (body == text) return true;
  const auto words = words_of(text);
  const auto kept = words_of(body);
  // A template has words of its own around the text, or around each of what fills its slots.
  const bool in_template = part.to.kind == "whatsapp" && needs_template(part);
  const auto all_within = [&kept](const std::vector<std::vector<char32_t>>& pieces) {
    auto from = kept.begin();
    for (const auto& piece : pieces) {
      const auto found = std::search(from, kept.end(), piece.begin(), piece.end());
      if (found == kept.end()) return false;
      from = found + static_cast<std::ptrdiff_t>(piece.size());
    }
    return !pieces.empty();
  };
  std::vector<std::vector<char32_t>> slots;
  for (const auto& slot : part.slots)
    if (auto of_slot = words_of(slot); !of_slot.empty()) slots.push_back(std::move(of_slot));
  return !words.empty() &&
         (words == kept || (in_template && (all_within({words}) || all_within(slots))));
}

Delivery settled(const json& entry) {
  const std::string status = text_at(entry, "status").text;
  if (status == "failed" || status == "undelivered" || status == "canceled") {
    const TwilioCode code = twilio_code(static_cast<int>(whole_at(entry, "error_code")));
    return Never{code.why, code.verdict == TwilioCode::Verdict::stopped};
  }
  return Sent{text_at(entry, "sid").text, status == "delivered" ? Rung::delivered : Rung::sent};
}

// The list of a page, or nothing where the reply holds none.
std::optional<json> messages_of(const HttpReply& reply) {
  const auto* response = std::get_if<HttpResponse>(&reply);
  if (response == nullptr || response->status != 200) return std::nullopt;
  auto object = object_of(response->body);
  if (!object || !object->contains("messages")) return std::nullopt;
  if (!object->at("messages").is_array()) return std::nullopt;
  return object;
}

Inbound read_entry(const TwilioAccount& account, const json& entry) {
  const auto from = text_at(entry, "from");
  const auto body = text_at(entry, "body");
  Inbound inbound;
  inbound.from = read_twilio_address(account, from.text, inbound.replyable);
  inbound.provider_id = text_at(entry, "sid").text;
  inbound.message.text = body.text;
  inbound.repaired = from.changed || body.changed;
  if (whole_at(entry, "num_media") > 0) {
    // The list names no single picture, only where their own list is.
    const auto parts = entry.find("subresource_uris");
    const bool named = parts != entry.end() && parts->is_object();
    const std::string uri = named ? text_at(*parts, "media").text : "";
    inbound.message.attachments.push_back({uri.empty() ? "" : account.api_base + uri, ""});
  }
  return inbound;
}

}  // namespace

HttpRequest twilio_request(const TwilioAccount& account, std::string method, std::string url) {
  const std::string credentials = base64_encode(account.account_sid + ":" + account.auth_token);
  return {std::move(method),
          std::move(url),
          {{"Authorization", "Basic " + credentials}, {"Accept", "application/json"}},
          {}};
}

HttpRequest twilio_post(const TwilioAccount& account, std::string_view resource,
                        const Fields& fields) {
  auto request = twilio_request(account, "POST",
                                account.api_base + "/2010-04-01/Accounts/" + account.account_sid +
                                    "/" + std::string(resource) + ".json");
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = write_form(fields);
  return request;
}

HttpRequest write_twilio(const TwilioAccount& account, const Outgoing& part) {
  Fields fields = {{"To", twilio_address(account, part.to.handle)}};
  if (account.messaging_service_sid.empty()) {
    fields.emplace_back("From", twilio_address(account, account.from));
  } else {
    fields.emplace_back("MessagingServiceSid", account.messaging_service_sid);
  }
  const bool may_need = account.kind == "whatsapp" && needs_template(part);
  const auto* content = may_need ? approved_for(account.contents, part) : nullptr;
  if (content != nullptr) {
    fields.emplace_back("ContentSid", content->value);
    auto variables = json::object();
    for (const auto& words : variables_of(*content, part))
      variables[std::to_string(variables.size() + 1)] = words;
    fields.emplace_back("ContentVariables", write_json(variables));
  } else {
    fields.emplace_back("Body", numbered(part.message));
  }
  if (!account.status_callback.empty()) {
    fields.emplace_back("StatusCallback", account.status_callback);
  }
  return twilio_post(account, "Messages", fields);
}

Delivery twilio_outcome(const Outgoing& part, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 200 || response.status == 201) {
    const auto object = object_of(response.body);
    std::string sid = object ? text_at(*object, "sid").text : "";
    if (sid.empty()) return Unknown{};
    const auto status = text_at(*object, "status").text;
    if (status == "failed" || status == "undelivered" || status == "canceled")
      return by_code(static_cast<int>(whole_at(*object, "error_code")), response);
    // WhatsApp may say later that it was sent too fast.
    const bool may_go_again = part.to.kind == "whatsapp";
    return Sent{std::move(sid), Rung::sent,
                may_go_again ? Sent::Words::kept : Sent::Words::done_with};
  }
  // Twilio promises "not processed" for 429 only. A 5xx, a proxy's too, may stand between us and a
  // text that left, so it is looked up before anything is sent again.
  if (const auto between = in_between(response)) return *between;
  return refused(response);
}

HttpRequest look_up_twilio(const TwilioAccount& account, const Outgoing& part) {
  // No filter by date: a text that still waits at Twilio has no date of sending and would be left
  // out.
  Fields query = {{"To", twilio_address(account, part.to.handle)}};
  if (account.messaging_service_sid.empty())
    query.emplace_back("From", twilio_address(account, account.from));
  query.emplace_back("PageSize", "200");
  return twilio_request(account, "GET", messages_url(account) + "?" + write_form(query));
}

Delivery twilio_found(const Outgoing& part, const HttpReply& reply, const IsTaken& is_taken) {
  const auto page = messages_of(reply);
  if (!page) return Unknown{};
  const Time earliest = part.queued_at - clock_slack;
  bool reached_back = text_at(*page, "next_page_uri").text.empty();
  for (const json& entry : page->at("messages")) {
    if (!entry.is_object()) return Unknown{};
    const auto created = read_http_date(text_at(entry, "date_created").text);
    if (!created) return Unknown{};
    if (*created < earliest) {
      reached_back = true;
    } else if (is_ours(entry, part) && !is_taken(text_at(entry, "sid").text)) {
      return settled(entry);
    }
  }
  if (!reached_back) return Unknown{};
  return Later{std::nullopt, "the text never arrived at Twilio"};
}

HttpRequest list_twilio(const TwilioAccount& account, Time since) {
  Fields query;
  // A Messaging Service has several numbers; the account's whole list is read then.
  if (account.messaging_service_sid.empty())
    query.emplace_back("To", twilio_address(account, account.from));
  query.emplace_back("DateSent>", day_of(since - account.lookback));
  query.emplace_back("PageSize", "200");
  return twilio_request(account, "GET", messages_url(account) + "?" + write_form(query));
}

HttpRequest list_more_twilio(const TwilioAccount& account, const std::string& next) {
  return twilio_request(account, "GET", next);
}

Result<Page> twilio_listed(const TwilioAccount& account, const HttpReply& reply) {
  if (std::holds_alternative<NoAnswer>(reply)) return fail("Twilio's list did not answer");
  const int status = std::get<HttpResponse>(reply).status;
  if (status != 200) return fail("Twilio's list answered " + std::to_string(status));
  const auto object = messages_of(reply);
  if (!object) return fail("Twilio's list is not what it should be");
  Page page;
  for (const json& entry : object->at("messages")) {
    if (!entry.is_object() || text_at(entry, "direction").text != "inbound") continue;
    Inbound inbound = read_entry(account, entry);
    if (!inbound.provider_id.empty()) page.messages.push_back(std::move(inbound));
  }
  // Only a path of our own account: the credentials go nowhere else.
  const std::string uri = text_at(*object, "next_page_uri").text;
  if (uri.starts_with("/2010-04-01/Accounts/")) page.next = account.api_base + uri;
  return page;
}

}  // namespace kindbank::adapters
