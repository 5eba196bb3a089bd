// A ledger that can be closed and opened again, and what stands in its table of names and values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "tests/store/ledger.h"

namespace kindbank::store {

struct Lasting {
  Folder folder;
  std::string url = lasting_url(folder);
  std::unique_ptr<Database> database = ledger_at(url);

  std::int64_t count(const std::string& name) {
    return database->read([&](Transaction& tx) {
      return std::get<0>(
          *tx.row<std::int64_t>("SELECT COUNT(*) FROM bank_state WHERE name LIKE :a", {name}));
    });
  }
  std::optional<std::string> value_of(const std::string& name) {
    return database->read([&](Transaction& tx) -> std::optional<std::string> {
      const auto row = tx.row<std::string>("SELECT value FROM bank_state WHERE name = :a", {name});
      if (!row) return std::nullopt;
      return std::get<0>(*row);
    });
  }
};

}  // namespace kindbank::store
