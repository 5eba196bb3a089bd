#include "store/statements.h"

#include <soci/soci.h>

#include <deque>

#include "dialog/utf8.h"

namespace kindbank::store {
namespace {

constexpr std::size_t most_statements = 1000;  // more than the store's texts; a bound, not a plan

// A place for one parameter or one column; SOCI keeps its address.
struct Slot {
  long long number = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

void put(Slot& slot, const Value& value) {
  slot.indicator = std::holds_alternative<std::monostate>(value) ? soci::i_null : soci::i_ok;
  if (auto* number = std::get_if<std::int64_t>(&value)) slot.number = *number;
  if (auto* text = std::get_if<std::string>(&value)) {
    const bool clean = text->find('\0') == std::string::npos && is_utf8(*text);
    slot.text = clean ? *text : repair_utf8(*text).text;
  }
}

Value take(const Slot& slot, Column column) {
  if (slot.indicator == soci::i_null) return std::monostate{};
  if (column == Column::integer || column == Column::maybe_integer)
    return static_cast<std::int64_t>(slot.number);
  return slot.text;
}

// The same text may be bound to NULL in one call and to a number in the next, and a bound type
// cannot change: the types are part of the name that a statement is kept under.
std::string key_of(std::string_view sql, const Values& values, const std::vector<Column>& columns) {
  std::string key;
  key.reserve(sql.size() + values.size() + columns.size() + 1);
  for (const auto& value : values) key += static_cast<char>('0' + value.index());
  key += '/';
  for (const auto column : columns) key += static_cast<char>('0' + static_cast<int>(column));
  key += sql;
  return key;
}

}  // namespace

struct Statements::Prepared {
  explicit Prepared(soci::session& session) : statement(session) {}

  std::deque<Slot> uses;
  std::deque<Slot> intos;
  soci::statement statement;
};

Statements::Statements(soci::session& session) : session_(session) {}
Statements::~Statements() = default;

Statements::Prepared& Statements::prepared(std::string_view sql, const Values& values,
                                           const std::vector<Column>& columns) {
  std::string key = key_of(sql, values, columns);
  if (auto found = statements_.find(key); found != statements_.end()) return *found->second;
  if (statements_.size() >= most_statements) statements_.clear();

  auto fresh = std::make_unique<Prepared>(session_);
  for (const auto& value : values) {
    Slot& slot = fresh->uses.emplace_back();
    if (std::holds_alternative<std::int64_t>(value))
      fresh->statement.exchange(soci::use(slot.number, slot.indicator));
    else
      fresh->statement.exchange(soci::use(slot.text, slot.indicator));
  }
  for (const auto column : columns) {
    Slot& slot = fresh->intos.emplace_back();
    if (column == Column::integer || column == Column::maybe_integer)
      fresh->statement.exchange(soci::into(slot.number, slot.indicator));
    else
      fresh->statement.exchange(soci::into(slot.text, slot.indicator));
  }
  fresh->statement.alloc();
  fresh->statement.prepare(std::string(sql));
  fresh->statement.define_and_bind();
  return *(statements_[std::move(key)] = std::move(fresh));
}

std::vector<Values> Statements::execute(Prepared& statement, const Values& values,
                                        const std::vector<Column>& columns) {
  for (std::size_t i = 0; i < values.size(); ++i) put(statement.uses[i], values[i]);
  std::vector<Values> rows;
  for (bool more = statement.statement.execute(true); more; more = statement.statement.fetch()) {
    if (columns.empty()) break;  // rows that nobody asked for are not fetched
    Values row;
    row.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
      row.push_back(take(statement.intos[i], columns[i]));
    rows.push_back(std::move(row));
  }
  return rows;
}

soci::details::statement_backend& Statements::backend_of(Prepared& statement) {
  return *statement.statement.get_backend();
}

std::int64_t Statements::changed_rows(Prepared& statement) {
  return statement.statement.get_affected_rows();
}

void Statements::forget(std::string_view sql, const Values& values,
                        const std::vector<Column>& columns) {
  statements_.erase(key_of(sql, values, columns));
}

}  // namespace kindbank::store
