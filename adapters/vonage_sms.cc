// POST https://rest.nexmo.com/sms/json, as a form:
// api_key=abcd1234&api_secret=...&from=447400111222&to=447400123456&type=text&text=Thank+you&
// client-ref=...&status-report-req=1&callback=<percent-encoded {public_url}/hooks/sms/status>
//
// 200 {"message-count":"1","messages":[{"to":"447400123456","message-id":"0A00...","status":"0"}]}
// 200 {"message-count":"1","messages":[{"status":"1","error-text":"Throughput Rate Exceeded -
//      please wait [ 250 ] and retry"}]}
//
// 200 says nothing: the status of each segment does, and each has an id of its own. So a text is
// known by our reference, which comes back in the report of every segment.
#include "adapters/vonage_sms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/settings.h"
#include "adapters/vonage_probe.h"
#include "adapters/vonage_sms_hook.h"
#include "dialog/sms.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

struct VonageSmsAccount {
  VonageSigning signing;
  std::string api_secret;
  std::string from;  // as it is sent: digits, or a name
  std::string api_base;
  std::string status_url;  // "" where nobody can call us
};

std::string digits_of(const std::string& number) {
  return number.starts_with('+') ? number.substr(1) : number;
}

HttpRequest write_vonage_sms(const VonageSmsAccount& account, const Outgoing& part) {
  const auto text = numbered(part.message);
  const bool is_gsm7 = dialog::count_sms(text).encoding == dialog::SmsCount::Encoding::gsm7;
  Fields fields = {{"api_key", account.signing.api_key},
                   {"api_secret", account.api_secret},
                   {"from", account.from},
                   {"to", digits_of(part.to.handle)},
                   {"type", is_gsm7 ? "text" : "unicode"},
                   {"text", text},
                   {"client-ref", part.reference}};
  if (!account.status_url.empty()) {
    fields.emplace_back("status-report-req", "1");
    fields.emplace_back("callback", account.status_url);
  }
  return {"POST",
          account.api_base + "/sms/json",
          {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
          write_form(fields)};
}

// "... please wait [ 250 ] and retry": milliseconds.
std::optional<Duration> wait_in(const std::string& text) {
  auto at = text.find('[');
  if (at == std::string::npos) return std::nullopt;
  at = text.find_first_not_of(' ', at + 1);
  if (at == std::string::npos) return std::nullopt;
  int millis = 0;
  const auto [rest, error] = std::from_chars(text.data() + at, text.data() + text.size(), millis);
  if (error != std::errc() || millis < 0 || millis > 3'600'000) return std::nullopt;
  return std::chrono::milliseconds(millis);
}

Delivery outcome_of_status(std::int64_t status, const std::string& error) {
  switch (status) {
    case 1:
      return Later{wait_in(error), "Vonage asks to send more slowly"};
    case 4:
    case 14:
    case 32:
      return Later{std::nullopt,
                   "Vonage does not accept our credentials; check api_key and "
                   "api_secret"};
    case 5:
      return Later{std::nullopt, "Vonage has a fault of its own"};
    case 7:
      return Never{"the number is barred at Vonage", true};
    case 8:
    case 33:
      return Later{std::nullopt, "our account at Vonage is closed or barred"};
    case 9:
      return Later{std::nullopt, "our account at Vonage has no credit left"};
    case 15:
      return Never{"Vonage does not let us send by that number; check from", false};
    case 29:
      return Never{"a trial account texts only the numbers on its list", false};
    default:
      return Never{"Vonage gives error " + std::to_string(status), false};
  }
}

// A text of which a part was taken is not sent again: the person has that part.
Delivery outcome_of_messages(const Outgoing& part, const json& messages) {
  if (messages.empty()) return Unknown{};
  std::size_t taken = 0;
  std::optional<Delivery> refused;
  for (const auto& message : messages) {
    if (!message.is_object() || !message.contains("status")) return Unknown{};
    const auto word = text_at(message, "status").text;
    if (word == "0")
      ++taken;
    else if (!refused)
      refused = outcome_of_status(whole_at(message, "status"), text_at(message, "error-text").text);
  }
  if (!refused) return Sent{part.reference, Rung::sent};
  if (taken > 0) return Never{"Vonage took only a part of the text", false};
  return *refused;
}

Delivery vonage_sms_outcome(const Outgoing& part, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 200) {
    const auto object = object_of(response.body);
    const auto* messages = object ? list_at(*object, "messages") : nullptr;
    return messages == nullptr ? Delivery(Unknown{}) : outcome_of_messages(part, *messages);
  }
  const auto later = [&](std::string why) { return Later{retry_after(response), std::move(why)}; };
  if (response.status == 429) return later("Vonage asks to send more slowly");
  if (response.status == 401 || response.status == 403)
    return later("Vonage does not accept our credentials; check api_key and api_secret");
  if (response.status == 404) return later("Vonage is not at that address; check api_base");
  if (const auto between = in_between(response)) return *between;
  return Never{"Vonage refused it", false};
}

Result<VonageSmsAccount> read_vonage_sms_account(const ChannelSettings& settings) {
  VonageSmsAccount account;
  account.signing.api_key = setting(settings, "api_key");
  account.signing.secret = setting(settings, "signature_secret");
  if (!read_signature_method(setting(settings, "signature_method", "md5hash"), account.signing))
    return fail(
        complaint(settings, "signature_method must be md5hash, md5, sha1, sha256 or sha512"));
  account.api_secret = setting(settings, "api_secret");
  const auto from = own_number(settings);
  if (!from) return tl::make_unexpected(from.error());
  account.from = digits_of(*from);
  const auto base = api_base(settings, "https://rest.nexmo.com");
  if (!base) return tl::make_unexpected(base.error());
  account.api_base = *base;
  if (!settings.public_url.empty())
    account.status_url = settings.public_url + "/hooks/" + settings.name + "/status";
  return account;
}

// A name has no webhook.
std::vector<Probe> probe_vonage_sms(const VonageSmsAccount& account, const std::string& hook) {
  const auto& key = account.signing.api_key;
  std::vector<Probe> probes = {probe_vonage_credit(account.api_base, key, account.api_secret)};
  if (account.from.find_first_not_of("0123456789") == std::string::npos)
    probes.push_back(
        probe_vonage_number(account.api_base, key, account.api_secret, {account.from, {}, hook}));
  return probes;
}

}  // namespace

const std::vector<SettingKey>& vonage_sms_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"api_key", Key::Need::required, Key::Kind::open},
      {"api_secret", Key::Need::required, Key::Kind::secret},
      {"signature_secret", Key::Need::required, Key::Kind::secret},
      {"from", Key::Need::required, Key::Kind::open},
      {"signature_method", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_vonage_sms(const ChannelSettings& settings) {
  const auto read = read_vonage_sms_account(settings);
  if (!read) return tl::make_unexpected(read.error());
  const VonageSmsAccount& account = *read;
  auto channel = named_channel(settings, "sms");
  channel.redelivery = Redelivery::retries;  // for a day
  channel.read = [account](const HttpRequest& request, const std::string&, Time now) {
    return read_vonage_sms(account.signing, request, now);
  };
  channel.write = [account](const Outgoing& part, Time) { return write_vonage_sms(account, part); };
  channel.outcome = vonage_sms_outcome;
  channel.probes = [account](const std::string& hook, Time) {
    return probe_vonage_sms(account, hook);
  };
  return channel;
}

}  // namespace kindbank::adapters
