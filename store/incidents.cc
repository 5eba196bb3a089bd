#include "store/incidents.h"

#include "store/columns.h"
#include "store/locks.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Incident> select_incidents(Transaction& tx, const std::string& rest,
                                       const Values& values) {
  using Text = std::string;
  std::vector<Incident> found;
  for (auto& [id, code, contact, incident_class, rule, text, state, answered_by, at] :
       tx.rows<Id, Text, Id, Text, std::optional<Text>, std::optional<Text>, Text,
               std::optional<Text>, std::int64_t>(
           "SELECT id, code, contact, class, rule_sealed, text_sealed, state, answered_by_sealed, "
           "at FROM incidents " +
               rest,
           values))
    found.push_back({id, code, contact, incident_class, opened(tx, rule), opened(tx, text), state,
                     opened(tx, answered_by), from_millis(at)});
  return found;
}

std::optional<Incident> select_incident(Transaction& tx, const std::string& rest,
                                        const Values& values) {
  auto found = select_incidents(tx, rest, values);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

Inserted insert_incident(Transaction& tx, const Incident& incident) {
  const auto inserted = tx.run(
      R"(INSERT INTO incidents (id, code, contact, class, rule_sealed, text_sealed, text_hash, state,
                                answered_by_sealed, at)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j) ON CONFLICT (code) DO NOTHING)",
      {incident.id, incident.code, incident.contact, incident.incident_class,
       sealed(tx, incident.rule), sealed(tx, incident.text), tx.sealer().lookup(incident.text),
       incident.state, sealed(tx, incident.answered_by), value(incident.at)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::optional<Incident> find_incident_by_code(Transaction& tx, const std::string& code) {
  return select_incident(tx, "WHERE code = :a", {code});
}

std::optional<Incident> open_incident(Transaction& tx, Id contact) {
  return select_incident(
      tx, "WHERE contact = :a AND state <> 'clear' ORDER BY at DESC, id DESC LIMIT 1", {contact});
}

std::vector<Incident> incidents(Transaction& tx) {
  return select_incidents(tx, "ORDER BY at, id", {});
}

void add_words(Transaction& tx, Id id, const std::string& words) {
  const auto incident = select_incident(tx, "WHERE id = :a" + for_update(tx), {id});
  if (!incident) return;
  const auto all = incident->text.empty() ? words : incident->text + "\n" + words;
  tx.run("UPDATE incidents SET text_sealed = :a WHERE id = :b", {sealed(tx, all), id});
}

void set_incident_state(Transaction& tx, Id id, const std::string& state, const std::string& by) {
  if (move_to(tx, Noun::incident, id, state) == Moved::was_there) return;
  tx.run("UPDATE incidents SET answered_by_sealed = :a WHERE id = :b", {sealed(tx, by), id});
}

}  // namespace kindbank::store
