#include "dialog/json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace kindbank;

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("JSON is read and written back compactly") {
  const auto value = read_json(R"({ "sid": "SM1", "n": [1, 2.5, null, true] })");
  REQUIRE(value);
  CHECK(value->at("sid") == "SM1");
  CHECK(write_json(*value) == R"({"n":[1,2.5,null,true],"sid":"SM1"})");
}

TEST_CASE("what is not JSON is an error that quotes nothing of it") {
  for (const std::string text :
       {"", "{", "secret", "{'a':1}", "[1,]", "{} {}", "\"\xFF\"", "[1e999]"}) {
    const auto value = read_json(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().message == "this is not JSON");
  }
}

TEST_CASE("depth is refused before the parser sees it") {
  CHECK(read_json(nested(32)));
  CHECK_FALSE(read_json(nested(33)));
  CHECK_FALSE(read_json(nested(1000000)));
  CHECK_FALSE(read_json(std::string(200000, '[')));
  std::string objects;
  for (int i = 0; i < 33; ++i) objects += R"({"a":)";
  CHECK_FALSE(read_json(objects));
}

TEST_CASE("brackets inside strings are no depth") {
  CHECK(read_json("\"" + std::string(500, '[') + "\""));
  CHECK(read_json(R"(["\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\\"])"));
  CHECK_FALSE(read_json("[\"\\\\\"," + nested(40) + "]"));
}

TEST_CASE("size is refused before the parser sees it") {
  const auto value = read_json("\"" + std::string(max_json_bytes, 'a') + "\"");
  REQUIRE_FALSE(value);
  CHECK(value.error().message == "the JSON is longer than 4194304 bytes");
}

TEST_CASE("broken bytes in a string are replaced when written") {
  CHECK(write_json(nlohmann::json{{"a", "x\xFF"}}) == "{\"a\":\"x\xEF\xBF\xBD\"}");
}
