// POST /hooks/sms HTTP/1.1
// Content-Type: application/x-www-form-urlencoded; charset=UTF-8
// X-Twilio-Signature: QMtj+0lEqSkp7SVuYx62pQsT46w=
//
// MessageSid=SM0123456789abcdef0123456789abcdef&AccountSid=AC0123456789abcdef0123456789abcdef&
// From=%2B447400123456&To=%2B447400111222&Body=Need+a+ladder&NumMedia=0&SmsStatus=received&...
//
// A delivery report has MessageStatus=delivered (or failed with ErrorCode=30003) and no Body. With
// GET the fields are in the query. Names come and go without notice, so what is signed is whatever
// arrived: base64(HMAC-SHA1(auth token, URL + each name and value, sorted by name)). A body that is
// no form is vouched for by bodySHA256 in the signed query. There is no timestamp; a replayed call
// is known by its MessageSid.
//
// Some long texts are said to arrive in base64. "HELP" and "STOP" are base64, too: nothing is
// guessed.
#include "adapters/twilio_hook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/signature.h"
#include "adapters/twilio_code.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

constexpr int max_media = 10;

// Empty TwiML. A plain-text body would be texted to the sender.
HttpResponse accepted() {
  return {
      200, {{"Content-Type", "text/xml"}}, R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)"};
}

// The fields of a call, and which of them are signed beside the URL.
struct Call {
  Fields fields;
  bool form = false;  // the fields came in the body: they are signed by name
};

bool is_form(const HttpRequest& request) {
  constexpr std::string_view form = "application/x-www-form-urlencoded";
  std::string type = header(request.headers, "Content-Type").value_or(std::string(form));
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return request.method == "POST" && type.starts_with(form);
}

std::optional<Call> read_call(const HttpRequest& request) {
  const bool form = is_form(request);
  auto fields = read_form(form ? request.body : query_of(request.target));
  if (!fields) return std::nullopt;
  return Call{std::move(*fields), form};
}

// A repeated name is signed once for each different value, in their order.
std::string signed_fields(const Fields& fields) {
  const std::set<std::pair<std::string, std::string>> sorted(fields.begin(), fields.end());
  std::string text;
  for (const auto& [name, value] : sorted) text += name + value;
  return text;
}

// The URL as configured, with the port of its scheme, and without any port: Twilio signs any of
// them.
std::vector<std::string> url_variants(const std::string& url) {
  std::vector<std::string> variants = {url};
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return variants;
  const auto start = scheme + 3;
  const auto end = std::min(url.find_first_of("/?#", start), url.size());
  const std::string authority = url.substr(start, end - start);
  const auto host = authority.rfind('@') == std::string::npos ? 0 : authority.rfind('@') + 1;
  const auto bracket = authority.find(']', host);
  const auto port = authority.find(':', bracket == std::string::npos ? host : bracket);
  const std::string before = url.substr(0, start);
  const std::string after = url.substr(end);
  if (port == std::string::npos) {
    variants.push_back(before + authority + (url.starts_with("https") ? ":443" : ":80") + after);
  } else {
    variants.push_back(before + authority.substr(0, port) + after);
  }
  return variants;
}

// An apostrophe stands in a URL as it is, and Twilio signs it as %27.
std::string quotes_encoded(const std::string& url) {
  const auto query = std::min(url.find('?'), url.size());
  std::string encoded = url.substr(0, query);
  for (const char c : url.substr(query)) {
    if (c == '\'') {
      encoded += "%27";
    } else {
      encoded += c;
    }
  }
  return encoded;
}

bool is_signed(const std::string& token, const std::string& url, const std::string& fields,
               const std::string& signature) {
  const auto given = base64_decode(signature);
  if (!given) return false;
  for (const std::string& variant : url_variants(url)) {
    for (const std::string& written : {variant, quotes_encoded(variant)}) {
      if (same_secret(hmac_sha1(token, written + fields), *given)) return true;
    }
  }
  return false;
}

bool is_vouched(const HttpRequest& request) {
  const auto query = read_form(query_of(request.target));
  const auto given = query ? hex_decode(field(*query, "bodySHA256")) : std::nullopt;
  return given && same_secret(sha256(request.body), *given);
}

