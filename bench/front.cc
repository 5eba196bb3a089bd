// The echo behind the web front that kindbank serves with: what the guards cost by themselves.
//
//   bench_front PORT
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "bot/web.h"

int main(int count, char** words) {
  using namespace kindbank;
  if (count != 2) {
    std::fputs("usage: bench_front PORT\n", stderr);
    return 2;
  }
  bot::WebOptions options;
  options.routes.push_back(
      {"POST", "/hooks/sms", 64 * 1024, [](const adapters::HttpRequest& request) {
         return adapters::HttpResponse{200, {{"Content-Type", "text/plain"}}, request.body};
       }});
  bot::Web web(std::move(options));
  if (const auto bound = web.listen("127.0.0.1", std::atoi(words[1])); !bound) {
    std::fprintf(stderr, "bench_front: %s\n", bound.error().message.c_str());
    return 1;
  }
  for (;;) ::pause();
}
