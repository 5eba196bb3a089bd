// Where a server listens, and whether an address stays on this machine.
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
bool is_loopback(std::string_view host);
// Whether the URL's host is this machine itself.
bool is_loopback_url(std::string_view url);

}  // namespace kindbank::bot
