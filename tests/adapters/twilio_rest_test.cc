#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

const std::string service = "MG0123456789abcdef0123456789abcdef";
const std::string messages =
    "https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json";

Channel twilio(const std::map<std::string, std::string>& more = {}) {
  auto settings = twilio_settings();
  for (const auto& [key, value] : more) settings.values[key] = value;
  return make_channel(settings);
}

HttpResponse refusal(int status, int code) {
  return {status, {}, R"({"code":)" + std::to_string(code) + R"(,"message":"x","status":400})"};
}

// One entry of Twilio's list.
std::string entry(const std::string& sid, const std::string& direction, const std::string& body,
                  const std::string& created, const std::string& status = "queued") {
  return R"({"sid":")" + sid + R"(","direction":")" + direction + R"(","body":")" + body +
         R"(","date_created":")" + created + R"(","date_sent":null,"status":")" + status +
         R"(","error_code":30003,"from":"+447400123456","to":"+447400111222","num_media":"0"})";
}

HttpResponse list_of(const std::vector<std::string>& entries, const std::string& next = "null") {
  std::string text;
  for (const auto& one : entries) text += (text.empty() ? "" : ",") + one;
  return {200, {}, R"({"messages":[)" + text + R"(],"next_page_uri":)" + next + "}"};
}

const std::string soon = "Fri, 20 Nov 2026 10:00:05 +0000";
const std::string before = "Fri, 20 Nov 2026 09:57:00 +0000";

// Where no other part is known.
std::function<Delivery(const Outgoing&, const HttpReply&)> finder() {
  return [found = twilio().found](const Outgoing& out, const HttpReply& reply) {
    return found(out, reply, [](const std::string&) { return false; });
  };
}

}  // namespace

TEST_CASE("a text leaves as Twilio's form with Basic auth") {
  const HttpRequest request = twilio().write(part_out("D\u0175r & ladder?"), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target == messages);
  CHECK(header(request.headers, "Content-Type") == "application/x-www-form-urlencoded");
  CHECK(
      header(request.headers, "Authorization") ==
      "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjphbiBhdXRoIHRva2VuIG9mIG5vIGFjY291bnQ=");
  CHECK(read_form(request.body) ==
        Fields{{"To", "+447400123456"},
               {"From", "+447400111222"},
               {"Body", "D\u0175r & ladder?"},
               {"StatusCallback", "https://kind.example.org/hooks/sms/status"}});
}

TEST_CASE("a messaging service sends instead of the number, and api_base instead of Twilio") {
  const HttpRequest request =
      twilio({{"messaging_service_sid", service}, {"api_base", "http://127.0.0.1:1234/"}})
          .write(part_out("hi"), called_at);
  CHECK(request.target.starts_with("http://127.0.0.1:1234/2010-04-01/Accounts/AC"));
  const auto fields = read_form(request.body);
  REQUIRE(fields);
  CHECK(field(*fields, "MessagingServiceSid") == service);
  CHECK(field(*fields, "From").empty());
}

TEST_CASE("on WhatsApp both addresses say so, and a talk that we begin needs a template") {
  const auto channel = twilio({{"from", "whatsapp:+447400111222"}});
  CHECK(channel.kind == "whatsapp");
  CHECK(channel.limits.begins == Limits::Begins::with_template);
  CHECK_FALSE(channel.limits.sms);
  CHECK_FALSE(confirms_stop(channel.limits, "stop"));  // it answers of itself in texts alone
  const auto fields = read_form(channel.write(part_out("hi"), called_at).body);
  REQUIRE(fields);
  CHECK(field(*fields, "To") == "whatsapp:+447400123456");
  CHECK(field(*fields, "From") == "whatsapp:+447400111222");
  CHECK(std::get<Later>(outcome_at(channel)(refusal(400, 63018))).why.find("slowly") !=
        std::string::npos);
}

