// Where a server listens.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kindbank::bot {

// "127.0.0.1:8080", "[::1]:8080", ":8080" (every address).
struct Endpoint {
  std::string host;
  int port = 0;  // 0: any free one
  bool operator==(const Endpoint&) const = default;
};
std::optional<Endpoint> read_endpoint(std::string_view text);

// "http://127.0.0.1:8080", with brackets round an IPv6 host.
std::string url_of(const Endpoint& endpoint);

}  // namespace kindbank::bot
