#include "store/database.h"

#include "store/engine.h"
#include "store/migrations.h"

namespace kindbank::store {
namespace {

// A transaction waits for its engine; inside another of the same ledger it might wait for ever.
class Inside {
 public:
  explicit Inside(const Database* database) : outer_(current) { current = database; }
  ~Inside() { current = outer_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  static void refuse(const Database* database) {
    if (current == database) throw std::logic_error("a transaction was begun inside another");
  }

 private:
  static thread_local const Database* current;
  const Database* outer_;
};

thread_local const Database* Inside::current = nullptr;

Result<std::unique_ptr<Engine>> open_engine(const DatabaseOptions& options, const Sealer& sealer) {
  const std::string_view url = options.url;
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgres(options, sealer);
  if (url.starts_with("sqlite:") && url.size() > std::string_view("sqlite:").size())
    return open_sqlite(options, sealer, migrations());
  return fail("store.url must be sqlite:<file> or postgresql://<user>@<host>/<database>");
}

}  // namespace

Database::Database(const Key& key) : sealer_(key) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) try {
  std::unique_ptr<Database> database(new Database(options.key));
  auto engine = open_engine(options, database->sealer_);
  if (!engine) return tl::make_unexpected(engine.error());
  database->engine_ = std::move(*engine);
  return database;
} catch (const std::runtime_error& error) {
  return fail(error.what());
}

void Database::run_write(const std::function<void(Transaction&)>& work) {
  Inside::refuse(this);
  engine_->write([&](Transaction& tx) {
    const Inside inside(this);
    work(tx);
  });
}

void Database::run_read(const std::function<void(Transaction&)>& work) {
  Inside::refuse(this);
  engine_->read([&](Transaction& tx) {
    const Inside inside(this);
    work(tx);
  });
}

bool Database::writer_is_alive() const { return engine_->is_alive(); }

DatabaseStats Database::stats() const { return engine_->stats(); }

const Sealer& Database::sealer() const { return sealer_; }

}  // namespace kindbank::store
