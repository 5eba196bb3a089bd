// POST /hooks/council HTTP/1.1
// Authorization: Bearer <the token that was chosen at Notify>
// Content-Type: application/json
//
// {"id":"b51f638b-4295-46e0-a06e-cd41eee7c33b","source_number":"447400123456",
//  "destination_number":"07400111222","message":"Need a ladder",
//  "date_received":"2026-11-20T10:00:00.000000Z"}
//
// A receipt, which may have a token and an address of its own:
//
// {"id":"740e5834-3a29-46b4-9a6f-16142fde533a","reference":"...","to":"447400123456",
//  "status":"delivered","completed_at":"...","notification_type":"sms",...}
//
// Long texts are joined already. source_number is digits without a plus, or what the network wrote.
#include "adapters/notify_hook.h"

#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/jwt.h"
#include "adapters/notify_status.h"
#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/signature.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

HttpResponse taken() { return {200, {{"Content-Type", "application/json"}}, "{}"}; }

std::optional<Report> read_receipt(const json& object) {
  const auto known = notify_status(text_at(object, "status").text);
  if (!known) return std::nullopt;  // a word that Notify has added since: nothing to climb to
  return Report{text_at(object, "id").text, known->rung, std::string(known->why), false,
                known->again};
}

}  // namespace

Reading read_notify(const NotifyAccount& account, const HttpRequest& request) {
  if (request.method != "POST") return refuse(405, "Notify calls by POST");
  const auto authorization = header(request.headers, "Authorization");
  const auto token = authorization ? bearer_of(*authorization) : std::nullopt;
  if (!token) return refuse(401, "the bearer token is missing");
  const bool as_text = same_secret(*token, account.bearer_token);
  const bool as_receipt = same_secret(*token, account.receipt_token);
  if (!as_text && !as_receipt) return refuse(403, "the bearer token is wrong");

  const auto bytes = repair_utf8(request.body);
  const auto object = object_of(bytes.text);
  if (!object) return refuse(400, "the body is no JSON object");
  if (text_at(*object, "id").text.empty()) return refuse(400, "id is missing");
  Arrived arrived;
  arrived.answer = taken();
  if (object->contains("status")) {
    if (!as_receipt) return refuse(403, "the bearer token is not the one of receipts");
    if (auto report = read_receipt(*object)) arrived.reports.push_back(std::move(*report));
    return arrived;
  }
  if (!as_text) return refuse(403, "the bearer token is not the one of texts");
  if (!object->contains("message")) return refuse(400, "neither a text nor a receipt");
  auto inbound = read_notify_text(*object, "source_number", "message");
  inbound.repaired = inbound.repaired || bytes.changed;
  arrived.messages.push_back(std::move(inbound));
  return arrived;
}

}  // namespace kindbank::adapters
