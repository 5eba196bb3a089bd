// GET /2010-04-01/Accounts/AC0123.../.json
// 200 {"status":"active","type":"Full",...}
//
// GET /2010-04-01/Accounts/AC0123.../IncomingPhoneNumbers.json?PhoneNumber=%2B447400111222
// 200
// {"incoming_phone_numbers":[{"sms_url":"https://...","sms_method":"POST","sms_application_sid":""}]}
//
// GET https://messaging.twilio.com/v1/Services/MG0123...
// 200 {"inbound_request_url":null,"inbound_method":"POST","use_inbound_webhook_on_number":true,...}
#include "adapters/twilio_probe.h"

#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/twilio_rest.h"

namespace kindbank::adapters {
namespace {

HttpRequest ask_twilio(const TwilioAccount& account, const std::string& path) {
  return twilio_request(account, "GET",
                        account.api_base + "/2010-04-01/Accounts/" + account.account_sid + path);
}

std::string judge_account(const HttpResponse& response) {
  if (response.status == 401)
    return "Twilio refuses our credentials; check account_sid and auth_token";
  const auto object = object_of(response.body);
  if (response.status != 200 || !object)
    return "Twilio answers " + std::to_string(response.status) + "; check account_sid and api_base";
  const auto status = text_at(*object, "status").text;
  if (status != "active") return "the account is " + status + "; see Twilio's console";
  if (text_at(*object, "type").text == "Trial")
    return "the account is on trial, and texts verified numbers alone; upgrade it";
  return {};
}

// `use` of the number: "sms" or "voice".
std::string judge_number(const HttpResponse& response, const std::string& hook,
                         const std::string& use) {
  const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
  const auto* numbers = object ? list_at(*object, "incoming_phone_numbers") : nullptr;
  if (numbers == nullptr) return "Twilio answers " + std::to_string(response.status);
  if (numbers->empty() || !numbers->front().is_object())
    return "the account has no such number; check `from`";
  const auto& number = numbers->front();
  const auto url = text_at(number, (use + "_url").c_str()).text;
  if (hook.empty()) return {};
  if (url != hook)
    return (use == "voice" ? "calls" : "texts") + std::string(" that come in go to ") +
           (url.empty() ? "nowhere" : url) + "; set the number's webhook to " + hook;
  if (text_at(number, (use + "_method").c_str()).text == "GET")
    return "the webhook calls by GET; set it to HTTP POST";
  return {};
}

// Without an address, and without leave to use the numbers' own, a text that comes in is thrown
// away and stands in no list.
std::string judge_service(const HttpResponse& response, const std::string& hook) {
  if (response.status == 404)
    return "the account has no such Messaging Service; check messaging_service_sid";
  const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
  if (!object) return "Twilio answers " + std::to_string(response.status);
  const auto own = object->find("use_inbound_webhook_on_number");
  if (own != object->end() && own->is_boolean() && own->get<bool>()) return {};
  const auto url = text_at(*object, "inbound_request_url").text;
  if (url.empty())
    return "the Messaging Service throws texts that come in away; set its webhook to " + hook +
           ", or let it defer to the sender's webhook";
  if (!hook.empty() && url != hook)
    return "texts that come in go to " + url + "; set the Messaging Service's webhook to " + hook;
  if (text_at(*object, "inbound_method").text == "GET")
    return "the Messaging Service calls by GET; set it to HTTP POST";
  return {};
}

// Its API stands on a host of its own; a stub has all in one place.
std::string messaging_base(const TwilioAccount& account) {
  return account.api_base == twilio_base ? "https://messaging.twilio.com" : account.api_base;
}

}  // namespace

std::vector<Probe> probe_twilio(const TwilioAccount& account, const std::string& hook) {
  std::vector<Probe> probes = {
      {"the account is active", ask_twilio(account, ".json"), judge_account}};
  if (!account.messaging_service_sid.empty())
    probes.push_back(
        {"the Messaging Service hands texts on",
         twilio_request(account, "GET",
                        messaging_base(account) + "/v1/Services/" + account.messaging_service_sid),
         [hook](const HttpResponse& response) { return judge_service(response, hook); }});
  // A WhatsApp sender and a Messaging Service keep their webhook elsewhere.
  if (account.kind != "whatsapp" && account.messaging_service_sid.empty())
    probes.push_back({"the number is ours and calls us",
                      ask_twilio(account, "/IncomingPhoneNumbers.json?" +
                                              write_form({{"PhoneNumber", account.from}})),
                      [hook, use = account.kind](const HttpResponse& response) {
                        return judge_number(response, hook, use);
                      }});
  return probes;
}

}  // namespace kindbank::adapters
