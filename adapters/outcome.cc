#include "adapters/outcome.h"

#include <algorithm>
#include <charconv>

namespace kindbank::adapters {

Refused refuse(int status, std::string why) {
  return {HttpResponse{status, {}, {}}, std::move(why)};
}

Delivery unanswered(const NoAnswer& reply) {
  if (reply.written == NoAnswer::Written::maybe) return Unknown{};
  return Later{std::nullopt, reply.why.empty() ? "the provider cannot be reached" : reply.why};
}

std::optional<Delivery> in_between(const HttpResponse& response) {
  if (response.status >= 500 || response.status == 408 || response.status < 300) return Unknown{};
  if (response.status < 400) return Later{std::nullopt, "api_base answers with a redirect"};
  return std::nullopt;
}

std::optional<Duration> retry_after(const HttpResponse& response) {
  const auto value = header(response.headers, "Retry-After");
  if (!value) return std::nullopt;
  int seconds = 0;
  const char* end = value->data() + value->size();
  const auto [rest, error] = std::from_chars(value->data(), end, seconds);
  if (error == std::errc::result_out_of_range && rest == end)
    seconds = 86400;
  else if (error != std::errc() || rest != end || seconds < 0)
    return std::nullopt;
  return std::chrono::seconds(std::min(seconds, 86400));
}

}  // namespace kindbank::adapters
