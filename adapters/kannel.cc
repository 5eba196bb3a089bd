// Kannel's settings say how it calls; ours are in docs/channels.md:
//
// GET /hooks/modem?secret=...&id=7f3a...&from=%2B447400123456&charset=UTF-8&text=Need+a+ladder
// 200 with an empty body: whatever stands there would be texted to the sender
//
// GET {api_base}/cgi-bin/sendsms?username=...&password=...&to=%2B447400123456&text=Thank+you&
//     charset=UTF-8&dlr-mask=31&dlr-url=<percent-encoded {callback_base}/hooks/modem/status?
//     secret=...&id=<our reference>&status=%d>
// 202 0: Accepted for delivery
// 403 Not routable. Do not try again.
//
// GET /hooks/modem/status?secret=...&id=<our reference>&status=8
// 1 delivered, 2 failed, 4 at the network, 8 taken by the network, 16 refused by it
//
// Kannel signs nothing and gives a text no id: a secret in the address is the proof, and our own
// reference the id.
#include "adapters/kannel.h"

#include <array>
#include <charconv>

#include "adapters/outcome.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/signature.h"
#include "dialog/sms.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

struct KannelBox {
  std::string username;
  std::string password;
  std::string secret;
  std::string from;  // "": the route's own
  std::string smsc;  // "": any
  std::string api_base;
  std::string callback_base;
  std::string status_url;  // where reports are to come, without the query
};

// What smsbox hands on without mo-recode where a text is not of GSM-7.
std::optional<std::string> from_utf16(std::string_view bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [bytes](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) << 8 |
                                 static_cast<unsigned char>(bytes[at + 1]));
  };
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t character = unit(at);
    const bool high = character >= 0xD800 && character < 0xDC00;
    if (high && at + 2 < bytes.size()) {
      const char32_t low = unit(at + 2);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    } else if (character >= 0xD800 && character <= 0xDFFF) {
      return std::nullopt;
    }
    text += to_utf8(character);
  }
  return text;
}

std::optional<Repaired> read_words(const Fields& fields) {
  const auto text = field(fields, "text");
  if (!field(fields, "charset").starts_with("UTF-16")) return repair_utf8(text);
  const auto decoded = from_utf16(text);
  if (!decoded) return std::nullopt;
  return repair_utf8(*decoded);
}

std::optional<Report> read_dlr(const Fields& fields) {
  struct Row {
    int bit;
    Rung rung;
    std::string_view why;
  };
  // The strongest word first: the bits of several may come together.
  static constexpr std::array rows = {
      Row{1, Rung::delivered, ""},
      Row{2, Rung::failed, "the network could not deliver it"},
      Row{16, Rung::failed, "the network refused it"},
      Row{8, Rung::sent, ""},
      Row{4, Rung::sent, ""},
  };
  const auto text = field(fields, "status");
  int status = 0;
  std::from_chars(text.data(), text.data() + text.size(), status);
  for (const Row& row : rows)
    if ((status & row.bit) != 0)
      return Report{repair_utf8(field(fields, "id")).text, row.rung, std::string(row.why), false};
  return std::nullopt;
}

Reading read_kannel(const KannelBox& box, const HttpRequest& request) {
  if (request.method != "GET" && request.method != "POST")
    return refuse(405, "the method is neither GET nor POST");
  const auto fields = read_form(query_of(request.target));
  if (!fields) return refuse(400, "the query cannot be read");
  const auto secret = field(*fields, "secret");
  if (secret.empty()) return refuse(401, "the secret is missing");
  if (!same_secret(secret, box.secret)) return refuse(403, "the secret is wrong");
  const auto id = repair_utf8(field(*fields, "id")).text;
  if (id.empty()) return refuse(400, "id is missing");
  Arrived arrived;
  arrived.answer = {200, {{"Content-Type", "text/plain"}}, {}};
  if (!field(*fields, "status").empty()) {
    if (auto report = read_dlr(*fields)) arrived.reports.push_back(std::move(*report));
    return arrived;
  }
  const auto from = repair_utf8(field(*fields, "from"));
  const auto words = read_words(*fields);
  if (!words) return refuse(400, "the text is not in the charset that it says");
  auto sender = read_sender(from.text);
  Inbound inbound;
  inbound.from = {"sms", std::move(sender.handle)};
  inbound.provider_id = id;
  inbound.message.text = words->text;
  inbound.replyable = sender.replyable;
  inbound.repaired = from.changed || words->changed;
  arrived.messages.push_back(std::move(inbound));
  return arrived;
}

