// The mailboxes that the bank has heard from or written to, and the talk with each. An Address is
// found by its keyed hash; the Address and the talk themselves stand sealed. Who asked for silence
// stands in a table of its own that outlives the contact.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialog/message.h"
#include "store/database.h"

namespace kindbank::store {

// Who speaks at a mailbox, as each turn needs to know it.
struct Speaker {
  enum class Role { resident, coordinator } role = Role::resident;  // a coordinator's mailbox
  struct Person {
    std::int64_t number = 0;
    std::string first_name;
    std::string area;
    std::string language;
    bool operator==(const Person&) const = default;
  };
  std::optional<Person> member;  // active ones only
  bool operator==(const Speaker&) const = default;
};

struct Contact {
  Id id = 0;
  Address address;
  std::string channel;       // the route last used
  std::string conversation;  // JSON, "" before the first talk
  std::optional<Time> wakes_at;
  std::optional<Time> stopped_at;
  std::optional<Time> frozen_at;       // no invitations until a coordinator clears the incident
  std::optional<std::int64_t> member;  // last spoken as
  Speaker speaker;                     // as that member
  std::string language;                // that was chosen here; "" where none was
  bool unreplyable = false;            // a sender's name or a short code
  bool shared = false;                 // by several people, of whom one may be no member yet
  Time created_at{};
  std::optional<Time> last_heard_at;
  bool operator==(const Contact&) const = default;
};

// The contact of this Address, made where there is none. In a transaction that writes, a contact is
// nobody else's from when it was found.
Contact contact_of(Transaction& tx, const Address& address, const std::string& channel, Id new_id,
                   Time now);
std::optional<Contact> find_contact(Transaction& tx, const Address& address);
std::optional<Contact> find_contact(Transaction& tx, Id id);
// Where somebody else of its members speaks, or what is known of them has changed.
Speaker speaker_at(Transaction& tx, Id contact, std::int64_t member);

// Every mailbox that is known.
std::vector<Address> addresses(Transaction& tx);

// The talks that are kept, for whoever looks through all of them: the next ones behind that
// contact, by their ids. In a transaction that writes each is locked, as by find_contact.
struct KeptTalk {
  Id contact = 0;
  std::string conversation;  // JSON
  std::optional<Time> wakes_at;
};
std::vector<KeptTalk> talks_behind(Transaction& tx, Id contact, int limit);

void save_conversation(Transaction& tx, Id id, const std::string& json,
                       std::optional<Time> wakes_at);
// The talk as the contact has it now, the route it came by, and when they were last heard.
void save_talk(Transaction& tx, const Contact& contact);
// A message came from it, by this channel.
void heard(Transaction& tx, Id id, const std::string& channel, Time now);
void mark_unreplyable(Transaction& tx, Id id);
void speaks_as(Transaction& tx, Id id, std::optional<std::int64_t> member);

// Somebody besides its members texts from there; linking a second member says so, too.
void mark_shared(Transaction& tx, Id id);

void set_language(Transaction& tx, Id id, const std::string& code);

void set_stopped(Transaction& tx, const Address& address, Time now);
void clear_stopped(Transaction& tx, const Address& address);
bool is_stopped(Transaction& tx, const Address& address);
void freeze(Transaction& tx, Id id, Time now);
void thaw(Transaction& tx, Id id);
// Whether a mailbox of this member's is.
bool is_frozen(Transaction& tx, std::int64_t member);

// Those whose open question has been silent for long enough, the longest first.
std::vector<Contact> contacts_waking(Transaction& tx, Time now, int limit);
// When the next one wakes.
std::optional<Time> next_waking(Transaction& tx);

void link_member(Transaction& tx, Id contact, std::int64_t member);
void unlink_member(Transaction& tx, Id contact, std::int64_t member);
std::vector<Contact> contacts_of_member(Transaction& tx, std::int64_t member);
// Whether the member has another mailbox than this one.
bool is_elsewhere(Transaction& tx, std::int64_t member, Id contact);
std::vector<std::int64_t> members_of_contact(Transaction& tx, Id contact);

// Deletes those who never joined and were not heard from since then: the number, the talk and its
// messages; how many that were, `limit` at most. Kept is who is or was a member, coordinates, was
// in danger, or has something on its way. A STOP stays, for it needs no contact.
std::int64_t forget_strangers(Transaction& tx, Time silent_since, int limit);

}  // namespace kindbank::store
