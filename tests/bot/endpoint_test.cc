#include "bot/endpoint.h"

#include <catch2/catch.hpp>

#include "adapters/local_call.h"

using namespace kindbank;
using namespace kindbank::bot;

TEST_CASE("addresses to listen on are read") {
  CHECK(read_endpoint("127.0.0.1:8080") == Endpoint{"127.0.0.1", 8080});
  CHECK(read_endpoint("localhost:0") == Endpoint{"localhost", 0});
  CHECK(read_endpoint(":80") == Endpoint{"0.0.0.0", 80});
  CHECK(read_endpoint("[::]:80") == Endpoint{"::", 80});
  for (const auto* text :
       {"", "8080", "a:", "a:-1", "a:65536", "a:8x", "::1:80", "[]:80", "a/b:80"}) {
    INFO(text);
    CHECK_FALSE(read_endpoint(text));
  }
}

TEST_CASE("only this machine itself is loopback") {
  for (const auto* url :
       {"http://127.0.0.1", "http://127.8.0.1:80/x", "https://localhost/", "http://[::1]:80/"}) {
    INFO(url);
    CHECK(adapters::is_loopback_url(url));
  }
  for (const auto* url : {"", "127.0.0.1", "http://127.example.org", "http://localhost.example.org",
                          "http://127.0.0.1@example.org/", "http://example.org/127.0.0.1",
                          "http://0.0.0.0", "http://example.org#@127.0.0.1"}) {
    INFO(url);
    CHECK_FALSE(adapters::is_loopback_url(url));
  }
}
