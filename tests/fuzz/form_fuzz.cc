// Twilio's webhook. The bytes are a form: it is signed here, so that they come past the signature;
// and as they are, under a signature of something else, they must be refused.
#include <set>
#include <string>

#include "adapters/signature.h"
#include "adapters/twilio_hook.h"
#include "dialog/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace kindbank;
using fuzz::must;

const std::string url = "https://kind.example.org/hooks/sms";
const std::string account_sid = "AC0123456789abcdef0123456789abcdef";

adapters::HttpRequest call(std::string body, const std::string& signature) {
  return {
      "POST",
      "/hooks/sms",
      {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", signature}},
      std::move(body)};
}

bool is_clean(const std::string& text) {
  return is_utf8(text) && text.find('\0') == std::string::npos;
}

// A repeated name is signed once for each different value, in their order.
std::string signature_of(const std::string& token, const adapters::Fields& fields) {
  const std::set<std::pair<std::string, std::string>> sorted(fields.begin(), fields.end());
  std::string text = url;
  for (const auto& [name, value] : sorted) text += name + value;
  return adapters::base64_encode(adapters::hmac_sha1(token, text));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  adapters::TwilioAccount account;
  account.account_sid = account_sid;
  account.auth_token = "an auth token of no account";
  const std::string body(fuzz::text_of(bytes, size));

  const auto forged =
      adapters::read_twilio(account, call(body, "Zm9yZ2VkIGZvcmdlZCBmb3JnZQ=="), url);
  must(std::holds_alternative<adapters::Refused>(forged), "a forged call is refused");

  const auto fields = adapters::read_form(body);
  if (!fields) return 0;
  must(adapters::read_form(adapters::write_form(*fields)) == fields,
       "a form that was written is read as it was");
  const auto reading =
      adapters::read_twilio(account, call(body, signature_of(account.auth_token, *fields)), url);
  if (const auto* arrived = std::get_if<adapters::Arrived>(&reading)) {
    must(adapters::field(*fields, "AccountSid") == account_sid, "only our account is let in");
    must(arrived->answer.status == 200, "what is let in is answered with 200");
    must(arrived->messages.size() + arrived->reports.size() <= 1, "a call holds one thing");
    for (const auto& message : arrived->messages) {
      must(is_clean(message.message.text), "a text is valid UTF-8 without NUL");
      must(is_clean(message.from.handle) && !message.from.handle.empty(), "a sender has a handle");
      must(is_clean(message.provider_id) && !message.provider_id.empty(), "a text has an id");
      must(message.message.attachments.size() <= 10, "a text has at most ten media");
    }
    for (const auto& report : arrived->reports)
      must(is_clean(report.provider_id), "a report's id is valid UTF-8 without NUL");
  } else {
    const auto& refused = std::get<adapters::Refused>(reading);
    must(refused.answer.status >= 400 && refused.answer.status < 500, "a refusal says 4xx");
  }
  return 0;
}
