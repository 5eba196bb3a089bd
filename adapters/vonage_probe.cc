// GET https://rest.nexmo.com/account/get-balance, Basic api_key:api_secret
// 200 {"value":10.28,"autoReload":false}, in euros
//
// GET https://api.nexmo.com/v2/applications/aaaaaaaa-..., the same
// 200 {"capabilities":{"messages":{"webhooks":{"inbound_url":{"address":"https://...",
//      "http_method":"POST"},"status_url":{...}}}}}
#include "adapters/vonage_probe.h"

#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/signature.h"

namespace kindbank::adapters {
namespace {

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

std::string judge_application(const HttpResponse& response, const std::string& hook) {
  if (response.status == 401 || response.status == 403)
    return "Vonage refuses our credentials; check api_key and api_secret";
  if (response.status == 404) return "there is no such application; check application_id";
  const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
  if (!object) return "Vonage answers " + std::to_string(response.status);
  const auto* found = &*object;
  for (const auto* key : {"capabilities", "messages", "webhooks", "inbound_url"}) {
    found = object_at(*found, key);
    if (found == nullptr) return "the application has no Messages; switch them on";
  }
  const auto url = text_at(*found, "address").text;
  if (hook.empty() || url == hook) return {};
  return "texts that come in go to " + (url.empty() ? "nowhere" : url) +
         "; set the application's inbound URL to " + hook;
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

}  // namespace kindbank::adapters
