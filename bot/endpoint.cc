#include "bot/endpoint.h"

#include <charconv>

namespace kindbank::bot {
std::optional<Endpoint> read_endpoint(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  Endpoint endpoint;
  const auto [end, wrong] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (wrong != std::errc{} || end != port.data() + port.size() || endpoint.port < 0 ||
      endpoint.port > 65535) {
    return std::nullopt;
  }
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    if (host.empty()) return std::nullopt;
  } else if (host.find(':') != host.npos) {
    return std::nullopt;
  }
  if (host.find_first_of(" /[]@") != host.npos) return std::nullopt;
  endpoint.host = host.empty() ? "0.0.0.0" : std::string{host};
  return endpoint;
}

std::string url_of(const Endpoint& endpoint) {
  const bool bare_ipv6 = endpoint.host.find(':') != std::string::npos;
  const auto host = bare_ipv6 ? "[" + endpoint.host + "]" : endpoint.host;
  return "http://" + host + ":" + std::to_string(endpoint.port);
}

}  // namespace kindbank::bot
