#include "store/migrations.h"

namespace kindbank::store {
namespace {

const Migration day_of_coordinators = {
    10,
    "digests and minutes",
    {
        // What MORE has still to show of a coordinator's last digest, a page a line.
        R"(CREATE TABLE digests (
             coordinator BIGINT NOT NULL PRIMARY KEY,
             rest_sealed TEXT,
             made_at BIGINT NOT NULL))",
        // Minutes that a coordinator says they spent, on a job or on the day's work. They stay when
        // the coordinator has gone.
        R"(CREATE TABLE spent (
             id BIGINT NOT NULL PRIMARY KEY,
             coordinator BIGINT NOT NULL,
             minutes BIGINT NOT NULL,
             code TEXT NOT NULL,
             at BIGINT NOT NULL))",
        R"(CREATE INDEX spent_at ON spent (at))",
        R"(CREATE INDEX incidents_open ON incidents (at) WHERE state IN ('open', 'mine'))",
        R"(CREATE INDEX offers_to_meet ON offers (member)
             WHERE state = 'active' AND vetting = 'V0')",
        R"(CREATE INDEX hours_unsettled ON hour_reports (said_at)
             WHERE state IN ('held', 'disputed'))",
        R"(CREATE INDEX visits_ended ON visits (ended_at) WHERE state = 'ended')",
    }};

const Migration second_helpers = {
    11,
    "jobs whose helper fell out",
    {
        // The waves that were out when a helper last fell out; those after them count anew.
        R"(ALTER TABLE requests ADD COLUMN waves_before BIGINT NOT NULL DEFAULT 0)",
        // How often the volunteer was asked for this request.
        R"(ALTER TABLE invitations ADD COLUMN times BIGINT NOT NULL DEFAULT 1)",
    }};

const Migration alerts_to_answer = {
    12,
    "alerts and worries that somebody must answer",
    {
        // The last that was told of a code, who has it, and whom it has reached.
        R"(CREATE TABLE alerts (
             code TEXT NOT NULL PRIMARY KEY,
             text_sealed TEXT,
             state TEXT NOT NULL,
             owner BIGINT NOT NULL,
             told TEXT NOT NULL,
             at BIGINT NOT NULL))",
        R"(CREATE INDEX alerts_open ON alerts (at) WHERE state = 'open')",

        // A complaint, a concern or an accident; `member` 0 is nobody that the bank knows,
        // `handler` the coordinator who is to answer by `due_at`, and `outcome` what the person was
        // told.
        R"(CREATE TABLE worries (
             id BIGINT NOT NULL PRIMARY KEY,
             code TEXT NOT NULL UNIQUE,
             kind TEXT NOT NULL,
             contact BIGINT NOT NULL REFERENCES contacts (id),
             member BIGINT NOT NULL,
             job TEXT NOT NULL,
             text_sealed TEXT,
             state TEXT NOT NULL,
             handler BIGINT NOT NULL,
             due_at BIGINT NOT NULL,
             outcome_sealed TEXT,
             at BIGINT NOT NULL))",
        R"(CREATE INDEX worries_open ON worries (due_at) WHERE state = 'open')",
        R"(CREATE INDEX visits_helper ON visits (helper, created_at))",
    }};

const Migration streets = {13,
                           "streets",
                           {
                               // Where the member's helpers go, while it is used.
                               R"(ALTER TABLE members ADD COLUMN street_sealed TEXT)",
                               R"(ALTER TABLE members ADD COLUMN house_sealed TEXT)",
                               R"(ALTER TABLE members ADD COLUMN street_used_at BIGINT)",
                           }};

const Migration regular_help = {14,
                                "regular help",
                                {
                                    // The same helper to the same member, every so many weeks; each
                                    // visit is a request of its own, made like the first.
                                    R"(CREATE TABLE series (
             id BIGINT NOT NULL PRIMARY KEY,
             request BIGINT NOT NULL REFERENCES requests (id),
             member BIGINT NOT NULL REFERENCES members (number),
             helper BIGINT NOT NULL REFERENCES members (number),
             weeks BIGINT NOT NULL,
             state TEXT NOT NULL,
             next_at TEXT NOT NULL,
             last_request BIGINT,
             created_at BIGINT NOT NULL))",
                                    R"(CREATE INDEX series_member ON series (member))",
                                    R"(CREATE INDEX series_helper ON series (helper))",
                                }};

const Migration partner_organisations = {
    15,
    "partner organisations",
    {
        // Whom the bank is run with; a member, a coordinator or a mailbox of none is the town's
        // own.
        R"(CREATE TABLE partners (
             code TEXT NOT NULL PRIMARY KEY,
             name TEXT NOT NULL))",
        R"(ALTER TABLE members ADD COLUMN partner TEXT NOT NULL DEFAULT '')",
        R"(ALTER TABLE contacts ADD COLUMN partner TEXT NOT NULL DEFAULT '')",
        R"(ALTER TABLE coordinators ADD COLUMN partner TEXT NOT NULL DEFAULT '')",
        R"(CREATE INDEX members_partner ON members (partner) WHERE partner <> '')",
    }};