int number(const std::string& text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string message_sid(const Fields& fields) {
  for (const auto* name : {"MessageSid", "SmsMessageSid", "SmsSid"}) {
    auto sid = field(fields, name);
    if (!sid.empty()) return repair_utf8(sid).text;
  }
  return {};
}

bool has(const Fields& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [name](const auto& entry) { return entry.first == name; });
}

// What became of a text of ours, or "" where the call is a text that came in.
std::string status_of(const Fields& fields) {
  const auto status = field(fields, "MessageStatus");
  if (!status.empty()) return status;
  const auto older = field(fields, "SmsStatus");
  const bool inbound = has(fields, "Body") || older.empty() || older.starts_with("receiv");
  return inbound ? "" : older;
}

std::optional<Rung> rung_of(std::string_view status) {
  struct Row {
    std::string_view status;
    Rung rung;
  };
  static constexpr std::array rows = {
      Row{"accepted", Rung::queued},     Row{"scheduled", Rung::queued},
      Row{"queued", Rung::queued},       Row{"sending", Rung::queued},
      Row{"sent", Rung::sent},           Row{"partially_delivered", Rung::sent},
      Row{"delivered", Rung::delivered}, Row{"read", Rung::read},
      Row{"undelivered", Rung::failed},  Row{"failed", Rung::failed},
      Row{"canceled", Rung::failed},
  };
  for (const Row& row : rows) {
    if (row.status == status) return row.rung;
  }
  return std::nullopt;
}

std::optional<Report> read_report(const Fields& fields, std::string_view status) {
  const auto rung = rung_of(status);
  if (!rung) return std::nullopt;  // a word that Twilio has added since: nothing to climb to
  Report report;
  report.provider_id = message_sid(fields);
  report.rung = *rung;
  if (*rung != Rung::failed) return report;
  const TwilioCode code = twilio_code(number(field(fields, "ErrorCode")));
  report.why = code.why;
  report.stopped = code.verdict == TwilioCode::Verdict::stopped;
  return report;
}

std::vector<Attachment> read_media(const Fields& fields) {
  std::vector<Attachment> media;
  const int count = std::clamp(number(field(fields, "NumMedia")), 0, max_media);
  for (int i = 0; i < count; ++i) {
    const auto index = std::to_string(i);
    media.push_back({repair_utf8(field(fields, "MediaUrl" + index)).text,
                     repair_utf8(field(fields, "MediaContentType" + index)).text});
  }
  return media;
}

Inbound read_inbound(const TwilioAccount& account, const Fields& fields) {
  const auto from = repair_utf8(field(fields, "From"));
  const auto body = repair_utf8(field(fields, "Body"));
  Inbound inbound;
  inbound.from = read_twilio_address(account, from.text, inbound.replyable);
  inbound.provider_id = message_sid(fields);
  inbound.message.text = body.text;
  inbound.message.attachments = read_media(fields);
  inbound.repaired = from.changed || body.changed;
  return inbound;
}

}  // namespace

Reading read_twilio(const TwilioAccount& account, const HttpRequest& request,
                    const std::string& url) {
  if (request.method != "POST" && request.method != "GET") {
    return refuse(405, "the method is neither POST nor GET");
  }
  const auto signature = header(request.headers, "X-Twilio-Signature");
  if (!signature || signature->empty()) return refuse(400, "X-Twilio-Signature is missing");
  const auto call = read_call(request);
  if (!call) return refuse(400, "the form cannot be read");
  const std::string fields = call->form ? signed_fields(call->fields) : "";
  if (!is_signed(account.auth_token, url, fields, *signature)) {
    return refuse(403, "the signature is wrong");
  }
  if (request.method == "POST" && !call->form && !is_vouched(request)) {
    return refuse(403, "bodySHA256 does not fit the body");
  }
  if (field(call->fields, "AccountSid") != account.account_sid) {
    return refuse(403, "the call is about another Twilio account");
  }
  if (message_sid(call->fields).empty()) return refuse(400, "MessageSid is missing");

  Arrived arrived;
  arrived.answer = accepted();
  const std::string status = status_of(call->fields);
  if (status.empty()) {
    arrived.messages.push_back(read_inbound(account, call->fields));
  } else if (auto report = read_report(call->fields, status)) {
    arrived.reports.push_back(std::move(*report));
  }
  return arrived;
}

}  // namespace kindbank::adapters
