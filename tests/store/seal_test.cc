#include "store/seal.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

TEST_CASE("what is sealed opens again, and no two seals look alike") {
  const Sealer sealer(test_key());
  for (const auto& plain : {std::string(), std::string("garden"), std::string("a\0b", 3)}) {
    const auto sealed = sealer.seal(plain);
    CHECK(sealer.open(sealed) == plain);
    CHECK(sealer.seal(plain) != sealed);
  }
}

TEST_CASE("sealed text that was touched is refused") {
  const Sealer sealer(test_key());
  const auto sealed = sealer.seal("+447400123456");
  for (std::size_t i = 0; i < sealed.text.size(); ++i) {
    Sealed touched = sealed;
    touched.text[i] = touched.text[i] == 'A' ? 'B' : 'A';
    CHECK_THROWS_AS(sealer.open(touched), std::runtime_error);
  }
  CHECK_THROWS_AS(sealer.open({sealed.text.substr(1)}), std::runtime_error);
  CHECK_THROWS_AS(sealer.open({sealed.text + "AAAA"}), std::runtime_error);
  CHECK_THROWS_AS(sealer.open({""}), std::runtime_error);
  CHECK_THROWS_AS(sealer.open({"not base64!"}), std::runtime_error);
}

TEST_CASE("another key neither opens nor finds") {
  const Sealer sealer(test_key(1));
  const Sealer other(test_key(2));
  CHECK_THROWS_AS(other.open(sealer.seal("garden")), std::runtime_error);
  CHECK(sealer.lookup("garden") == Sealer(test_key(1)).lookup("garden"));
  CHECK(sealer.lookup("garden") != sealer.lookup("gardem"));
  CHECK(sealer.lookup("garden") != other.lookup("garden"));
}

TEST_CASE("a key file is its owner's alone, is never overwritten and reads back") {
  const Folder folder;
  const auto path = folder / "master.key";
  const auto made = make_key_file(path);
  REQUIRE(made);
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto read = read_key_file(path);
  REQUIRE(read);
  CHECK(*read == *made);
  CHECK_FALSE(make_key_file(path));
  CHECK(*read_key_file(path) == *made);
}

TEST_CASE("a key file with anything else in it is refused without quoting it") {
  const Folder folder;
  const auto path = folder / "bad.key";
  for (const auto& text : {std::string(), std::string(63, 'a'), std::string(66, 'a'),
                           std::string(62, 'a') + "zz", std::string(64, 'a') + " x"}) {
    std::ofstream(path) << text;
    const auto key = read_key_file(path);
    REQUIRE_FALSE(key);
    CHECK(key.error().message == "the key file " + path + " does not hold 64 hexadecimal digits");
  }
  CHECK_FALSE(read_key_file(folder / "missing.key"));
}

TEST_CASE("content has one hash") {
  CHECK(content_hash("flow: ask") == content_hash("flow: ask"));
  CHECK(content_hash("flow: ask") != content_hash("flow: ask "));
  CHECK(content_hash("").size() == 32);
}

}  // namespace
}  // namespace kindbank::store
