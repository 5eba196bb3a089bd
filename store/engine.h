// What carries out a Database's transactions: a file of SQLite's that one thread of this process
// writes to, or a PostgreSQL server beside others that write.
#pragma once

#include <functional>
#include <memory>

#include "dialog/result.h"
#include "store/database.h"
#include "store/migrate.h"

namespace kindbank::store {

class Engine {
 public:
  using Work = std::function<void(Transaction&)>;

  virtual ~Engine() = default;

  // As Database::transact and Database::read promise.
  virtual void write(const Work& work) = 0;
  virtual void read(const Work& work) = 0;
  virtual bool is_alive() const = 0;
  virtual DatabaseStats stats() const = 0;
};

// The sealer is borrowed and outlives the engine. Throws like a Connection.
Result<std::unique_ptr<Engine>> open_sqlite(const DatabaseOptions& options, const Sealer& sealer,
                                            const std::vector<Migration>& steps);
Result<std::unique_ptr<Engine>> open_postgres(const DatabaseOptions& options, const Sealer& sealer);

}  // namespace kindbank::store
