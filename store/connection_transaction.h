// What a turn is handed: a connection on which a transaction has begun. A statement that failed
// fails the turn whatever the turn makes of it, since PostgreSQL undoes the whole transaction then.
#pragma once

#include <exception>

#include "store/connection.h"

namespace kindbank::store {

class ConnectionTransaction : public Transaction {
 public:
  // Both are borrowed and outlive this.
  ConnectionTransaction(Connection& connection, const Sealer& sealer, Writers writers)
      : connection_(connection), sealer_(sealer), writers_(writers) {}

  std::int64_t run(std::string_view sql, const Values& values) override {
    const auto changed = noting_failure([&] { return connection_.run(sql, values); });
    changes_ += changed;
    return changed;
  }
  std::int64_t changes() const override { return changes_; }
  const Sealer& sealer() const override { return sealer_; }
  Writers writers() const override { return writers_; }

  // What the first statement that failed threw, or nothing.
  const std::exception_ptr& failure() const { return failure_; }
  // Throws it again.
  void end() const {
    if (failure_) std::rethrow_exception(failure_);
  }

  std::vector<Values> fetch(std::string_view sql, const Values& values,
                            const std::vector<Column>& columns) override {
    return noting_failure([&] { return connection_.fetch(sql, values, columns); });
  }

 private:
  template <class Fn>
  auto noting_failure(Fn fn) -> decltype(fn()) {
    end();
    try {
      return fn();
    } catch (...) {
      failure_ = std::current_exception();
      throw;
    }
  }

  Connection& connection_;
  const Sealer& sealer_;
  const Writers writers_;
  std::exception_ptr failure_;
  std::int64_t changes_ = 0;
};

}  // namespace kindbank::store
