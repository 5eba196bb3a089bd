#include "adapters/jwt.h"

#include <catch2/catch.hpp>

#include "adapters/signature.h"

using namespace kindbank::adapters;

namespace {

std::string token(const std::string& head, const std::string& claims, const std::string& key) {
  const auto text = base64url_encode(head) + "." + base64url_encode(claims);
  return text + "." + base64url_encode(hmac_sha256(key, text));
}

const std::string hs256 = R"({"alg":"HS256","typ":"JWT"})";
const std::string claims = R"({"iss":"joe"})";

}  // namespace

TEST_CASE("the claims of a signed token come out as they went in") {
  CHECK(claims_of_hs256(jwt_hs256(claims, "key"), "key") == claims);
  CHECK(claims_of_hs256(token(hs256, claims, "key"), "key") == claims);
}

TEST_CASE("the example of RFC 7519 is read") {
  const auto key = base64url_decode(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
  REQUIRE(key);
  CHECK(claims_of_hs256("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvb"
                        "S9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                        *key)
            .value_or("")
            .find(R"("iss":"joe")") != std::string::npos);
}

TEST_CASE("a token of another key, algorithm or shape has no claims") {
  const auto good = jwt_hs256(claims, "key");
  const auto bare = base64url_encode(R"({"alg":"none"})") + "." + base64url_encode(claims);
  const auto changed = good.substr(0, good.find('.') + 1) + base64url_encode(R"({"iss":"eve"})") +
                       good.substr(good.rfind('.'));
  for (const auto& text :
       {jwt_hs256(claims, "another key"), bare + ".", bare, changed, std::string(), good + "A",
        std::string(".."), std::string("a.b.c"), good.substr(0, good.rfind('.')),
        token(R"({"alg":"RS256"})", claims, "key"), token(R"({"alg":"none"})", claims, "key"),
        token("{}", claims, "key"), token("no JSON", claims, "key")})
    CHECK_FALSE(claims_of_hs256(text, "key"));
}

TEST_CASE("a bearer token is what follows the scheme, in whatever case that is") {
  CHECK(bearer_of("Bearer abc") == "abc");
  CHECK(bearer_of("bearer abc") == "abc");
  CHECK_FALSE(bearer_of("Basic abc"));
  CHECK_FALSE(bearer_of("Bearer"));
  CHECK_FALSE(bearer_of(""));
}
