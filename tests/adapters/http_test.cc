#include "adapters/http.h"

#include <catch2/catch.hpp>

using namespace kindbank::adapters;

TEST_CASE("a header is found whatever its case") {
  const Headers headers = {
      {"x-twilio-SIGNATURE", "one"}, {"X-Twilio-Signature", "two"}, {"Empty", ""}};
  CHECK(header(headers, "X-Twilio-Signature") == "one");
  CHECK(header(headers, "empty") == "");
  CHECK_FALSE(header(headers, "X-Twilio"));
}

TEST_CASE("a target is a path and a query") {
  CHECK(path_of("/hooks/sms?a=b?c") == "/hooks/sms");
  CHECK(query_of("/hooks/sms?a=b?c") == "a=b?c");
  CHECK(path_of("/hooks/sms") == "/hooks/sms");
  CHECK(query_of("/hooks/sms").empty());
  CHECK(query_of("/hooks/sms?").empty());
}

TEST_CASE("form fields are decoded in the order they came") {
  CHECK(read_form("a=1&b=x+y%21&a=&c&=d") ==
        Fields{{"a", "1"}, {"b", "x y!"}, {"a", ""}, {"c", ""}, {"", "d"}});
  CHECK(read_form("From=%2B447400123456&Body=%f0%9F%98%80=") ==
        Fields{{"From", "+447400123456"}, {"Body", "\U0001F600="}});
  CHECK(read_form("&&a=1&&") == Fields{{"a", "1"}});
  CHECK(read_form("")->empty());
}

TEST_CASE("a broken escape or a flood of fields is no form") {
  for (const auto* body : {"a=%", "a=%4", "a=%zz", "%g0=1", "a=1&b=%2", "a=%%41"}) {
    CHECK_FALSE(read_form(body));
  }
  std::string body = "a=1";
  for (int i = 1; i < 200; ++i) body += "&a=1";
  CHECK(read_form(body)->size() == 200);
  CHECK_FALSE(read_form(body + "&a=1"));
}

TEST_CASE("what is written as a form reads back the same") {
  const Fields fields = {{"To", "+447400123456"},
                         {"Body", "D\u0175r & ladder = \u00a35? 100% \n\U0001F600+-._~"},
                         {"", std::string("\0\xFF", 2)}};
  CHECK(read_form(write_form(fields)) == fields);
  CHECK(write_form({{"a b", "c&d"}, {"e", "f~"}}) == "a%20b=c%26d&e=f~");
  CHECK(percent_encode("+44 a/b") == "%2B44%20a%2Fb");
}

TEST_CASE("the first field of a name counts") {
  const Fields fields = {{"a", "1"}, {"a", "2"}};
  CHECK(field(fields, "a") == "1");
  CHECK(field(fields, "b").empty());
}
