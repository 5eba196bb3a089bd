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

char letter_of(const Value& value) { return static_cast<char>('0' + value.index()); }
char letter_of(Column column) { return static_cast<char>('a' + static_cast<int>(column)); }

std::string types_of(const Values& values, const std::vector<Column>& columns) {
  std::string types;
  for (const auto& value : values) types += letter_of(value);
  for (const auto column : columns) types += letter_of(column);
  return types;
}

}  // namespace

struct Statements::Prepared {
  explicit Prepared(soci::session& session) : statement(session) {}

  // Anew: what was bound before is let go.
  void bind(const Values& values, const std::vector<Column>& columns) {
    statement.bind_clean_up();
    uses.clear();
    intos.clear();
    for (const auto& value : values) {
      Slot& slot = uses.emplace_back();
      if (std::holds_alternative<std::int64_t>(value))
        statement.exchange(soci::use(slot.number, slot.indicator));
      else
        statement.exchange(soci::use(slot.text, slot.indicator));
    }
    for (const auto column : columns) {
      Slot& slot = intos.emplace_back();
      if (column == Column::integer || column == Column::maybe_integer)
        statement.exchange(soci::into(slot.number, slot.indicator));
      else
        statement.exchange(soci::into(slot.text, slot.indicator));
    }
    statement.define_and_bind();
  }

  std::deque<Slot> uses;
  std::deque<Slot> intos;
  soci::statement statement;
};

// By the text alone: few are bound in more than one way.
std::size_t Statements::Hash::operator()(const Name& name) const {
  return std::hash<std::string_view>{}(name.sql);
}

std::size_t Statements::Hash::operator()(const Call& call) const {
  return std::hash<std::string_view>{}(call.sql);
}

bool Statements::Equal::operator()(const Name& one, const Name& other) const {
  return one.sql == other.sql && one.types == other.types;
}

bool Statements::Equal::operator()(const Call& call, const Name& name) const {
  if (name.types.size() != call.values.size() + call.columns.size()) return false;
  auto type = name.types.begin();
  for (const auto& value : call.values)
    if (*type++ != letter_of(value)) return false;
  for (const auto column : call.columns)
    if (*type++ != letter_of(column)) return false;
  return name.sql == call.sql;
}

bool Statements::Equal::operator()(const Name& name, const Call& call) const {
  return (*this)(call, name);
}

Statements::Statements(soci::session& session) : session_(session) {}
Statements::~Statements() = default;

Statements::Prepared& Statements::prepared(std::string_view sql, const Values& values,
                                           const std::vector<Column>& columns) {
  if (auto found = statements_.find(Call{sql, values, columns}); found != statements_.end())
    return *found->second;
  if (statements_.size() >= most_statements) statements_.clear();

  auto fresh = std::make_unique<Prepared>(session_);
  fresh->statement.alloc();
  fresh->statement.prepare(std::string(sql));
  fresh->bind(values, columns);
  Name name{std::string(sql), types_of(values, columns)};
  return *(statements_[std::move(name)] = std::move(fresh));
}

// SOCI writes parameters for PostgreSQL into buffers that it frees after a call that succeeds;
// after one that failed they are freed by binding again.
std::vector<Values> Statements::execute(Prepared& statement, const Values& values,
                                        const std::vector<Column>& columns) try {
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
} catch (const soci::soci_error&) {
  statement.bind(values, columns);
  throw;
}

std::int64_t Statements::changed_rows(Prepared& statement) {
  return statement.statement.get_affected_rows();
}

}  // namespace kindbank::store
