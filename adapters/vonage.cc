// POST /hooks/vonage HTTP/1.1
// Authorization: Bearer <JWT, HS256 by the account's signature secret, of
//   {"iat":1795168800,"jti":"...","iss":"Vonage","payload_hash":"<hex SHA-256 of the body>",
//    "api_key":"abcd1234","application_id":"..."}>
//
// {"to":"447400111222","from":"447400123456","channel":"sms","message_uuid":"aaaaaaaa-...",
//  "timestamp":"2026-11-20T10:00:00Z","message_type":"text","text":"Need a ladder"}
//
// An application may still call in the older form: "from":{"type":"sms","number":"447400123456"},
// "message":{"content":{"type":"text","text":"Need a ladder"}}. A report has "status" in either.
//
// POST https://api.nexmo.com/v1/messages
// Authorization: Bearer <JWT, RS256 by the application's private key, of
//   {"application_id":"...","iat":1795168800,"exp":1795169700,"jti":"..."}>
//
// {"message_type":"text","channel":"sms","from":"447400111222","to":"447400123456",
//  "text":"Thank you","client_ref":"..."}
//
// 202 {"message_uuid":"..."}
// 422 {"type":"https://developer.vonage.com/api-errors/messages#1150","title":"...","detail":"..."}
//
// Now and then Vonage calls unsigned, and signs when it calls again after a 5xx.
#include "adapters/vonage.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <tuple>

#include "adapters/json_fields.h"
#include "adapters/jwt.h"
#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/signature.h"
#include "adapters/vonage_code.h"
#include "adapters/vonage_probe.h"
#include "dialog/json.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

constexpr auto token_life = std::chrono::minutes(15);
constexpr auto token_freshness = std::chrono::minutes(5);  // either way, for clocks differ

struct VonageAccount {
  std::string application_id;
  std::string private_key;
  std::string api_key;
  std::string api_secret;  // for doctor alone; "" where it is not set
  std::string signature_secret;
  std::string from;  // E.164
  std::string api_base;
};

std::string without_plus(const std::string& number) {
  return number.starts_with('+') ? number.substr(1) : number;
}

// Why the call is not Vonage's about our account; nothing: it is.
std::optional<Refused> refuse_token(const VonageAccount& account, const HttpRequest& request,
                                    Time now) {
  const auto authorization = header(request.headers, "Authorization");
  const auto token = authorization ? bearer_of(*authorization) : std::nullopt;
  if (!token) return refuse(503, "the token is missing; a signed call follows");
  const auto text = claims_of_hs256(*token, account.signature_secret);
  const auto claims = text ? object_of(*text) : std::nullopt;
  if (!claims) return refuse(403, "the token is wrong");
  if (text_at(*claims, "iss").text != "Vonage" ||
      text_at(*claims, "api_key").text != account.api_key)
    return refuse(403, "the token is of another account");
  const auto issued =
      from_millis(std::clamp<std::int64_t>(whole_at(*claims, "iat"), 0, 99'999'999'999) * 1000);
  if (issued < now - token_freshness || issued > now + token_freshness)
    return refuse(403, "the token is more than five minutes old, or a clock is wrong");
  const auto hash = hex_decode(text_at(*claims, "payload_hash").text);
  if (!hash || !same_secret(*hash, sha256(request.body)))
    return refuse(403, "the token is of another body");
  return std::nullopt;
}

Repaired sender_at(const json& call) {
  const auto* older = object_at(call, "from");
  return older == nullptr ? text_at(call, "from") : text_at(*older, "number");
}

// The application may have other channels, whose people no text message reaches.
bool is_sms(const json& call) {
  const auto* older = object_at(call, "from");
  const auto channel = older == nullptr ? text_at(call, "channel") : text_at(*older, "type");
  return channel.text.empty() || channel.text == "sms" || channel.text == "mms";
}

// What a picture or the like is told by: {"image":{"url":"https://..."}}.
std::vector<Attachment> files_of(const json& content, const std::string& kind) {
  for (const auto* name : {"image", "audio", "video", "file", "vcard"})
    if (kind == name)
      if (const auto* file = object_at(content, name))
        return {{text_at(*file, "url").text, std::string(name) == "file" ? "" : name}};
  return {};
}

Inbound read_text(const json& call) {
  const auto* message = object_at(call, "message");
  const auto* older = message == nullptr ? nullptr : object_at(*message, "content");
  const json& content = older == nullptr ? call : *older;
  const auto text = text_at(content, "text");
  const auto from = sender_at(call);
  auto sender = read_sender(from.text);
  Inbound inbound;
  inbound.from = {"sms", std::move(sender.handle)};
  inbound.provider_id = text_at(call, "message_uuid").text;
  inbound.message.text = text.text;
  inbound.message.attachments =
      files_of(content, text_at(content, older == nullptr ? "message_type" : "type").text);
  inbound.replyable = sender.replyable;
  inbound.repaired = from.changed || text.changed;
  return inbound;
}

VonageCode code_of(const json& call) {
  const auto* error = object_at(call, "error");
  if (error == nullptr) return vonage_code(0);
  const auto code = whole_at(*error, "title");
  return vonage_code(code == 0 ? whole_at(*error, "code") : code);
}

std::optional<Report> read_vonage_status(const json& call) {
  struct Row {
    std::string_view status;
    Rung rung;
  };
  static constexpr std::array rows = {
      Row{"submitted", Rung::sent}, Row{"delivered", Rung::delivered}, Row{"read", Rung::read},
      Row{"rejected", Rung::failed}, Row{"undeliverable", Rung::failed}};
  const auto word = text_at(call, "status").text;
  const auto* row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.status == word; });
  if (row == rows.end()) return std::nullopt;
  Report report;
  report.provider_id = text_at(call, "message_uuid").text;
  report.rung = row->rung;
  if (report.rung != Rung::failed) return report;
  const auto code = code_of(call);
  report.why = code.why;
  report.stopped = code.verdict == VonageCode::Verdict::stopped;
  if (code.verdict == VonageCode::Verdict::later) report.again = Report::Again::later;
  return report;
}

