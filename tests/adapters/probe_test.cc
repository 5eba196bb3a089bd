// What `kindbank doctor` makes of each platform's answer about our account.
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

struct Row {
  ChannelSettings settings;
  std::size_t probe;
  int status;
  std::string body;
  std::string says;  // part of what is wrong, or "": nothing is
};

const std::string account = R"({"status":"active","type":"Full"})";

std::string number_calls(const std::string& url, const std::string& method = "POST") {
  return R"({"incoming_phone_numbers":[{"sms_url":")" + url + R"(","sms_method":")" + method +
         R"("}]})";
}

std::string template_of(const std::string& body, const std::string& type = "sms") {
  return R"({"type":")" + type + R"(","body":")" + body + R"("})";
}

std::string inbound_at(const std::string& url, const std::string& reports = {}) {
  return R"({"capabilities":{"messages":{"webhooks":{"inbound_url":{"address":")" + url +
         R"(","http_method":"POST"},"status_url":{"address":")" + reports + R"("}}}}})";
}

std::string service_calls(const std::string& url, const std::string& more = R"("POST")") {
  return R"({"inbound_request_url":)" + url + R"(,"inbound_method":)" + more + "}";
}

std::string number_at_vonage(const std::string& url, const std::string& application = {}) {
  return R"({"count":1,"numbers":[7,{"msisdn":"447400111222","moHttpUrl":")" + url +
         R"(","app_id":")" + application + R"("}]})";
}

std::string meta_calls(const std::string& webhooks) {
  return R"({"id":"1234567890","quality_rating":"GREEN","webhook_configuration":{)" + webhooks +
         "}}";
}

