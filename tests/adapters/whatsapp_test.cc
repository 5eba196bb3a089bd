// What is WhatsApp's alone; what every platform has in common stands in arriving_test and
// leaving_test.
#include <nlohmann/json.hpp>

#include "adapters/message_template.h"
#include "dialog/json.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Channel whatsapp() { return make_channel(whatsapp_settings()); }

Arrived whatsapp_arrived(const std::string& row) {
  const auto reading = read_payload(whatsapp(), payload("whatsapp/" + row));
  INFO(row);
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

Report whatsapp_report(const std::string& row) {
  const auto arrived = whatsapp_arrived(row);
  REQUIRE(arrived.reports.size() == 1);
  CHECK(arrived.reports[0].provider_id == "wamid.B");
  return arrived.reports[0];
}

Outgoing to_whatsapp(std::size_t choices = 0) {
  auto out = part_out("When?");
  out.to = {"whatsapp", "+447400123456"};
  out.question = "12";
  for (std::size_t i = 1; i <= choices; ++i)
    out.message.options.push_back({"k" + std::to_string(i), "Choice " + std::to_string(i)});
  return out;
}

nlohmann::json written(const Outgoing& out) {
  const auto body = read_json(whatsapp().write(out, called_at).body);
  REQUIRE(body);
  return *body;
}

HttpResponse graph_error(int status, int code) {
  return {status, {}, R"({"error":{"code":)" + std::to_string(code) + R"(,"message":"x"}})"};
}

}  // namespace

TEST_CASE("the handshake is answered with its challenge, to who knows the token") {
  CHECK(whatsapp_arrived("handshake").answer.body == "1158201444");
  CHECK(refusal_of(read_payload(whatsapp(), payload("whatsapp/handshake_wrong"))) == 403);
}

TEST_CASE("what Meta signed in its escaped form is genuine unescaped, too") {
  CHECK(whatsapp_arrived("unescaped").messages.at(0).message.text ==
        "D\u0175r & ladder = \u00a35? \U0001F600");
}

TEST_CASE("who has no number is known by the user id, and who has both by that alone") {
  for (const auto* row : {"no_number", "both"})
    CHECK(whatsapp_arrived(row).messages.at(0).from == Address{"whatsapp", "GB.1234"});
}

TEST_CASE("a batch is read whole: what cannot be read or is not ours is in nobody's way") {
  const auto batch = whatsapp_arrived("batch");
  REQUIRE(batch.messages.size() == 2);
  CHECK(batch.messages[0].message.text == "one");
  CHECK(batch.messages[1].message.text == "two");
  REQUIRE(batch.reports.size() == 1);
  CHECK(batch.reports[0].rung == Rung::read);
  CHECK(whatsapp_arrived("nothing").answer.status == 200);
}

TEST_CASE("presses, pictures and places arrive; reactions do not") {
  CHECK(whatsapp_arrived("list").messages.at(0).pressed == "q12:lift");
  CHECK(whatsapp_arrived("template_button").messages.at(0).message.text == "Yes");
  const auto picture = whatsapp_arrived("picture").messages.at(0).message;
  CHECK(picture.text == "my gate");
  CHECK(picture.attachments == std::vector<Attachment>{{"M1", "image/jpeg"}});
  CHECK(whatsapp_arrived("place").messages.at(0).message.text.empty());
  CHECK(whatsapp_arrived("reaction").messages.empty());
}

TEST_CASE("statuses climb the ladder, and say why where they end it") {
  CHECK(whatsapp_report("report_sent").rung == Rung::sent);
  CHECK(whatsapp_report("report_delivered").rung == Rung::delivered);
  CHECK(whatsapp_report("report_read").rung == Rung::read);
  CHECK(whatsapp_report("report_late").rung == Rung::failed);
  CHECK(whatsapp_report("report_late").why.find("more than a day") != std::string::npos);
  CHECK_FALSE(whatsapp_report("report_late").stopped);
  CHECK(whatsapp_report("report_stopped").stopped);
  CHECK(whatsapp_report("report_stopped").again == Report::Again::no);
  CHECK(whatsapp_report("report_too_fast").again == Report::Again::later);
  CHECK(whatsapp_report("report_too_fast").after == std::chrono::seconds(6));
  CHECK(whatsapp_arrived("report_unheard_of").reports.empty());
}

