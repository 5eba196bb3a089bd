#include <set>
#include <stdexcept>

#include "bot/turn.h"
#include "bot/turn_room.h"
#include "dialog/gate.h"
#include "store/dues.h"
#include "store/pieces.h"

namespace kindbank::bot {
namespace {

// How long a piece waits for the others; those of one text come within seconds.
constexpr Duration pieces_wait = std::chrono::seconds(30);

std::string step_of(const store::Piece& piece) { return piece.channel + " " + piece.provider_id; }

bool is_whole(const std::vector<store::Piece>& pieces) {
  std::set<int> places;
  for (const auto& piece : pieces) places.insert(piece.place);
  return static_cast<int>(places.size()) == pieces.front().total;
}

// It is known by its first piece, which is in no other text.
adapters::Inbound join_pieces(const store::Contact& from, const std::vector<store::Piece>& pieces) {
  adapters::Inbound whole;
  whole.from = from.address;
  whole.provider_id = pieces.front().provider_id;
  whole.replyable = !from.unreplyable;
  for (const auto& piece : pieces) whole.message.text += piece.text;
  return whole;
}

}  // namespace

Turns::Gathered Turns::add_piece(Room& room, const adapters::Inbound& inbound) {
  const store::Piece piece{
      room.channel->name,   inbound.provider_id,  room.contact.id,      inbound.piece->whole,
      inbound.piece->place, inbound.piece->total, inbound.message.text, room.now};
  if (store::insert_piece(room.tx, piece) == store::Inserted::was_there)
    return {Took::seen_before, std::nullopt};
  if (!inbound.replyable) {
    store::mark_unreplyable(room.tx, room.contact.id);
    room.contact.unreplyable = true;
  }
  const auto pieces = store::waiting_pieces(room.tx, piece);
  auto so_far = join_pieces(room.contact, pieces);
  // Danger waits for nothing; what comes later of it is a text of its own.
  if (is_whole(pieces) || dialog::read_gate(room.library->words, so_far.message.text).crisis) {
    store::hear_pieces(room.tx, pieces);
    return {Took::done, std::move(so_far)};
  }
  if (pieces.size() == 1) {
    store::insert_due(room.tx, {room.ids.next(), "pieces", std::to_string(room.contact.id),
                                step_of(piece), room.now + pieces_wait});
    room.left.plans = true;
  }
  return {Took::done, std::nullopt};
}

// The pieces that a Due waits for and that nobody has heard; none where all of them came.
std::vector<store::Piece> Turns::missed_pieces(store::Transaction& tx, const store::Due& due) {
  const auto blank = due.step.find(' ');
  if (blank == std::string::npos) return {};
  const auto first =
      store::find_waiting_piece(tx, due.step.substr(0, blank), due.step.substr(blank + 1));
  return first ? store::waiting_pieces(tx, *first) : std::vector<store::Piece>();
}

// What came by now is heard as it is; what comes later is a text of its own.
void Turns::hear_missed_pieces(Room& room, const store::Due& due) {
  auto pieces = missed_pieces(room.tx, due);
  if (pieces.empty()) return;
  // Locked before it is looked again: a last piece may be coming in.
  const auto contact = store::find_contact(room.tx, pieces.front().contact);
  pieces = missed_pieces(room.tx, due);
  if (!contact || pieces.empty()) return;
  room.contact = *contact;
  room.channel = channel_for(channels_, contact->address, pieces.front().channel);
  if (room.channel == nullptr) throw std::runtime_error("no channel speaks to that kind any more");
  store::hear_pieces(room.tx, pieces);
  const auto inbound = join_pieces(room.contact, pieces);
  const auto gate = dialog::read_gate(room.library->words, inbound.message.text);
  hear_new(room, inbound, gate);
  if (gate.rights != dialog::GateReading::Rights::none)
    store::insert_due(room.tx, {room.ids.next(), "rights", std::to_string(room.contact.id),
                                std::to_string(due.id), room.now});
}

}  // namespace kindbank::bot
