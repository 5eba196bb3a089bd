// POST /hooks/sms HTTP/1.1
// Content-Type: application/x-www-form-urlencoded; charset=UTF-8
// X-Twilio-Signature: QMtj+0lEqSkp7SVuYx62pQsT46w=
//
// MessageSid=SM0123456789abcdef0123456789abcdef&AccountSid=AC0123456789abcdef0123456789abcdef&
// From=%2B447400123456&To=%2B447400111222&Body=Need+a+ladder&NumMedia=0&SmsStatus=received&...
//
// A delivery report has MessageStatus=delivered (or failed with ErrorCode=30003) and no Body. A
// replayed call is known by its MessageSid.
//
// Some long texts are said to arrive in base64. "HELP" and "STOP" are base64, too: nothing is
// guessed.
#include "adapters/twilio_hook.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/twilio_code.h"
#include "adapters/twilio_signed.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

constexpr int max_media = 10;

// Empty TwiML. A plain-text body would be texted to the sender.
HttpResponse accepted() {
  return {
      200, {{"Content-Type", "text/xml"}}, R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)"};
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
  if (code.verdict == TwilioCode::Verdict::later) report.again = Report::Again::later;
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
  const auto call = read_signed(account, request, url);
  if (const auto* refused = std::get_if<Refused>(&call)) return *refused;
  const auto& fields = std::get<Fields>(call);
  if (message_sid(fields).empty()) return refuse(400, "MessageSid is missing");

  Arrived arrived;
  arrived.answer = accepted();
  const std::string status = status_of(fields);
  if (status.empty()) {
    arrived.messages.push_back(read_inbound(account, fields));
  } else if (auto report = read_report(fields, status)) {
    arrived.reports.push_back(std::move(*report));
  }
  return arrived;
}

}  // namespace kindbank::adapters
