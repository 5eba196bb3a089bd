// GET /hooks/whatsapp?hub.mode=subscribe&hub.verify_token=...&hub.challenge=1158201444
// 200 1158201444
//
// POST /hooks/whatsapp HTTP/1.1
// X-Hub-Signature-256: sha256=<hex of HMAC-SHA256(app secret, body)>
//
// {"object":"whatsapp_business_account","entry":[{"id":"...","changes":[{"field":"messages","value":{
//  "messaging_product":"whatsapp","metadata":{"phone_number_id":"1234567890"},
//  "messages":[{"from":"447400123456","from_user_id":"GB.1234","id":"wamid.A","timestamp":"1795168800",
//    "type":"text","text":{"body":"Need a ladder"}}],
//  "statuses":[{"id":"wamid.B","status":"failed","errors":[{"code":131047}]}]}}]}]}
//
// Meta signs the form of the body in which all that is not ASCII is escaped; mostly that is the
// form on the wire. Who has a user name may have no number: from_user_id is the person then.
#include "adapters/whatsapp_hook.h"

#include <array>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/signature.h"
#include "adapters/whatsapp_code.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

Reading shake_hands(const WhatsappNumber& number, const HttpRequest& request) {
  const auto query = read_form(query_of(request.target));
  if (!query) return refuse(400, "the query cannot be read");
  if (field(*query, "hub.mode") != "subscribe" ||
      !same_secret(field(*query, "hub.verify_token"), number.verify_token))
    return refuse(403, "the verify token is wrong");
  Arrived arrived;
  arrived.answer = {200, {{"Content-Type", "text/plain"}}, field(*query, "hub.challenge")};
  return arrived;
}

// "\u00e9" for é, and two of them for what UTF-16 takes two units for.
std::string escaped_to_ascii(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string ascii;
  const auto unit = [&](char32_t value) {
    ascii += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) ascii += digits[(value >> shift) & 15];
  };
  for (const char32_t c : code_points(text)) {
    if (c < 0x7F) {
      ascii += static_cast<char>(c);
    } else if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xD800 + ((c - 0x10000) >> 10));
      unit(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return ascii;
}

bool is_signed_by_meta(const std::string& secret, const std::string& signature,
                       const std::string& body) {
  constexpr std::string_view scheme = "sha256=";
  if (!signature.starts_with(scheme)) return false;
  const auto mac = hex_decode(std::string_view(signature).substr(scheme.size()));
  if (!mac) return false;
  if (same_secret(hmac_sha256(secret, body), *mac)) return true;
  return is_utf8(body) && same_secret(hmac_sha256(secret, escaped_to_ascii(body)), *mac);
}

std::string handle_of(const json& message) {
  const auto user = text_at(message, "from_user_id").text;
  if (!user.empty()) return user;
  const auto number = text_at(message, "from").text;
  return number.find('.') == std::string::npos ? read_sender(number).handle : number;
}

std::vector<Attachment> media_of(const json& message, const std::string& type) {
  for (const auto* kind : {"image", "audio", "voice", "video", "document", "sticker"})
    if (type == kind)
      if (const auto* media = object_at(message, kind))
        return {{text_at(*media, "id").text, text_at(*media, "mime_type").text}};
  return {};
}

// What was said, or the words of the button that was pressed.
void read_words_of(const json& message, const std::string& type, Inbound& inbound) {
  Repaired said;
  if (const auto* text = object_at(message, "text")) said = text_at(*text, "body");
  if (const auto* button = object_at(message, "button")) said = text_at(*button, "text");
  if (const auto* interactive = object_at(message, "interactive"))
    for (const auto* kind : {"button_reply", "list_reply"})
      if (const auto* reply = object_at(*interactive, kind)) {
        said = text_at(*reply, "title");
        inbound.pressed = text_at(*reply, "id").text;
      }
  if (const auto* media = object_at(message, type.c_str()); media != nullptr && said.text.empty())
    said = text_at(*media, "caption");
  inbound.message.text = said.text;
  inbound.repaired = said.changed;
}

