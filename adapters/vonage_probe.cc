// GET https://rest.nexmo.com/account/get-balance, Basic api_key:api_secret
// 200 {"value":10.28,"autoReload":false}, in euros
//
// GET https://api.nexmo.com/v2/applications/aaaaaaaa-..., the same
// 200 {"capabilities":{"messages":{"webhooks":{"inbound_url":{"address":"https://...",
//      "http_method":"POST"},"status_url":{...}}}}}
//
// GET https://rest.nexmo.com/account/numbers?pattern=447400111222, the same
// 200 {"count":1,"numbers":[{"msisdn":"447400111222","moHttpUrl":"https://...","app_id":"..."}]}
#include "adapters/vonage_probe.h"

#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/signature.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

HttpRequest ask_vonage(const std::string& url, const std::string& api_key,
                       const std::string& api_secret) {
  return {"GET",
          url,
          {{"Authorization", "Basic " + base64_encode(api_key + ":" + api_secret)},
           {"Accept", "application/json"}},
          ""};
}

std::string judge_credit(const HttpResponse& response) {
  if (response.status == 401 || response.status == 403)
    return "Vonage refuses our credentials; check api_key and api_secret";
  const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
  if (!object || !object->contains("value") || !object->at("value").is_number())
    return "Vonage answers " + std::to_string(response.status) + "; check api_base";
  if (object->at("value").get<double>() <= 0)
    return "the account has no credit left; top it up, or nothing is sent";
  return {};
}

std::string address_of(const json& webhooks, const char* key) {
  const auto* one = object_at(webhooks, key);
  return one == nullptr ? "" : text_at(*one, "address").text;
}

std::string judge_application(const HttpResponse& response, const std::string& hook) {
  if (response.status == 401 || response.status == 403)
    return "Vonage refuses our credentials; check api_key and api_secret";
  if (response.status == 404) return "there is no such application; check application_id";
  const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
  if (!object) return "Vonage answers " + std::to_string(response.status);
  const auto* found = &*object;
  for (const auto* key : {"capabilities", "messages", "webhooks"}) {
    found = object_at(*found, key);
    if (found == nullptr) return "the application has no Messages; switch them on";
  }
  if (hook.empty()) return {};
  const auto url = address_of(*found, "inbound_url");
  if (url != hook)
    return "texts that come in go to " + (url.empty() ? "nowhere" : url) +
           "; set the application's inbound URL to " + hook;
  const auto reports = address_of(*found, "status_url");
  if (reports != hook + "/status")
    return "delivery reports go to " + (reports.empty() ? "nowhere" : reports) +
           "; set the application's status URL to " + hook + "/status";
  return {};
}

// The entry of that number, as "447400111222"; nullptr where it is not among the account's.
const json* number_among(const json& object, const std::string& digits) {
  const auto* numbers = list_at(object, "numbers");
  if (numbers == nullptr) return nullptr;
  for (const json& one : *numbers)
    if (one.is_object() && text_at(one, "msisdn").text == digits) return &one;
  return nullptr;
}

std::string judge_number_at_vonage(const HttpResponse& response, const VonageNumber& wanted) {
  const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
  if (!object) return "Vonage answers " + std::to_string(response.status);
  const auto* number = number_among(*object, wanted.digits);
  if (number == nullptr) return "the account has no such number; check `from`";
  if (!wanted.application_id.empty() && text_at(*number, "app_id").text != wanted.application_id)
    return "the number is not linked to the application; link it there";
  const auto url = text_at(*number, "moHttpUrl").text;
  // One without an address of its own has that of the account, which no call shows.
  if (!wanted.hook.empty() && !url.empty() && url != wanted.hook)
    return "texts that come in go to " + url + "; set the number's inbound webhook to " +
           wanted.hook;
  return {};
}

}  // namespace

Probe probe_vonage_credit(const std::string& base, const std::string& api_key,
                          const std::string& api_secret) {
  return {"the account has credit", ask_vonage(base + "/account/get-balance", api_key, api_secret),
          judge_credit};
}

Probe probe_vonage_application(const std::string& base, const std::string& api_key,
                               const std::string& api_secret, const std::string& application_id,
                               const std::string& hook) {
  return {"the application hands its texts to us",
          ask_vonage(base + "/v2/applications/" + application_id, api_key, api_secret),
          [hook](const HttpResponse& response) { return judge_application(response, hook); }};
}

Probe probe_vonage_number(const std::string& base, const std::string& api_key,
                          const std::string& api_secret, const VonageNumber& number) {
  return {
      "the number is ours and calls us",
      ask_vonage(base + "/account/numbers?" + write_form({{"pattern", number.digits}}), api_key,
                 api_secret),
      [number](const HttpResponse& response) { return judge_number_at_vonage(response, number); }};
}

Probe probe_vonage_clock(const std::string& base) {
  return {"Vonage answers; whether it knows us is asked only where api_secret is set",
          {"GET", base + "/v2/applications", {{"Accept", "application/json"}}, ""},
          [](const HttpResponse&) { return std::string(); },
          Probe::Shows::little};
}

}  // namespace kindbank::adapters
