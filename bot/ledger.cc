#include "bot/ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "store/consents.h"
#include "store/contacts.h"
#include "store/coordinators.h"
#include "store/desk_notes.h"
#include "store/hours.h"
#include "store/incidents.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/messages.h"
#include "store/offers.h"
#include "store/requests.h"
#include "store/streets.h"
#include "store/visit_checks.h"
#include "store/visits.h"
#include "store/worries.h"

namespace kindbank::bot {
namespace {

Cell cell(const std::optional<std::string>& maybe) { return maybe ? Cell{*maybe} : Cell{}; }
Cell cell(const std::optional<std::int64_t>& maybe) { return maybe ? Cell{*maybe} : Cell{}; }
Cell cell(Time time) { return say_utc(time); }
Cell cell(const std::optional<Time>& maybe) { return maybe ? cell(*maybe) : Cell{}; }

class Reader {
 public:
  Reader(store::Transaction& tx, const Whose& whose)
      : tx_(tx), member_(whose.member), members_(whose.members) {
    for (const auto& one : store::members(tx))
      if (one.first_name.empty()) erased_.insert(store::member_account(one.number));
    for (const auto& one : store::coordinators(tx))
      desks_.emplace("coordinator " + std::to_string(one.id), one.name);
    for (const auto& request : store::requests(tx)) requests_.emplace(request.id, request);
  }

  Table members() const {
    auto table = begin("members",
                       {"number", "first_name", "addresses", "vetting", "area", "language", "state",
                        "joined_at", "sector", "vetted_by", "vetted_at", "stopped", "last_asked_at",
                        "vetted_until", "most_open"},
                       {"emergency_contact", "street"});
    for (const auto& one : store::members(tx_)) {
      if (!is_theirs(one.number)) continue;
      std::vector<std::string> addresses;
      std::vector<std::string> stopped;
      for (const auto& contact : store::contacts_of_member(tx_, one.number)) {
        addresses.push_back(contact.address.text());
        if (contact.stopped_at) stopped.push_back(contact.address.text());
      }
      add(table,
          {one.number, one.first_name, addresses, one.vetting, one.area, one.language, one.state,
           cell(one.joined_at), one.sector, one.vetted_by.empty() ? Cell{} : Cell{one.vetted_by},
           cell(one.vetted_at), stopped, cell(one.last_asked_at), cell(one.vetted_until),
           std::int64_t{one.most_open}},
          {store::emergency_contact(tx_, one.number), store::say_street(tx_, one.number)});
    }
    return table;
  }

  Table requests() const {
    auto table = begin(
        "requests",
        {"code", "state", "category", "urgency", "vetting", "member", "subject", "created_at"},
        {"need", "wanted", "area", "waiting_reason", "answer_by", "door_word", "helper",
         "matched_at"});
    for (const auto& one : store::requests(tx_))
      if (concerns(one))
        add(table,
            {one.code, one.state, one.category, one.urgency, one.vetting,
             members_ ? theirs(one.member) : Cell{one.member},
             members_ ? theirs(one.subject) : Cell{one.subject}, cell(one.created_at)},
            {one.need, one.wanted, one.area, one.waiting_reason, cell(one.answer_by), one.door_word,
             cell(one.helper), cell(one.matched_at)});
    return table;
  }

  Table offers() const {
    Table table{
        "offers",
        {"member", "category", "free_when", "distance", "monthly_cap", "state", "created_at"},
        {}};
    for (const auto& one : store::offers(tx_, member_))
      if (is_theirs(one.member))
        table.rows.push_back({one.member, one.category, one.free_when, one.distance,
                              std::int64_t{one.monthly_cap}, one.state, cell(one.created_at)});
    return table;
  }

  Table invitations() const {
    auto table = begin("invitations", {"request", "member", "wave", "state"},
                       {"why", "asked_at", "answered_at"});
    for (const auto& one : store::invitations(tx_))
      if (is_theirs(one.member))
        add(table, {code_of(one.request), one.member, std::int64_t{one.wave}, one.state},
            {one.why, cell(one.asked_at), cell(one.answered_at)});
    return table;
  }

