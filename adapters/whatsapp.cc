// POST https://graph.facebook.com/v25.0/{phone_number_id}/messages
// Authorization: Bearer <access token>
//
// {"messaging_product":"whatsapp","recipient_type":"individual","to":"447400123456","type":"text",
//  "text":{"body":"Thank you","preview_url":false},"biz_opaque_callback_data":"<our reference>"}
//
// Up to three choices are buttons, up to ten a list; to somebody without a number there is
// "recipient":"GB.1234" instead of "to".
//
// 200 {"messages":[{"id":"wamid.A"}],...}
// 400 {"error":{"code":131056,"message":"...","type":"OAuthException",...}}
#include "adapters/whatsapp.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/settings.h"
#include "adapters/whatsapp_code.h"
#include "adapters/whatsapp_hook.h"
#include "dialog/json.h"
#include "dialog/utf8.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

constexpr std::size_t longest_message = 4096;
constexpr std::size_t longest_beside_choices = 1024;
constexpr int most_reply_buttons = 3;
constexpr int most_rows = 10;
constexpr std::size_t longest_on_button = 20;
constexpr std::size_t longest_in_row = 24;
constexpr std::size_t longest_call = 3 * 1024 * 1024;  // a thousand updates in one

// A flow's own labels are short, as check has it; those of a list that the bank fills in need not
// be.
std::size_t longest_label(const std::vector<Option>& options) {
  std::size_t longest = 0;
  for (const Option& option : options)
    longest = std::max(longest, code_points(option.label).size());
  return longest;
}

json choices_of(const WhatsappNumber& number, const Outgoing& part) {
  const auto& options = part.message.options;
  json action;
  const bool as_list =
      options.size() > most_reply_buttons || longest_label(options) > longest_on_button;
  json shown = json::array();
  for (const Option& option : options) {
    const json choice = {{"id", part.question + ":" + option.key}, {"title", option.label}};
    shown.push_back(as_list ? choice : json{{"type", "reply"}, {"reply", choice}});
  }
  if (as_list)
    action = {{"button", number.list_label}, {"sections", {{{"rows", std::move(shown)}}}}};
  else
    action = {{"buttons", std::move(shown)}};
  return {{"type", as_list ? "list" : "button"},
          {"body", {{"text", part.message.text}}},
          {"action", std::move(action)}};
}

json template_of(const WhatsappNumber& number, const Approval& approved, const Outgoing& part) {
  const auto* code = approved_for(number.template_languages, part);  // there is one
  auto parameters = json::array();
  for (const auto& words : variables_of(approved, part))
    parameters.push_back({{"type", "text"}, {"text", words}});
  return {{"name", approved.value},
          {"language", {{"policy", "deterministic"}, {"code", code->value}}},
          {"components", {{{"type", "body"}, {"parameters", std::move(parameters)}}}}};
}

HttpRequest write_whatsapp(const WhatsappNumber& number, const Outgoing& part) {
  json body = {{"messaging_product", "whatsapp"},
               {"recipient_type", "individual"},
               {"biz_opaque_callback_data", part.reference}};
  if (part.to.handle.starts_with('+'))
    body["to"] = part.to.handle.substr(1);
  else
    body["recipient"] = part.to.handle;
  const bool fits = code_points(part.message.text).size() <= longest_beside_choices &&
                    longest_label(part.message.options) <= longest_in_row;
  const auto* approved = needs_template(part) ? approved_for(number.templates, part) : nullptr;
  if (approved != nullptr) {
    body["type"] = "template";
    body["template"] = template_of(number, *approved, part);
  } else if (!part.message.options.empty() && fits) {
    body["type"] = "interactive";
    body["interactive"] = choices_of(number, part);
  } else {
    body["type"] = "text";
    body["text"] = {{"body", numbered(part.message)}, {"preview_url", false}};
  }
  return {
      "POST",
      number.api_base + "/" + number.phone_number_id + "/messages",
      {{"Authorization", "Bearer " + number.access_token}, {"Content-Type", "application/json"}},
      write_json(body)};
}

Delivery whatsapp_outcome(const Outgoing&, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  const auto object = object_of(response.body);
  // An error may stand in an answer with any status.
  if (const auto* error = object ? object_at(*object, "error") : nullptr) {
    const auto code = whatsapp_code(whole_at(*error, "code"));
    const auto wait = retry_after(response);
    if (response.status == 429 || code.verdict == WhatsappCode::Verdict::later)
      return Later{wait ? wait : code.after, code.why};
    if (response.status >= 500) return Unknown{};
    if (response.status == 401)
      return Later{wait, "Meta does not accept our token; check access_token"};
    return Never{code.why, code.verdict == WhatsappCode::Verdict::stopped};
  }
  if (response.status == 200) {
    const auto* messages = object ? list_at(*object, "messages") : nullptr;
    if (messages == nullptr || messages->empty() || !messages->front().is_object())
      return Unknown{};
    auto id = text_at(messages->front(), "id").text;
    return id.empty() ? Delivery(Unknown{}) : Sent{std::move(id), Rung::sent, Sent::Words::kept};
  }
  if (response.status == 429) return Later{retry_after(response), whatsapp_code(4).why};
  if (response.status == 401 || response.status == 403 || response.status == 404)
    return Later{retry_after(response), "Meta does not know our number or token; check both"};
  if (const auto between = in_between(response)) return *between;
  return Never{"WhatsApp refused it with " + std::to_string(response.status), false};
}