std::vector<Row> rows() {
  const auto twilio = twilio_settings();
  const auto notify = notify_settings();
  auto fixed_words = notify;
  fixed_words.values["fixed_characters"] = "10";
  auto with_slots = fixed_words;
  with_slots.values["template_id"] += " late:00000000-2a88-4f6e-b855-c550268ce08a/2";
  const auto smsgate = smsgate_settings();
  const auto telegram = telegram_settings();
  const auto whatsapp = whatsapp_settings();
  const auto kannel = kannel_settings();
  auto vonage = vonage_settings();
  vonage.values["api_secret"] = "a secret of no account";
  const auto vonage_sms = vonage_sms_settings();
  auto service = twilio;
  service.values["messaging_service_sid"] = "MG0123456789abcdef0123456789abcdef";
  const auto application = vonage.values.at("application_id");
  const ChannelSettings email = {
      "email",
      "email",
      {{"api_base", "smtp://127.0.0.1:2525"}, {"from", "kind@example.org"}},
      public_url};
  const std::string base = "https://kind.example.org/hooks/";
  return {
      {twilio, 0, 200, account, ""},
      {twilio, 0, 200, R"({"status":"suspended"})", "suspended"},
      {twilio, 0, 200, R"({"status":"active","type":"Trial"})", "trial"},
      {twilio, 0, 401, "{}", "credentials"},
      {twilio, 0, 404, "{}", "404"},
      {twilio, 1, 200, number_calls(base + "sms"), ""},
      {twilio, 1, 200, number_calls(base + "old"), "/hooks/old"},
      {twilio, 1, 200, number_calls(""), "nowhere"},
      {twilio, 1, 200, number_calls(base + "sms", "GET"), "POST"},
      {twilio, 1, 200, R"({"incoming_phone_numbers":[]})", "no such number"},
      {twilio, 1, 500, "", "500"},
      {service, 1, 200, service_calls('"' + base + R"(sms")"), ""},
      {service, 1, 200, service_calls("null"), "throws texts that come in away"},
      {service, 1, 200, service_calls("null", R"("POST","use_inbound_webhook_on_number":true)"),
       ""},
      {service, 1, 200, service_calls('"' + base + R"(old")"), "/hooks/old"},
      {service, 1, 200, service_calls('"' + base + R"(sms")", R"("GET")"), "POST"},
      {service, 1, 404, "{}", "messaging_service_sid"},
      {service, 1, 500, "", "500"},
      {notify, 0, 200, R"({"received_text_messages":[]})", ""},
      {notify, 0, 403, "{}", "clock"},
      {notify, 0, 500, "", "500"},
      {notify, 1, 200, template_of("((message))"), ""},
      {notify, 1, 200, template_of("Kindness: ((message))"), "fixed_characters: 10"},
      {fixed_words, 1, 200, template_of("Kindness: ((message))"), ""},
      {with_slots, 2, 200, template_of("((1)) comes ((2))."), ""},
      {with_slots, 2, 200, template_of("((1)) comes."), "((2))"},
      {with_slots, 2, 200, template_of("((1)) ((2)) ((3))"), "((1)) to ((2))"},
      {notify, 1, 200, template_of("Hello ((name))"), "((message))"},
      {notify, 1, 200, template_of("((name)), ((message))"), "more than one"},
      {notify, 1, 200, template_of("((message))", "email"), "text message"},
      {notify, 1, 404, "{}", "template_id"},
      {smsgate, 0, 200, R"([{"event":"sms:received","url":")" + base + R"(phone"}])", ""},
      {smsgate, 0, 200, R"([{"event":"sms:sent","url":")" + base + R"(phone"}])", "register"},
      {smsgate, 0, 200, "[]", "register"},
      {smsgate, 0, 401, "", "password"},
      {smsgate, 0, 502, "", "502"},
      {telegram, 0, 200, R"({"ok":true,"result":{"url":")" + base + R"(telegram"}})", ""},
      {telegram, 0, 200, R"({"ok":true,"result":{"url":""}})", "nowhere"},
      {telegram, 0, 200,
       R"({"result":{"url":")" + base + R"(telegram","last_error_message":"SSL error"}})", "SSL"},
      {telegram, 0, 200,
       R"({"result":{"url":")" + base + R"(telegram","allowed_updates":["message"]}})",
       "allowed_updates"},
      {telegram, 0, 200,
       R"({"result":{"url":")" + base +
           R"(telegram","allowed_updates":["message","callback_query"]}})",
       ""},
      {telegram, 0, 401, "{}", "token"},
      {telegram, 0, 200, "[]", "200"},
      {whatsapp, 0, 200, meta_calls(R"("application":")" + base + R"(whatsapp")"), ""},
      {whatsapp, 0, 200,
       meta_calls(R"("phone_number":")" + base + R"(old","application":")" + base + R"(whatsapp")"),
       "/hooks/old"},
      {whatsapp, 0, 200, meta_calls(""), "nowhere"},
      {whatsapp, 0, 200, R"({"quality_rating":"RED"})", "poor"},
      {whatsapp, 0, 400, R"({"error":{"code":190}})", "access_token"},
      {whatsapp, 0, 404, "", "phone_number_id"},
      {kannel, 0, 400, "Missing receiver number, rejected", ""},
      {kannel, 0, 403, "Authorization failed for sendsms", "password"},
      {kannel, 0, 404, "", "404"},
      {email, 0, 250, "", ""},
      {email, 0, 535, "", "password"},
      {email, 0, 421, "", "421"},
      {vonage, 0, 200, inbound_at(base + "vonage", base + "vonage/status"), ""},
      {vonage, 0, 200, inbound_at(base + "vonage"), "status URL"},
      {vonage, 0, 200, inbound_at(base + "old"), "/hooks/old"},
      {vonage, 0, 200, inbound_at(""), "nowhere"},
      {vonage, 0, 200, R"({"capabilities":{"voice":{}}})", "Messages"},
      {vonage, 0, 401, "{}", "api_secret"},
      {vonage, 0, 404, "{}", "application_id"},
      {vonage, 0, 500, "", "500"},
      {vonage, 1, 200, number_at_vonage("", application), ""},
      {vonage, 1, 200, number_at_vonage("", "another"), "link"},
      {vonage, 1, 200, R"({"count":0})", "no such number"},
      {vonage, 1, 500, "", "500"},
      {vonage_settings(), 0, 401, "", ""},
      {vonage_sms, 1, 200, number_at_vonage(base + "texts"), ""},
      {vonage_sms, 1, 200, number_at_vonage(""), ""},
      {vonage_sms, 1, 200, number_at_vonage(base + "old"), "/hooks/old"},
      {vonage_sms, 1, 200, "{}", "no such number"},
      {vonage_sms, 0, 200, R"({"value":10.28,"autoReload":false})", ""},
      {vonage_sms, 0, 200, R"({"value":0,"autoReload":false})", "credit"},
      {vonage_sms, 0, 200, R"({"value":"much"})", "200"},
      {vonage_sms, 0, 401, "{}", "api_secret"},
      {vonage_sms, 0, 502, "", "502"},
  };
}

}  // namespace

TEST_CASE("what is wrong with an account is said, and what is well is not found fault with") {
  for (const Row& row : rows()) {
    const auto channel = make_channel(row.settings);
    const auto probes = channel.probes(public_url + "/hooks/" + channel.name, called_at);
    REQUIRE(probes.size() > row.probe);
    const auto wrong = probes[row.probe].judge(HttpResponse{row.status, {}, row.body});
    INFO(channel.adapter << " " << row.status << " " << row.body << ": " << wrong);
    if (row.says.empty())
      CHECK(wrong.empty());
    else
      CHECK(wrong.find(row.says) != std::string::npos);
  }
}

TEST_CASE("what shows nothing of our account is not called well") {
  for (const auto& probe : make_channel(vonage_settings()).probes("", called_at))
    CHECK(probe.shows == Probe::Shows::little);
}

TEST_CASE("a probe asks and sends nothing") {
  for (const auto& settings : {voice_settings(), twilio_settings(), notify_settings(),
                               smsgate_settings(), telegram_settings(), whatsapp_settings(),
                               kannel_settings(), vonage_settings(), vonage_sms_settings()}) {
    const auto channel = make_channel(settings);
    for (const auto& probe : channel.probes("", called_at)) {
      CHECK(probe.request.method == "GET");
      CHECK(probe.request.target.find("to=") == std::string::npos);
      CHECK_FALSE(probe.about.empty());
    }
  }
}