  Table visits() const {
    auto table = begin(
        "visits", {"code", "request", "helper", "state", "agreed_for", "started_at", "ended_at"},
        {"created_at"});
    for (const auto& one : store::visits(tx_)) {
      const auto request = requests_.find(one.request);
      const bool asked = request != requests_.end() && concerns(request->second);
      if (is_theirs(one.helper) || asked)
        add(table,
            {one.code, code_of(one.request), members_ ? theirs(one.helper) : Cell{one.helper},
             one.state, cell(one.agreed_for), cell(one.started_at), cell(one.ended_at)},
            {cell(one.created_at)});
    }
    return table;
  }

  // One row an entry. An entry of somebody who was erased stands against "former member 2".
  Table hours() const {
    auto table = begin(
        "hours", {"account", "minutes", "visit", "typed_by", "channel", "created_at"}, {"reason"});
    std::map<store::Id, std::string> codes;
    for (const auto& one : store::visits(tx_)) codes.emplace(one.id, one.code);
    for (const auto& booking : store::bookings(tx_))
      for (const auto& entry : booking.entries)
        if (is_all() || is_account(entry.account))
          add(table,
              {holder(entry.account), entry.minutes,
               booking.visit ? Cell{codes.at(*booking.visit)} : Cell{}, holder(booking.typed_by),
               booking.channel, cell(booking.created_at)},
              {booking.reason});
    return table;
  }

  Table messages() const {
    Table table{"messages",
                {"direction", "channel", "address", "member", "class", "text", "state", "parts",
                 "created_at"},
                {}};
    const auto mine = own_addresses();
    for (const auto& one : store::messages(tx_)) {
      // What was said before somebody joined is theirs, unless another shares the phone.
      const bool before = !one.member && mine.contains(one.address);
      if (!before && !(one.member ? is_theirs(*one.member) : is_all())) continue;
      table.rows.push_back({one.direction, one.channel, one.address, cell(one.member),
                            one.message_class, cell(one.text), one.state, one.parts,
                            cell(one.created_at)});
    }
    return table;
  }

  Table incidents() const {
    Table table{"incidents",
                {"code", "class", "member", "address", "state", "answered_by", "created_at"},
                {}};
    for (const auto& one : store::incidents(tx_)) {
      const auto contact = store::find_contact(tx_, one.contact);
      const auto member = contact ? contact->member : std::nullopt;
      if (member ? is_theirs(*member) : is_all())
        table.rows.push_back({one.code, one.incident_class, cell(member),
                              contact ? Cell{contact->address.text()} : Cell{}, one.state,
                              one.answered_by, cell(one.at)});
    }
    return table;
  }

  Table worries() const {
    auto table = begin("worries", {"code", "kind", "member", "state", "created_at"},
                       {"job", "answer_by", "outcome"});
    for (const auto& one : store::worries(tx_))
      if (one.member != 0 ? is_theirs(one.member) : is_all())
        add(table,
            {one.code, one.kind, one.member == 0 ? Cell{} : Cell{one.member}, one.state,
             cell(one.at)},
            {one.job, cell(one.due_at), one.outcome});
    return table;
  }

  // Of the whole bank: what each message counted, or SPENT said, of coordinators' time.
  Table coordinator_minutes() const {
    Table table{"coordinator_minutes", {"code", "minutes", "how", "by", "created_at"}, {}};
    for (const auto& one : store::all_spent(tx_))
      table.rows.push_back({one.code.empty() ? Cell{} : Cell{one.code}, one.minutes,
                            std::string(one.how == store::Spent::How::said ? "said" : "counted"),
                            holder("coordinator " + std::to_string(one.coordinator)),
                            cell(one.at)});
    return table;
  }

  Table consents() const {
    Table table{"consents",
                {"member", "kind", "wording", "translation", "channel", "given", "created_at"},
                {}};
    for (const auto& one : store::consents(tx_, member_))
      if (is_theirs(one.member))
        table.rows.push_back({one.member, one.kind, one.wording, one.translation, one.channel,
                              std::string(one.given == store::Consent::Given::yes ? "yes" : "no"),
                              cell(one.at)});
    return table;
  }

  // Of one person: the mailboxes they are reached at, and when they were heard.
  Table mailboxes() const {
    Table table{"mailboxes",
                {"address", "channel", "created_at", "last_heard_at", "stopped_at", "frozen_at",
                 "writable"},
                {}};
    for (const auto& one : store::contacts_of_member(tx_, *member_))
      table.rows.push_back({one.address.text(), one.channel, cell(one.created_at),
                            cell(one.last_heard_at), cell(one.stopped_at), cell(one.frozen_at),
                            std::string(one.unreplyable ? "no" : "yes")});
    return table;
  }