bool is_template_name(std::string_view name) {
  return !name.empty() && name.size() <= 512 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == name.npos;
}

// Of the addresses that a number may have Meta calls the closest: its own, that of its account,
// that of the app.
std::string webhook_of(const json& number) {
  const auto* all = object_at(number, "webhook_configuration");
  if (all == nullptr) return {};
  for (const auto* of : {"phone_number", "whatsapp_business_account", "application"})
    if (auto url = text_at(*all, of).text; !url.empty()) return url;
  return {};
}

std::vector<Probe> probe_whatsapp(const WhatsappNumber& number, const std::string& hook) {
  const auto judge = [hook](const HttpResponse& response) -> std::string {
    const auto object = object_of(response.body);
    if (const auto* error = object ? object_at(*object, "error") : nullptr)
      return whatsapp_code(whole_at(*error, "code")).why;
    if (response.status != 200 || !object)
      return "Meta answers " + std::to_string(response.status) + "; check phone_number_id";
    if (text_at(*object, "quality_rating").text == "RED")
      return "Meta rates our texts as poor: people block them";
    const auto url = webhook_of(*object);
    if (hook.empty() || url == hook) return {};
    return "messages that come in go to " + (url.empty() ? "nowhere" : url) +
           "; set the app's callback URL to " + hook;
  };
  return {{"the number is ours and calls us",
           {"GET",
            number.api_base + "/" + number.phone_number_id +
                "?fields=display_phone_number,verified_name,quality_rating,webhook_configuration",
            {{"Authorization", "Bearer " + number.access_token}},
            {}},
           judge}};
}

}  // namespace

const std::vector<SettingKey>& whatsapp_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"phone_number_id", Key::Need::required, Key::Kind::open},
      {"access_token", Key::Need::required, Key::Kind::secret},
      {"app_secret", Key::Need::required, Key::Kind::secret},
      {"verify_token", Key::Need::required, Key::Kind::secret},
      {"list_label", Key::Need::optional, Key::Kind::open},
      {"template", Key::Need::optional, Key::Kind::open},
      {"template_language", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_whatsapp(const ChannelSettings& settings) {
  WhatsappNumber number;
  number.phone_number_id = setting(settings, "phone_number_id");
  number.access_token = setting(settings, "access_token");
  number.app_secret = setting(settings, "app_secret");
  number.verify_token = setting(settings, "verify_token");
  number.list_label = setting(settings, "list_label", "Choose");
  number.templates = read_approvals(setting(settings, "template"));
  for (const Approval& one : number.templates)
    if (!is_template_name(one.value))
      return fail(complaint(settings, "template must be names at Meta, of small letters and _"));
  number.template_languages = read_approvals(setting(settings, "template_language", "en_GB"));
  if (number.template_languages.empty())
    return fail(complaint(settings, "template_language must be codes such as en_GB pl ro"));
  if (number.phone_number_id.find_first_not_of("0123456789") != std::string::npos)
    return fail(complaint(settings, "phone_number_id is Meta's id of the number, digits alone"));
  if (const auto length = code_points(number.list_label).size(); length > 20)
    return fail(complaint(settings, "list_label may have 20 characters"));
  const auto base = api_base(settings, "https://graph.facebook.com/v25.0");
  if (!base) return tl::make_unexpected(base.error());
  number.api_base = *base;

  auto channel = named_channel(settings, "whatsapp");
  channel.limits.buttons = most_rows;
  channel.limits.text = longest_message;
  channel.limits.sms = false;
  channel.limits.body = longest_call;
  limit_templates(channel.limits, number.templates);
  channel.redelivery = Redelivery::retries;  // for a week
  channel.read = [number](const HttpRequest& request, const std::string&, Time) {
    return read_whatsapp(number, request);
  };
  channel.write = [number](const Outgoing& part, Time) { return write_whatsapp(number, part); };
  channel.probes = [number](const std::string& hook, Time) { return probe_whatsapp(number, hook); };
  channel.outcome = whatsapp_outcome;
  return channel;
}

}  // namespace kindbank::adapters
