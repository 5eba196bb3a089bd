#include "store/migrations.h"

namespace kindbank::store {

// Times are milliseconds of UTC, ids are ours, yes and no are 1 and 0. `*_sealed` is base64
// ciphertext and `*_hash` a keyed hash: no name, number or word of a person stands in the ledger
// readable.
Migration first_tables() {
  return {
      1,
      "first tables",
      {
          // Small things that the bank must remember: intake, poll cursors, the key check.
          R"(CREATE TABLE bank_state (
             name TEXT NOT NULL PRIMARY KEY,
             value TEXT NOT NULL))",

          // One row a mailbox, and the talk with it. No conversation before the first.
          R"(CREATE TABLE contacts (
             id BIGINT NOT NULL PRIMARY KEY,
             address_hash TEXT NOT NULL UNIQUE,
             address_sealed TEXT NOT NULL,
             channel TEXT NOT NULL,
             conversation_sealed TEXT,
             wakes_at BIGINT,
             frozen_at BIGINT,
             unreplyable BIGINT NOT NULL DEFAULT 0,
             member BIGINT,
             created_at BIGINT NOT NULL,
             last_heard_at BIGINT))",
          R"(CREATE INDEX contacts_wakes_at ON contacts (wakes_at))",

          // Who wants no more texts. Outlives the contact: erasing a person must not undo their
          // STOP.
          R"(CREATE TABLE suppressions (
             address_hash TEXT NOT NULL PRIMARY KEY,
             since BIGINT NOT NULL))",

          R"(CREATE TABLE members (
             number BIGINT NOT NULL PRIMARY KEY,
             first_name_sealed TEXT,
             state TEXT NOT NULL,
             area TEXT NOT NULL,
             sector TEXT NOT NULL,
             vetting TEXT NOT NULL,
             vetted_by_sealed TEXT,
             vetted_at BIGINT,
             language TEXT NOT NULL,
             joined_at BIGINT NOT NULL,
             last_asked_at BIGINT))",
          R"(CREATE INDEX members_area ON members (area, vetting, last_asked_at))",

          // A member may have several mailboxes, and two members may share one.
          R"(CREATE TABLE member_addresses (
             member BIGINT NOT NULL REFERENCES members (number),
             contact BIGINT NOT NULL REFERENCES contacts (id),
             PRIMARY KEY (member, contact)))",
          R"(CREATE INDEX member_addresses_contact ON member_addresses (contact))",

          // What a person was told or agreed to, in which wording; never changed, only added to.
          R"(CREATE TABLE consents (
             id BIGINT NOT NULL PRIMARY KEY,
             member BIGINT NOT NULL REFERENCES members (number),
             kind TEXT NOT NULL,
             wording TEXT NOT NULL,
             channel TEXT NOT NULL,
             given BIGINT NOT NULL,
             at BIGINT NOT NULL))",
          R"(CREATE INDEX consents_member ON consents (member))",

          // The log of what was said. `place` counts a contact's messages; text that must not be
          // kept is NULL. provider_id is set on what came in, and is how a second copy is known.
          R"(CREATE TABLE messages (
             id BIGINT NOT NULL PRIMARY KEY,
             direction TEXT NOT NULL,
             channel TEXT NOT NULL,
             provider_id TEXT,
             contact BIGINT NOT NULL REFERENCES contacts (id),
             place BIGINT NOT NULL,
             member BIGINT,
             class TEXT NOT NULL,
             text_sealed TEXT,
             state TEXT NOT NULL,
             parts BIGINT NOT NULL,
             cause BIGINT,
             repaired BIGINT NOT NULL DEFAULT 0,
             created_at BIGINT NOT NULL,
             UNIQUE (contact, place)))",
          R"(CREATE UNIQUE INDEX messages_provider_id ON messages (channel, provider_id)
             WHERE provider_id IS NOT NULL)",

          // Parts on their way out, each with its own provider id. A claimed part carries a lease;
          // its text is forgotten as soon as it has left.
          R"(CREATE TABLE outbox (
             id BIGINT NOT NULL PRIMARY KEY,
             message BIGINT NOT NULL REFERENCES messages (id),
             contact BIGINT NOT NULL REFERENCES contacts (id),
             place BIGINT NOT NULL,
             number BIGINT NOT NULL,
             channel TEXT NOT NULL,
             lane TEXT NOT NULL,
             class TEXT NOT NULL,
             text_sealed TEXT,
             options_sealed TEXT,
             question TEXT NOT NULL,
             state TEXT NOT NULL,
             queued_at BIGINT NOT NULL,
             not_before BIGINT NOT NULL,
             next_try_at BIGINT,
             stale_at BIGINT,
             attempts BIGINT NOT NULL DEFAULT 0,
             lease_id BIGINT,
             lease_until BIGINT,
             provider_id TEXT,
             why TEXT NOT NULL DEFAULT '',
             sent_at BIGINT,
             UNIQUE (message, number)))",
          R"(CREATE UNIQUE INDEX outbox_provider_id ON outbox (channel, provider_id)
             WHERE provider_id IS NOT NULL)",
          // Who looks for what waits reads no more than that, however long the ledger has become.
          R"(CREATE INDEX outbox_due ON outbox (channel, lane, state, next_try_at)
             WHERE next_try_at IS NOT NULL)",
          R"(CREATE INDEX outbox_leased ON outbox (channel, lane, lease_until)
             WHERE lease_until IS NOT NULL)",
          R"(CREATE INDEX outbox_contact ON outbox (contact, state, place, number)
             WHERE next_try_at IS NOT NULL)",

          // A provider's word on a part whose own answer we have not stored yet.
          R"(CREATE TABLE early_reports (
             channel TEXT NOT NULL,
             provider_id TEXT NOT NULL,
             state TEXT NOT NULL,
             why TEXT NOT NULL,
             at BIGINT NOT NULL,
             PRIMARY KEY (channel, provider_id, state)))",

          // What one program has taken up carries a fence and when it lapses, here and in dues.
          R"(CREATE TABLE notices (
             id BIGINT NOT NULL PRIMARY KEY,
             cause TEXT NOT NULL,
             member BIGINT NOT NULL,
             event TEXT NOT NULL,
             facts_sealed TEXT NOT NULL,
             about TEXT NOT NULL,
             closes TEXT NOT NULL,
             class TEXT NOT NULL,
             quiet TEXT NOT NULL,
             not_before BIGINT NOT NULL,
             created_at BIGINT NOT NULL,
             done_at BIGINT,
             fence BIGINT,
             lease_until BIGINT,
             UNIQUE (cause, member, event)))",
          R"(CREATE INDEX notices_due ON notices (done_at, not_before))",
          R"(CREATE INDEX notices_about ON notices (about))",

          R"(CREATE TABLE dues (
             id BIGINT NOT NULL PRIMARY KEY,
             kind TEXT NOT NULL,
             subject TEXT NOT NULL,
             step TEXT NOT NULL,
             at BIGINT NOT NULL,
             done_at BIGINT,
             fence BIGINT,
             lease_until BIGINT,
             UNIQUE (kind, subject, step)))",
          R"(CREATE INDEX dues_at ON dues (done_at, at))",

          R"(CREATE TABLE offers (
             id BIGINT NOT NULL PRIMARY KEY,
             member BIGINT NOT NULL REFERENCES members (number),
             category TEXT NOT NULL,
             free_when TEXT NOT NULL,
             distance TEXT NOT NULL,
             monthly_cap BIGINT NOT NULL,
             state TEXT NOT NULL,
             created_at BIGINT NOT NULL,
             UNIQUE (member, category)))",
          R"(CREATE INDEX offers_category ON offers (category, state))",

          // The asker may ask for another: `subject` is the member who is helped.
          R"(CREATE TABLE requests (
             id BIGINT NOT NULL PRIMARY KEY,
             code TEXT NOT NULL UNIQUE,
             member BIGINT NOT NULL REFERENCES members (number),
             subject BIGINT NOT NULL REFERENCES members (number),
             category TEXT NOT NULL,
             need_sealed TEXT,
             urgency TEXT NOT NULL,
             wanted TEXT NOT NULL,
             area TEXT NOT NULL,
             vetting TEXT NOT NULL,
             state TEXT NOT NULL,
             waiting_reason TEXT NOT NULL,
             answer_by BIGINT,
             door_word_sealed TEXT,
             helper BIGINT,
             created_at BIGINT NOT NULL,
             matched_at BIGINT))",
          R"(CREATE INDEX requests_member ON requests (member, created_at))",
          R"(CREATE INDEX requests_under_way ON requests (member)
             WHERE state IN ('waiting', 'open', 'matched'))",
          R"(CREATE INDEX requests_state ON requests (state, created_at))",

          // One ask to one volunteer; `why` says why this one was asked.
          R"(CREATE TABLE invitations (
             id BIGINT NOT NULL PRIMARY KEY,
             request BIGINT NOT NULL REFERENCES requests (id),
             member BIGINT NOT NULL REFERENCES members (number),
             wave BIGINT NOT NULL,
             state TEXT NOT NULL,
             why TEXT NOT NULL,
             asked_at BIGINT NOT NULL,
             answered_at BIGINT,
             UNIQUE (request, member)))",
          R"(CREATE INDEX invitations_member ON invitations (member, state, asked_at))",

          // Why a volunteer was not asked.
          R"(CREATE TABLE exclusions (
             request BIGINT NOT NULL REFERENCES requests (id),
             member BIGINT NOT NULL REFERENCES members (number),
             reason TEXT NOT NULL,
             PRIMARY KEY (request, member)))",

          R"(CREATE TABLE visits (
             id BIGINT NOT NULL PRIMARY KEY,
             request BIGINT NOT NULL REFERENCES requests (id),
             code TEXT NOT NULL,
             helper BIGINT NOT NULL REFERENCES members (number),
             state TEXT NOT NULL,
             agreed_for TEXT,
             started_at BIGINT,
             ended_at BIGINT,
             created_at BIGINT NOT NULL))",
          R"(CREATE INDEX visits_request ON visits (request))",
          R"(CREATE INDEX visits_under_way ON visits (helper) WHERE state IN ('agreed', 'started'))",

          // A crisis. The hash tells a repeated text; the words stay sealed.
          R"(CREATE TABLE incidents (
             id BIGINT NOT NULL PRIMARY KEY,
             code TEXT NOT NULL UNIQUE,
             contact BIGINT NOT NULL REFERENCES contacts (id),
             class TEXT NOT NULL,
             rule_sealed TEXT,
             text_sealed TEXT,
             text_hash TEXT NOT NULL,
             state TEXT NOT NULL,
             answered_by_sealed TEXT,
             at BIGINT NOT NULL))",
          R"(CREATE INDEX incidents_contact ON incidents (contact, state))",

          R"(CREATE TABLE coordinators (
             id BIGINT NOT NULL PRIMARY KEY,
             name_sealed TEXT NOT NULL,
             digest TEXT NOT NULL,
             on_call TEXT NOT NULL))",
          R"(CREATE TABLE coordinator_addresses (
             address_hash TEXT NOT NULL PRIMARY KEY,
             address_sealed TEXT NOT NULL,
             coordinator BIGINT NOT NULL REFERENCES coordinators (id),
             place BIGINT NOT NULL))",

          // Every version of a flow that a talk may still be pinned to, and when one that talks
          // begin with was last said to be served.
          R"(CREATE TABLE flow_versions (
             hash TEXT NOT NULL PRIMARY KEY,
             name TEXT NOT NULL,
             source TEXT NOT NULL,
             served_at BIGINT NOT NULL))",
      }};
}

}  // namespace kindbank::store
