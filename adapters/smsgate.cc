// POST /hooks/phone HTTP/1.1
// X-Timestamp: 1795168800
// X-Signature: <lower-case hex of HMAC-SHA256(signing key, body and then the timestamp)>
//
// {"deviceId":"PyDmBQZZXYmyxMwED8Fzy","event":"sms:received","id":"Ey6ECgOkVVFjz3CL48B8C",
//  "webhookId":"...","payload":{"messageId":"a1b2c3d4","message":"Need a ladder",
//  "sender":"+447400123456","recipient":"+447400111222","receivedAt":"2026-11-20T10:00:00.000+00:00"}}
//
// sms:sent, sms:delivered and sms:failed (with "reason") have our own id as payload.messageId. The
// id of an event changes when the phone is asked to tell again, and messageId of what came in is a
// short hash; with the phone and the moment it is one text's alone.
//
// POST {api_base}/messages
// Authorization: Basic base64("username:password")
//
// {"id":"...","textMessage":{"text":"Thank you"},"phoneNumbers":["+447400123456"],
//  "withDeliveryReport":true}
//
// 202 {"id":"...","deviceId":"...","state":"Pending","recipients":[...]}
// 409 that id was taken before
//
// POST {api_base}/inbox/refresh
// {"since":"2026-11-20T09:55:00Z","until":"2026-11-20T10:00:00Z","deviceId":"PyDmBQZZXYmyxMwED8Fzy",
//  "webhookDelivery":"Individual"}
// 202, and each text of that time comes again as an event
//
// GET {api_base}/messages/{id}
// 200 {"id":"...","state":"Sent","recipients":[{"phoneNumber":"...","state":"Sent","error":null}]}
#include "adapters/smsgate.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/signature.h"
#include "dialog/json.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

// Either way: the phone signs anew at each attempt, so only its clock and the road count.
constexpr auto freshness = std::chrono::minutes(5);
constexpr auto refreshed_before = std::chrono::minutes(5);  // for the phone's clock differs

struct SmsgateAccount {
  std::string username;
  std::string password;
  std::string signing_key;
  std::string api_base;
  int sim_number = 0;     // 0: the phone's own choice
  std::string device_id;  // whom a refresh asks; "": none is asked
};

std::optional<Time> read_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds < 0 ||
      seconds > 99'999'999'999)
    return std::nullopt;
  return from_millis(seconds * 1000);
}

// Why the call is not the phone's; nothing: it is.
std::optional<Refused> refuse_unsigned(const SmsgateAccount& account, const HttpRequest& request,
                                       Time now) {
  const auto stamp = header(request.headers, "X-Timestamp");
  const auto signature = header(request.headers, "X-Signature");
  if (!stamp || !signature) return refuse(401, "X-Timestamp or X-Signature is missing");
  const auto mac = hex_decode(*signature);
  if (!mac || !same_secret(hmac_sha256(account.signing_key, request.body + *stamp), *mac))
    return refuse(403, "the signature is wrong");
  const auto called = read_seconds(*stamp);
  if (!called || *called < now - freshness || *called > now + freshness)
    return refuse(403, "the call is more than five minutes old, or the phone's clock is wrong");
  return std::nullopt;
}

// "2026-11-20T10:00:00.000+00:00", however it is written: the app writes it in the zone that the
// phone has at the time. In milliseconds, or nothing where it is no moment.
std::optional<std::int64_t> read_received(const std::string& text) {
  std::array<int, 6> at{};
  int end = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &at[0], &at[1], &at[2], &at[3], &at[4],
                  &at[5], &end) != 6)
    return std::nullopt;
  auto rest = std::string_view(text).substr(static_cast<std::size_t>(end));
  int millis = 0;
  if (rest.starts_with('.')) {
    const auto digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    for (std::size_t i = 1; i <= 3; ++i) millis = 10 * millis + (i < digits ? rest[i] - '0' : 0);
    rest.remove_prefix(digits);
  }
  int hours = 0;
  int minutes = 0;
  const bool zoned = std::sscanf(std::string(rest).c_str(), "%3d:%2d", &hours, &minutes) == 2;
  if (!zoned && rest != "Z") return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(at[0]),
                                        std::chrono::month(static_cast<unsigned>(at[1])),
                                        std::chrono::day(static_cast<unsigned>(at[2]))};
  if (!day.ok()) return std::nullopt;
  const auto offset =
      std::chrono::minutes(60 * hours + (rest.starts_with('-') ? -minutes : minutes));
  const auto moment = Time{std::chrono::sys_days(day)} + std::chrono::hours(at[3]) +
                      std::chrono::minutes(at[4]) + std::chrono::seconds(at[5]) - offset;
  return to_millis(moment) + millis;
}