// `ours` is our own number in digits, from which nothing is said to us.
std::optional<Inbound> read_message(const json& message, const std::string& ours) {
  static constexpr std::array silent = {"reaction",  "system", "request_welcome",
                                        "ephemeral", "edit",   "revoke"};
  if (!message.is_object() || message.contains("group_id")) return std::nullopt;
  if (!ours.empty() && text_at(message, "from").text == ours) return std::nullopt;
  const auto type = text_at(message, "type").text;
  for (const std::string_view kind : silent)
    if (type == kind) return std::nullopt;
  Inbound inbound;
  inbound.provider_id = text_at(message, "id").text;
  inbound.from = {"whatsapp", handle_of(message)};
  if (inbound.provider_id.empty() || inbound.from.handle.empty()) return std::nullopt;
  read_words_of(message, type, inbound);
  inbound.message.attachments = media_of(message, type);
  return inbound;
}

std::optional<Report> read_status(const json& status) {
  if (!status.is_object()) return std::nullopt;
  struct Row {
    std::string_view status;
    Rung rung;
  };
  static constexpr std::array rows = {Row{"sent", Rung::sent}, Row{"delivered", Rung::delivered},
                                      Row{"read", Rung::read}, Row{"failed", Rung::failed}};
  Report report;
  report.provider_id = text_at(status, "id").text;
  const auto word = text_at(status, "status").text;
  const auto* row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.status == word; });
  if (report.provider_id.empty() || row == rows.end()) return std::nullopt;
  report.rung = row->rung;
  if (report.rung != Rung::failed) return report;
  const auto* errors = list_at(status, "errors");
  const bool coded = errors != nullptr && !errors->empty() && errors->front().is_object();
  const auto code = whatsapp_code(coded ? whole_at(errors->front(), "code") : 0);
  report.why = code.why;
  report.stopped = code.verdict == WhatsappCode::Verdict::stopped;
  if (code.verdict == WhatsappCode::Verdict::later) report.again = Report::Again::later;
  report.after = code.after;
  return report;
}

// Meta may write our number as people do, "+44 7400 111222", where `from` is digits alone.
std::string digits_of(std::string text) {
  std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
  return text;
}

// One element that cannot be read is in none of the others' way.
void read_value(const WhatsappNumber& number, const json& value, Arrived& arrived) {
  const auto* metadata = object_at(value, "metadata");
  if (metadata == nullptr || text_at(*metadata, "phone_number_id").text != number.phone_number_id)
    return;
  const auto ours = digits_of(text_at(*metadata, "display_phone_number").text);
  if (const auto* messages = list_at(value, "messages"))
    for (const json& message : *messages)
      if (auto inbound = read_message(message, ours))
        arrived.messages.push_back(*std::move(inbound));
  if (const auto* statuses = list_at(value, "statuses"))
    for (const json& status : *statuses)
      if (auto report = read_status(status)) arrived.reports.push_back(*std::move(report));
}

}  // namespace

Reading read_whatsapp(const WhatsappNumber& number, const HttpRequest& request) {
  if (request.method == "GET") return shake_hands(number, request);
  if (request.method != "POST") return refuse(405, "Meta calls by POST");
  const auto signature = header(request.headers, "X-Hub-Signature-256");
  if (!signature) return refuse(401, "X-Hub-Signature-256 is missing");
  if (!is_signed_by_meta(number.app_secret, *signature, request.body))
    return refuse(403, "the signature is wrong");
  const auto bytes = repair_utf8(request.body);
  const auto object = object_of(bytes.text);
  const auto* entries = object ? list_at(*object, "entry") : nullptr;
  if (entries == nullptr) return refuse(400, "the body is no list of entries");
  Arrived arrived;
  arrived.answer = {200, {}, {}};
  for (const json& entry : *entries) {
    const auto* changes = entry.is_object() ? list_at(entry, "changes") : nullptr;
    if (changes == nullptr) continue;
    for (const json& change : *changes)
      if (const auto* value = change.is_object() ? object_at(change, "value") : nullptr)
        read_value(number, *value, arrived);
  }
  if (bytes.changed)
    for (Inbound& inbound : arrived.messages) inbound.repaired = true;
  return arrived;
}

}  // namespace kindbank::adapters
