// The log of what was said, in both directions. What came in is known by its channel and the
// provider's own id, so that a second copy of a message is seen; a text that must not be kept is
// redacted and leaves nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialog/message.h"
#include "store/database.h"

namespace kindbank::store {

struct InboundMessage {
  Id id = 0;
  std::string channel;
  std::string provider_id;
  Id contact = 0;
  std::optional<std::int64_t> member;
  std::string text;
  Time at{};
  bool repaired = false;  // the bytes were not valid UTF-8 or held NUL
};

// Nothing where this channel brought this id before; otherwise the message's own id.
std::optional<Id> insert_inbound(Transaction& tx, const InboundMessage& message);
// For the message of a turn that was rolled back: it stands in the log as failed.
std::optional<Id> fail_inbound(Transaction& tx, const InboundMessage& message);

struct OutboundMessage {
  Id id = 0;
  std::string channel;
  Id contact = 0;
  std::optional<std::int64_t> member;
  std::string message_class;  // "answer", "invitation", "crisis" ...
  std::string text;           // as it is sent, options numbered where the channel has no buttons
  int parts = 1;
  std::optional<Id> cause;  // the inbound message that it answers
  Time at{};
};

// Which member it came from, where that was found out only after it came.
void set_member(Transaction& tx, Id message, std::optional<std::int64_t> member);

// Its parts are put into the outbox by their own (outbox.h).
void insert_outbound(Transaction& tx, const OutboundMessage& message);

// The words vanish, those of its parts with them, and what waits of it is not sent any more; that
// there was a message stays.
void redact(Transaction& tx, Id message);

// What this contact said before that message; nothing where it said nothing or it is not kept.
std::optional<std::string> said_before(Transaction& tx, Id contact, Id message);
struct LastSaid {
  std::string message_class;
  std::string state;  // that of its parts, the worst first
};
// What was said to this contact last.
std::optional<LastSaid> last_said(Transaction& tx, Id contact);
// Nothing where there is none, or its words are not kept.
std::optional<OutboundMessage> find_outbound(Transaction& tx, Id message);

struct LoggedMessage {
  Id id = 0;
  std::string direction;  // "in", "out"
  std::string channel;
  std::string address;
  std::optional<std::int64_t> member;
  std::string message_class;
  std::optional<std::string> text;  // nothing where it was redacted
  std::string state;  // in: "heard" or "failed"; out: that of its parts, the worst first
  std::int64_t parts = 0;
  std::optional<Id> cause;
  Time created_at{};
  bool operator==(const LoggedMessage&) const = default;
};

// When the last message was written; nothing in an empty ledger.
std::optional<Time> last_message_at(Transaction& tx);

// In the order they were said; of one member, or of all.
std::vector<LoggedMessage> messages(Transaction& tx,
                                    std::optional<std::int64_t> member = std::nullopt);
std::vector<LoggedMessage> messages_of_contact(Transaction& tx, Id contact);

}  // namespace kindbank::store