TEST_CASE("a text leaves to the number, or to the user where there is none") {
  const auto request = whatsapp().write(to_whatsapp(), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target == "https://graph.facebook.com/v25.0/1234567890/messages");
  CHECK(header(request.headers, "Authorization") == "Bearer an access token of nobody");
  CHECK(*read_json(request.body) ==
        nlohmann::json::parse(R"({"messaging_product":"whatsapp","recipient_type":"individual",
          "biz_opaque_callback_data":"ref-1","to":"447400123456","type":"text",
          "text":{"body":"When?","preview_url":false}})"));
  auto out = to_whatsapp();
  out.to.handle = "GB.1234";
  CHECK(written(out).at("recipient") == "GB.1234");
  CHECK_FALSE(written(out).contains("to"));
}

TEST_CASE("up to three choices are buttons, more are a list, beside a long text numbers") {
  const auto three = written(to_whatsapp(3)).at("interactive");
  CHECK(three.at("type") == "button");
  CHECK(three.at("action").at("buttons").size() == 3);
  CHECK(three.at("action").at("buttons")[0] ==
        nlohmann::json::parse(R"({"type":"reply","reply":{"id":"12:k1","title":"Choice 1"}})"));
  const auto four = written(to_whatsapp(4)).at("interactive");
  CHECK(four.at("type") == "list");
  CHECK(four.at("action").at("button") == "Choose");
  CHECK(four.at("action").at("sections")[0].at("rows").size() == 4);
  auto out = to_whatsapp(2);
  out.message.text = std::string(1025, 'x');
  CHECK(written(out).at("type") == "text");
  CHECK(written(out).at("text").at("body").get<std::string>().ends_with("1 Choice 1 2 Choice 2"));
}

TEST_CASE(
    "a label that no button shows is a line of a list, and one that no list shows is numbered") {
  auto out = to_whatsapp(2);
  out.message.options[0].label = "K4T7 a small job at home";
  CHECK(written(out).at("interactive").at("type") == "list");
  out.message.options[0].label += "s";
  CHECK(written(out).at("type") == "text");
  CHECK(written(out).at("text").at("body") == "When? 1 K4T7 a small job at homes 2 Choice 2");
}

TEST_CASE("each of Meta's errors has its outcome, whatever status it comes with") {
  const auto outcome = outcome_at(whatsapp());
  for (const int status : {200, 400})
    CHECK(std::get<Later>(outcome(graph_error(status, 131056))).after == std::chrono::seconds(6));
  for (const int code : {4, 80007, 130429, 190, 131031})
    CHECK_FALSE(std::get<Later>(outcome(graph_error(400, code))).why.empty());
  CHECK(std::get<Never>(outcome(graph_error(400, 131050))).stopped);
  for (const int code : {131026, 131047, 132001, 99999})
    CHECK_FALSE(std::get<Never>(outcome(graph_error(400, code))).stopped);
  CHECK(std::holds_alternative<Unknown>(outcome(graph_error(500, 99999))));
  CHECK(std::holds_alternative<Later>(outcome(HttpResponse{401, {}, ""})));
}

TEST_CASE("a talk that we begin needs a template, which check is told") {
  CHECK(whatsapp().limits.begins == Limits::Begins::with_template);
  auto settings = whatsapp_settings();
  settings.values["phone_number_id"] = "+447400111222";
  CHECK_FALSE(try_channel(settings));
  settings = whatsapp_settings();
  settings.values["list_label"] = "more than twenty characters";
  CHECK_FALSE(try_channel(settings));
}

TEST_CASE("a day after a person last wrote the text goes in the template") {
  auto settings = whatsapp_settings();
  settings.values["template"] = "kind_text";
  const auto channel = make_channel(settings);
  CHECK(channel.limits.begins == Limits::Begins::freely);
  const auto written_after = [&](std::optional<Duration> silent_for) {
    auto out = to_whatsapp(2);
    out.silent_for = silent_for;
    return nlohmann::json::parse(channel.write(out, called_at).body);
  };
  CHECK(written_after(std::chrono::hours(23)).at("type") == "interactive");
  for (const auto silent_for :
       {std::optional<Duration>(std::chrono::hours(24)), std::optional<Duration>()}) {
    const auto body = written_after(silent_for);
    CHECK(body.at("type") == "template");
    CHECK(body.at("template").at("name") == "kind_text");
    CHECK(body.at("template").at("language").at("code") == "en_GB");
    const auto& component = body.at("template").at("components").at(0);
    CHECK(component.at("type") == "body");
    CHECK(component.at("parameters").at(0).at("text") == "When? 1 Choice 1 2 Choice 2");
    CHECK_FALSE(body.contains("interactive"));
  }
}

