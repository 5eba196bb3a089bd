// The ledger as it leaves the house: tables of plain values, of one person or of everybody. What
// must not be kept is not there, and an incident comes without its words.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "store/database.h"

namespace kindbank::bot {

using Cell = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::string>>;

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

struct Ledger {
  std::vector<Table> tables;
  std::int64_t pot_minutes = 0;
};

// Of everybody, of one member, or of some: those of a partner organisation.
struct Whose {
  std::optional<std::int64_t> member = std::nullopt;
  std::optional<std::set<std::int64_t>> members = std::nullopt;
};

// With a member only what is theirs, and all of it: the same tables with more columns, and those of
// their mailboxes and of the jobs they were left out of. An incident's words are not handed out
// here: somebody who can judge what they would do to whom must read them first.
Ledger read_ledger(store::Transaction& tx, const Whose& whose);

void leave_out(Ledger& ledger, const std::string& table, const std::string& column);

// One object, a key a table; a cell without a value is null. Ends with a line end.
std::string ledger_json(const Ledger& ledger);
// One section a table: its name, its columns, its rows, an empty line. Lines end in CR LF and cells
// are quoted as RFC 4180 says; one that a spreadsheet would take for a formula gets an apostrophe
// first.
std::string ledger_csv(const Ledger& ledger);

}  // namespace kindbank::bot
