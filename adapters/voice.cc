// POST /hooks/voice?n=2&lang=en&q=7&keys=yes%2Cno HTTP/1.1        (the call begins without a query)
// X-Twilio-Signature: QMtj+0lEqSkp7SVuYx62pQsT46w=
//
// CallSid=CA0123456789abcdef0123456789abcdef&AccountSid=AC...&From=%2B441438555000&
// To=%2B441438111222&CallStatus=in-progress&Direction=inbound&Digits=1  (or
// SpeechResult=yes+please) 200 text/xml: what is said, and where the next answer goes (twiml.h)
//
// A call that we place has Direction=outbound-api, and To is the person. A status callback has
// CallStatus completed, busy, no-answer, failed or canceled. A caller who hides the number is
// "anonymous", "Restricted" or +266696687.
//
// POST https://api.twilio.com/2010-04-01/Accounts/AC.../Calls.json
// To=...&From=...&Twiml=%3CResponse%3E...&StatusCallback=https%3A%2F%2F.../hooks/voice/status
// 201 {"sid":"CA0123456789abcdef0123456789abcdef","status":"queued",...}
#include "adapters/voice.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/twilio_probe.h"
#include "adapters/twilio_rest.h"
#include "adapters/twilio_signed.h"
#include "adapters/twiml.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

constexpr int most_answers = 9999;  // in one call

// Whose voice says it; what has none here is said by the one that the account has for it. Twilio's
// own package lists both among its voices (SayVoice), without their languages; those are Amazon's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> known_voices = {
    {{"pl-PL", "Polly.Ewa"}, {"ro-RO", "Polly.Carmen"}}};

struct Voice {
  TwilioAccount account;
  Speaking speaking;
  enum class Mobiles { talk, text } mobiles = Mobiles::talk;
};

HttpResponse xml(std::string body) {
  return {200, {{"Content-Type", "text/xml; charset=utf-8"}}, std::move(body)};
}

HttpResponse nothing_to_say() { return {204, {}, ""}; }

// How many answers of this call came before this one.
int answers_before(const Fields& query) {
  const auto text = field(query, "n");
  const bool digits =
      !text.empty() && text.size() <= 4 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::min(std::stoi(text), most_answers) : 0;
}

std::vector<std::string> keys_of(const Fields& query) {
  std::vector<std::string> keys;
  std::string key;
  for (const char c : field(query, "keys") + ",") {
    if (c != ',') {
      key += c;
    } else if (!key.empty()) {
      keys.push_back(std::move(key));
      key.clear();
    }
  }
  return keys;
}

// Where there are choices the keys stand for them, 0 for a person and * for the question again;
// else they are a number.
void hear(Inbound& inbound, const Fields& fields, const Fields& query) {
  const auto digits = field(fields, "Digits");
  const auto words = repair_utf8(field(fields, "SpeechResult"));
  const auto keys = keys_of(query);
  inbound.message.text = digits.empty() ? words.text : repair_utf8(digits).text;
  inbound.repaired = words.changed;
  if (digits.empty() || keys.empty()) return;
  const auto chosen = digits.size() == 1 ? digits[0] - '1' : -1;
  if (digits == "0") inbound.message.text = "human";
  if (digits == "*") inbound.message.text = "again";
  if (chosen >= 0 && static_cast<std::size_t>(chosen) < keys.size())
    inbound.pressed = field(query, "q") + ":" + keys[static_cast<std::size_t>(chosen)];
}

std::optional<Report> report_of(const Fields& fields) {
  struct Row {
    std::string_view status;
    Rung rung;
    std::string_view why;
    Report::Again again = Report::Again::no;
  };
  static constexpr auto later = Report::Again::later;
  static constexpr std::array rows = {
      Row{"completed", Rung::delivered, ""},
      Row{"busy", Rung::failed, "the phone was engaged", later},
      Row{"no-answer", Rung::failed, "nobody took the call", later},
      Row{"failed", Rung::failed, "the call could not be put through"},
      Row{"canceled", Rung::failed, "the call was called off"},
  };
  const auto status = field(fields, "CallStatus");
  for (const auto& row : rows)
    if (row.status == status)
      return Report{field(fields, "CallSid"), row.rung, std::string(row.why), false, row.again};
  return std::nullopt;
}

bool is_hidden(std::string_view caller) {
  return !read_sender(caller).replyable || caller == "+266696687";  // "ANONYMOUS" on a keypad
}