TEST_CASE("each class of texts, and each flow that names one, may have a template of its own") {
  auto settings = whatsapp_settings();
  settings.values["template"] =
      "kind_text invitation:kind_invitation invitation.pl:kind_zaproszenie late:kind_late";
  settings.values["template_language"] = "en_GB pl";
  const auto channel = make_channel(settings);
  using Languages = std::set<std::string>;
  CHECK(channel.limits.templates ==
        std::map<std::string, Languages>{{"invitation", {"", "pl"}}, {"late", {""}}});
  CHECK(channel.limits.text == channel.limits.in_template);
  const auto name = [&](const std::string& message_class, const std::string& of_flow,
                        const std::string& language = "") {
    auto out = to_whatsapp(0);
    out.message_class = message_class;
    out.message_template = of_flow;
    out.language = language;
    return nlohmann::json::parse(channel.write(out, called_at).body)
        .at("template")
        .at("name")
        .get<std::string>();
  };
  CHECK(name("news", "") == "kind_text");
  CHECK(name("invitation", "") == "kind_invitation");
  CHECK(name("invitation", "", "ro") == "kind_invitation");
  CHECK(name("invitation", "", "pl") == "kind_zaproszenie");
  CHECK(name("invitation", "late") == "kind_late");
  CHECK(name("news", "unheard_of") == "kind_text");
  settings.values["template"] = "kind_text invitation.pl:kind_zaproszenie";
  const auto one = make_channel(settings);
  auto english = to_whatsapp(0);
  english.message_class = "invitation";
  CHECK(one.write(english, called_at).body.find("kind_text") != std::string::npos);
  settings.values["template"] = "kind_text late:kind_late/2";
  const auto of_slots = make_channel(settings);
  CHECK(of_slots.limits.variables == std::map<std::string, std::size_t>{{"late", 2}});
  CHECK(of_slots.limits.templates.empty());
  const auto filled = [&](const std::vector<std::string>& slots) {
    auto late = to_whatsapp(0);
    late.message_template = "late";
    late.slots = slots;
    const auto body = nlohmann::json::parse(of_slots.write(late, called_at).body).at("template");
    auto words = body.at("name").get<std::string>();
    for (const auto& parameter : body.at("components").at(0).at("parameters"))
      words += "|" + parameter.at("text").get<std::string>();
    return words;
  };
  CHECK(filled({"Ann", "half  past\ntwo"}) == "kind_late|Ann|half past two");
  for (const auto& unfit : std::vector<std::vector<std::string>>{{"Ann"}, {"Ann", " "}, {}})
    CHECK(filled(unfit).starts_with("kind_text|"));
  for (const auto* wrong : {"late:kind_late/", "late:kind_late/0", "late:kind_late/two"}) {
    settings.values["template"] = wrong;
    CHECK_FALSE(try_channel(settings));
  }
  settings.values["template"] = "late:kind_late";
  CHECK(make_channel(settings).limits.begins == Limits::Begins::with_template);
  settings.values["template"] = "Kind Text";
  CHECK_FALSE(try_channel(settings));
}

TEST_CASE("the longest text that has room in a template has room with ten choices, too") {
  auto out = to_whatsapp(10);
  out.message.text = std::string(longest_in_template, 'x');
  CHECK(template_words(out).size() < 1024);
}

TEST_CASE("the template is of the person's language, where it was approved in it") {
  auto settings = whatsapp_settings();
  settings.values["template"] = "kind_text";
  settings.values["template_language"] = "en_GB pl pt_PT";
  const auto channel = make_channel(settings);
  using Row = std::pair<std::string, std::string>;
  for (const auto& [language, code] : {Row{"pl", "pl"}, Row{"pt", "pt_PT"}, Row{"en", "en_GB"},
                                       Row{"ro", "en_GB"}, Row{"", "en_GB"}}) {
    auto out = to_whatsapp(0);
    out.language = language;
    out.message.text = "one\t two\n\n\n     three";
    const auto body = nlohmann::json::parse(channel.write(out, called_at).body);
    const auto& sent = body.at("template");
    CHECK(sent.at("language").at("code") == code);
    CHECK(sent.at("components").at(0).at("parameters").at(0).at("text") == "one two three");
  }
  settings.values["template_language"] = " ";
  CHECK_FALSE(try_channel(settings));
}
