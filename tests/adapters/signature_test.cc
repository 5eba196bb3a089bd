#include "adapters/signature.h"

#include <catch2/catch.hpp>

using namespace kindbank::adapters;

TEST_CASE("the published vectors of HMAC and SHA-256 hold") {
  const std::string text = "what do ya want for nothing?";  // RFC 2202, case 2
  CHECK(hmac_sha1("Jefe", text) == hex_decode("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
  CHECK(hmac_sha256("Jefe", text) ==  // RFC 4231, case 2
        hex_decode("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  CHECK(sha256("abc") ==
        hex_decode("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  CHECK(hmac_sha1("", "") == hex_decode("fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"));
}

TEST_CASE("base64 goes both ways") {
  const std::vector<std::pair<std::string, std::string>> rows = {{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : rows) {
    CHECK(base64_encode(bytes) == text);
    CHECK(base64_decode(text) == bytes);
  }
  const std::string all("\x00\xFF\xFE\x80", 4);
  CHECK(base64_decode(base64_encode(all)) == all);
}

TEST_CASE("base64 for URLs has its own two signs and no padding") {
  const std::string bytes("\xFB\xEF\xFF\x00", 4);
  CHECK(base64url_encode(bytes) == "--__AA");
  CHECK(base64url_decode("--__AA") == bytes);
  for (const auto* text : {"", "Zg", "Zm8", "Zm9v"})
    CHECK(base64url_encode(*base64url_decode(text)) == text);
  for (const auto* text : {"Zg==", "++//", "Z", "Zm9", "Zm 9"}) CHECK_FALSE(base64url_decode(text));
}

TEST_CASE("what is not base64 or hex is nothing") {
  for (const auto* text : {"Z", "Zg", "Zg=", "Zg=a", "Zm9v!===", "Zm9 ", "====", "Zh==", "Zm9="}) {
    INFO(text);
    CHECK_FALSE(base64_decode(text));
  }
  CHECK(hex_decode("00fFA0") == std::string("\0\xFF\xA0", 3));
  CHECK_FALSE(hex_decode("0"));
  CHECK_FALSE(hex_decode("0g"));
}

TEST_CASE("secrets are the same only when every byte is") {
  CHECK(same_secret("abc", "abc"));
  CHECK(same_secret("", ""));
  CHECK_FALSE(same_secret("abc", "abd"));
  CHECK_FALSE(same_secret("abc", "ab"));
  CHECK_FALSE(same_secret("abc", ""));
}
