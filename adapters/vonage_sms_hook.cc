// POST /hooks/sms HTTP/1.1, as a form, as a JSON object of texts, or by GET in the query:
//
// msisdn=447400123456&to=447400111222&messageId=0A0000000123ABCD1&text=Need+a+ladder&type=text&
// keyword=NEED&api-key=abcd1234&message-timestamp=2026-11-20+10%3A00%3A00&timestamp=1795168800&
// nonce=...&sig=...                                        and of a long text, one call a piece:
// concat=true&concat-ref=71&concat-total=2&concat-part=1
//
// A report: msisdn=447400123456&to=447400111222&messageId=...&status=delivered&err-code=0&
// client-ref=...&timestamp=...&nonce=...&sig=...
//
// sig: drop `sig`, sort by name, make every & and = within a value a _, and write "&name=value"
// one after the other; md5hash is the MD5 of that and the secret, the others are HMACs of it.
#include "adapters/vonage_sms_hook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

// Vonage calls again for a day, perhaps as it signed at first; a copy is known by its id.
constexpr auto oldest_call = std::chrono::hours(25);
constexpr auto ahead_of_us = std::chrono::minutes(5);  // for clocks differ
constexpr int most_pieces = 255;                       // what a text message can count

std::optional<int> whole_number(const std::string& text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || rest != end) return std::nullopt;
  return number;
}

std::optional<Fields> fields_of_json(const std::string& body) {
  const auto object = object_of(repair_utf8(body).text);
  if (!object) return std::nullopt;
  Fields fields;
  for (const auto& [name, value] : object->items()) {
    if (value.is_string()) fields.emplace_back(name, value.get<std::string>());
    if (value.is_number_integer() || value.is_boolean()) fields.emplace_back(name, value.dump());
  }
  return fields;
}

std::optional<Fields> fields_of(const HttpRequest& request) {
  if (request.method == "GET") return read_form(query_of(request.target));
  const auto type = header(request.headers, "Content-Type").value_or("");
  if (type.starts_with("application/json")) return fields_of_json(request.body);
  return read_form(request.body);
}

std::optional<Refused> refuse_call(const VonageSigning& signing, const Fields& fields, Time now) {
  const auto written = field(fields, "sig");
  if (written.empty()) return refuse(401, "the signature is missing");
  const auto signature = hex_decode(written);
  if (!signature || !same_secret(*signature, vonage_signature(signing, fields)))
    return refuse(403, "the signature is wrong");
  const auto account = field(fields, "api-key");
  if (!account.empty() && account != signing.api_key)
    return refuse(403, "the call is of another account");
  const auto seconds = whole_number(field(fields, "timestamp"));
  const auto signed_at = from_millis(std::int64_t{seconds.value_or(0)} * 1000);
  if (signed_at < now - oldest_call || signed_at > now + ahead_of_us)
    return refuse(403, "the call is more than a day old, or a clock is wrong");
  return std::nullopt;
}

std::string reason_of(const std::string& code) {
  struct Row {
    std::string_view code;
    std::string_view why;
  };
  static constexpr std::array rows = {
      Row{"2", "the phone is off or out of reach"},
      Row{"3", "the number is not in use any more"},
      Row{"4", "the person's network blocks our texts"},
      Row{"6", "the network took it for spam"},
      Row{"7", "the phone is busy"},
      Row{"9", "the number takes no such texts"},
      Row{"12", "the phone is off or out of reach"},
      Row{"14", "the network blocked it"},
      Row{"15", "the person's phone has no credit"},
  };
  for (const Row& row : rows)
    if (row.code == code) return std::string(row.why);
  const auto number = whole_number(code);
  return number ? "Vonage gives error " + std::to_string(*number)
                : "the network did not deliver it";
}

std::optional<Report> read_dlr(const Fields& fields) {
  struct Row {
    std::string_view status;
    Rung rung;
  };
  static constexpr std::array rows = {
      Row{"accepted", Rung::sent}, Row{"buffered", Rung::sent},  Row{"delivered", Rung::delivered},
      Row{"failed", Rung::failed}, Row{"expired", Rung::failed}, Row{"rejected", Rung::failed}};
  const auto word = field(fields, "status");
  const auto id = repair_utf8(field(fields, "client-ref")).text;
  for (const Row& row : rows)
    if (row.status == word && !id.empty())
      return Report{id, row.rung,
                    row.rung == Rung::failed ? reason_of(field(fields, "err-code")) : "", false};
  return std::nullopt;
}

std::optional<Piece> piece_of(const Fields& fields) {
  const auto total = whole_number(field(fields, "concat-total"));
  const auto place = whole_number(field(fields, "concat-part"));
  const bool counts =
      total && place && *total > 1 && *total <= most_pieces && *place >= 1 && *place <= *total;
  if (field(fields, "concat") != "true" || !counts) return std::nullopt;
  return Piece{repair_utf8(field(fields, "concat-ref")).text, *place, *total};
}

Inbound read_text(const Fields& fields) {
  const auto from = repair_utf8(field(fields, "msisdn"));
  const auto text = repair_utf8(field(fields, "text"));
  auto sender = read_sender(from.text);
  Inbound inbound;
  inbound.from = {"sms", std::move(sender.handle)};
  inbound.provider_id = repair_utf8(field(fields, "messageId")).text;
  inbound.message.text = text.text;
  inbound.replyable = sender.replyable;
  inbound.repaired = from.changed || text.changed;
  inbound.piece = piece_of(fields);
  return inbound;
}

}  // namespace

bool read_signature_method(const std::string& word, VonageSigning& signing) {
  using Method = VonageSigning::Method;
  struct Row {
    std::string_view word;
    Method method;
    Digest digest;
  };
  static constexpr std::array rows = {
      Row{"md5hash", Method::md5hash, Digest::md5}, Row{"md5", Method::hmac, Digest::md5},
      Row{"sha1", Method::hmac, Digest::sha1}, Row{"sha256", Method::hmac, Digest::sha256},
      Row{"sha512", Method::hmac, Digest::sha512}};
  for (const Row& row : rows) {
    if (row.word != word) continue;
    signing.method = row.method;
    signing.digest = row.digest;
    return true;
  }
  return false;
}

std::string vonage_signature(const VonageSigning& signing, Fields fields) {
  std::erase_if(fields, [](const auto& one) { return one.first == "sig"; });
  std::sort(fields.begin(), fields.end());
  std::string text;
  for (auto& [name, value] : fields) {
    for (char& c : value)
      if (c == '&' || c == '=') c = '_';
    text += "&" + name + "=" + value;
  }
  if (signing.method == VonageSigning::Method::hmac)
    return hmac(signing.digest, signing.secret, text);
  return md5(text + signing.secret);
}

Reading read_vonage_sms(const VonageSigning& signing, const HttpRequest& request, Time now) {
  const auto fields = fields_of(request);
  if (!fields) return refuse(400, "the fields cannot be read");
  Arrived arrived;
  arrived.answer = {200, {}, {}};
  if (fields->empty()) return arrived;  // so Vonage tries whether an address answers
  if (auto refused = refuse_call(signing, *fields, now)) return *std::move(refused);
  if (field(*fields, "messageId").empty()) return refuse(400, "messageId is missing");
  if (!field(*fields, "status").empty()) {
    if (auto report = read_dlr(*fields)) arrived.reports.push_back(*std::move(report));
    return arrived;
  }
  arrived.messages.push_back(read_text(*fields));
  return arrived;
}

}  // namespace kindbank::adapters