TEST_CASE("a day after a person last wrote on WhatsApp the text goes in the template") {
  const auto content = "HX" + std::string(32, '1');
  const auto polish = "HX" + std::string(32, '2');
  const auto channel =
      twilio({{"from", "whatsapp:+447400111222"}, {"content_sid", content + " pl:" + polish}});
  CHECK(channel.limits.begins == Limits::Begins::freely);
  auto out = part_out("see you at 2pm\n\"ok\"");
  out.to.kind = "whatsapp";
  const auto fields = read_form(channel.write(out, called_at).body).value();
  CHECK(field(fields, "ContentSid") == content);
  CHECK(field(fields, "ContentVariables") == R"({"1":"see you at 2pm \"ok\""})");
  CHECK(field(fields, "Body").empty());
  out.language = "pl";
  CHECK(field(read_form(channel.write(out, called_at).body).value(), "ContentSid") == polish);
  const auto invitation = "HX" + std::string(32, '3');
  const auto with_class =
      twilio({{"from", "whatsapp:+447400111222"},
              {"content_sid", content + " pl:" + polish + " invitation:" + invitation}});
  out.message_class = "invitation";
  const auto content_of = [&](const std::string& language) {
    out.language = language;
    return field(read_form(with_class.write(out, called_at).body).value(), "ContentSid");
  };
  CHECK(content_of("en") == invitation);
  CHECK(content_of("pl") == polish);  // in one's own language first
  out.silent_for = std::chrono::hours(1);
  CHECK(field(read_form(channel.write(out, called_at).body).value(), "Body") == out.message.text);
  const auto slots = twilio({{"from", "whatsapp:+447400111222"},
                             {"content_sid", content + " late:" + invitation + "/2"}});
  auto late = part_out("{x}");
  late.to.kind = "whatsapp";
  late.message_template = "late";
  late.slots = {"Ann", "two"};
  const auto filled = read_form(slots.write(late, called_at).body).value();
  CHECK(field(filled, "ContentSid") == invitation);
  CHECK(field(filled, "ContentVariables") == R"({"1":"Ann","2":"two"})");
  CHECK_FALSE(try_channel([] {
    auto settings = twilio_settings();
    settings.values["content_sid"] = "HX1";
    return settings;
  }()));

  const auto listed = [](const std::string& body) {
    return HttpResponse{
        200,
        {},
        R"({"next_page_uri":"","messages":[{"sid":"SM9","direction":"outbound-api",)"
        R"("status":"delivered","date_created":"Fri, 20 Nov 2026 10:00:05 +0000","body":")" +
            body + R"("}]})"};
  };
  const auto is_taken = [](const std::string&) { return false; };
  out.silent_for.reset();
  out.message.text = "see you at 2pm";
  const auto found =
      channel.found(out, listed("Your bank writes: see you at 2pm. Answer here."), is_taken);
  CHECK(std::get<Sent>(found).provider_id == "SM9");
  CHECK(
      std::holds_alternative<Later>(channel.found(out, listed("Your bank writes: no."), is_taken)));
}

TEST_CASE("without a public URL no delivery report is asked for") {
  auto settings = twilio_settings();
  settings.public_url = "";
  const auto fields = read_form(make_channel(settings).write(part_out("hi"), called_at).body);
  REQUIRE(fields);
  CHECK(fields->size() == 3);
}

TEST_CASE("each of Twilio's refusals has its outcome") {
  const auto outcome = outcome_at(twilio());
  const auto never = [&](int status, int code) {
    return std::get<Never>(outcome(refusal(status, code)));
  };
  const auto later = [&](int status, int code) {
    return std::get<Later>(outcome(refusal(status, code)));
  };
  CHECK(never(400, 21610).stopped);
  CHECK(never(400, 21610).why == "they texted STOP to our number; only their START undoes it");
  for (const int code : {21211, 21408, 21606, 21612, 21614, 21617, 99999}) {
    CHECK_FALSE(never(400, code).stopped);
  }
  CHECK(never(400, 99999).why == "Twilio refused it with error 99999");
  CHECK(later(401, 20003).why.find("credentials") != std::string::npos);
  CHECK(later(401, 0).why.find("credentials") != std::string::npos);
  CHECK(later(400, 20429).why == "Twilio asks us to slow down");
  CHECK(later(400, 21611).why == "too many texts wait at Twilio to leave our number");
  CHECK(later(404, 20404).why.find("account_sid") != std::string::npos);
  CHECK(later(403, 0).why.find("account_sid") != std::string::npos);
  CHECK(std::holds_alternative<Later>(outcome(HttpResponse{302, {}, ""})));
  CHECK(std::holds_alternative<Unknown>(outcome(HttpResponse{503, {}, ""})));
  CHECK(std::holds_alternative<Unknown>(outcome(HttpResponse{408, {}, ""})));
  CHECK(std::holds_alternative<Unknown>(outcome(HttpResponse{204, {}, ""})));
}

TEST_CASE("a lost answer is looked for among the texts to that person") {
  const HttpRequest request = twilio().look_up(part_out("hi"), called_at);
  CHECK(request.method == "GET");
  CHECK(request.target == messages + "?To=%2B447400123456&From=%2B447400111222&PageSize=200");
  CHECK(header(request.headers, "Authorization"));
  CHECK(twilio({{"messaging_service_sid", service}}).look_up(part_out("hi"), called_at).target ==
        messages + "?To=%2B447400123456&PageSize=200");
}

