#include <utility>

#include "bank/digest.h"
#include "bank/rota.h"
#include "bot/digest_pages.h"
#include "bot/turn.h"
#include "bot/turn_room.h"
#include "store/desk_notes.h"

namespace kindbank::bot {

// To where the coordinator is reached first, once.
void Turns::send_digest(Room& room, const store::Due& due) {
  auto context = context_of(room);
  const auto found = bank::digest_due(context, due.subject, due.step);
  if (!found) return;
  const auto addresses = bank::reachable(context, found->coordinator);
  if (addresses.empty()) return report("a digest reaches nobody");
  auto pages = digest_pages(room.library->words, room.library->town, found->digest);
  dialog::Say say;
  say.message_class = "digest";
  say.message.text = std::move(pages.front());
  pages.erase(pages.begin());
  store::put_digest_rest(room.tx, found->coordinator.id, pages, room.now);
  write_to(room, addresses.front(), say, bank::in_daytime(room.library->town, room.now));
}

}  // namespace kindbank::bot
