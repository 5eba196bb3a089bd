#include "adapters/local_call.h"

#include <algorithm>

namespace kindbank::adapters {
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

bool is_forwarded(const Headers& headers) {
  return std::any_of(headers.begin(), headers.end(), [](const auto& line) {
    std::string name = line.first;
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name == "forwarded" || name == "via" || name == "x-real-ip" ||
           name.starts_with("x-forwarded-");
  });
}

bool is_json(const Headers& headers) {
  const auto type = header(headers, "Content-Type").value_or("");
  return type.substr(0, type.find_first_of("; ")) == "application/json";
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  // All of 127.0.0.0/8, but no name that merely begins like it.
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
}

bool is_loopback_url(std::string_view url) { return is_loopback(host_of(url)); }

std::optional<Refusal> refuse_stranger(const HttpRequest& request) {
  if (is_forwarded(request.headers))
    return Refusal{403, "the simulator takes no forwarded request"};
  const auto host = header(request.headers, "Host");  // a browser never leaves it out
  const auto site = "http://" + host.value_or("");
  if (host && !is_loopback_url(site))
    return Refusal{403, "the simulator serves this machine alone"};
  if (header(request.headers, "Origin").value_or(site) != site)
    return Refusal{403, "the simulator takes no request of another site"};
  if (request.method == "POST" && !is_json(request.headers))
    return Refusal{415, "the simulator speaks application/json"};
  return std::nullopt;
}

}  // namespace kindbank::adapters
