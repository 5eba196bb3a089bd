#include <catch2/catch.hpp>

#include "adapters/signature.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

ChannelSettings email_settings(const std::map<std::string, std::string>& more = {}) {
  ChannelSettings settings = {"email",
                              "email",
                              {{"api_base", "smtps://smtp.example.org:465"},
                               {"from", "kind@example.org"},
                               {"username", "kind"},
                               {"password", "a password of nobody"}},
                              ""};
  for (const auto& [key, value] : more) settings.values[key] = value;
  return settings;
}

Channel email(const std::map<std::string, std::string>& more = {}) {
  return make_channel(email_settings(std::move(more)));
}

Outgoing to_desk(const std::string& text) {
  auto out = part_out(text);
  out.to = {"email", "desk@example.org"};
  return out;
}

std::string words_of_mail(const std::string& mail) {
  std::string base64 = mail.substr(mail.find("\r\n\r\n") + 4);
  std::erase_if(base64, [](char c) { return c == '\r' || c == '\n'; });
  return base64_decode(base64).value_or("no base64");
}

}  // namespace

TEST_CASE("a mail says whom it is from, to whom, when, and that no person typed it") {
  const auto mail = email().write(to_desk("Today: 2 visits. \u00a35"), called_at);
  CHECK(mail.method == "SMTP");
  CHECK(mail.target == "smtps://smtp.example.org:465");
  CHECK(header(mail.headers, "Mail-From") == "kind@example.org");
  CHECK(header(mail.headers, "Rcpt-To") == "desk@example.org");
  CHECK(header(mail.headers, "Password") == "a password of nobody");
  CHECK(
      mail.body.starts_with("From: Bank of Kindness <kind@example.org>\r\n"
                            "To: desk@example.org\r\n"
                            "Subject: Bank of Kindness\r\n"
                            "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n"
                            "Message-ID: <ref-1@example.org>\r\n"));
  CHECK(mail.body.find("Auto-Submitted: auto-generated\r\n") != std::string::npos);
  CHECK(words_of_mail(mail.body) == "Today: 2 visits. \u00a35");
}

TEST_CASE("no line of a mail is long, begins with a dot, or ends by LF alone") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += ".\nBcc: eve@example.org\r\n.\r\n";
  const auto mail =
      email({{"name", "B\u00e1nk " + std::string(80, 'x')}}).write(to_desk(text), called_at);
  CHECK(words_of_mail(mail.body) == text);
  std::size_t begin = 0;
  while (begin < mail.body.size()) {
    const auto end = mail.body.find('\n', begin);
    REQUIRE(end != std::string::npos);
    CHECK(mail.body[end - 1] == '\r');
    CHECK(end - begin < 200);
    CHECK(mail.body[begin] != '.');
    CHECK(mail.body.substr(begin, 4) != "Bcc:");
    begin = end + 1;
  }
}

TEST_CASE("a name outside ASCII is written as RFC 2047 has it") {
  const auto mail = email({{"name", "Bank \u017byczliwo\u015bci"}, {"subject", "Dzi\u015b"}})
                        .write(to_desk("x"), called_at);
  CHECK(mail.body.starts_with("From: =?UTF-8?B?QmFuayDFu3ljemxpd2/Fm2Np?= <kind@example.org>\r\n"));
  CHECK(mail.body.find("Subject: =?UTF-8?B?RHppxZs=?=\r\n") != std::string::npos);
}

TEST_CASE("a mail to what is no address cannot be written") {
  for (const auto* handle : {"", "desk", "@example.org", "desk@", "a@b@c", "a b@c.org",
                             "desk@example.org\r\nBcc: eve@example.org", "<desk@example.org>"}) {
    auto out = to_desk("x");
    out.to.handle = handle;
    CHECK_THROWS(email().write(out, called_at));
  }
}

TEST_CASE("each code of a mail server has its outcome") {
  const auto channel = email();
  const auto outcome = [&](const HttpReply& reply) { return channel.outcome(to_desk("x"), reply); };
  CHECK(std::get<Sent>(outcome(HttpResponse{250, {}, {}})).provider_id == "ref-1@example.org");
  for (const int code : {421, 450, 451, 452, 530, 535, 552})
    CHECK_FALSE(std::get<Later>(outcome(HttpResponse{code, {}, {}})).why.empty());
  for (const int code : {550, 551, 553, 554})
    CHECK_FALSE(std::get<Never>(outcome(HttpResponse{code, {}, {}})).why.empty());
  CHECK(std::holds_alternative<Unknown>(outcome(HttpResponse{354, {}, {}})));
  CHECK(std::holds_alternative<Unknown>(outcome(NoAnswer{NoAnswer::Written::maybe, "x"})));
  CHECK(std::holds_alternative<Later>(outcome(NoAnswer{NoAnswer::Written::no, "x"})));
}

TEST_CASE("a token goes instead of a password, and nothing comes in by mail") {
  auto settings = email_settings({{"token", "t"}});
  settings.values.erase("password");
  const auto mail = make_channel(settings).write(to_desk("x"), called_at);
  CHECK(header(mail.headers, "Bearer") == "t");
  CHECK_FALSE(header(mail.headers, "Password"));
  CHECK(refusal_of(email().read({"POST", "/hooks/email", {}, "{}"}, "", called_at)) == 403);
}

TEST_CASE("the mail account's settings are looked at") {
  for (const auto& [key, value] :
       std::vector<std::pair<std::string, std::string>>{{"api_base", "smtp.example.org"},
                                                        {"api_base", "https://smtp.example.org"},
                                                        {"from", "Kind"},
                                                        {"password", ""},
                                                        {"username", ""},
                                                        {"subject", "a\r\nBcc: eve@example.org"}})
    CHECK_FALSE(try_channel(email_settings({{key, value}})));
  auto settings = email_settings({{"api_base", "smtp://127.0.0.1:25"}});
  settings.values.erase("username");
  settings.values.erase("password");
  CHECK(try_channel(settings));
}
