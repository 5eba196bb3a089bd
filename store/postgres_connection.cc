#include "store/postgres_connection.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "store/statements.h"

namespace kindbank::store {
namespace {

// SOCI takes what it is given for "key=value" and puts an "=" after a URL that has none, so every
// URL is given one.
std::string with_parameters(std::string url) {
  for (const auto* parameter : {"connect_timeout=5", "application_name=kindbank"}) {
    const std::string name(parameter, std::string_view(parameter).find('=') + 1);
    if (url.find("?" + name) != std::string::npos || url.find("&" + name) != std::string::npos)
      continue;
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += parameter;
  }
  return url;
}

// Of SOCI's sentence, libpq's and libpq's advice, a line each, the second.
std::string cause_in(std::string text) {
  const auto first = text.find('\n');
  if (first != std::string::npos) text.erase(0, first + 1);
  return text.substr(0, text.find('\n'));
}

// The classes and codes of appendix A of PostgreSQL's manual. A message of the server's may quote
// what a person wrote, so it goes no further.
[[noreturn]] void throw_for(const std::string& state) {
  const auto kind = state.substr(0, 2);
  if (state == "40001" || state == "40P01") throw Conflict("the ledger is busy with another turn");
  if (state == "55P03" || state == "57014") throw Busy("the ledger took too long");
  if (state == "53100") throw Busy("the disk that holds the ledger is full");
  if (kind == "08" || kind == "57") throw Busy("the server of the ledger has gone");
  if (kind == "53") throw Busy("the server of the ledger has no room");
  if (kind == "58" || kind == "F0" || state == "XX001" || state == "XX002")
    throw Broken("the ledger cannot be trusted any more: SQLSTATE " + state);
  if (state == "25006")
    throw std::logic_error("a statement that writes was run where one only reads");
  throw std::runtime_error("the ledger refused a statement: SQLSTATE " + state);
}

}  // namespace

struct PostgresConnection::Impl {
  explicit Impl(const std::string& connect)
      : session(soci::postgresql, connect), statements(session) {}

  PGconn* handle() {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
  }

  soci::session session;
  Statements statements;     // go before their session
  std::int64_t changed = 0;  // rows, by the last statement
};

PostgresConnection::PostgresConnection(const std::string& url) {
  if (url.find_first_of(" \t\r\n") != std::string::npos)
    throw std::runtime_error("store.url may hold no blanks; write %20");
  try {
    impl_ = std::make_unique<Impl>(with_parameters(url));
  } catch (const soci::soci_error& error) {
    throw Busy("the ledger cannot be reached: " + cause_in(error.what()));
  }
  for (const auto* setting : {"SET client_encoding = 'UTF8'", "SET client_min_messages = 'warning'",
                              "SET lock_timeout = '10s'", "SET statement_timeout = '30s'",
                              "SET idle_in_transaction_session_timeout = '60s'"})
    run(setting);
}

PostgresConnection::~PostgresConnection() = default;

bool PostgresConnection::in_transaction() const {
  const auto status = PQtransactionStatus(impl_->handle());
  return status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
}

bool PostgresConnection::is_usable() const {
  return PQtransactionStatus(impl_->handle()) == PQTRANS_IDLE;
}

std::vector<std::string> PostgresConnection::kept_for_good(std::string_view table) const {
  const std::string name(table);
  return {"CREATE FUNCTION " + name +
              "_kept() RETURNS trigger LANGUAGE plpgsql AS "
              "'BEGIN RAISE EXCEPTION ''its rows are kept for good''; END'",
          "CREATE TRIGGER " + name + "_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON " + name +
              " FOR EACH STATEMENT EXECUTE FUNCTION " + name + "_kept()"};
}

void PostgresConnection::begin(Access access) {
  run(access == Access::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

// To a transaction in which a statement failed the server answers COMMIT by rolling it back.
void PostgresConnection::commit() {
  if (PQtransactionStatus(impl_->handle()) == PQTRANS_INERROR)
    throw std::runtime_error("the ledger refused to commit what had failed");
  run("COMMIT");
}

void PostgresConnection::roll_back() { run("ROLLBACK"); }

std::vector<Values> PostgresConnection::fetch(std::string_view sql, const Values& values,
                                              const std::vector<Column>& columns) {
  try {
    auto& statement = impl_->statements.prepared(sql, values, columns);
    auto rows = Statements::execute(statement, values, columns);
    impl_->changed = Statements::changed_rows(statement);
    return rows;
  } catch (const soci::postgresql_soci_error& error) {
    throw_for(PQstatus(impl_->handle()) == CONNECTION_BAD ? "08006" : error.sqlstate());
  } catch (const soci::soci_error&) {
    throw std::runtime_error("the ledger's answer was not understood");
  }
}

std::int64_t PostgresConnection::run(std::string_view sql, const Values& values) {
  fetch(sql, values, {});
  return impl_->changed;
}

}  // namespace kindbank::store
