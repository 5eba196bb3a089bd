// JSON Web Tokens (RFC 7519) in the compact form that providers ask for and send.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kindbank::adapters {

// `claims` is the JSON text of the payload.
std::string jwt_hs256(std::string_view claims, std::string_view key);

// The same signed by an RSA key in PEM; nothing where that is none.
std::optional<std::string> jwt_rs256(std::string_view claims, const std::string& private_key);

// The JSON text of the claims of a token that was signed with that key by HS256; nothing for a
// token of any other algorithm, "none" above all, or of another key. What the claims say, and until
// when, is for the caller to judge.
std::optional<std::string> claims_of_hs256(std::string_view token, std::string_view key);

// What follows "Bearer " in the Authorization header's value; nothing where it is another scheme.
std::optional<std::string_view> bearer_of(std::string_view authorization);

}  // namespace kindbank::adapters
