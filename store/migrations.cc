#include "store/migrations.h"

namespace kindbank::store {
namespace {

const Migration counted_branches = {2,
                                    "how often each way through the flows was taken",
                                    {
                                        // Of a flow's version from a step to a target, by an answer
                                        // or by silence. No person is in it.
                                        R"(CREATE TABLE branch_counts (
             flow TEXT NOT NULL,
             version_hash TEXT NOT NULL,
             step TEXT NOT NULL,
             target TEXT NOT NULL,
             silent BIGINT NOT NULL,
             times BIGINT NOT NULL,
             PRIMARY KEY (flow, version_hash, step, target, silent)))",
                                    }};

const Migration translated_consents = {
    3,
    "which translation somebody agreed to",
    {
        // "pl/<hash>"; nothing where it was the flow's own English.
        R"(ALTER TABLE consents ADD COLUMN translation TEXT NOT NULL DEFAULT '')",

        // The texts of another language as they were, for those who agreed to them.
        R"(CREATE TABLE translations (
             hash TEXT NOT NULL PRIMARY KEY,
             language TEXT NOT NULL,
             source TEXT NOT NULL,
             served_at BIGINT NOT NULL))",
    }};

// Which language was chosen at a mailbox before anybody joins by it; NULL where none was.
const Migration language_of_contact = {
    4, "language", {R"(ALTER TABLE contacts ADD COLUMN language TEXT)"}};

const Migration ledger_of_hours = {
    5,
    "hours",
    {
        // One event of the ledger of hours; a mistake is reversed by another. `typed_by` is "member
        // 2" or "coordinator 17".
        R"(CREATE TABLE bookings (
             id BIGINT NOT NULL PRIMARY KEY,
             reason TEXT NOT NULL,
             visit BIGINT REFERENCES visits (id),
             reverses BIGINT UNIQUE,
             typed_by TEXT NOT NULL,
             channel TEXT NOT NULL,
             created_at BIGINT NOT NULL))",
        R"(CREATE INDEX bookings_visit ON bookings (visit))",

        // Its entries, which sum to zero: minutes to an account, or from it.
        R"(CREATE TABLE hours (
             booking BIGINT NOT NULL REFERENCES bookings (id),
             place BIGINT NOT NULL,
             account TEXT NOT NULL,
             side TEXT NOT NULL,
             minutes BIGINT NOT NULL CHECK (minutes <> 0),
             PRIMARY KEY (booking, place)))",
        R"(CREATE INDEX hours_account ON hours (account, side, minutes))",
        R"(CREATE INDEX hours_side ON hours (side, minutes))",

        // What a helper said of how long a visit took, and whether its asker may still object.
        R"(CREATE TABLE hour_reports (
             visit BIGINT NOT NULL PRIMARY KEY REFERENCES visits (id),
             minutes BIGINT NOT NULL,
             state TEXT NOT NULL,
             said_at BIGINT NOT NULL))",

        // 1 while a visit has ended and nobody has said how long it took.
        R"(ALTER TABLE visits ADD COLUMN unreported BIGINT NOT NULL DEFAULT 0)",
        R"(CREATE INDEX visits_unreported ON visits (helper) WHERE unreported = 1)",
    },
    {"bookings", "hours"}};

const Migration ranked_offers = {
    6,
    "who is asked next",
    {
        // As the member's own, so that an index gives an area's offers in the order in which they
        // are asked; 0 is never asked.
        R"(ALTER TABLE offers ADD COLUMN area TEXT NOT NULL DEFAULT '')",
        R"(ALTER TABLE offers ADD COLUMN vetting TEXT NOT NULL DEFAULT 'V0')",
        R"(ALTER TABLE offers ADD COLUMN last_asked_at BIGINT NOT NULL DEFAULT 0)",
        R"(UPDATE offers SET
             area = (SELECT m.area FROM members m WHERE m.number = offers.member),
             vetting = (SELECT m.vetting FROM members m WHERE m.number = offers.member),
             last_asked_at = (SELECT COALESCE(m.last_asked_at, 0) FROM members m
                                WHERE m.number = offers.member))",
        R"(DROP INDEX offers_category)",
        R"(CREATE INDEX offers_of_area ON offers
             (category, state, vetting, area, last_asked_at, member))",
        R"(CREATE INDEX offers_of_town ON offers
             (category, state, vetting, last_asked_at, member))",

        // Two who are never brought together again; each pair in both directions.
        R"(CREATE TABLE no_go (
             member BIGINT NOT NULL REFERENCES members (number),
             other BIGINT NOT NULL REFERENCES members (number),
             since BIGINT NOT NULL,
             PRIMARY KEY (member, other)))",
    }};

const Migration end_of_visit = {
    7,
    "when a visit is to end, and whom to ring",
    {
        // When a visit that has begun should be over.
        R"(ALTER TABLE visits ADD COLUMN planned_end BIGINT)",
        // Whom to ring when something goes wrong at a visit of this member's.
        R"(ALTER TABLE members ADD COLUMN emergency_sealed TEXT)",
    }};

const Migration checked_visits = {
    8,
    "how visits went",
    {
        // What each side said the day after.
        R"(CREATE TABLE visit_checks (
             visit BIGINT NOT NULL REFERENCES visits (id),
             member BIGINT NOT NULL REFERENCES members (number),
             went TEXT NOT NULL,
             at BIGINT NOT NULL,
             PRIMARY KEY (visit, member)))",
        R"(CREATE INDEX visit_checks_member ON visit_checks (member))",
    }};

const Migration paused_intake = {
    9,
    "who was turned away",
    {
        // While no requests were taken; they hear of it when they are again.
        R"(CREATE TABLE turned_away (
             member BIGINT NOT NULL PRIMARY KEY REFERENCES members (number),
             since BIGINT NOT NULL))",
    }};

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> steps = [] {
    std::vector<Migration> all = {first_tables(),      counted_branches, translated_consents,
                                  language_of_contact, ledger_of_hours,  ranked_offers,
                                  end_of_visit,        checked_visits,   paused_intake};
    for (auto& step : migrations_since_digests()) all.push_back(std::move(step));
    return all;
  }();
  return steps;
}

}  // namespace kindbank::store