Reading read_vonage(const VonageAccount& account, const HttpRequest& request, Time now) {
  if (request.method != "POST") return refuse(405, "Vonage calls by POST");
  if (auto refused = refuse_token(account, request, now)) return *std::move(refused);
  const auto bytes = repair_utf8(request.body);
  const auto call = object_of(bytes.text);
  if (!call) return refuse(400, "the body is no JSON object");
  if (text_at(*call, "message_uuid").text.empty()) return refuse(400, "message_uuid is missing");
  Arrived arrived;
  arrived.answer = {200, {}, {}};
  if (call->contains("status")) {
    if (auto report = read_vonage_status(*call)) arrived.reports.push_back(*std::move(report));
    return arrived;
  }
  if (!is_sms(*call)) return arrived;
  auto inbound = read_text(*call);
  inbound.repaired = inbound.repaired || bytes.changed;
  arrived.messages.push_back(std::move(inbound));
  return arrived;
}

HttpRequest write_vonage(const VonageAccount& account, const Outgoing& part, Time now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
  // One token a part and moment.
  const auto id = hex_encode(sha256(part.reference + "/" + std::to_string(to_millis(now))));
  const json claims = {{"application_id", account.application_id},
                       {"iat", seconds.count()},
                       {"exp", (seconds + token_life).count()},
                       {"jti", id.substr(0, 32)}};
  const json body = {{"message_type", "text"},
                     {"channel", "sms"},
                     {"from", without_plus(account.from)},
                     {"to", without_plus(part.to.handle)},
                     {"text", numbered(part.message)},
                     {"client_ref", part.reference}};
  const auto token = jwt_rs256(write_json(claims), account.private_key);
  return {"POST",
          account.api_base + "/v1/messages",
          {{"Authorization", "Bearer " + token.value_or("")},
           {"Content-Type", "application/json"},
           {"Accept", "application/json"}},
          write_json(body)};
}

Delivery vonage_outcome(const Outgoing&, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 202 || response.status == 200) {
    const auto object = object_of(response.body);
    auto id = object ? text_at(*object, "message_uuid").text : "";
    return id.empty() ? Delivery(Unknown{}) : Sent{std::move(id), Rung::sent, Sent::Words::kept};
  }
  const auto later = [&](std::string why) { return Later{retry_after(response), std::move(why)}; };
  if (response.status == 429) return later("Vonage asks to send more slowly");
  if (response.status == 401 || response.status == 403)
    return later(
        "Vonage does not accept our token; check application_id, private_key and the clock");
  if (response.status == 402) return later("our account at Vonage has no credit left");
  if (response.status == 404) return later("Vonage is not at that address; check api_base");
  if (const auto between = in_between(response)) return *between;
  return Never{"Vonage refused it: a number it cannot text, or a sender that is not ours", false};
}

Result<VonageAccount> read_vonage_account(const ChannelSettings& settings) {
  VonageAccount account;
  account.application_id = setting(settings, "application_id");
  account.private_key = setting(settings, "private_key");
  account.api_key = setting(settings, "api_key");
  account.api_secret = setting(settings, "api_secret");
  account.signature_secret = setting(settings, "signature_secret");
  if (!jwt_rs256("{}", account.private_key))
    return fail(
        complaint(settings, "private_key must be the application's RSA key, the whole file"));
  const auto from = own_number(settings);
  if (!from) return tl::make_unexpected(from.error());
  account.from = *from;
  const auto base = api_base(settings, "https://api.nexmo.com");
  if (!base) return tl::make_unexpected(base.error());
  account.api_base = *base;
  return account;
}

std::vector<Probe> probe_vonage(const VonageAccount& account, const std::string& hook) {
  const auto& [base, key, secret] = std::tie(account.api_base, account.api_key, account.api_secret);
  if (secret.empty()) return {probe_vonage_clock(base)};
  const bool at_vonage = base.starts_with("https://api");  // whose numbers have a host of their own
  return {
      probe_vonage_application(base, key, secret, account.application_id, hook),
      probe_vonage_number(at_vonage ? "https://rest.nexmo.com" : base, key, secret,
                          {without_plus(account.from), account.application_id, {}}),
  };
}

}  // namespace

const std::vector<SettingKey>& vonage_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"application_id", Key::Need::required, Key::Kind::open},
      {"private_key", Key::Need::required, Key::Kind::secret},
      {"api_key", Key::Need::required, Key::Kind::open},
      {"signature_secret", Key::Need::required, Key::Kind::secret},
      {"from", Key::Need::required, Key::Kind::open},
      {"api_secret", Key::Need::optional, Key::Kind::secret},
  };
  return keys;
}

Result<Channel> make_vonage(const ChannelSettings& settings) {
  const auto read = read_vonage_account(settings);
  if (!read) return tl::make_unexpected(read.error());
  const VonageAccount& account = *read;
  auto channel = named_channel(settings, "sms");
  channel.redelivery = Redelivery::retries;  // for a day
  channel.read = [account](const HttpRequest& request, const std::string&, Time now) {
    return read_vonage(account, request, now);
  };
  channel.write = [account](const Outgoing& part, Time now) {
    return write_vonage(account, part, now);
  };
  channel.outcome = vonage_outcome;
  channel.probes = [account](const std::string& hook, Time) { return probe_vonage(account, hook); };
  return channel;
}

}  // namespace kindbank::adapters
