// The bare echo that everything is measured against, and the provider that replies leave to: plain
// cpp-httplib, as its own pages show it.
//
//   bench_echo PORT echo      answers each POST with its body
//   bench_echo PORT pausing   a provider that asks the sender to pause for an hour
//   bench_echo PORT taking    a provider that takes every text
#include <httplib.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

constexpr int workers = 256;  // a pool smaller than the connections starves the rest

std::string new_sid() {
  static std::atomic<unsigned long> last{0};
  std::array<char, 40> sid{};
  std::snprintf(sid.data(), sid.size(), "SM%032lx", 0xf000'0000'0000UL + ++last);
  return sid.data();
}

void take(const httplib::Request&, httplib::Response& answer) {
  answer.status = 201;
  answer.set_content(R"({"sid":")" + new_sid() + R"(","status":"queued","error_code":null})",
                     "application/json");
}

void ask_to_pause(const httplib::Request&, httplib::Response& answer) {
  answer.status = 429;
  answer.set_header("Retry-After", "3600");
  answer.set_content(R"({"code":20429,"message":"Too many","status":429})", "application/json");
}

}  // namespace

int main(int count, char** words) {
  const std::string role = count == 3 ? words[2] : "";
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(workers); };
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_tcp_nodelay(true);  // without it an answer in two pieces takes 40 ms
  if (role == "echo") {
    server.Post("/hooks/sms", [](const httplib::Request& request, httplib::Response& answer) {
      answer.set_content(request.body, "text/plain");
    });
  } else if (role == "pausing" || role == "taking") {
    server.Post(".*", role == "taking" ? take : ask_to_pause);
    server.Get(".*", [](const httplib::Request&, httplib::Response& answer) {
      answer.set_content(R"({"messages":[],"next_page_uri":null})", "application/json");
    });
  } else {
    std::fputs("usage: bench_echo PORT echo|pausing|taking\n", stderr);
    return 2;
  }
  return server.listen("127.0.0.1", std::atoi(words[1])) ? 0 : 1;
}
