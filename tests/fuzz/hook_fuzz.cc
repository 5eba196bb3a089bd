// The webhooks. The first byte says whose it is; the rest is a body (Kannel's: a query) that is let
// in with that platform's proof, and refused without it.
#include <algorithm>
#include <string>
#include <vector>

#include "adapters/channel.h"
#include "adapters/jwt.h"
#include "adapters/settings.h"
#include "adapters/signature.h"
#include "adapters/vonage_sms_hook.h"
#include "dialog/utf8.h"
#include "tests/adapters/rsa_key.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace kindbank;
using namespace kindbank::adapters;
using fuzz::must;

// What makes a call of that platform genuine: a header, a signature over the body, a secret.
struct Platform {
  Channel channel;
  std::function<void(HttpRequest&)> prove;
};

Channel channel_of(const ChannelSettings& settings) { return open_channel(settings).value(); }

const std::vector<Platform>& platforms() {
  const auto with_header = [](const std::string& name, const std::string& value) {
    return [name, value](HttpRequest& request) { request.headers.emplace_back(name, value); };
  };
  const std::string key = "a signing key of no phone at all";
  const auto sign = [key](HttpRequest& request) {
    request.headers.emplace_back("X-Timestamp", "0");
    request.headers.emplace_back("X-Signature", hex_encode(hmac_sha256(key, request.body + "0")));
  };
  const auto sign_as_meta = [](HttpRequest& request) {
    request.headers.emplace_back("X-Hub-Signature-256",
                                 "sha256=" + hex_encode(hmac_sha256("app secret", request.body)));
  };
  const std::string secret = "a signature secret of no account";
  const auto sign_as_vonage = [secret](HttpRequest& request) {
    const auto claims = R"({"iss":"Vonage","api_key":"k","iat":0,"payload_hash":")" +
                        hex_encode(sha256(request.body)) + "\"}";
    request.headers.emplace_back("Authorization", "Bearer " + jwt_hs256(claims, secret));
  };
  const auto sign_as_vonage_sms = [secret](HttpRequest& request) {
    request.headers.clear();
    request.body += "&timestamp=0";
    const auto fields = read_form(request.body);
    if (!fields) return;
    VonageSigning signing;
    signing.secret = secret;
    request.body += "&sig=" + hex_encode(vonage_signature(signing, *fields));
  };
  const auto sign_as_twilio = [](HttpRequest& request) {
    auto fields = read_form(request.body);
    if (!fields) return;
    std::sort(fields->begin(), fields->end());
    fields->erase(std::unique(fields->begin(), fields->end()), fields->end());
    std::string text = "https://kind.example.org/hooks/voice";
    for (const auto& [name, value] : *fields) text += name + value;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"X-Twilio-Signature", base64_encode(hmac_sha1("auth token", text))}};
  };
  // Kannel's words are in the query.
  const auto as_query = [](HttpRequest& request) {
    request.target += "?secret=a+secret+of+no+route&" + request.body;
  };
  static const std::vector<Platform> all = {
      {channel_of({"council",
                   "notify",
                   {{"api_key",
                     "k-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"},
                    {"template_id", "f33517ff-2a88-4f6e-b855-c550268ce08a"},
                    {"bearer_token", "a bearer token of no service"}},
                   ""}),
       with_header("Authorization", "Bearer a bearer token of no service")},
      {channel_of(
           {"phone", "smsgate", {{"username", "u"}, {"password", "p"}, {"signing_key", key}}, ""}),
       sign},
      {channel_of({"telegram", "telegram", {{"token", "1:a"}, {"secret_token", "secret"}}, ""}),
       with_header("X-Telegram-Bot-Api-Secret-Token", "secret")},
      {channel_of({"modem",
                   "kannel",
                   {{"username", "u"}, {"password", "p"}, {"secret", "a secret of no route"}},
                   "http://127.0.0.1:1"}),
       as_query},
      {channel_of({"whatsapp",
                   "whatsapp",
                   {{"phone_number_id", "1234567890"},
                    {"access_token", "t"},
                    {"app_secret", "app secret"},
                    {"verify_token", "v"}},
                   ""}),
       sign_as_meta},
      {channel_of({"vonage",
                   "vonage",
                   {{"application_id", "a"},
                    {"private_key", rsa_key()},
                    {"api_key", "k"},
                    {"signature_secret", secret},
                    {"from", "+447400111222"}},
                   ""}),
       sign_as_vonage},
      {channel_of({"texts",
                   "vonage-sms",
                   {{"api_key", "k"},
                    {"api_secret", "s"},
                    {"signature_secret", secret},
                    {"from", "+447400111222"}},
                   ""}),
       sign_as_vonage_sms},
      {channel_of({"voice",
                   "voice",
                   {{"account_sid", "AC0123456789abcdef0123456789abcdef"},
                    {"auth_token", "auth token"},
                    {"from", "+441438111222"}},
                   "https://kind.example.org"}),
       sign_as_twilio}};
  return all;
}

bool is_clean(const std::string& text) {
  return is_utf8(text) && text.find('\0') == std::string::npos;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto& [channel, prove] = platforms()[bytes[0] % platforms().size()];
  const std::string url = "https://kind.example.org/hooks/" + channel.name;
  HttpRequest request = {"POST",
                         "/hooks/" + channel.name,
                         {{"Content-Type", "application/json"}},
                         std::string(fuzz::text_of(bytes + 1, size - 1))};
  const auto unproved = channel.read(request, url, Time{});
  if (const auto* brought = std::get_if<Arrived>(&unproved))
    must(brought->messages.empty() && brought->reports.empty() && request.body.empty(),
         "a call without its proof is refused, or tries the address");
  prove(request);
  const auto reading = channel.read(request, url, Time{});
  const auto* arrived = std::get_if<Arrived>(&reading);
  if (arrived == nullptr) return 0;
  must(arrived->answer.status / 100 == 2, "what is let in is acknowledged");
  for (const Inbound& inbound : arrived->messages) {
    must(!inbound.provider_id.empty() && !inbound.from.handle.empty(), "it is somebody's");
    must(is_clean(inbound.message.text) && is_clean(inbound.from.handle) &&
             is_clean(inbound.provider_id),
         "behind the adapter every text is clean");
  }
  for (const Report& report : arrived->reports)
    must(!report.provider_id.empty() && is_clean(report.provider_id), "a report is of some part");

  const HttpReply reply = HttpResponse{201, {}, request.body};
  if (const auto delivery = channel.outcome({}, reply);
      const auto* sent = std::get_if<Sent>(&delivery))
    must(is_clean(sent->provider_id) && !sent->provider_id.empty(), "what was sent has an id");
  if (channel.listed)
    if (const auto page = channel.listed(HttpResponse{200, {}, request.body}, Time{}))
      for (const Inbound& inbound : page->messages)
        must(is_clean(inbound.message.text), "a listed text is clean");
  return 0;
}
