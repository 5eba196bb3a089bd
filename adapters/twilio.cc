#include "adapters/twilio.h"

#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/twilio_hook.h"
#include "adapters/twilio_probe.h"
#include "adapters/twilio_rest.h"

namespace kindbank::adapters {
namespace {

// Two letters and 32 hexadecimal digits: "AC0123...".
bool is_sid(std::string_view text, std::string_view prefix) {
  return text.size() == 34 && text.starts_with(prefix) &&
         text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

constexpr std::string_view whatsapp_scheme = "whatsapp:";

std::string status_callback(const ChannelSettings& settings) {
  return settings.public_url.empty() ? "" : hook_url(settings) + "/status";
}

}  // namespace

Result<TwilioAccount> read_twilio_account(const ChannelSettings& settings) {
  TwilioAccount account;
  account.account_sid = setting(settings, "account_sid");
  account.auth_token = setting(settings, "auth_token");
  account.messaging_service_sid = setting(settings, "messaging_service_sid");
  account.status_callback = status_callback(settings);
  if (!is_sid(account.account_sid, "AC")) {
    return fail(complaint(settings, "account_sid must be AC and 32 hexadecimal digits"));
  }
  if (!account.messaging_service_sid.empty() && !is_sid(account.messaging_service_sid, "MG")) {
    return fail(complaint(settings, "messaging_service_sid must be MG and 32 hexadecimal digits"));
  }
  account.contents = read_approvals(setting(settings, "content_sid"));
  for (const Approval& content : account.contents)
    if (!is_sid(content.value, "HX"))
      return fail(complaint(settings, "content_sid must be HX and 32 hexadecimal digits"));
  auto number = setting(settings, "from");
  if (number.starts_with(whatsapp_scheme)) {
    account.kind = "whatsapp";
    number.erase(0, whatsapp_scheme.size());
  }
  const auto from = to_e164(number);
  if (!from)
    return fail(complaint(settings,
                          "from must be a phone number such as +447400111222, for WhatsApp "
                          "whatsapp:+447400111222"));
  account.from = *from;
  const auto base = api_base(settings, twilio_base);
  if (!base) return tl::make_unexpected(base.error());
  account.api_base = *base;
  const auto lookback = lookback_of(settings);
  if (!lookback) return tl::make_unexpected(lookback.error());
  account.lookback = *lookback;
  return account;
}

std::string twilio_address(const TwilioAccount& account, const std::string& handle) {
  return account.kind == "whatsapp" ? std::string(whatsapp_scheme) + handle : handle;
}

Address read_twilio_address(const TwilioAccount& account, std::string_view written,
                            bool& replyable) {
  if (account.kind == "whatsapp") {
    if (written.starts_with(whatsapp_scheme)) written.remove_prefix(whatsapp_scheme.size());
    if (written.find('.') != std::string_view::npos) {
      replyable = true;
      return {account.kind, std::string(written)};
    }
  }
  auto sender = read_sender(written);
  replyable = sender.replyable;
  return {account.kind, std::move(sender.handle)};
}

const std::vector<SettingKey>& twilio_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"account_sid", Key::Need::required, Key::Kind::open},
      {"auth_token", Key::Need::required, Key::Kind::secret},
      {"from", Key::Need::required, Key::Kind::open},
      {"messaging_service_sid", Key::Need::optional, Key::Kind::open},
      {"content_sid", Key::Need::optional, Key::Kind::open},
      {"lookback", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_twilio(const ChannelSettings& settings) {
  const auto read = read_twilio_account(settings);
  if (!read) return tl::make_unexpected(read.error());
  const TwilioAccount& account = *read;
  auto channel = named_channel(settings, account.kind);
  if (account.kind == "whatsapp") {
    channel.limits.sms = false;
    limit_templates(channel.limits, account.contents);
  } else {
    channel.limits.confirmed_stops = {"stop",    "unsubscribe", "end",    "quit",
                                      "stopall", "revoke",      "optout", "cancel"};
  }
  channel.redelivery = Redelivery::pollable;
  channel.read = [account](const HttpRequest& request, const std::string& url, Time) {
    return read_twilio(account, request, url);
  };
  channel.write = [account](const Outgoing& part, Time) { return write_twilio(account, part); };
  channel.outcome = twilio_outcome;
  channel.probes = [account](const std::string& hook, Time) { return probe_twilio(account, hook); };
  channel.look_up = [account](const Outgoing& part, Time) { return look_up_twilio(account, part); };
  channel.found = twilio_found;
  channel.list = [account](Time since, Time) { return list_twilio(account, since); };
  channel.list_more = [account](const std::string& next, Time) {
    return list_more_twilio(account, next);
  };
  channel.listed = [account](const HttpReply& reply, Time) {
    return twilio_listed(account, reply);
  };
  return channel;
}

}  // namespace kindbank::adapters
