// A ledger for a test: in memory, or a file in a temporary folder that goes with the test.
#pragma once

#include <filesystem>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>

#include "store/database.h"

namespace kindbank::store {

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

inline Key test_key(unsigned char first = 7) {
  Key key{};
  key[0] = first;
  return key;
}

inline std::unique_ptr<Database> ledger(const std::string& file = ":memory:") {
  DatabaseOptions options;
  options.url = "sqlite:" + file;
  options.key = test_key();
  options.busy_timeout_ms = 200;
  auto database = Database::open(options);
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

inline Time at_minute(int minute) {
  return from_millis(1763719200000) + std::chrono::minutes(minute);
}

}  // namespace kindbank::store
