// The pieces of a long text that a provider hands on one by one, until all of them came or their
// time is over. A piece whose words were heard leaves its id behind for a while, so that a second
// copy of it is seen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/notices.h"

namespace kindbank::store {

struct Piece {
  std::string channel;
  std::string provider_id;  // of this piece; unique within the channel
  Id contact = 0;
  std::string whole;  // what the provider calls the text that it belongs to
  int place = 1;      // of `total`, from 1
  int total = 1;
  std::string text;  // sealed
  Time at{};
  bool operator==(const Piece&) const = default;
};

Inserted insert_piece(Transaction& tx, const Piece& piece);
// Nothing where there is none, or its words were heard.
std::optional<Piece> find_waiting_piece(Transaction& tx, const std::string& channel,
                                        const std::string& provider_id);
// All of the same text that wait, in their order.
std::vector<Piece> waiting_pieces(Transaction& tx, const Piece& piece);
// The words of this contact's pieces vanish: they are heard, or nobody is to hear them.
void hear_pieces(Transaction& tx, const std::vector<Piece>& pieces);
void drop_pieces(Transaction& tx, Id contact);
// What was heard before then need not be known any more.
void forget_pieces(Transaction& tx, Time before);

}  // namespace kindbank::store