const Migration shared_phones = {
    16,
    "phones that several people share",
    {
        // 1 where more than one person texts from there: then the bank asks who it is.
        R"(ALTER TABLE contacts ADD COLUMN shared BIGINT NOT NULL DEFAULT 0)",
        R"(UPDATE contacts SET shared = 1
             WHERE (SELECT COUNT(*) FROM member_addresses a WHERE a.contact = contacts.id) > 1)",
    }};

const Migration standing_gifts = {
    17,
    "who gives every hour",
    {
        // 1: what this member gives goes to the Kindness Pot as it is booked.
        R"(ALTER TABLE members ADD COLUMN gives_all BIGINT NOT NULL DEFAULT 0)",
    }};

const Migration preferences = {
    18,
    "who would rather come",
    {
        // "same", "woman" or "man".
        R"(CREATE TABLE preferences (
             request BIGINT NOT NULL PRIMARY KEY REFERENCES requests (id),
             who TEXT NOT NULL))",
        // What a helper says of themselves: "woman" or "man".
        R"(CREATE TABLE described (
             member BIGINT NOT NULL PRIMARY KEY REFERENCES members (number),
             described_as TEXT NOT NULL))",
        R"(CREATE INDEX described_as ON described (described_as, member))",
    }};

const Migration other_ways = {
    19,
    "several ways to reach a member",
    {
        // What a member writes from another phone or app to be known there, too.
        R"(CREATE TABLE links (
             code TEXT NOT NULL PRIMARY KEY,
             member BIGINT NOT NULL REFERENCES members (number),
             contact BIGINT REFERENCES contacts (id),
             until BIGINT NOT NULL))",
        R"(CREATE INDEX links_member ON links (member))",
        R"(CREATE INDEX links_contact ON links (contact))",
    }};

const Migration pieces_of_texts = {
    20,
    "long texts that come in pieces",
    {
        // A piece waits for the others; its words go when they are heard, its id stays a while.
        R"(CREATE TABLE pieces (
             channel TEXT NOT NULL,
             provider_id TEXT NOT NULL,
             contact BIGINT NOT NULL REFERENCES contacts (id),
             whole TEXT NOT NULL,
             place BIGINT NOT NULL,
             total BIGINT NOT NULL,
             text_sealed TEXT,
             at BIGINT NOT NULL,
             waits BIGINT NOT NULL,
             PRIMARY KEY (channel, provider_id)))",
        R"(CREATE INDEX pieces_contact ON pieces (contact))",
        R"(CREATE INDEX pieces_at ON pieces (at))",
    }};

const Migration failed_texts = {
    21,
    "texts that did not arrive",
    {R"(CREATE INDEX messages_failed ON messages (created_at) WHERE state = 'failed')"}};

const Migration approved_texts = {
    22,
    "approved texts of flows",
    {R"(ALTER TABLE outbox ADD COLUMN template TEXT NOT NULL DEFAULT '')"}};

const Migration counted_minutes = {
    23,
    "minutes that the bank counts itself",
    {
        // 1: counted by a message that handled something; 0: said with SPENT.
        R"(ALTER TABLE spent ADD COLUMN counted BIGINT NOT NULL DEFAULT 0)",
        R"(CREATE INDEX spent_code ON spent (code))",
    }};

const Migration kind_words = {
    24,
    "thanks, notes and names that come twice",
    {
        // Visits whose helper was thanked, or whose asker would rather not.
        R"(CREATE TABLE thanked (
             visit BIGINT NOT NULL PRIMARY KEY REFERENCES visits (id),
             at BIGINT NOT NULL))",
        // What a helper should know of a job, until it is over.
        R"(CREATE TABLE notes (
             request BIGINT NOT NULL PRIMARY KEY REFERENCES requests (id),
             note_sealed TEXT))",
        // Who joins with the name and the sector of somebody else may be the same person. Of names
        // from before this there is none.
        R"(ALTER TABLE members ADD COLUMN name_hash TEXT NOT NULL DEFAULT '')",
        R"(CREATE INDEX members_name ON members (name_hash, sector) WHERE name_hash <> '')",
        // When a check runs out; nothing where it does not, or nobody has said.
        R"(ALTER TABLE members ADD COLUMN vetted_until BIGINT)",
        R"(CREATE INDEX members_vetted_until ON members (vetted_until))",
    }};

const Migration several_invitations = {
    25,
    "members who choose how many jobs they are asked about at once",
    {R"(ALTER TABLE members ADD COLUMN most_open BIGINT NOT NULL DEFAULT 1)"}};

const Migration visits_off_the_plan = {26,
                                       "helpers who come late, or stand at a closed door",
                                       {R"(ALTER TABLE visits ADD COLUMN expected_at BIGINT)",
                                        R"(ALTER TABLE visits ADD COLUMN shut_out_at BIGINT)"}};

}  // namespace

std::vector<Migration> migrations_since_digests() {
  return {
      day_of_coordinators,   second_helpers,     alerts_to_answer, streets,         regular_help,
      partner_organisations, shared_phones,      standing_gifts,   preferences,     other_ways,
      pieces_of_texts,       failed_texts,       approved_texts,   counted_minutes, kind_words,
      several_invitations,   visits_off_the_plan};
}

}  // namespace kindbank::store
