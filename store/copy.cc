#include "store/copy.h"

#include <algorithm>
#include <map>

namespace kindbank::store {
namespace {

constexpr std::int64_t rows_at_once = 500;

struct Field {
  std::string name;
  Column column;
};

struct Table {
  std::string name;
  std::vector<Field> fields;
  std::vector<std::size_t> key;  // places in fields
};

std::string list(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string parameter(std::size_t place) {
  return std::string(":p") + static_cast<char>('a' + place / 26) +
         static_cast<char>('a' + place % 26);
}

Table read_table(Transaction& tx, const std::string& name) {
  Table table{name, {}, {}};
  std::map<std::int64_t, std::size_t> key;
  for (const auto& [field, type, place] : tx.rows<std::string, std::string, std::int64_t>(
           "SELECT name, type, pk FROM pragma_table_info(:a) ORDER BY cid", {name})) {
    if (place > 0) key[place] = table.fields.size();
    table.fields.push_back({field, type == "BIGINT" ? Column::maybe_integer : Column::maybe_text});
  }
  for (const auto& [place, field] : key) table.key.push_back(field);
  return table;
}

// Known from an empty ledger of SQLite's that this program has just made: parents before those that
// refer to them.
std::vector<Table> all_tables() {
  DatabaseOptions options;
  options.url = "sqlite::memory:";
  const auto scratch = Database::open(options);
  if (!scratch) throw std::runtime_error(scratch.error().message);
  return (*scratch)->transact([](Transaction& tx) {
    std::vector<Table> tables;
    for (const auto& [name] :
         tx.rows<std::string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"))
      if (name != "migrations" && !name.starts_with("sqlite_"))
        tables.push_back(read_table(tx, name));
    return tables;
  });
}

// The next rows by the primary key, after the last one that was read.
std::vector<Values> next_rows(Transaction& tx, const Table& table, const Values& after) {
  std::vector<std::string> fields;
  std::vector<Column> columns;
  for (const auto& field : table.fields) {
    fields.push_back(field.name);
    columns.push_back(field.column);
  }
  std::vector<std::string> key;
  std::vector<std::string> parameters;
  for (const auto place : table.key) {
    key.push_back(fields[place]);
    parameters.push_back(parameter(parameters.size()));
  }
  auto sql = "SELECT " + list(fields) + " FROM " + table.name;
  if (!after.empty()) sql += " WHERE (" + list(key) + ") > (" + list(parameters) + ")";
  sql += " ORDER BY " + list(key) + " LIMIT " + std::to_string(rows_at_once);
  return tx.fetch(sql, after, columns);
}

// What every new ledger has of its own stays as it is: the key check, a heartbeat.
void put_rows(Database& to, const Table& table, const std::vector<Values>& rows) {
  std::vector<std::string> fields;
  std::vector<std::string> parameters;
  for (const auto& field : table.fields) {
    parameters.push_back(parameter(fields.size()));
    fields.push_back(field.name);
  }
  const auto sql = "INSERT INTO " + table.name + " (" + list(fields) + ") VALUES (" +
                   list(parameters) + ") ON CONFLICT DO NOTHING";
  to.transact([&](Transaction& tx) {
    for (const auto& row : rows) tx.run(sql, row);
  });
}

std::int64_t rows_of(Database& database, const Table& table) {
  return database.read([&](Transaction& tx) {
    return std::get<0>(*tx.row<std::int64_t>("SELECT COUNT(*) FROM " + table.name));
  });
}

Result<void> copy_table(Transaction& from, Database& to, const Table& table) {
  std::int64_t copied = 0;
  for (Values after;;) {
    const auto rows = next_rows(from, table, after);
    if (rows.empty()) break;
    put_rows(to, table, rows);
    copied += std::ssize(rows);
    after.clear();
    for (const auto place : table.key) after.push_back(rows.back()[place]);
  }
  const auto arrived = rows_of(to, table);
  const bool has_own = table.name == "bank_state";
  if (arrived < copied || (arrived > copied && !has_own))
    return fail("of the table " + table.name + " not all was copied");
  return {};
}

}  // namespace

Result<void> copy_ledger(Database& from, Database& to) {
  const auto tables = all_tables();
  for (const auto& table : tables)
    if (table.name != "bank_state" && rows_of(to, table) > 0)
      return fail("the ledger to copy into is not empty");
  Result<void> result;
  from.read([&](Transaction& tx) {
    for (const auto& table : tables)
      if (result) result = copy_table(tx, to, table);
  });
  return result;
}

}  // namespace kindbank::store
