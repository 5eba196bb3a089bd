// A ledger for a test: on the engine under test, or a SQLite file in a temporary folder that goes
// with the test. Where KINDBANK_TEST_POSTGRES holds a server's URL (tests/postgres does that) the
// engine under test is PostgreSQL, otherwise SQLite in memory. Tests of one engine alone carry its
// name as a tag.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

#include "store/database.h"
#include "store/postgres_connection.h"

namespace kindbank::store {

// Any row will do to write something; the name must be new.
inline constexpr std::string_view put_new = "INSERT INTO bank_state (name, value) VALUES (:a, :b)";

class Folder {
 public:
  Folder() {
    std::random_device device;
    path_ = std::filesystem::temp_directory_path() /
            ("kindbank-store-" + std::to_string(device()) + std::to_string(device()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline Key test_key(unsigned char first = 7) {
  Key key{};
  key[0] = first;
  return key;
}

inline const char* test_server() { return std::getenv("KINDBANK_TEST_POSTGRES"); }

// An empty schema of its own on that server.
inline std::string fresh_postgres() {
  const std::string server = test_server();
  static int made = 0;
  static const auto start = std::to_string(std::random_device{}());
  const auto schema = "test_" + start + "_" + std::to_string(++made);
  PostgresConnection(server).run("CREATE SCHEMA " + schema);
  return server + (server.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" +
         schema;
}

inline std::string fresh_url() {
  return test_server() != nullptr ? fresh_postgres() : "sqlite::memory:";
}

// One that lasts beyond a Database, as a town's does.
inline std::string lasting_url(const Folder& folder) {
  return test_server() != nullptr ? fresh_postgres() : "sqlite:" + (folder / "ledger.db");
}

inline DatabaseOptions options_at(const std::string& url) {
  DatabaseOptions options;
  options.url = url;
  options.key = test_key();
  options.busy_timeout_ms = 200;
  return options;
}

inline std::unique_ptr<Database> ledger_at(const std::string& url) {
  auto database = Database::open(options_at(url));
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

inline std::unique_ptr<Database> ledger() { return ledger_at(fresh_url()); }

// ":memory:" is whatever engine is under test.
inline std::unique_ptr<Database> ledger(const std::string& file) {
  return file == ":memory:" ? ledger() : ledger_at("sqlite:" + file);
}

inline Time at_minute(int minute) {
  return from_millis(1763719200000) + std::chrono::minutes(minute);
}

}  // namespace kindbank::store