HttpRequest write_kannel(const KannelBox& box, const Outgoing& part) {
  const auto text = numbered(part.message);
  Fields fields = {{"username", box.username},
                   {"password", box.password},
                   {"to", part.to.handle},
                   {"text", text},
                   {"charset", "UTF-8"}};
  if (dialog::count_sms(text).encoding == dialog::SmsCount::Encoding::ucs2)
    fields.emplace_back("coding", "2");
  if (!box.from.empty()) fields.emplace_back("from", box.from);
  if (!box.smsc.empty()) fields.emplace_back("smsc", box.smsc);
  fields.emplace_back("dlr-mask", "31");
  fields.emplace_back("dlr-url", box.status_url + "?secret=" + percent_encode(box.secret) +
                                     "&id=" + percent_encode(part.reference) + "&status=%d");
  return {"GET", box.api_base + "/cgi-bin/sendsms?" + write_form(fields), {}, {}};
}

Delivery kannel_outcome(const Outgoing& part, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  const std::string_view body = response.body;
  // "3:" is kept for later by Kannel itself; "Sent." is the answer of older versions.
  if (response.status == 202) {
    if (body.starts_with("0:") || body.starts_with("3:") || body.starts_with("Sent."))
      return Sent{part.reference, Rung::sent};
    return Unknown{};
  }
  if (response.status == 429 || response.status == 503)
    return Later{retry_after(response), "Kannel cannot take a text now"};
  if (response.status == 401 || (response.status == 403 && body.starts_with("Authorization")))
    return Later{retry_after(response), "Kannel does not accept our username and password"};
  if (response.status == 404)
    return Later{retry_after(response), "smsbox is not at that address; check api_base"};
  if (const auto between = in_between(response)) return *between;
  return Never{"Kannel has no route to this number, or does not take the text", false};
}

// Without a receiver nothing is sent: smsbox says first whether it knows us.
std::vector<Probe> probe_kannel(const KannelBox& box) {
  const auto judge = [](const HttpResponse& response) -> std::string {
    if (response.body.starts_with("Authorization"))
      return "smsbox does not accept our username and password";
    return response.status == 400 ? "" : "smsbox answers " + std::to_string(response.status);
  };
  return {{"smsbox takes our texts",
           {"GET",
            box.api_base + "/cgi-bin/sendsms?" +
                write_form({{"username", box.username}, {"password", box.password}}),
            {},
            {}},
           judge}};
}

Result<KannelBox> read_kannel_box(const ChannelSettings& settings) {
  KannelBox box;
  box.username = setting(settings, "username");
  box.password = setting(settings, "password");
  box.secret = setting(settings, "secret");
  if (box.secret.size() < 16)
    return fail(
        complaint(settings, "secret must have at least 16 characters: it is all the proof"));
  box.from = setting(settings, "from");
  box.smsc = setting(settings, "smsc");
  const auto base = api_base(settings, "http://127.0.0.1:13013");
  if (!base) return tl::make_unexpected(base.error());
  box.api_base = *base;
  auto callback = setting(settings, "callback_base", settings.public_url);
  while (callback.ends_with('/')) callback.pop_back();
  if (callback.empty())
    return fail(complaint(settings,
                          "callback_base must say where Kannel reaches us: http://127.0.0.1:8080"));
  box.callback_base = callback;
  box.status_url = callback + "/hooks/" + settings.name + "/status";
  return box;
}

}  // namespace

const std::vector<SettingKey>& kannel_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"username", Key::Need::required, Key::Kind::open},
      {"password", Key::Need::required, Key::Kind::secret},
      {"secret", Key::Need::required, Key::Kind::secret},
      {"from", Key::Need::optional, Key::Kind::open},
      {"smsc", Key::Need::optional, Key::Kind::open},
      {"callback_base", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_kannel(const ChannelSettings& settings) {
  const auto read = read_kannel_box(settings);
  if (!read) return tl::make_unexpected(read.error());
  const KannelBox& box = *read;
  auto channel = named_channel(settings, "sms");
  channel.reached_at = box.callback_base;
  channel.redelivery = Redelivery::retries;  // as often as http-request-retry says
  channel.read = [box](const HttpRequest& request, const std::string&, Time) {
    return read_kannel(box, request);
  };
  channel.write = [box](const Outgoing& part, Time) { return write_kannel(box, part); };
  channel.probes = [box](const std::string&, Time) { return probe_kannel(box); };
  channel.outcome = kannel_outcome;
  return channel;
}

}  // namespace kindbank::adapters
