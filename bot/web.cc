#include "bot/web.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "bot/web_connection.h"
#include "bot/web_head.h"
#include "bot/web_linger.h"
#include "bot/web_routes.h"
#include "bot/web_workers.h"

namespace kindbank::bot {
namespace {

using adapters::HttpRequest;
using adapters::HttpResponse;

constexpr int web_backlog = 512;
constexpr std::string_view busy =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 38\r\n\r\n"
    "Too busy just now; please come again.\n";

struct Answer {
  HttpResponse response;
  enum class Body { sent, counted } body = Body::sent;  // counted: HEAD
  enum class After { next_request, close, linger } after = After::linger;
};

Answer refuse(HttpResponse response) { return {std::move(response)}; }

// What httplib reads and writes instead of a socket. No byte of a stranger reaches its parser,
// which decodes header values, splits forms, unpacks bodies and answers ranges: it is handed a head
// of our own, and its writes are gathered so that they leave in one piece.
class OwnStream : public httplib::Stream {
 public:
  explicit OwnStream(std::string_view head) : head_(head) {}
  const std::string& written() const { return written_; }

  bool is_readable() const override { return !head_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, size_t size) override {
    const auto count = head_.copy(into, size);
    head_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, size_t size) override {
    written_.append(bytes, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  std::string_view head_;
  std::string written_;
};

// httplib does not tell its pre-routing handler which connection it is on; a worker is on one.
thread_local const HttpResponse* answer_of_this_thread = nullptr;

bool is_ours(std::string_view name) {
  // httplib writes these itself.
  static const httplib::Headers ours{
      {"Content-Length", ""}, {"Transfer-Encoding", ""}, {"Connection", ""}, {"Keep-Alive", ""}};
  return ours.count(std::string(name)) > 0;
}

httplib::Server::HandlerResponse hand_over(const httplib::Request&, httplib::Response& out) {
  const auto& answer = *answer_of_this_thread;
  out.status = answer.status;
  out.body = answer.body;
  for (const auto& [name, value] : answer.headers)
    if (!is_ours(name)) out.set_header(name, value);  // drops a value with a line break
  return httplib::Server::HandlerResponse::Handled;
}

void tidy(const httplib::Request&, httplib::Response& out) {
  out.headers.erase("Keep-Alive");
  out.headers.erase("Accept-Ranges");
  if (out.status == 204 || out.status == 304) out.headers.erase("Content-Length");
}

void set_options(socket_t socket) {
  // Not SO_REUSEPORT, httplib's own choice: two servers would share the port without a word.
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
}

// httplib's accept loop hands each socket to process_and_close_socket through a queue of tasks;
// ours runs it on the spot, since all it does is put the socket into the queue of our own workers.
struct OnTheSpot : httplib::TaskQueue {
  void enqueue(std::function<void()> task) override { task(); }
  void shutdown() override {}
};

}  // namespace

class Web::Front : private httplib::Server {
 public:
  explicit Front(WebOptions options)
      : options_(std::move(options)),
        workers_(options_.workers, options_.queue, [this](int socket) { serve(socket); }) {
    new_task_queue = [] { return new OnTheSpot; };
    set_tcp_nodelay(true);
    set_socket_options(set_options);
    set_pre_routing_handler(hand_over);
    set_post_routing_handler(tidy);
  }

  ~Front() override { stop_all(); }

  Result<int> listen_on(const std::string& host, int port) {
    host_ = host;
    errno = 0;
    port_ = bind(port);
    if (port_ < 0) {
      const auto why = errno == 0 ? "no such address" : std::generic_category().message(errno);
      return fail("cannot listen on " + host + ":" + std::to_string(port) + ": " + why);
    }
    accepting_ = std::thread([this] { accept(); });
    return port_;
  }

  void stop_all() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      close_listener();
    }
    stopped_.notify_all();
    if (accepting_.joinable()) accepting_.join();
    workers_.stop();
    linger_.stop();
  }

 private:
  // -1 where the port cannot be had, with errno where the system said why.
  int bind(int port) {
    const bool any = port == 0;
    if (any) port = bind_to_any_port(host_);
    if (!any && !bind_to_port(host_, port)) port = -1;
    if (port >= 0) ::listen(svr_sock_, web_backlog);  // httplib asks for 5
    return port;
  }

