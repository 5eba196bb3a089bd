#include "store/rights_log.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/store/ledger.h"

namespace kindbank::store {
namespace {

const Address someone{"sms", "+447400123456"};

TEST_CASE("what people asked for stands in order, without their numbers, and outlives a restart") {
  const Folder folder;
  const auto path = folder / "rights.log";
  std::string hash;
  {
    auto log = RightsLog::open(path);
    REQUIRE(log);
    REQUIRE(log->append(RightsLog::Kind::stop, someone, at_minute(0)));
    REQUIRE(log->append(RightsLog::Kind::start, someone, at_minute(1)));
    hash = log->hash_of(someone);
  }
  auto log = RightsLog::open(path);
  REQUIRE(log);
  REQUIRE(log->append(RightsLog::Kind::erase, someone, at_minute(2)));
  CHECK(log->hash_of(someone) == hash);
  CHECK(log->read_all() == std::vector<RightsLine>{{"2025-11-21T10:00:00.000Z", "stop", hash},
                                                   {"2025-11-21T10:01:00.000Z", "start", hash},
                                                   {"2025-11-21T10:02:00.000Z", "erase", hash}});
  CHECK(bytes_of(path).find("447400123456") == std::string::npos);
  for (const auto* end : {"", ".pepper"}) {
    struct stat status {};
    REQUIRE(::stat((path + end).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
}

TEST_CASE("a last line that was cut short is left out and does not spoil the next") {
  const Folder folder;
  const auto path = folder / "rights.log";
  {
    auto log = RightsLog::open(path);
    REQUIRE(log);
    REQUIRE(log->append(RightsLog::Kind::stop, someone, at_minute(0)));
    REQUIRE(log->append(RightsLog::Kind::start, someone, at_minute(1)));
  }
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 20);
  auto log = RightsLog::open(path);
  REQUIRE(log);
  CHECK(log->read_all().size() == 1);
  REQUIRE(log->append(RightsLog::Kind::erase, someone, at_minute(2)));
  const auto lines = log->read_all();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].kind == "stop");
  CHECK(lines[1].kind == "erase");
}

TEST_CASE("lines without their pepper are refused, for they would never match again") {
  const Folder folder;
  const auto path = folder / "rights.log";
  {
    auto log = RightsLog::open(path);
    REQUIRE(log);
    REQUIRE(log->append(RightsLog::Kind::stop, someone, at_minute(0)));
  }
  std::filesystem::remove(path + ".pepper");
  const auto log = RightsLog::open(path);
  REQUIRE_FALSE(log);
  CHECK(log.error().message == "the rights log " + path + " has lines but its pepper is missing");
  CHECK_FALSE(RightsLog::open(folder / "missing/rights.log"));
}

}  // namespace
}  // namespace kindbank::store
