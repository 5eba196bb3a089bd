// From: =?UTF-8?B?QmFuayBvZiBLaW5kbmVzcw==?= <kind@example.org>
// To: desk@example.org
// Subject: Bank of Kindness
// Date: Fri, 20 Nov 2026 10:00:00 +0000
// Message-ID: <4711@example.org>
// MIME-Version: 1.0
// Content-Type: text/plain; charset=utf-8
// Content-Transfer-Encoding: base64
// Auto-Submitted: auto-generated
//
// VG9kYXk6IDIgdmlzaXRzLg==
//
// The words are in base64, so no line of them begins with a dot, is too long, or ends otherwise
// than by CR and LF. Nothing is read: who answers such a mail writes to its sender.
#include "adapters/email.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

#include "adapters/outcome.h"
#include "adapters/settings.h"
#include "adapters/signature.h"

namespace kindbank::adapters {
namespace {

constexpr std::size_t longest_mail = 20000;
constexpr std::size_t line_of_base64 = 76;

struct MailAccount {
  std::string server;  // smtps://host:465 or smtp://host:587
  std::string username;
  std::string password;
  std::string token;  // instead of a password: XOAUTH2
  std::string name;
  std::string from;
  std::string subject;
};

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != ',' && c != '"';
  });
  return plain && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos;
}

// RFC 2047, in words of at most 75 characters: each holds whole characters.
std::string encoded_word(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c == ' ' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  if (plain) return std::string(text);
  std::string words;
  while (!text.empty()) {
    auto end = std::min<std::size_t>(text.size(), 45);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + base64_encode(text.substr(0, end)) + "?=";
    text.remove_prefix(end);
  }
  return words;
}

std::string date_of(Time now) {
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(now - day)};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::string in_lines(const std::string& base64) {
  std::string lines;
  for (std::size_t at = 0; at < base64.size(); at += line_of_base64)
    lines += base64.substr(at, line_of_base64) + "\r\n";
  return lines;
}

std::string message_id(const MailAccount& account, const Outgoing& part) {
  return part.reference + account.from.substr(account.from.find('@'));
}

HttpRequest to_server(const MailAccount& account) {
  HttpRequest request = {"SMTP", account.server, {}, {}};
  if (!account.username.empty()) request.headers.emplace_back("Username", account.username);
  if (!account.password.empty()) request.headers.emplace_back("Password", account.password);
  if (!account.token.empty()) request.headers.emplace_back("Bearer", account.token);
  return request;
}

HttpRequest write_email(const MailAccount& account, const Outgoing& part, Time now) {
  if (!is_mail_address(part.to.handle)) throw std::runtime_error("this is no e-mail address");
  auto request = to_server(account);
  request.headers.emplace_back("Mail-From", account.from);
  request.headers.emplace_back("Rcpt-To", part.to.handle);
  request.body = "From: " + encoded_word(account.name) + " <" + account.from + ">\r\n" +
                 "To: " + part.to.handle + "\r\n" + "Subject: " + encoded_word(account.subject) +
                 "\r\n" + "Date: " + date_of(now) + "\r\n" + "Message-ID: <" +
                 message_id(account, part) +
                 ">\r\n"
                 "MIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\n"
                 "Content-Transfer-Encoding: base64\r\n"
                 "Auto-Submitted: auto-generated\r\n"
                 "\r\n" +
                 in_lines(base64_encode(numbered(part.message)));
  return request;
}

bool is_not_let_in(int status) {
  return status == 530 || status == 534 || status == 535 || status == 538;
}

std::vector<Probe> probe_email(const MailAccount& account) {
  const auto judge = [](const HttpResponse& response) -> std::string {
    if (is_not_let_in(response.status))
      return "the mail server does not accept our user name and password";
    if (response.status >= 200 && response.status < 300) return {};
    return "the mail server answers " + std::to_string(response.status);
  };
  return {{"the mail server takes our mail", to_server(account), judge}};
}

Delivery email_outcome(const MailAccount& account, const Outgoing& part, const HttpReply& reply) {
  if (const auto* silence = std::get_if<NoAnswer>(&reply)) return unanswered(*silence);
  const int status = std::get<HttpResponse>(reply).status;
  if (status >= 200 && status < 300) return Sent{message_id(account, part), Rung::sent};
  if (is_not_let_in(status))
    return Later{std::nullopt, "the mail server does not accept our user name and password"};
  if (status == 552) return Later{std::nullopt, "the mailbox is full"};
  if (status >= 400 && status < 500)
    return Later{std::nullopt, "the mail server asks to try again later"};
  if (status >= 500) return Never{"the mail server does not take mail for this address", false};
  return Unknown{};
}

Result<MailAccount> read_mail_account(const ChannelSettings& settings) {
  MailAccount account;
  account.server = setting(settings, "api_base");
  if (!account.server.starts_with("smtps://") && !account.server.starts_with("smtp://"))
    return fail(complaint(settings, "api_base must be smtps://host:465 or smtp://host:587"));
  account.from = setting(settings, "from");
  if (!is_mail_address(account.from))
    return fail(complaint(settings, "from must be an e-mail address such as kind@example.org"));
  account.username = setting(settings, "username");
  account.password = setting(settings, "password");
  account.token = setting(settings, "token");
  if (account.username.empty() != (account.password.empty() && account.token.empty()))
    return fail(complaint(settings, "username needs a password or a token beside it"));
  account.name = setting(settings, "name", "Bank of Kindness");
  account.subject = setting(settings, "subject", account.name);
  for (const auto* text : {&account.name, &account.subject})
    if (text->find_first_of("\r\n") != std::string::npos)
      return fail(complaint(settings, "name and subject are one line each"));
  return account;
}

}  // namespace

const std::vector<SettingKey>& email_keys() {
  using Key = SettingKey;
  static const std::vector<Key> keys = {
      {"from", Key::Need::required, Key::Kind::open},
      {"username", Key::Need::optional, Key::Kind::open},
      {"password", Key::Need::optional, Key::Kind::secret},
      {"token", Key::Need::optional, Key::Kind::secret},
      {"name", Key::Need::optional, Key::Kind::open},
      {"subject", Key::Need::optional, Key::Kind::open},
  };
  return keys;
}

Result<Channel> make_email(const ChannelSettings& settings) {
  const auto read = read_mail_account(settings);
  if (!read) return tl::make_unexpected(read.error());
  const MailAccount& account = *read;
  auto channel = named_channel(settings, "email");
  channel.limits.sms = false;
  channel.limits.text = longest_mail;
  channel.calls = Channel::Calls::nobody;
  channel.read = [](const HttpRequest&, const std::string&, Time) -> Reading {
    return refuse(403, "no e-mail is read");
  };
  channel.write = [account](const Outgoing& part, Time now) {
    return write_email(account, part, now);
  };
  channel.probes = [account](const std::string&, Time) { return probe_email(account); };
  channel.outcome = [account](const Outgoing& part, const HttpReply& reply) {
    return email_outcome(account, part, reply);
  };
  return channel;
}

}  // namespace kindbank::adapters
