// POST /hooks/sim HTTP/1.1
// Content-Type: application/json
//
// {"id":"7f3a","from":"+447700900001","text":"i need help"}
// {"id":"7f3b","from":"+447700900001","text":"Lift","pressed":"q12:lift"}
// {"id":"7f3c","from":"+447700900001","attachments":[{"url":"...","content_type":"image/jpeg"}]}
//
// 200 {"ok":true}
//
// POST {api_base}/sim/accept
// {"to":"+447700900001","text":"When?","options":[{"key":"today","label":"Today"}],
//  "question":"q13","reference":"..."}
//
// 202 {"id":"..."}
//
// Only this machine may speak here (adapters/local_call.h).
#include "adapters/sim.h"

#include <nlohmann/json.hpp>

#include "adapters/local_call.h"
#include "adapters/outcome.h"
#include "adapters/settings.h"
#include "dialog/json.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

HttpResponse answer(int status, const json& body) {
  return {status, {{"Content-Type", "application/json"}}, write_json(body)};
}

Refused refuse_json(int status, const std::string& why) {
  return {answer(status, {{"error", why}}), why};
}

// The text under that key, or "" where there is none; nothing where something else stands there.
std::optional<Repaired> text_if_any(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return Repaired{};
  if (!found->is_string()) return std::nullopt;
  return repair_utf8(found->get_ref<const std::string&>());
}

std::optional<std::vector<Attachment>> attachments_of(const json& object) {
  std::vector<Attachment> attachments;
  const auto found = object.find("attachments");
  if (found == object.end()) return attachments;
  if (!found->is_array() || found->size() > 10) return std::nullopt;
  for (const json& entry : *found) {
    if (!entry.is_object()) return std::nullopt;
    const auto url = text_if_any(entry, "url");
    const auto type = text_if_any(entry, "content_type");
    if (!url || !type) return std::nullopt;
    attachments.push_back({url->text, type->text});
  }
  return attachments;
}

// The handle of a sim: address, written with its kind or without.
std::optional<std::string> sim_handle(const std::string& from) {
  const std::string handle = from.starts_with("sim:") ? from.substr(4) : from;
  if (handle.empty() || handle.size() > 64 || handle.find(':') != std::string::npos) {
    return std::nullopt;
  }
  return handle;
}

Reading read_sim(const HttpRequest& request) {
  if (request.method != "POST") return refuse_json(405, "the simulator speaks by POST");
  if (const auto refused = refuse_stranger(request))
    return refuse_json(refused->status, refused->why);
  const auto bytes = repair_utf8(request.body);
  const auto object = read_json(bytes.text);
  if (!object || !object->is_object()) return refuse_json(400, "the body is no JSON object");
  const auto id = text_if_any(*object, "id");
  const auto from = text_if_any(*object, "from");
  const auto text = text_if_any(*object, "text");
  const auto pressed = text_if_any(*object, "pressed");
  auto attachments = attachments_of(*object);
  if (!id || !from || !text || !pressed || !attachments) {
    return refuse_json(400, "a key of the body is of the wrong kind");
  }
  if (id->text.empty() || id->text.size() > 100)
    return refuse_json(400, "id is missing or too long");
  if (from->text.empty()) return refuse_json(400, "from is missing");
  const auto handle = sim_handle(from->text);
  if (!handle) return refuse_json(403, "the simulator speaks only as sim: addresses");
  Inbound inbound;
  inbound.from = {"sim", *handle};
  inbound.provider_id = id->text;
  inbound.message.text = text->text;
  inbound.message.attachments = std::move(*attachments);
  inbound.pressed = pressed->text;
  inbound.repaired = bytes.changed || text->changed;
  return Arrived{{std::move(inbound)}, {}, answer(200, {{"ok", true}})};
}

HttpRequest write_sim(const std::string& base, const Outgoing& part) {
  json options = json::array();
  for (const Option& option : part.message.options) {
    options.push_back({{"key", option.key}, {"label", option.label}});
  }
  const json body = {{"to", part.to.handle},
                     {"text", part.message.text},
                     {"options", std::move(options)},
                     {"question", part.question},
                     {"reference", part.reference}};
  return {"POST", base + "/sim/accept", {{"Content-Type", "application/json"}}, write_json(body)};
}

Delivery sim_outcome(const Outgoing&, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 202) {
    const auto object = read_json(response.body);
    const auto id = object && object->is_object() ? text_if_any(*object, "id") : std::nullopt;
    if (!id || id->text.empty()) return Unknown{};
    return Sent{id->text, Rung::delivered};
  }
  if (response.status == 429 || response.status == 503) {
    return Later{retry_after(response), "the simulator is busy"};
  }
  if (response.status >= 400 && response.status < 500) {
    return Never{"the simulator refused it with " + std::to_string(response.status), false};
  }
  return Unknown{};
}

}  // namespace

const std::vector<SettingKey>& sim_keys() {
  static const std::vector<SettingKey> keys;
  return keys;
}

Result<Channel> make_sim(const ChannelSettings& settings) {
  const auto base = api_base(settings, "");
  if (!base) return tl::make_unexpected(base.error());
  if (!is_loopback_url(*base)) {
    return fail(complaint(settings, "api_base of the simulator must be a loopback address"));
  }
  auto channel = named_channel(settings, "sim");
  channel.limits.buttons = 10;
  channel.limits.sms = false;
  channel.read = [](const HttpRequest& request, const std::string&, Time) {
    return read_sim(request);
  };
  channel.write = [url = *base](const Outgoing& part, Time) { return write_sim(url, part); };
  channel.outcome = sim_outcome;
  return channel;
}

}  // namespace kindbank::adapters
