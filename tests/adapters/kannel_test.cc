// What is Kannel's alone; what every platform has in common stands in arriving_test and
// leaving_test.
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Channel kannel(const std::map<std::string, std::string>& more = {}) {
  auto settings = kannel_settings();
  for (const auto& [key, value] : more) settings.values[key] = value;
  return make_channel(settings);
}

Arrived kannel_arrived(const std::string& row) {
  const auto reading = read_payload(kannel(), payload("kannel/" + row));
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

Fields query_at(const HttpRequest& request) {
  const auto fields = read_form(query_of(request.target));
  REQUIRE(fields);
  return *fields;
}

}  // namespace

TEST_CASE("a text leaves by sendsms, and its report comes back under our id") {
  const auto request = kannel().write(part_out("Thank you"), called_at);
  CHECK(request.method == "GET");
  CHECK(path_of(request.target) == "http://127.0.0.1:13013/cgi-bin/sendsms");
  const auto fields = query_at(request);
  CHECK(field(fields, "to") == "+447400123456");
  CHECK(field(fields, "text") == "Thank you");
  CHECK(field(fields, "coding").empty());
  CHECK(field(fields, "from").empty());
  CHECK(field(fields, "dlr-url") ==
        "https://kind.example.org/hooks/modem/status?secret=a%20secret%20of%20no%20route%20at%20all"
        "&id=ref-1&status=%d");
}

TEST_CASE("a text outside GSM-7 says so, and a route is named where it is set") {
  const auto fields = query_at(
      kannel({{"from", "60777"}, {"smsc", "modem1"}}).write(part_out("D\u0175r"), called_at));
  CHECK(field(fields, "coding") == "2");
  CHECK(field(fields, "charset") == "UTF-8");
  CHECK(field(fields, "from") == "60777");
  CHECK(field(fields, "smsc") == "modem1");
}

TEST_CASE("a text in UTF-16 is read, and half of a pair is refused") {
  CHECK(kannel_arrived("utf16").messages.at(0).message.text ==
        "D\u0175r & ladder = \u00a35? \U0001F600");
  CHECK(refusal_of(read_payload(kannel(), payload("kannel/utf16_broken"))) == 400);
}

TEST_CASE("nothing is texted back by the answer itself") {
  CHECK(kannel_arrived("text").answer.body.empty());
}

TEST_CASE("a name sends, and gets no answer; a text without an id is refused") {
  CHECK_FALSE(kannel_arrived("name_as_sender").messages.at(0).replyable);
  CHECK(refusal_of(read_payload(kannel(), payload("kannel/no_id"))) == 400);
}

TEST_CASE("a report's strongest bit counts") {
  struct Row {
    std::string row;
    Rung rung;
  };
  for (const auto& [row, rung] :
       {Row{"report_delivered", Rung::delivered}, Row{"report_failed", Rung::failed},
        Row{"report_buffered", Rung::sent}, Row{"report_taken", Rung::sent},
        Row{"report_refused", Rung::failed}, Row{"report_of_both", Rung::delivered}}) {
    INFO(row);
    const auto arrived = kannel_arrived(row);
    REQUIRE(arrived.reports.size() == 1);
    CHECK(arrived.reports[0].provider_id == "ref-1");
    CHECK(arrived.reports[0].rung == rung);
  }
  CHECK(kannel_arrived("report_unheard_of").reports.empty());
}

TEST_CASE("each of Kannel's answers has its outcome") {
  const auto outcome = outcome_at(kannel());
  for (const auto* body : {"0: Accepted for delivery", "3: Queued for later delivery", "Sent."})
    CHECK(std::get<Sent>(outcome(HttpResponse{202, {}, body})).provider_id == "ref-1");
  CHECK(std::holds_alternative<Never>(
      outcome(HttpResponse{403, {}, "Not routable. Do not try again."})));
  CHECK(std::holds_alternative<Later>(
      outcome(HttpResponse{403, {}, "Authorization failed for sendsms"})));
  CHECK(std::holds_alternative<Later>(
      outcome(HttpResponse{503, {}, "Temporal failure, try again later."})));
  CHECK(std::holds_alternative<Later>(outcome(HttpResponse{404, {}, ""})));
}

TEST_CASE("the box's settings are looked at") {
  auto settings = kannel_settings();
  settings.values["secret"] = "short";
  CHECK_FALSE(try_channel(settings));
  settings = kannel_settings();
  settings.public_url = "";
  CHECK_FALSE(try_channel(settings));
  settings.values["callback_base"] = "http://127.0.0.1:8080/";
  CHECK(try_channel(settings));
}
