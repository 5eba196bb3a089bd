// The arithmetic of signed webhooks. Digests are raw bytes; decode a written signature before
// comparing it, so that case and padding do not matter, and compare with same_secret, which takes
// as long for a near miss as for a far one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kindbank::adapters {

enum class Digest { md5, sha1, sha256, sha512 };

std::string hmac(Digest digest, std::string_view key, std::string_view message);
std::string hmac_sha1(std::string_view key, std::string_view message);
std::string hmac_sha256(std::string_view key, std::string_view message);
std::string sha256(std::string_view message);
// For whoever still signs with it; it proves nothing by itself.
std::string md5(std::string_view message);

// RSASSA-PKCS1-v1_5 with SHA-256 by a private key in PEM; nothing where that is no RSA key.
std::optional<std::string> rsa_sha256(const std::string& private_key, std::string_view message);

std::string hex_encode(std::string_view bytes);  // in small letters

std::string base64_encode(std::string_view bytes);
// Standard alphabet with its padding; nothing for anything else.
std::optional<std::string> base64_decode(std::string_view text);

// The alphabet for URLs, without padding (RFC 4648, section 5).
std::string base64url_encode(std::string_view bytes);
std::optional<std::string> base64url_decode(std::string_view text);

// Hexadecimal, either case; nothing for an odd count or another character.
std::optional<std::string> hex_decode(std::string_view text);

bool same_secret(std::string_view left, std::string_view right);

}  // namespace kindbank::adapters
