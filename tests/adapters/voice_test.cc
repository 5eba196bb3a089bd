// Phone calls, where they are other than texts; what they share is in arriving_test.cc.
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

Channel voice(const std::string& mobiles = {}) {
  auto settings = voice_settings();
  if (!mobiles.empty()) settings.values["mobiles"] = mobiles;
  return make_channel(settings);
}

Reading read(const Channel& channel, const std::string& row) {
  return read_payload(channel, payload("voice/" + row));
}

Arrived arrived(const Channel& channel, const std::string& row) {
  const auto reading = read(channel, row);
  REQUIRE(std::holds_alternative<Arrived>(reading));
  return std::get<Arrived>(reading);
}

Outgoing said(const std::string& text, const std::vector<Option>& options = {}) {
  auto out = part_out(text);
  out.message.options = options;
  out.question = "12";
  return out;
}

std::string spoken_by(const Channel& channel, const std::vector<Outgoing>& parts) {
  HttpRequest call;
  call.target = "/hooks/voice?n=3";
  const auto answer = channel.speak(call, parts);
  CHECK(answer.status == 200);
  CHECK(header(answer.headers, "Content-Type") == "text/xml; charset=utf-8");
  return answer.body;
}

bool has(const std::string& text, const std::string& piece) {
  return text.find(piece) != text.npos;
}

}  // namespace

TEST_CASE("a call begins as a hello does, and has an id for each answer") {
  const auto begun = message_of(read(voice(), "begin"));
  CHECK(begun.message.text == "hello");
  CHECK(begun.provider_id.ends_with(".0"));
  CHECK(message_of(read(voice(), "choice")).provider_id.ends_with(".1"));
  CHECK(message_of(read(voice(), "other_count")).provider_id.ends_with(".0"));
}

TEST_CASE("the keys choose, call a person, ask once more, or are a number") {
  struct Row {
    std::string call;
    std::string text;
    std::string pressed;
  };
  for (const Row& row : {Row{"choice", "1", "q12:lift"}, Row{"pressed_person", "human", ""},
                         Row{"pressed_again", "again", ""}, Row{"pressed_nothing", "7", ""},
                         Row{"number", "45", ""}}) {
    INFO(row.call);
    const auto inbound = message_of(read(voice(), row.call));
    CHECK(inbound.message.text == row.text);
    CHECK(inbound.pressed == row.pressed);
  }
}

TEST_CASE("in a call that we placed the one who is called speaks") {
  const auto inbound = message_of(read(voice(), "of_ours"));
  CHECK(inbound.from == Address{"voice", "+447400123456"});
  CHECK(inbound.pressed == "q12:lift");
}

TEST_CASE("a mobile that rings is left ringing and texted, where that is wanted") {
  const auto mobile = arrived(voice("text"), "begin");
  CHECK(has(mobile.answer.body, "<Reject"));
  CHECK(mobile.messages.at(0).from == Address{"sms", "+447400123456"});
  const auto landline = arrived(voice("text"), "begin_landline");
  CHECK(landline.messages.at(0).from == Address{"voice", "+441438555000"});
  CHECK(arrived(voice("talk"), "begin").messages.at(0).from.kind == "voice");
  auto wrong = voice_settings();
  wrong.values["mobiles"] = "ring";
  CHECK_FALSE(try_channel(wrong));
}

TEST_CASE("a hidden number is told how to show itself, and nothing is kept") {
  const auto hidden = arrived(voice(), "hidden");
  CHECK(hidden.messages.empty());
  CHECK(has(hidden.answer.body, "Please dial 1 4 7 0,"));
  CHECK(has(hidden.answer.body, "Prosimy wybrac 1 4 7 0,"));
}

TEST_CASE("that it is kept and we ring back is said in the language of the talk, or in each") {
  const auto hang_up = [](const std::string& query) {
    HttpRequest call;
    call.target = "/hooks/voice" + query;
    return voice().hang_up(call).body;
  };
  const auto polish = hang_up("?n=3&lang=pl");
  CHECK(has(polish, R"(<Say language="pl-PL" voice="Polly.Ewa">Zapisalismy to.</Say><Hangup/>)"));
  CHECK_FALSE(has(polish, "What you said"));
  for (const auto* english : {"?n=3&lang=en", "?n=3&lang=ro"}) {
    CHECK(has(hang_up(english), R"(<Say language="en-GB">What you said is kept.</Say><Hangup/>)"));
    CHECK_FALSE(has(hang_up(english), "Zapisalismy"));
  }
  const auto begun = hang_up("");
  CHECK(has(begun, "What you said is kept."));
  CHECK(has(begun, "Zapisalismy to."));
}