TEST_CASE("a text found at Twilio was sent") {
  const auto found = finder();
  const auto sent =
      found(part_out("Thank you."), list_of({entry("SM2", "outbound-api", "Hello", soon),
                                             entry("SM1", "outbound-api", "Thank you.", soon)}));
  REQUIRE(std::holds_alternative<Sent>(sent));
  CHECK(std::get<Sent>(sent).provider_id == "SM1");
  CHECK(std::get<Sent>(sent).rung == Rung::sent);
  CHECK(std::get<Sent>(found(part_out("Hi"),
                             list_of({entry("SM1", "outbound-reply", "Hi", soon, "delivered")})))
            .rung == Rung::delivered);
}

TEST_CASE("a text that an earlier part was settled by is not found twice") {
  const auto found = twilio().found;
  const IsTaken is_taken = [](const std::string& sid) { return sid == "SM1"; };
  const auto first = entry("SM1", "outbound-api", "Hi", soon);
  const auto second = entry("SM2", "outbound-api", "Hi", soon);
  CHECK(std::holds_alternative<Later>(found(part_out("Hi"), list_of({first}), is_taken)));
  const auto sent = found(part_out("Hi"), list_of({first, second}), is_taken);
  REQUIRE(std::holds_alternative<Sent>(sent));
  CHECK(std::get<Sent>(sent).provider_id == "SM2");
}

TEST_CASE("a text whose quotes and dashes Twilio made plain is found") {
  const auto found = finder()(part_out("It\u2019s Tuesday \u2013 2pm"),
                              list_of({entry("SM1", "outbound-api", "It's Tuesday - 2pm", soon)}));
  CHECK(std::holds_alternative<Sent>(found));
}

TEST_CASE("a text found failed at Twilio never goes") {
  const auto found =
      finder()(part_out("Hi"), list_of({entry("SM1", "outbound-api", "Hi", soon, "undelivered")}));
  REQUIRE(std::holds_alternative<Never>(found));
  CHECK(std::get<Never>(found).why == "the phone is switched off or out of reach");
}

TEST_CASE("a text that is surely not at Twilio goes again") {
  const auto found = finder();
  const auto goes_again = [&](const HttpReply& reply) {
    return std::holds_alternative<Later>(found(part_out("Hi"), reply));
  };
  CHECK(goes_again(list_of({})));
  CHECK(goes_again(list_of({entry("SM1", "outbound-api", "Hello", soon)})));
  CHECK(goes_again(list_of({entry("SM1", "inbound", "Hi", soon)})));
  CHECK(goes_again(list_of({entry("SM1", "outbound-api", "Hi", before)})));
  CHECK(goes_again(list_of({entry("SM1", "outbound-api", "Hi", before)}, R"("/2010-04-01/x")")));
}

TEST_CASE("a list that does not settle it leaves the text unknown") {
  const auto found = finder();
  const auto stays_unknown = [&](const HttpReply& reply) {
    return std::holds_alternative<Unknown>(found(part_out("Hi"), reply));
  };
  CHECK(stays_unknown(NoAnswer{NoAnswer::Written::no, ""}));
  CHECK(stays_unknown(HttpResponse{429, {}, ""}));
  CHECK(stays_unknown(HttpResponse{500, {}, ""}));
  CHECK(stays_unknown(HttpResponse{200, {}, "nonsense"}));
  CHECK(stays_unknown(HttpResponse{200, {}, R"({"messages":[1]})"}));
  CHECK(stays_unknown(list_of({entry("SM1", "outbound-api", "Hi", "yesterday")})));
  CHECK(
      stays_unknown(list_of({entry("SM1", "outbound-api", "Hello", soon)}, R"("/2010-04-01/x")")));
}

TEST_CASE("missed texts are asked for by our number and the day, looking back a little") {
  const auto since_midnight = Time{std::chrono::sys_days(std::chrono::year(2026) / 11 / 20)};
  CHECK(twilio().list(called_at, called_at).target ==
        messages + "?To=%2B447400111222&DateSent%3E=2026-11-20&PageSize=200");
  CHECK(twilio().list(since_midnight, called_at).target ==
        messages + "?To=%2B447400111222&DateSent%3E=2026-11-19&PageSize=200");
  CHECK(twilio({{"lookback", "2d"}}).list(called_at, called_at).target ==
        messages + "?To=%2B447400111222&DateSent%3E=2026-11-18&PageSize=200");
  CHECK(twilio({{"messaging_service_sid", service}}).list(called_at, called_at).target ==
        messages + "?DateSent%3E=2026-11-20&PageSize=200");
  CHECK(twilio().redelivery == Redelivery::pollable);
}

