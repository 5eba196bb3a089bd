// POST /hooks/telegram HTTP/1.1
// X-Telegram-Bot-Api-Secret-Token: <secret_token of setWebhook>
//
// {"update_id":174114370,"message":{"message_id":41,"from":{"id":3527065,"is_bot":false},
//  "chat":{"id":3527065,"type":"private"},"date":1795168800,"text":"Need a ladder"}}
// {"update_id":174114371,"callback_query":{"id":"4382","from":{"id":3527065},"data":"12:lift",
//  "message":{"message_id":42,"chat":{"id":3527065,"type":"private"}}}}
//
// GET https://api.telegram.org/bot<token>/getUpdates?timeout=15&offset=174114371, where no webhook
// is set: 200 {"ok":true,"result":[<updates>]}; an offset confirms all before it
//
// 200, and to a press {"method":"answerCallbackQuery","callback_query_id":"4382"}: a call that may
// ride on the answer, after which the button stops turning.
//
// POST https://api.telegram.org/bot<token>/sendMessage
// {"chat_id":3527065,"text":"When?","reply_markup":{"inline_keyboard":
//  [[{"text":"Today","callback_data":"12:today"}]]}}
//
// 200 {"ok":true,"result":{"message_id":43,...}}
// 403 {"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}
//
// The updates of one chat are handed over in order, and one that is answered with an error holds up
// those behind it for a day. So what is genuine and not for us is answered with 200: groups, edited
// texts, other bots, kinds that came later.
#include "adapters/telegram.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/outcome.h"
#include "adapters/settings.h"
#include "adapters/signature.h"
#include "dialog/json.h"

