// What is Telegram's alone; what every platform has in common stands in arriving_test and
// leaving_test.
#include <nlohmann/json.hpp>

#include "dialog/json.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Channel telegram() { return make_channel(telegram_settings()); }

Arrived telegram_arrived(const std::string& row) {
  const auto reading = read_payload(telegram(), payload("telegram/" + row));
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

Outgoing to_telegram() {
  auto out = part_out("When?");
  out.to = {"telegram", "3527065"};
  return out;
}

HttpResponse bot_answer(int status, const std::string& body = "{}") { return {status, {}, body}; }

}  // namespace

TEST_CASE("a text leaves for the chat, and choices as buttons that know their question") {
  const auto plain = telegram().write(to_telegram(), called_at);
  CHECK(plain.method == "POST");
  CHECK(plain.target == "https://api.telegram.org/bot123456:a-token-of-no-bot/sendMessage");
  CHECK(*read_json(plain.body) == nlohmann::json{{"chat_id", 3527065}, {"text", "When?"}});

  auto out = to_telegram();
  out.question = "12";
  out.message.options = {{"today", "Today"}, {"any", "Any time"}};
  const auto body = read_json(telegram().write(out, called_at).body);
  REQUIRE(body);
  CHECK(body->at("reply_markup").at("inline_keyboard") ==
        nlohmann::json::parse(R"([[{"text":"Today","callback_data":"12:today"}],
                                  [{"text":"Any time","callback_data":"12:any"}]])"));
}

TEST_CASE("a press is answered at once, so that the button stops turning") {
  const auto press = telegram_arrived("choice");
  const auto call = read_json(press.answer.body);
  REQUIRE(call);
  CHECK(*call == nlohmann::json{{"method", "answerCallbackQuery"}, {"callback_query_id", "4382"}});
  CHECK(telegram_arrived("text").answer.body.empty());
}

TEST_CASE("a command is its word, and what a link carried is what was said") {
  CHECK(telegram_arrived("command").messages.at(0).message.text == "help");
  CHECK(telegram_arrived("begin").messages.at(0).message.text == "hello");
  CHECK(telegram_arrived("begin").messages.at(0).opens);
  CHECK(telegram_arrived("deep_link").messages.at(0).opens);
  CHECK_FALSE(telegram_arrived("command").messages.at(0).opens);
  CHECK(telegram_arrived("deep_link").messages.at(0).message.text == "SIP42");
}

TEST_CASE("pictures and voices arrive by their file's id") {
  const auto photo = telegram_arrived("photo").messages.at(0).message;
  CHECK(photo.text == "my gate");
  CHECK(photo.attachments == std::vector<Attachment>{{"large", "image/jpeg"}});
  CHECK(telegram_arrived("voice").messages.at(0).message.attachments ==
        std::vector<Attachment>{{"v1", "audio/ogg"}});
}

TEST_CASE("what is genuine and not for us is taken, so that it holds up nobody") {
  for (const auto* row : {"group", "other_bot", "edited", "blocked"}) {
    const auto arrived = telegram_arrived(row);
    CHECK(arrived.messages.empty());
    CHECK(arrived.answer.status == 200);
  }
  CHECK(refusal_of(read_payload(telegram(), payload("telegram/no_id"))) == 400);
}

TEST_CASE("who blocked the bot has stopped, and a wrong token is the operator's to mend") {
  const auto outcome = outcome_at(telegram());
  CHECK(std::get<Never>(outcome(bot_answer(403))).stopped);
  CHECK_FALSE(std::get<Never>(outcome(bot_answer(400))).stopped);
  for (const int status : {401, 404, 409})
    CHECK_FALSE(std::get<Later>(outcome(bot_answer(status))).why.empty());
}

TEST_CASE("Telegram says in the body how long to wait, too") {
  const auto later = std::get<Later>(outcome_at(telegram())(
      bot_answer(429, R"({"ok":false,"error_code":429,"parameters":{"retry_after":35}})")));
  CHECK(later.after == std::chrono::seconds(35));
}

TEST_CASE("a token that is none is refused before it is used") {
  const auto with = [](const std::string& key, const std::string& value) {
    auto settings = telegram_settings();
    settings.values[key] = value;
    return try_channel(settings).has_value();
  };
  CHECK(with("token", "1:abc"));
  CHECK_FALSE(with("token", "abc"));
  CHECK_FALSE(with("token", "1:abc/../x"));
  CHECK_FALSE(with("secret_token", "with blanks in it"));
  CHECK_FALSE(with("secret_token", std::string(257, 'a')));
  CHECK_FALSE(with("secret_token", ""));
}

TEST_CASE("updates are fetched behind the last that was kept, by settings that have no webhook") {
  auto settings = telegram_settings();
  settings.values["poll"] = "yes";
  CHECK(try_channel(settings).error().message.find("secret_token") != std::string::npos);
  settings.values["secret_token"] = "";
  const auto bot = make_channel(settings);
  CHECK(bot.redelivery == Redelivery::pollable);
  CHECK(refusal_of(read_payload(bot, payload("telegram/text"))) == 403);
  CHECK(bot.list_after("", called_at).target.find("offset") == std::string::npos);
  CHECK(bot.list_after("8", called_at).target.find("/getUpdates?") != std::string::npos);
  CHECK(bot.list_after("8", called_at).target.ends_with("&offset=8"));

  const auto update = payload("telegram/text").body;
  const auto press = payload("telegram/choice").body;
  const auto edited = payload("telegram/edited").body;
  const auto page = bot.listed(
      HttpResponse{
          200, {}, R"({"ok":true,"result":[)" + update + ",7," + press + "," + edited + "]}"},
      called_at);
  REQUIRE(page);
  REQUIRE(page->messages.size() == 2);
  CHECK(page->messages[0].provider_id == "174114370");
  CHECK(page->messages[1].pressed == "q12:lift");
  REQUIRE(page->receipts.size() == 1);
  CHECK(page->receipts[0].target.ends_with("/answerCallbackQuery"));
  CHECK(page->receipts[0].body == R"({"callback_query_id":"4382"})");
  CHECK(page->next == "174114373");  // an update that is not for us is confirmed, too
  CHECK(bot.listed(HttpResponse{200, {}, R"({"ok":true,"result":[]})"}, called_at)->next.empty());
  CHECK(bot.listed(HttpResponse{409, {}, "{}"}, called_at).error().message.find("deleteWebhook") !=
        std::string::npos);
  for (const auto* body : {"", "[]", R"({"ok":false})"})
    CHECK_FALSE(bot.listed(HttpResponse{200, {}, body}, called_at));
  CHECK_FALSE(bot.listed(NoAnswer{}, called_at));
  settings.values["poll"] = "no";
  CHECK_FALSE(try_channel(settings));
}
