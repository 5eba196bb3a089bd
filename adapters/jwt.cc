#include "adapters/jwt.h"

#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/signature.h"

namespace kindbank::adapters {

std::string jwt_hs256(std::string_view claims, std::string_view key) {
  const std::string text =
      base64url_encode(R"({"typ":"JWT","alg":"HS256"})") + "." + base64url_encode(claims);
  return text + "." + base64url_encode(hmac_sha256(key, text));
}

std::optional<std::string> jwt_rs256(std::string_view claims, const std::string& private_key) {
  const std::string text =
      base64url_encode(R"({"typ":"JWT","alg":"RS256"})") + "." + base64url_encode(claims);
  const auto signature = rsa_sha256(private_key, text);
  if (!signature) return std::nullopt;
  return text + "." + base64url_encode(*signature);
}

std::optional<std::string> claims_of_hs256(std::string_view token, std::string_view key) {
  const auto first = token.find('.');
  const auto second = token.rfind('.');
  if (first == second) return std::nullopt;  // none, or one alone
  const auto head = base64url_decode(token.substr(0, first));
  const auto mac = base64url_decode(token.substr(second + 1));
  if (!head || !mac || !same_secret(hmac_sha256(key, token.substr(0, second)), *mac))
    return std::nullopt;
  const auto header = object_of(*head);
  if (!header || text_at(*header, "alg").text != "HS256") return std::nullopt;
  return base64url_decode(token.substr(first + 1, second - first - 1));
}

std::optional<std::string_view> bearer_of(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() < scheme.size()) return std::nullopt;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != scheme[i]) return std::nullopt;
  }
  return authorization.substr(scheme.size());
}

}  // namespace kindbank::adapters