namespace kindbank::adapters {
namespace {

using nlohmann::json;

constexpr std::size_t longest_text = 4096;
constexpr std::chrono::seconds waits_there{15};  // of an answer, where nothing came
constexpr int most_buttons = 12;  // what is read at a glance; Telegram has no limit of its own

struct TelegramBot {
  std::string token;
  std::string secret_token;  // "": the updates are fetched
  std::string api_base;
};

// The id of a private chat is the person's.
std::optional<std::string> private_chat(const json& message) {
  const auto* chat = object_at(message, "chat");
  if (chat == nullptr || text_at(*chat, "type").text != "private") return std::nullopt;
  const auto id = whole_at(*chat, "id");
  return id == 0 ? std::nullopt : std::optional(std::to_string(id));
}

bool is_from_bot(const json& message) {
  const auto* from = object_at(message, "from");
  return from != nullptr && from->value("is_bot", json(false)) == true;
}

// "/start SIP42" is SIP42, what a link to the bot carried; "/help@OurBot" is help. The bare
// "/start" is no word of the person's but the button that every chat begins with, and begins anew
// with once they have blocked the bot.
void read_words(const std::string& text, Inbound& inbound) {
  const auto end = std::min(text.find(' '), text.size());
  const bool commands = text.starts_with('/');
  const auto command = commands ? text.substr(1, std::min(text.find('@'), end) - 1) : "";
  inbound.opens = command == "start";
  inbound.message.text = commands ? command + text.substr(end) : text;
  if (inbound.opens) inbound.message.text = end + 1 < text.size() ? text.substr(end + 1) : "hello";
}

std::vector<Attachment> attachments_of_telegram(const json& message) {
  struct Kind {
    const char* key;
    const char* type;
  };
  std::vector<Attachment> attachments;
  if (const auto* photos = list_at(message, "photo"); photos != nullptr && !photos->empty())
    if (photos->back().is_object())
      attachments.push_back({text_at(photos->back(), "file_id").text, "image/jpeg"});
  for (const auto& [key, type] :
       {Kind{"voice", "audio/ogg"}, Kind{"audio", "audio/mpeg"}, Kind{"video", "video/mp4"},
        Kind{"video_note", "video/mp4"}, Kind{"document", "application/octet-stream"},
        Kind{"sticker", "image/webp"}, Kind{"animation", "video/mp4"}})
    if (const auto* file = object_at(message, key)) {
      const auto told = text_at(*file, "mime_type").text;
      attachments.push_back({text_at(*file, "file_id").text, told.empty() ? type : told});
    }
  return attachments;
}

std::optional<Inbound> read_said(const json& message) {
  const auto chat = private_chat(message);
  if (!chat || is_from_bot(message)) return std::nullopt;
  auto text = text_at(message, "text");
  if (text.text.empty()) text = text_at(message, "caption");
  Inbound inbound;
  inbound.from = {"telegram", *chat};
  read_words(text.text, inbound);
  inbound.message.attachments = attachments_of_telegram(message);
  inbound.repaired = text.changed;
  return inbound;
}

// What the button said is not told, so its key stands for it where the question is closed.
std::optional<Inbound> read_press(const json& query) {
  const auto* message = object_at(query, "message");
  const auto chat = message == nullptr ? std::nullopt : private_chat(*message);
  const auto data = text_at(query, "data");
  if (!chat || data.text.empty()) return std::nullopt;
  Inbound inbound;
  inbound.from = {"telegram", *chat};
  inbound.pressed = data.text;
  inbound.message.text = data.text.substr(data.text.find(':') + 1);
  inbound.repaired = data.changed;
  return inbound;
}

// One update; nothing where it is not for us.
std::optional<Inbound> read_update(const json& update) {
  std::optional<Inbound> inbound;
  if (const auto* message = object_at(update, "message")) inbound = read_said(*message);
  if (const auto* query = object_at(update, "callback_query")) inbound = read_press(*query);
  if (inbound) inbound->provider_id = std::to_string(whole_at(update, "update_id"));
  return inbound;
}

// What was not confirmed by an offset comes again.
HttpRequest get_updates(const TelegramBot& bot, const std::string& offset) {
  Fields query = {{"timeout", std::to_string(waits_there.count())},
                  {"allowed_updates", R"(["message","callback_query"])"}};
  if (!offset.empty()) query.emplace_back("offset", offset);
  return {"GET", bot.api_base + "/bot" + bot.token + "/getUpdates?" + write_form(query), {}, {}};
}

json hears_press(const json& query) {
  return {{"method", "answerCallbackQuery"}, {"callback_query_id", text_at(query, "id").text}};
}

// Else the button shows for a while that nothing came of it.
HttpRequest answer_press(const TelegramBot& bot, const json& query) {
  auto body = hears_press(query);
  body.erase("method");
  return {"POST",
          bot.api_base + "/bot" + bot.token + "/answerCallbackQuery",
          {{"Content-Type", "application/json"}},
          write_json(body)};
}

Result<Page> read_updates(const TelegramBot& bot, const HttpReply& reply) {
  const auto* response = std::get_if<HttpResponse>(&reply);
  if (response == nullptr) return fail("Telegram did not answer");
  if (response->status == 409)
    return fail("Telegram calls a webhook, or another program fetches; call deleteWebhook");
  const auto bytes = repair_utf8(response->body);
  const auto object = response->status == 200 ? object_of(bytes.text) : std::nullopt;
  const auto* updates = object ? list_at(*object, "result") : nullptr;
  if (updates == nullptr)
    return fail("Telegram answers " + std::to_string(response->status) + " to getUpdates");
  Page page;
  std::int64_t last = 0;
  for (const json& update : *updates) {
    if (!update.is_object()) continue;
    last = std::max(last, whole_at(update, "update_id"));
    if (const auto* query = object_at(update, "callback_query"))
      page.receipts.push_back(answer_press(bot, *query));
    auto inbound = read_update(update);
    if (!inbound) continue;
    inbound->repaired = inbound->repaired || bytes.changed;
    page.messages.push_back(*std::move(inbound));
  }
  if (last > 0) page.next = std::to_string(last + 1);
  return page;
}

Reading read_telegram(const TelegramBot& bot, const HttpRequest& request) {
  if (bot.secret_token.empty()) return refuse(403, "the updates are fetched, not called in");
  if (request.method != "POST") return refuse(405, "Telegram calls by POST");
  const auto secret = header(request.headers, "X-Telegram-Bot-Api-Secret-Token");
  if (!secret) return refuse(401, "the secret token is missing");
  if (!same_secret(*secret, bot.secret_token)) return refuse(403, "the secret token is wrong");
  const auto bytes = repair_utf8(request.body);
  const auto update = object_of(bytes.text);
  if (!update) return refuse(400, "the body is no JSON object");
  const auto id = whole_at(*update, "update_id");
  if (id == 0) return refuse(400, "update_id is missing");

  Arrived arrived;
  arrived.answer = {200, {}, {}};
  auto inbound = read_update(*update);
  if (const auto* query = object_at(*update, "callback_query"))
    arrived.answer = {200, {{"Content-Type", "application/json"}}, write_json(hears_press(*query))};
  if (!inbound) return arrived;
  inbound->repaired = inbound->repaired || bytes.changed;
  arrived.messages.push_back(*std::move(inbound));
  return arrived;
}

HttpRequest write_telegram(const TelegramBot& bot, const Outgoing& part) {
  std::int64_t chat = 0;
  const auto& handle = part.to.handle;
  std::from_chars(handle.data(), handle.data() + handle.size(), chat);
  json body = {{"chat_id", chat}, {"text", part.message.text}};
  json rows = json::array();
  for (const Option& option : part.message.options)
    rows.push_back(json::array(
        {{{"text", option.label}, {"callback_data", part.question + ":" + option.key}}}));
  if (!rows.empty()) body["reply_markup"] = {{"inline_keyboard", std::move(rows)}};
  return {"POST",
          bot.api_base + "/bot" + bot.token + "/sendMessage",
          {{"Content-Type", "application/json"}},
          write_json(body)};
}

std::optional<Duration> asked_wait(const HttpResponse& response) {
  if (const auto wait = retry_after(response)) return wait;
  const auto object = object_of(response.body);
  const auto* parameters = object ? object_at(*object, "parameters") : nullptr;
  const auto seconds = parameters == nullptr ? 0 : whole_at(*parameters, "retry_after");
  if (seconds <= 0) return std::nullopt;
  return std::chrono::seconds(std::min<std::int64_t>(seconds, 86400));
}

Delivery telegram_outcome(const Outgoing&, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const auto& response = std::get<HttpResponse>(reply);
  if (response.status == 200) {
    const auto object = object_of(response.body);
    const auto* result = object ? object_at(*object, "result") : nullptr;
    const auto id = result == nullptr ? 0 : whole_at(*result, "message_id");
    if (id == 0) return Unknown{};
    // The ids count within a chat.
    const auto* chat = object_at(*result, "chat");
    const auto place = chat == nullptr ? 0 : whole_at(*chat, "id");
    return Sent{std::to_string(place) + "/" + std::to_string(id), Rung::sent};
  }
  switch (response.status) {
    case 429:
      return Later{asked_wait(response), "Telegram asks to send more slowly"};
    case 401:
    case 404:
      return Later{retry_after(response), "Telegram does not know our token; check token"};
    case 409:
      return Later{retry_after(response), "another program uses our bot"};
    case 403:
      return Never{"the person has blocked the bot", true};
    default:
      break;
  }
  if (const auto between = in_between(response)) return *between;
  return Never{"Telegram refused it: there is no such chat any more, or the text does not fit",
               false};
}

// Where no kinds are named all that we need is among those handed on.
bool calls_with(const json& webhook, std::string_view kind) {
  const auto* kinds = list_at(webhook, "allowed_updates");
  return kinds == nullptr || kinds->empty() ||
         std::any_of(kinds->begin(), kinds->end(), [kind](const json& one) {
           return one.is_string() && one == std::string(kind);
         });
}

std::vector<Probe> probe_telegram(const TelegramBot& bot, const std::string& hook) {
  const auto judge =
      [hook, polls = bot.secret_token.empty()](const HttpResponse& response) -> std::string {
    if (response.status == 401 || response.status == 404)
      return "Telegram does not know our token; check token";
    const auto object = response.status == 200 ? object_of(response.body) : std::nullopt;
    const auto* result = object ? object_at(*object, "result") : nullptr;
    if (result == nullptr) return "Telegram answers " + std::to_string(response.status);
    const auto url = text_at(*result, "url").text;
    if (polls) return url.empty() ? "" : "a webhook is set to " + url + "; call deleteWebhook";
    if (url.empty() || (!hook.empty() && url != hook))
      return "messages go to " + (url.empty() ? "nowhere" : url) + "; call setWebhook for " + hook;
    if (!calls_with(*result, "message") || !calls_with(*result, "callback_query"))
      return "Telegram hands on neither all messages nor all buttons; call setWebhook with "
             "allowed_updates message and callback_query";
    const auto error = text_at(*result, "last_error_message").text;
    return error.empty() ? "" : "Telegram's last call to us failed: " + error;
  };
  return {{"the bot is ours and calls us",
           {"GET", bot.api_base + "/bot" + bot.token + "/getWebhookInfo", {}, {}},
           judge}};
}

bool is_secret_token(std::string_view text) {
  return text.size() <= 256 &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
             std::string_view::npos;
}

}  // namespace

const std::vector<SettingKey>& telegram_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"token", Key::Need::required, Key::Kind::secret},
      {"secret_token", Key::Need::optional, Key::Kind::secret},
      {"poll", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_telegram(const ChannelSettings& settings) {
  TelegramBot bot;
  bot.token = setting(settings, "token");
  bot.secret_token = setting(settings, "secret_token");
  const auto poll = setting(settings, "poll", "no");
  if (poll != "yes" && poll != "no" && poll != "true" && poll != "false")
    return fail(complaint(settings, "poll must be yes or no"));
  const bool polls = poll == "yes" || poll == "true";
  if (polls == !bot.secret_token.empty())
    return fail(complaint(settings, polls ? "secret_token is for a webhook; leave it out, or poll"
                                          : "secret_token is missing; or set poll: yes"));
  if (bot.token.find(':') == std::string::npos ||
      bot.token.find_first_of("/?# ") != std::string::npos)
    return fail(complaint(settings, "token must be what BotFather gave: digits, : and letters"));
  if (!is_secret_token(bot.secret_token))
    return fail(complaint(settings, "secret_token may hold letters, digits, _ and - alone"));
  const auto base = api_base(settings, "https://api.telegram.org");
  if (!base) return tl::make_unexpected(base.error());
  bot.api_base = *base;

  auto channel = named_channel(settings, "telegram");
  channel.limits.buttons = most_buttons;
  channel.limits.text = longest_text;
  channel.limits.sms = false;
  channel.redelivery = Redelivery::retries;  // for a day
  channel.read = [bot](const HttpRequest& request, const std::string&, Time) {
    return read_telegram(bot, request);
  };
  if (polls) {
    channel.calls = Channel::Calls::nobody;
    channel.redelivery = Redelivery::pollable;
    channel.list_after = [bot](const std::string& offset, Time) {
      return get_updates(bot, offset);
    };
    channel.listed = [bot](const HttpReply& reply, Time) { return read_updates(bot, reply); };
  }
  channel.write = [bot](const Outgoing& part, Time) { return write_telegram(bot, part); };
  channel.probes = [bot](const std::string& hook, Time) { return probe_telegram(bot, hook); };
  channel.outcome = telegram_outcome;
  return channel;
}

}  // namespace kindbank::adapters
