#include "store/notes.h"

#include "store/columns.h"

namespace kindbank::store {

void put_note(Transaction& tx, Id request, const std::string& words) {
  tx.run(
      R"(INSERT INTO notes (request, note_sealed) VALUES (:a, :b)
         ON CONFLICT (request) DO UPDATE SET note_sealed = excluded.note_sealed)",
      {request, sealed(tx, words)});
}

std::string note_of(Transaction& tx, Id request) {
  const auto row = tx.row<std::optional<std::string>>(
      "SELECT note_sealed FROM notes WHERE request = :a", {request});
  return row ? opened(tx, std::get<0>(*row)) : std::string();
}

void forget_note(Transaction& tx, Id request) {
  tx.run("DELETE FROM notes WHERE request = :a", {request});
}

void forget_notes_of(Transaction& tx, std::int64_t member) {
  tx.run(
      "DELETE FROM notes WHERE request IN "
      "(SELECT id FROM requests WHERE member = :a OR subject = :b)",
      {member, member});
}

}  // namespace kindbank::store
