#include "bot/endpoint.h"

#include <charconv>

namespace kindbank::bot {
namespace {

// Between brackets where the host is an IPv6 address.
std::string_view host_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == url.npos) return {};
  url.remove_prefix(start + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
  if (url.starts_with('[')) return url.substr(1, url.find(']') - 1);
  return url.substr(0, url.find(':'));
}

}  // namespace

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

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  // All of 127.0.0.0/8, but no name that merely begins like it.
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
}

bool is_loopback_url(std::string_view url) { return is_loopback(host_of(url)); }

}  // namespace kindbank::bot