TEST_CASE("a page of missed texts holds what the webhook would have brought") {
  const Channel channel = twilio();
  const auto next = R"("/2010-04-01/Accounts/AC0123/Messages.json?Page=1&PageToken=PASM1")";
  const auto page =
      channel.listed(list_of({entry("SM3", "inbound", "a\\u0000b", soon, "received"), "7", "null",
                              entry("SM2", "outbound-api", "Hello", soon),
                              entry("SM1", "inbound", "HELP", before, "received")},
                             next),
                     called_at);
  REQUIRE(page);
  REQUIRE(page->messages.size() == 2);
  CHECK(page->messages[0].provider_id == "SM3");
  CHECK(page->messages[0].message.text == "a\uFFFDb");
  CHECK(page->messages[0].repaired);
  CHECK(page->messages[1].provider_id == "SM1");
  CHECK(page->messages[1].from == Address{"sms", "+447400123456"});
  CHECK(page->messages[1].message.text == "HELP");
  CHECK(page->messages[1].replyable);
  CHECK(page->next ==
        "https://api.twilio.com/2010-04-01/Accounts/AC0123/Messages.json?Page=1&PageToken=PASM1");
  const HttpRequest more = channel.list_more(page->next, called_at);
  CHECK(more.method == "GET");
  CHECK(more.target == page->next);
  CHECK(header(more.headers, "Authorization"));
}

TEST_CASE("a missed picture is known to be one") {
  const std::string picture =
      R"({"sid":"MM1","direction":"inbound","from":"+447400123456","body":"","num_media":"2",)"
      R"("subresource_uris":{"media":"/2010-04-01/Accounts/AC0123/Messages/MM1/Media.json"}})";
  const auto page = twilio().listed(list_of({picture}), called_at);
  REQUIRE(page);
  REQUIRE(page->messages.size() == 1);
  CHECK(page->messages[0].message.attachments ==
        std::vector<Attachment>{
            {"https://api.twilio.com/2010-04-01/Accounts/AC0123/Messages/MM1/Media.json", ""}});
}

TEST_CASE("a list that cannot be read is an error, and our credentials go nowhere else") {
  const auto listed = twilio().listed;
  CHECK_FALSE(listed(NoAnswer{}, called_at));
  CHECK_FALSE(listed(HttpResponse{503, {}, ""}, called_at));
  CHECK_FALSE(listed(HttpResponse{200, {}, "{}"}, called_at));
  CHECK_FALSE(listed(HttpResponse{200, {}, R"({"messages":{}})"}, called_at));
  for (const auto* next : {R"("https://example.org/")", R"("@example.org/")", R"("")", "7"}) {
    const auto page = listed(list_of({}, next), called_at);
    REQUIRE(page);
    CHECK(page->next.empty());
  }
}

TEST_CASE("wrong settings are named") {
  struct Row {
    std::string key;
    std::string value;
    std::string message;
  };
  const std::vector<Row> rows = {
      {"account_sid", "", "channel sms: account_sid is missing"},
      {"auth_token", "", "channel sms: auth_token is missing"},
      {"from", "", "channel sms: from is missing"},
      {"account_sid", "AC...", "channel sms: account_sid must be AC and 32 hexadecimal digits"},
      {"from", "Kind",
       "channel sms: from must be a phone number such as +447400111222, for WhatsApp "
       "whatsapp:+447400111222"},
      {"messaging_service_sid", "MG1",
       "channel sms: messaging_service_sid must be MG and 32 hexadecimal digits"},
      {"api_base", "ftp://x",
       "channel sms: api_base must be a URL such as https://api.example.org"},
      {"lookback", "soon", "channel sms: lookback must be a span such as 1h or 2d"},
  };
  for (const Row& row : rows) {
    auto settings = twilio_settings();
    settings.values[row.key] = row.value;
    const auto channel = try_channel(settings);
    REQUIRE_FALSE(channel);
    CHECK(channel.error().message == row.message);
  }
}

TEST_CASE("Twilio answers its own stop words alone, and no other way of saying it") {
  const auto limits = twilio().limits;
  for (const auto* text : {"STOP", "stop", " Stop\n", "UNSUBSCRIBE", "end", "QUIT", "stopall",
                           "Revoke", "OPTOUT", "cancel"}) {
    INFO(text);
    CHECK(confirms_stop(limits, text));
  }
  for (const auto* text : {"", " ", "stop all", "STOP.", "STOP i want to die", "wrong number",
                           "unsubscribed", "opt out"}) {
    INFO(text);
    CHECK_FALSE(confirms_stop(limits, text));
  }
  CHECK_FALSE(confirms_stop(Limits{}, "STOP"));
}
