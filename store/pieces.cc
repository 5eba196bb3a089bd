#include "store/pieces.h"

#include "store/columns.h"

namespace kindbank::store {
namespace {

std::vector<Piece> select_pieces(Transaction& tx, const std::string& rest, const Values& values) {
  std::vector<Piece> pieces;
  for (const auto& [channel, provider_id, contact, whole, place, total, text, at] :
       tx.rows<std::string, std::string, Id, std::string, std::int64_t, std::int64_t,
               std::optional<std::string>, std::int64_t>(
           "SELECT channel, provider_id, contact, whole, place, total, text_sealed, at "
           "FROM pieces WHERE waits = 1 AND " +
               rest,
           values))
    pieces.push_back({channel, provider_id, contact, whole, static_cast<int>(place),
                      static_cast<int>(total), opened(tx, text), from_millis(at)});
  return pieces;
}

}  // namespace

Inserted insert_piece(Transaction& tx, const Piece& piece) {
  const auto inserted = tx.run(
      R"(INSERT INTO pieces (channel, provider_id, contact, whole, place, total, text_sealed, at,
                             waits)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, 1)
         ON CONFLICT (channel, provider_id) DO NOTHING)",
      {piece.channel, piece.provider_id, piece.contact, piece.whole, value(piece.place),
       value(piece.total), sealed(tx, piece.text), value(piece.at)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::optional<Piece> find_waiting_piece(Transaction& tx, const std::string& channel,
                                        const std::string& provider_id) {
  auto found = select_pieces(tx, "channel = :a AND provider_id = :b", {channel, provider_id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Piece> waiting_pieces(Transaction& tx, const Piece& piece) {
  return select_pieces(
      tx,
      "contact = :a AND channel = :b AND whole = :c AND total = :d ORDER BY place, at, provider_id",
      {piece.contact, piece.channel, piece.whole, value(piece.total)});
}

void hear_pieces(Transaction& tx, const std::vector<Piece>& pieces) {
  for (const auto& piece : pieces)
    tx.run(
        "UPDATE pieces SET waits = 0, text_sealed = NULL WHERE channel = :a AND provider_id = :b",
        {piece.channel, piece.provider_id});
}

void drop_pieces(Transaction& tx, Id contact) {
  tx.run("UPDATE pieces SET waits = 0, text_sealed = NULL WHERE contact = :a", {contact});
}

void forget_pieces(Transaction& tx, Time before) {
  tx.run("DELETE FROM pieces WHERE waits = 0 AND at < :a", {value(before)});
}

}  // namespace kindbank::store