Reading read_voice(const Voice& voice, const HttpRequest& request, const std::string& url) {
  const auto call = read_signed(voice.account, request, url);
  if (const auto* refused = std::get_if<Refused>(&call)) return *refused;
  const auto& fields = std::get<Fields>(call);
  const auto sid = field(fields, "CallSid");
  if (sid.empty()) return refuse(400, "CallSid is missing");
  Arrived arrived;
  arrived.answer = nothing_to_say();
  if (auto report = report_of(fields)) {
    if (field(fields, "Direction") != "inbound") arrived.reports.push_back(std::move(*report));
    return arrived;
  }
  const bool ours = field(fields, "Direction").starts_with("outbound");
  const auto caller = repair_utf8(field(fields, ours ? "To" : "From")).text;
  if (is_hidden(caller)) {
    arrived.answer = xml(hidden_twiml(voice.speaking));
    return arrived;
  }
  const auto query = read_form(query_of(request.target)).value_or(Fields{});
  const int before = answers_before(query);
  Inbound inbound;
  inbound.from = {voice.account.kind, read_sender(caller).handle};
  inbound.provider_id = repair_utf8(sid).text + "." + std::to_string(before);
  hear(inbound, fields, query);
  if (before == 0) {
    inbound.message.text = "hello";
    if (voice.mobiles == Voice::Mobiles::text && is_mobile(inbound.from.handle)) {
      inbound.from.kind = "sms";
      arrived.answer = xml(rejecting_twiml());
    }
  }
  if (arrived.answer.body.empty()) arrived.answer = xml(listening_twiml({}, voice.speaking, 1));
  arrived.messages.push_back(std::move(inbound));
  return arrived;
}

HttpRequest write_voice(const Voice& voice, const Outgoing& part) {
  Fields fields = {{"To", part.to.handle},
                   {"From", voice.account.from},
                   {"Twiml", listening_twiml({part}, voice.speaking, 1)}};
  if (!voice.account.status_callback.empty())
    fields.emplace_back("StatusCallback", voice.account.status_callback);
  return twilio_post(voice.account, "Calls", fields);
}

// Twilio takes every call; whether the person does shows later.
Delivery voice_outcome(const Outgoing& part, const HttpReply& reply) {
  auto outcome = twilio_outcome(part, reply);
  if (auto* sent = std::get_if<Sent>(&outcome)) sent->words = Sent::Words::kept;
  return outcome;
}

HttpResponse speak(const Voice& voice, const HttpRequest& call, const std::vector<Outgoing>& said) {
  const auto query = read_form(query_of(call.target)).value_or(Fields{});
  return xml(listening_twiml(said, voice.speaking, answers_before(query) + 1));
}

// "pl-PL:Polly.Ewa ro-RO:Google.ro-RO-Wavenet-A"; false where it is not that.
bool read_voices(const std::string& setting, Speaking& speaking) {
  std::istringstream entries(setting);
  for (std::string entry; entries >> entry;) {
    const auto colon = entry.find(':');
    if (colon == 0 || colon == entry.npos || colon + 1 == entry.size()) return false;
    speaking.voices.insert_or_assign(entry.substr(0, colon), entry.substr(colon + 1));
  }
  return true;
}

}  // namespace

const std::vector<SettingKey>& voice_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"account_sid", Key::Need::required, Key::Kind::open},
      {"auth_token", Key::Need::required, Key::Kind::secret},
      {"from", Key::Need::required, Key::Kind::open},
      {"mobiles", Key::Need::optional, Key::Kind::open},
      {"voices", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_voice(const ChannelSettings& settings) {
  const auto account = read_twilio_account(settings);
  if (!account) return tl::make_unexpected(account.error());
  Voice voice{*account, {hook_url(settings), settings.spoken, {}}};
  for (const auto& [tag, name] : known_voices) voice.speaking.voices.emplace(tag, name);
  if (!read_voices(setting(settings, "voices"), voice.speaking))
    return fail(complaint(settings, "voices must be a voice for each, as pl-PL:Polly.Ewa"));
  voice.account.kind = "voice";
  const auto mobiles = setting(settings, "mobiles");
  if (mobiles == "text") voice.mobiles = Voice::Mobiles::text;
  if (!mobiles.empty() && mobiles != "text" && mobiles != "talk")
    return fail(complaint(settings, "mobiles must be talk, or text to call back by text"));
  auto channel = named_channel(settings, voice.account.kind);
  channel.limits.sms = false;
  channel.limits.buttons = 9;  // the keys
  channel.limits.text = 3000;  // of the 4,000 characters that a call's TwiML may have
  channel.redelivery = Redelivery::none;
  channel.read = [voice](const HttpRequest& request, const std::string& url, Time) {
    return read_voice(voice, request, url);
  };
  channel.write = [voice](const Outgoing& part, Time) { return write_voice(voice, part); };
  channel.outcome = voice_outcome;
  channel.speak = [voice](const HttpRequest& call, const std::vector<Outgoing>& said) {
    return speak(voice, call, said);
  };
  channel.hang_up = [voice](const HttpRequest& call) {
    const auto query = read_form(query_of(call.target)).value_or(Fields{});
    return xml(kept_twiml(field(query, "lang"), voice.speaking));
  };
  channel.probes = [account = voice.account](const std::string& hook, Time) {
    return probe_twilio(account, hook);
  };
  return channel;
}

}  // namespace kindbank::adapters