TEST_CASE("what became of a call that we placed is told, and of theirs not") {
  struct Row {
    std::string call;
    Rung rung;
  };
  for (const Row& row : {Row{"report_completed", Rung::delivered}, Row{"report_busy", Rung::failed},
                         Row{"report_no_answer", Rung::failed}}) {
    const auto told = arrived(voice(), row.call);
    REQUIRE(told.reports.size() == 1);
    CHECK(told.reports[0].provider_id == "CA0123456789abcdef0123456789abcdef");
    CHECK(told.reports[0].rung == row.rung);
    CHECK(told.reports[0].why.empty() == (row.rung == Rung::delivered));
  }
  CHECK(arrived(voice(), "report_of_theirs").reports.empty());
  CHECK(refusal_of(read(voice(), "other_account")) == 403);
  CHECK(refusal_of(read(voice(), "no_sid")) == 400);
}

TEST_CASE("what is said listens for keys twice, and then says goodbye") {
  const auto xml = spoken_by(
      voice(), {said("Hello."), said("When?", {{"today", "Today"}, {"any", "Any time"}})});
  CHECK(has(
      xml,
      R"(action="https://kind.example.org/hooks/voice?n=4&amp;lang=en&amp;q=12&amp;keys=today%2Cany")"));
  CHECK(has(xml, "Hello.</Say>"));
  CHECK(has(xml, "When? For Today press 1. For Any time press 2. For a person press 0.</Say>"));
  CHECK(has(xml, R"(numDigits="1")"));
  CHECK(xml.find("<Gather") != xml.rfind("<Gather"));
  CHECK(has(xml, "Goodbye.</Say><Hangup/>"));
  const auto open = spoken_by(voice(), {said("What is your first name?")});
  CHECK_FALSE(has(open, "numDigits"));
  CHECK_FALSE(has(open, "keys="));
  const auto silent = spoken_by(voice(), {});
  CHECK_FALSE(has(silent, "<Gather"));
}

TEST_CASE("each is spoken to, and heard, in their language") {
  const auto in = [](const std::string& language) {
    auto one = said("Kiedy?", {{"today", "Dzisiaj"}});
    one.language = language;
    return spoken_by(voice(), {one});
  };
  const auto polish = in("pl");
  CHECK(has(polish, R"(<Say language="pl-PL" voice="Polly.Ewa">Kiedy? Dzisiaj: wcisnij 1.)"));
  CHECK(has(polish, R"(speechTimeout="auto" language="pl-PL")"));
  CHECK(has(polish, R"(voice="Polly.Ewa">Do widzenia.</Say><Hangup/>)"));
  CHECK_FALSE(has(polish, "en-GB"));
  CHECK(has(in("ur"), R"(<Say language="ur-PK">)"));  // as the account has it
  for (const auto* english : {"", "en", "ro"})
    CHECK(has(in(english), R"(<Say language="en-GB">Kiedy? For Dzisiaj press 1.)"));
}

TEST_CASE("a town may choose its voices") {
  auto settings = voice_settings();
  settings.values["voices"] = "pl-PL:Google.pl-PL-Wavenet-A en-GB:Polly.Amy";
  auto one = said("Hello.");
  CHECK(has(spoken_by(make_channel(settings), {one}), R"(voice="Polly.Amy">Hello.)"));
  one.language = "pl";
  CHECK(has(spoken_by(make_channel(settings), {one}), R"(voice="Google.pl-PL-Wavenet-A">)"));
  for (const auto* wrong : {"Polly.Amy", "pl-PL:", ":Polly.Amy"}) {
    settings.values["voices"] = wrong;
    CHECK_FALSE(try_channel(settings));
  }
}

TEST_CASE("numbers to ring and codes are said one by one, and nothing breaks the XML") {
  const auto xml =
      spoken_by(voice(), {said("Call 999, 116 123. Job K4T7 at 10am, 45 min <&\"> \x01 \u017a")});
  CHECK(has(xml,
            "Call 9 9 9,, 1 1 6, 1 2 3,. Job K 4 T 7, at 10am, 45 min &lt;&amp;&quot;&gt;  "
            "\u017a</Say>"));
}

TEST_CASE("a call that we place says the text and listens") {
  const auto request = voice().write(said("Good to meet you."), called_at);
  CHECK(request.method == "POST");
  CHECK(request.target.ends_with(
      "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Calls.json"));
  const auto fields = read_form(request.body).value();
  CHECK(field(fields, "To") == "+447400123456");
  CHECK(field(fields, "From") == "+441438111222");
  CHECK(has(field(fields, "Twiml"), "Good to meet you.</Say>"));
  CHECK(has(field(fields, "Twiml"), "hooks/voice?n=1"));
  CHECK(field(fields, "StatusCallback") == "https://kind.example.org/hooks/voice/status");
}
