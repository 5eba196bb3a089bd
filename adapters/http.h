// Requests and responses as plain values: what an adapter reads and writes, and what the web front
// and the HTTP client carry. No socket is near.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "dialog/time.h"

namespace kindbank::adapters {

using Headers = std::vector<std::pair<std::string, std::string>>;

// An e-mail is a request, too: its method is SMTP, its target smtps://host:465 or smtp://host:587,
// its headers are Mail-From, Rcpt-To, and Username with Password or Bearer, its body the whole
// message. Without a Rcpt-To nothing is sent: the server is asked whether it takes us.
struct HttpRequest {
  std::string method;  // "POST"
  std::string target;  // in: raw path and query as on the wire; out: the whole URL
  Headers headers;
  std::string body;  // the raw bytes
};

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;
};

// No response came. `written` says whether the other side can have acted on the request.
struct NoAnswer {
  enum class Written { no, maybe };
  Written written = Written::maybe;
  std::string why;
};

using HttpReply = std::variant<HttpResponse, NoAnswer>;

// The first header of that name, whatever its case; nothing where there is none.
std::optional<std::string> header(const Headers& headers, std::string_view name);

// The target before its '?'.
std::string_view path_of(std::string_view target);
// The target after its '?', or "".
std::string_view query_of(std::string_view target);

// "Fri, 20 Nov 2026 10:00:00 GMT" (or "+0000"), as the Date header has it; always in UTC.
std::optional<Time> read_http_date(const std::string& text);

// Fields of application/x-www-form-urlencoded, decoded, in the order they came. Nothing where an
// escape is broken ("%", "%4", "%zz") or there are more than 200 fields.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::optional<Fields> read_form(std::string_view body);
std::string write_form(const Fields& fields);
int hex_digit(char c);  // 0 to 15, or -1 for what is no digit
std::string percent_encode(std::string_view text);

// The first field of that name, or "".
std::string field(const Fields& fields, std::string_view name);

}  // namespace kindbank::adapters