  // Of one person: how they said that visits went.
  Table checks() const {
    Table table{"checks", {"visit", "went", "created_at"}, {}};
    for (const auto& one : store::checks_of_member(tx_, *member_))
      table.rows.push_back({store::find_visit(tx_, one.visit)->code, one.went, cell(one.at)});
    return table;
  }

  // Of one person: what they were not asked for, and why.
  Table left_out() const {
    Table table{"left_out", {"request", "reason"}, {}};
    for (const auto& [id, request] : requests_)
      for (const auto& one : store::exclusions_of_request(tx_, id))
        if (is_theirs(one.member)) table.rows.push_back({request.code, one.reason});
    return table;
  }

 private:
  // The ledger shows the columns that are promised; a person's own copy shows `more` as well.
  Table begin(std::string name, std::vector<std::string> columns,
              const std::vector<std::string>& more) const {
    if (member_) columns.insert(columns.end(), more.begin(), more.end());
    return {std::move(name), std::move(columns), {}};
  }
  void add(Table& table, std::vector<Cell> cells, const std::vector<Cell>& more) const {
    if (member_) cells.insert(cells.end(), more.begin(), more.end());
    table.rows.push_back(std::move(cells));
  }
  bool is_all() const { return !member_ && !members_; }
  bool is_theirs(std::int64_t number) const {
    return (!member_ || number == *member_) && (!members_ || members_->contains(number));
  }
  Cell theirs(std::int64_t number) const { return is_theirs(number) ? Cell{number} : Cell{}; }
  bool concerns(const store::Request& request) const {
    return is_theirs(request.member) || is_theirs(request.subject);
  }
  Cell code_of(store::Id request) const {
    const auto found = requests_.find(request);
    return found == requests_.end() ? Cell{} : Cell{found->second.code};
  }
  bool is_account(const std::string& account) const {
    if (member_) return account == store::member_account(*member_);
    return std::any_of(members_->begin(), members_->end(),
                       [&](std::int64_t one) { return account == store::member_account(one); });
  }
  // Whose account it is, or who typed: as they are called now.
  std::string holder(const std::string& account) const {
    if (erased_.contains(account)) return "former " + account;
    const auto desk = desks_.find(account);
    return desk == desks_.end() ? account : desk->second;
  }
  std::set<std::string> own_addresses() const {
    std::set<std::string> mine;
    if (!member_) return mine;
    for (const auto& contact : store::contacts_of_member(tx_, *member_))
      if (store::members_of_contact(tx_, contact.id).size() == 1)
        mine.insert(contact.address.text());
    return mine;
  }

  store::Transaction& tx_;
  std::optional<std::int64_t> member_;
  std::optional<std::set<std::int64_t>> members_;
  std::map<store::Id, store::Request> requests_;
  std::set<std::string> erased_;
  std::map<std::string, std::string> desks_;
};

}  // namespace

Ledger read_ledger(store::Transaction& tx, const Whose& whose) {
  const Reader reader(tx, whose);
  Ledger ledger{
      {reader.members(), reader.requests(), reader.offers(), reader.invitations(), reader.visits(),
       reader.hours(), reader.messages(), reader.incidents(), reader.worries(), reader.consents()},
      store::balance(tx, std::string(store::pot_account))};
  if (!whose.member && !whose.members) ledger.tables.push_back(reader.coordinator_minutes());
  if (whose.member) {
    ledger.tables.push_back(reader.mailboxes());
    ledger.tables.push_back(reader.left_out());
    ledger.tables.push_back(reader.checks());
  }
  return ledger;
}

void leave_out(Ledger& ledger, const std::string& table, const std::string& column) {
  for (auto& one : ledger.tables) {
    if (one.name != table) continue;
    const auto found = std::find(one.columns.begin(), one.columns.end(), column);
    if (found == one.columns.end()) continue;
    const auto place = found - one.columns.begin();
    for (auto& row : one.rows) row.erase(row.begin() + place);
    one.columns.erase(found);
  }
}

}  // namespace kindbank::bot
