#include "bot/fetch.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "adapters/local_call.h"

namespace kindbank::bot {
namespace {

using adapters::HttpReply;
using adapters::HttpRequest;
using adapters::HttpResponse;
using adapters::NoAnswer;

constexpr std::size_t answer_head_cap = 64 * 1024;  // of an answer

void start_libcurl_once() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl cannot be initialised");
}

std::int64_t steady_millis() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof(four));
    return ntohl(four.sin_addr.s_addr) >> 24 == 127;
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof(six));
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) ||
           (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) && six.sin6_addr.s6_addr[12] == 127);
  }
  return false;
}

// What libcurl's callbacks share during one exchange.
struct Exchange {
  const FetchOptions& options;
  std::string_view unsent;
  const std::atomic<std::int64_t>& end_at;
  HttpResponse response;
  std::size_t head_size = 0;
  bool too_long = false;
  bool kept_home = false;  // an address was refused by loopback_only
};

Exchange& exchange_of(void* pointer) { return *static_cast<Exchange*>(pointer); }

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& exchange = exchange_of(context);
  if (exchange.options.reach == FetchOptions::Reach::loopback_only && !is_loopback(address->addr)) {
    exchange.kept_home = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// libcurl asks at least once a second; anything but 0 ends the exchange.
int is_over(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return steady_millis() >= exchange_of(context).end_at ? 1 : 0;
}

std::size_t give_body(char* into, std::size_t size, std::size_t count, void* context) {
  auto& unsent = exchange_of(context).unsent;
  const auto given = unsent.copy(into, size * count);
  unsent.remove_prefix(given);
  return given;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& exchange = exchange_of(context);
  if (exchange.response.body.size() + size * count > exchange.options.body_cap) {
    exchange.too_long = true;
    return 0;
  }
  exchange.response.body.append(bytes, size * count);
  return size * count;
}

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& exchange = exchange_of(context);
  const std::string_view line(bytes, size * count);
  exchange.head_size += line.size();
  if (exchange.head_size > answer_head_cap) {
    exchange.too_long = true;
    return 0;
  }
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/"))
    exchange.response.headers.clear();  // "100 Continue" came before
  else if (colon != std::string_view::npos)
    exchange.response.headers.emplace_back(line.substr(0, colon),
                                           without_blanks(line.substr(colon + 1)));
  return line.size();
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

bool breaks_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

List write_headers(const HttpRequest& request) {
  List list;
  const auto add = [&list](const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    [[maybe_unused]] auto* shorter = list.release();
    list.reset(longer);
  };
  add("Expect:");  // no waiting for "100 Continue"
  if (!adapters::header(request.headers, "Content-Type")) add("Content-Type:");
  // "Name;" is how libcurl writes a header with no value.
  for (const auto& [name, value] : request.headers)
    add(value.empty() ? name + ";" : name + ": " + value);
  return list;
}

List write_receivers(const HttpRequest& mail) {
  const auto receiver = adapters::header(mail.headers, "Rcpt-To");
  if (!receiver) return {};
  const auto to = "<" + *receiver + ">";
  List list(curl_slist_append(nullptr, to.c_str()));
  if (!list) throw std::bad_alloc();
  return list;
}

// What cannot be a request line or a header without becoming several.
bool is_malformed(const HttpRequest& request) {
  if (request.method.empty() || breaks_line(request.method) || breaks_line(request.target))
    return true;
  for (const auto& [name, value] : request.headers)
    if (name.empty() || breaks_line(name) || breaks_line(value)) return true;
  return false;
}

}  // namespace

class Fetch::Line {
 public:
  explicit Line(FetchOptions options) : options_(options) {
    start_libcurl_once();
    curl_ = curl_easy_init();
    if (curl_ == nullptr) throw std::bad_alloc();
  }
  ~Line() { curl_easy_cleanup(curl_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  HttpReply send(const HttpRequest& request) {
    if (is_malformed(request))
      return NoAnswer{NoAnswer::Written::no, "The request has a line break where none may be."};
    if (steady_millis() >= end_at_)
      return NoAnswer{NoAnswer::Written::no, "Nothing more is sent: the service is stopping."};
    curl_easy_reset(curl_);  // keeps the open connections
    Exchange exchange{options_, request.body, end_at_, {}};
    const bool mail = request.method == "SMTP";
    const auto headers = mail ? List() : write_headers(request);
    const auto receivers = mail ? write_receivers(request) : List();
    set_bounds();
    set_callbacks(exchange);
    if (mail) {
      set_mail(request, receivers.get());
    } else {
      set_request(request);
      set(CURLOPT_HTTPHEADER, headers.get());
    }
    const auto code = curl_easy_perform(curl_);
    long status = 0;
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
    // A mail server's refusal ends the exchange for libcurl.
    if (code != CURLE_OK && (!mail || status < 400)) return no_answer(code, exchange);
    exchange.response.status = static_cast<int>(status);
    return std::move(exchange.response);
  }

  void end_within(Duration left) { end_at_ = steady_millis() + left.count(); }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(curl_, option, value) != CURLE_OK)
      throw std::runtime_error("libcurl refuses option " + std::to_string(option));
  }