Inbound read_sms(const json& event, const json& payload) {
  auto from = text_at(payload, "sender");
  if (from.text.empty()) from = text_at(payload, "phoneNumber");  // older versions of the app
  const auto text = text_at(payload, "message");
  auto sender = read_sender(from.text);
  const auto written = text_at(payload, "receivedAt").text;
  const auto moment = read_received(written);
  Inbound inbound;
  inbound.from = {"sms", std::move(sender.handle)};
  inbound.provider_id = text_at(event, "deviceId").text + "/" + text_at(payload, "messageId").text +
                        "/" + (moment ? std::to_string(*moment) : written);
  inbound.message.text = text.text;
  inbound.replyable = sender.replyable;
  inbound.repaired = from.changed || text.changed;
  return inbound;
}

Report report_at(const json& payload, Rung rung, std::string why = {}) {
  return {text_at(payload, "messageId").text, rung, std::move(why), false};
}

Reading read_smsgate(const SmsgateAccount& account, const HttpRequest& request, Time now) {
  if (request.method != "POST") return refuse(405, "the phone calls by POST");
  if (auto refused = refuse_unsigned(account, request, now)) return *std::move(refused);
  const auto bytes = repair_utf8(request.body);
  const auto event = object_of(bytes.text);
  if (!event) return refuse(400, "the body is no JSON object");
  Arrived arrived;
  arrived.answer = {200, {}, {}};
  const auto* payload = object_at(*event, "payload");
  const auto kind = text_at(*event, "event").text;
  if (kind.empty()) return refuse(400, "event is missing");
  if (!kind.starts_with("sms:") && kind != "mms:received") return arrived;  // a ping, a start
  if (payload == nullptr || text_at(*payload, "messageId").text.empty())
    return refuse(400, "payload.messageId is missing");
  if (kind == "sms:received" || kind == "mms:received") {
    auto inbound = read_sms(*event, *payload);
    inbound.repaired = inbound.repaired || bytes.changed;
    // The picture itself stays on the phone.
    if (kind == "mms:received")
      inbound.message.attachments.push_back({"", "application/vnd.wap.mms-message"});
    arrived.messages.push_back(std::move(inbound));
  } else if (kind == "sms:sent") {
    arrived.reports.push_back(report_at(*payload, Rung::sent));
  } else if (kind == "sms:delivered") {
    arrived.reports.push_back(report_at(*payload, Rung::delivered));
  } else if (kind == "sms:failed" || kind == "sms:cancelled") {
    arrived.reports.push_back(report_at(
        *payload, Rung::failed, "the phone could not send it: check its credit and its reception"));
  }
  return arrived;
}

HttpRequest call_phone(const SmsgateAccount& account, std::string method, const std::string& path) {
  const auto credentials = base64_encode(account.username + ":" + account.password);
  return {std::move(method),
          account.api_base + path,
          {{"Authorization", "Basic " + credentials}, {"Accept", "application/json"}},
          {}};
}

HttpRequest write_smsgate(const SmsgateAccount& account, const Outgoing& part) {
  json body = {{"id", part.reference},
               {"textMessage", {{"text", numbered(part.message)}}},
               {"phoneNumbers", {part.to.handle}},
               {"withDeliveryReport", true}};
  if (account.sim_number > 0) body["simNumber"] = account.sim_number;
  // What is a valid number in another country's eyes is not asked: ours are E.164 already.
  auto request = call_phone(account, "POST", "/messages?skipPhoneValidation=true");
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = write_json(body);
  return request;
}

Delivery settled_at(const Outgoing& part, std::string_view state) {
  if (state == "Failed") return Never{"the phone could not send it", false};
  return Sent{part.reference, state == "Delivered" ? Rung::delivered : Rung::sent};
}

Delivery refused_by_phone(const HttpResponse& response) {
  const auto later = [&](std::string why) { return Later{retry_after(response), std::move(why)}; };
  if (response.status == 401 || response.status == 403)
    return later("the gateway does not accept our username and password");
  if (response.status == 404) return later("the gateway is not at that address; check api_base");
  if (response.status == 429 || response.status == 503) return later("the gateway's queue is full");
  return Never{"the gateway refused it with " + std::to_string(response.status), false};
}

Delivery smsgate_outcome(const Outgoing& part, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 409) return Sent{part.reference, Rung::sent};  // it has it already
  if (response.status == 202 || response.status == 201 || response.status == 200) {
    const auto object = object_of(response.body);
    if (!object || text_at(*object, "id").text.empty()) return Unknown{};
    return Sent{text_at(*object, "id").text, Rung::sent};
  }
  if (response.status != 503)
    if (const auto between = in_between(response)) return *between;
  return refused_by_phone(response);
}

