#include "adapters/notify.h"

#include <algorithm>
#include <charconv>

#include "adapters/notify_hook.h"
#include "adapters/notify_rest.h"
#include "adapters/settings.h"

namespace kindbank::adapters {
namespace {

constexpr std::size_t uuid_length = 36;
// A text of six segments is the longest that Notify takes, its template's own words included.
constexpr std::size_t most_segments = 6;
constexpr std::size_t in_segment = 153;
constexpr std::size_t most_fixed = (most_segments - 1) * in_segment;  // which leaves ours one
constexpr std::size_t shortest_token = 10;  // Notify's own rule for a callback's bearer token

// "b51f638b-4295-46e0-a06e-cd41eee7c33b"
bool is_uuid(std::string_view text) {
  if (text.size() != uuid_length) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : hex_digit(text[i]) < 0) return false;
  }
  return true;
}

// "name of the key-service id-secret"; the name may hold dashes.
Result<void> read_key(const ChannelSettings& settings, NotifyAccount& account) {
  const auto key = setting(settings, "api_key");
  const auto complain = [&] {
    return fail(complaint(settings,
                          "api_key must be a name, the service's id and a secret as "
                          "Notify shows them, with - between"));
  };
  if (key.size() < 2 * uuid_length + 1) return complain();
  account.secret = key.substr(key.size() - uuid_length);
  account.service_id = key.substr(key.size() - 2 * uuid_length - 1, uuid_length);
  if (!is_uuid(account.secret) || !is_uuid(account.service_id)) return complain();
  return {};
}

Result<NotifyAccount> read_notify_account(const ChannelSettings& settings) {
  NotifyAccount account;
  if (const auto read = read_key(settings, account); !read)
    return tl::make_unexpected(read.error());
  account.templates = read_approvals(setting(settings, "template_id"));
  const auto is_sound = [](const Approval& one) { return is_uuid(one.value); };
  if (!std::all_of(account.templates.begin(), account.templates.end(), is_sound))
    return fail(complaint(settings, "template_id must be the template's id, 36 characters"));
  if (!serve_all(account.templates))
    return fail(complaint(settings,
                          "template_id must have the template of all texts, or one for each of "
                          "answer, alert, confirmation, crisis, digest, invitation and news"));
  account.sms_sender_id = setting(settings, "sms_sender_id");
  if (!account.sms_sender_id.empty() && !is_uuid(account.sms_sender_id))
    return fail(complaint(settings, "sms_sender_id must be the sender's id, 36 characters"));
  const auto fixed = setting(settings, "fixed_characters", "0");
  const auto* end = fixed.data() + fixed.size();
  const auto read = std::from_chars(fixed.data(), end, account.fixed_characters);
  if (read.ec != std::errc{} || read.ptr != end || account.fixed_characters > most_fixed)
    return fail(complaint(settings, "fixed_characters must be a number from 0 to 765"));
  account.placeholder = setting(settings, "placeholder", "message");
  account.bearer_token = setting(settings, "bearer_token");
  account.receipt_token = setting(settings, "receipt_token", account.bearer_token);
  if (std::min(account.bearer_token.size(), account.receipt_token.size()) < shortest_token)
    return fail(complaint(settings, "a bearer token of Notify has at least 10 characters"));
  const auto base = api_base(settings, "https://api.notifications.service.gov.uk");
  if (!base) return tl::make_unexpected(base.error());
  account.api_base = *base;
  const auto lookback = lookback_of(settings);
  if (!lookback) return tl::make_unexpected(lookback.error());
  account.lookback = *lookback;
  return account;
}

}  // namespace

const std::vector<SettingKey>& notify_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"api_key", Key::Need::required, Key::Kind::secret},
      {"template_id", Key::Need::required, Key::Kind::open},
      {"bearer_token", Key::Need::required, Key::Kind::secret},
      {"receipt_token", Key::Need::optional, Key::Kind::secret},
      {"placeholder", Key::Need::optional, Key::Kind::open},
      {"fixed_characters", Key::Need::optional, Key::Kind::open},
      {"sms_sender_id", Key::Need::optional, Key::Kind::open},
      {"lookback", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_notify(const ChannelSettings& settings) {
  const auto read = read_notify_account(settings);
  if (!read) return tl::make_unexpected(read.error());
  const NotifyAccount& account = *read;
  auto channel = named_channel(settings, "sms");
  channel.limits.letters = Limits::Letters::gsm7;
  for (const Approval& one : account.templates)
    if (one.variables) channel.limits.variables[one.use] = *one.variables;
  channel.limits.segments =
      static_cast<int>((most_segments * in_segment - account.fixed_characters) / in_segment);
  // Notify sends a text again five times within 25 minutes, and lists those of a week.
  channel.redelivery = Redelivery::pollable;
  channel.read = [account](const HttpRequest& request, const std::string&, Time) {
    return read_notify(account, request);
  };
  channel.write = [account](const Outgoing& part, Time now) {
    return write_notify(account, part, now);
  };
  channel.outcome = notify_outcome;
  channel.probes = [account](const std::string&, Time now) { return probe_notify(account, now); };
  channel.look_up = [account](const Outgoing& part, Time now) {
    return look_up_notify(account, part, now);
  };
  channel.found = notify_found;
  channel.list = [account](Time, Time now) { return list_notify(account, "", now); };
  channel.list_more = [account](const std::string& next, Time now) {
    return list_notify(account, next, now);
  };
  channel.listed = [account](const HttpReply& reply, Time since) {
    return notify_listed(reply, since - account.lookback);
  };
  return channel;
}

}  // namespace kindbank::adapters