  void set_bounds() {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https,smtp,smtps");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.deadline.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect.count()));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    // Many servers drop a connection that was silent for five seconds. A text that meets that is in
    // doubt, and looked up only after a while.
    set(CURLOPT_MAXAGE_CONN, 4L);
    if (options_.reach == FetchOptions::Reach::loopback_only) set(CURLOPT_PROXY, "");
  }

  void set_callbacks(Exchange& exchange) {
    set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(CURLOPT_OPENSOCKETDATA, &exchange);
    set(CURLOPT_READFUNCTION, give_body);
    set(CURLOPT_READDATA, &exchange);
    set(CURLOPT_WRITEFUNCTION, take_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_HEADERFUNCTION, take_header);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, is_over);
    set(CURLOPT_XFERINFODATA, &exchange);
  }

  // libcurl sends a request again when a kept connection dies before the first byte of an answer,
  // though the other side may have acted on it. A body given piece by piece, with no way to rewind,
  // forbids that; a request without one gets a connection of its own.
  void set_request(const HttpRequest& request) {
    set(CURLOPT_URL, request.target.c_str());
    if (request.method == "GET") return set(CURLOPT_HTTPGET, 1L);
    if (request.method == "HEAD") return set(CURLOPT_NOBODY, 1L);
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.body.empty()) set(CURLOPT_FRESH_CONNECT, 1L);
  }

  void set_mail(const HttpRequest& mail, curl_slist* receivers) {
    const auto told = [&](std::string_view name) {
      return adapters::header(mail.headers, name).value_or("");
    };
    set(CURLOPT_URL, mail.target.c_str());
    if (receivers != nullptr) {
      set(CURLOPT_UPLOAD, 1L);
      set(CURLOPT_MAIL_FROM, ("<" + told("Mail-From") + ">").c_str());
      set(CURLOPT_MAIL_RCPT, receivers);
    } else {  // a question whether the server takes us, and no mail
      set(CURLOPT_NOBODY, 1L);
      set(CURLOPT_CUSTOMREQUEST, "NOOP");
    }
    // Mail that is handed to a relay on this machine leaves it by that relay's own rules.
    const bool relay = adapters::is_loopback_url(mail.target);
    set(CURLOPT_USE_SSL, static_cast<long>(relay ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (const auto name = told("Username"); !name.empty()) {
      set(CURLOPT_USERNAME, name.c_str());
      if (const auto bearer = told("Bearer"); !bearer.empty()) {
        set(CURLOPT_XOAUTH2_BEARER, bearer.c_str());
        set(CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
      } else {
        set(CURLOPT_PASSWORD, told("Password").c_str());
      }
    }
  }

  NoAnswer no_answer(CURLcode code, const Exchange& exchange) {
    using Written = NoAnswer::Written;
    if (exchange.too_long) return {Written::maybe, "The answer is longer than is taken here."};
    // Set once the connection stands, TLS included, and the request is about to leave.
    curl_off_t about_to_send = 0;
    curl_easy_getinfo(curl_, CURLINFO_PRETRANSFER_TIME_T, &about_to_send);
    if (about_to_send == 0 && exchange.kept_home)
      return {Written::no, "The host is not a loopback address, and no other may be reached."};
    return {about_to_send == 0 ? Written::no : Written::maybe,
            std::string(curl_easy_strerror(code)) + "."};
  }

  const FetchOptions options_;
  CURL* curl_ = nullptr;
  std::atomic<std::int64_t> end_at_ = std::numeric_limits<std::int64_t>::max();
};

Fetch::Fetch(FetchOptions options) : line_(std::make_unique<Line>(options)) {}

Fetch::~Fetch() = default;

HttpReply Fetch::send(const HttpRequest& request) { return line_->send(request); }

void Fetch::end_within(Duration left) { line_->end_within(left); }

}  // namespace kindbank::bot