Delivery smsgate_found(const Outgoing& part, const HttpReply& reply) {
  const auto* response = std::get_if<HttpResponse>(&reply);
  if (response == nullptr) return Unknown{};
  if (response->status == 404) return Later{std::nullopt, "the text never arrived at the gateway"};
  const auto object = response->status == 200 ? object_of(response->body) : std::nullopt;
  if (!object || text_at(*object, "id").text != part.reference) return Unknown{};
  return settled_at(part, text_at(*object, "state").text);
}

std::string moment(Time time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  const auto day = std::chrono::floor<std::chrono::days>(second);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{second - day};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

// The phone calls us again for each text of that time.
HttpRequest refresh(const SmsgateAccount& account, Time since, Time now) {
  auto request = call_phone(account, "POST", "/inbox/refresh");
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = write_json({{"since", moment(since - refreshed_before)},
                             {"until", moment(now)},
                             {"deviceId", account.device_id},
                             {"webhookDelivery", "Individual"}});
  return request;
}

Result<Page> refreshed(const HttpReply& reply) {
  const auto* response = std::get_if<HttpResponse>(&reply);
  if (response == nullptr) return fail("the gateway did not answer");
  if (response->status < 200 || response->status >= 300)
    return fail("the gateway answers " + std::to_string(response->status) + " to a refresh");
  return Page{};
}

std::vector<Probe> probe_smsgate(const SmsgateAccount& account, const std::string& hook) {
  const auto judge = [hook](const HttpResponse& response) -> std::string {
    if (response.status == 401 || response.status == 403)
      return "the gateway does not accept our username and password";
    const auto list = read_json(response.body);
    if (response.status != 200 || !list || !list->is_array())
      return "the gateway answers " + std::to_string(response.status);
    for (const json& entry : *list)
      if (entry.is_object() && text_at(entry, "event").text == "sms:received" &&
          (hook.empty() || text_at(entry, "url").text == hook))
        return {};
    return "the phone has no webhook for sms:received to " + hook + "; register it";
  };
  return {{"the phone tells us what comes in", call_phone(account, "GET", "/webhooks"), judge}};
}

Result<SmsgateAccount> read_smsgate_account(const ChannelSettings& settings) {
  SmsgateAccount account;
  account.username = setting(settings, "username");
  account.password = setting(settings, "password");
  account.signing_key = setting(settings, "signing_key");
  const auto sim = setting(settings, "sim_number", "0");
  if (sim.size() != 1 || sim[0] < '0' || sim[0] > '3')
    return fail(complaint(settings, "sim_number must be 1, 2 or 3"));
  account.sim_number = sim[0] - '0';
  account.device_id = setting(settings, "device_id");
  const auto base = api_base(settings, "https://api.sms-gate.app/3rdparty/v1");
  if (!base) return tl::make_unexpected(base.error());
  account.api_base = *base;
  return account;
}

}  // namespace

const std::vector<SettingKey>& smsgate_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"username", Key::Need::required, Key::Kind::open},
      {"password", Key::Need::required, Key::Kind::secret},
      {"signing_key", Key::Need::required, Key::Kind::secret},
      {"sim_number", Key::Need::optional, Key::Kind::open},
      {"device_id", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_smsgate(const ChannelSettings& settings) {
  const auto read = read_smsgate_account(settings);
  if (!read) return tl::make_unexpected(read.error());
  const SmsgateAccount& account = *read;
  auto channel = named_channel(settings, "sms");
  channel.redelivery = Redelivery::retries;  // fifteen times, over two days
  channel.read = [account](const HttpRequest& request, const std::string&, Time now) {
    return read_smsgate(account, request, now);
  };
  channel.write = [account](const Outgoing& part, Time) { return write_smsgate(account, part); };
  channel.outcome = smsgate_outcome;
  channel.probes = [account](const std::string& hook, Time) {
    return probe_smsgate(account, hook);
  };
  if (!account.device_id.empty()) {
    channel.redelivery = Redelivery::pollable;
    channel.list = [account](Time since, Time now) { return refresh(account, since, now); };
    channel.listed = [](const HttpReply& reply, Time) { return refreshed(reply); };
  }
  channel.look_up = [account](const Outgoing& part, Time) {
    return call_phone(account, "GET", "/messages/" + percent_encode(part.reference));
  };
  channel.found = [](const Outgoing& part, const HttpReply& reply, const IsTaken&) {
    return smsgate_found(part, reply);
  };
  return channel;
}

}  // namespace kindbank::adapters