  // Unlike httplib's stop() this also holds before its loop has begun.
  void close_listener() {
    const auto socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket == INVALID_SOCKET) return;
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
  }

  // httplib gives up listening when accept() fails for want of memory or descriptors; we do not.
  void accept() {
    for (;;) {
      listen_after_bind();
      std::unique_lock lock(mutex_);
      if (stopping_) return;
      svr_sock_ = INVALID_SOCKET;
      while (bind(port_) < 0) {
        svr_sock_ = INVALID_SOCKET;
        if (stopped_.wait_for(lock, std::chrono::milliseconds(100), [this] { return stopping_; }))
          return;
      }
    }
  }

  bool process_and_close_socket(socket_t socket) override {
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    if (workers_.offer(socket)) return true;
    tell_busy(socket);
    return false;
  }

  void tell_busy(int socket) {
    options_.on_turned_away();
    ::send(socket, busy.data(), busy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    linger_.close(socket);
  }

  void serve(int socket) {
    Connection connection(socket, workers_);
    bool fresh = true;
    while (connection.await_request(options_.idle)) {
      fresh = false;
      connection.begin(options_.deadline);
      auto answer = respond(connection);
      const bool pressed = workers_.pressed() || connection.stopping();
      if (pressed && answer.after == Answer::After::next_request)
        answer.after = connection.has_unread() ? Answer::After::linger : Answer::After::close;
      connection.begin(options_.deadline);
      const bool written = connection.write(render(answer));
      if (written && answer.after == Answer::After::next_request) continue;
      if (written && answer.after == Answer::After::linger) linger_.close(connection.release());
      return;
    }
    // Its first request may be on its way: whoever connects gets an answer.
    if (fresh && connection.gave_way()) tell_busy(connection.release());
  }

  Answer respond(Connection& connection) {
    const auto bytes = connection.read_head();
    if (!bytes) return refuse(bytes.error());
    auto head = read_head(*bytes);
    if (!head) return refuse(head.error());
    const auto route = find_route(options_.routes, head->method, adapters::path_of(head->target));
    if (!route) return refuse(route.error());
    if (head->content_length > (*route)->body_cap)
      return refuse(plain(413, "The body is longer than is taken here."));
    if (head->expects_continue && head->content_length > 0 && !connection.has_unread() &&
        !connection.write("HTTP/1.1 100 Continue\r\n\r\n"))
      return refuse(plain(400, "The request ended early."));
    auto body = connection.read_body(head->content_length);
    if (!body) return refuse(body.error());

    const bool is_head = head->method == "HEAD";
    const HttpRequest request{is_head ? (*route)->method : head->method, std::move(head->target),
                              std::move(head->headers), std::move(*body)};
    return {handle(**route, request), is_head ? Answer::Body::counted : Answer::Body::sent,
            head->keep_alive ? Answer::After::next_request : Answer::After::close};
  }

  HttpResponse handle(const Route& route, const HttpRequest& request) {
    std::string fault;
    try {
      auto response = route.handle(request);
      if (response.status >= 200 && response.status <= 599) return response;
      fault = "answered with status " + std::to_string(response.status);
    } catch (const std::exception& exception) {
      fault = std::string("threw: ") + exception.what();
    } catch (...) {
      fault = "threw something that is no exception";
    }
    options_.report("the handler of " + route.method + " " + route.path + " " + fault);
    return plain(500, "Something went wrong here.");
  }

  std::string render(const Answer& answer) {
    OwnStream stream(answer.body == Answer::Body::counted ? "HEAD / HTTP/1.1\r\n\r\n"
                                                          : "GET / HTTP/1.1\r\n\r\n");
    answer_of_this_thread = &answer.response;
    bool closed = false;
    process_request(stream, answer.after != Answer::After::next_request, closed, nullptr);
    return stream.written();
  }

  const WebOptions options_;
  std::string host_;
  int port_ = 0;
  std::mutex mutex_;  // guards the listening socket's end and beginning
  std::condition_variable stopped_;
  bool stopping_ = false;
  Linger linger_;
  Workers workers_;
  std::thread accepting_;
};

Web::Web(WebOptions options) : front_(std::make_unique<Front>(std::move(options))) {}

Web::~Web() = default;

Result<int> Web::listen(const std::string& host, int port) { return front_->listen_on(host, port); }

void Web::stop() { front_->stop_all(); }

}  // namespace kindbank::bot
