#include "store/worries.h"

#include "store/columns.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Worry> select_worries(Transaction& tx, const std::string& rest, const Values& values) {
  using Text = std::string;
  using MaybeText = std::optional<std::string>;
  std::vector<Worry> found;
  for (auto& [id, code, kind, contact, member, job, text, state, handler, due_at, outcome, at] :
       tx.rows<Id, Text, Text, Id, std::int64_t, Text, MaybeText, Text, Id, std::int64_t, MaybeText,
               std::int64_t>(
           "SELECT id, code, kind, contact, member, job, text_sealed, state, handler, due_at, "
           "outcome_sealed, at FROM worries " +
               rest,
           values))
    found.push_back({id, code, kind, contact, member, job, opened(tx, text), state, handler,
                     from_millis(due_at), opened(tx, outcome), from_millis(at)});
  return found;
}

std::optional<Worry> select_worry(Transaction& tx, const std::string& rest, const Values& values) {
  auto found = select_worries(tx, rest, values);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

Inserted insert_worry(Transaction& tx, const Worry& worry) {
  const auto inserted = tx.run(
      R"(INSERT INTO worries (id, code, kind, contact, member, job, text_sealed, state, handler,
                              due_at, outcome_sealed, at)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l) ON CONFLICT (code) DO NOTHING)",
      {worry.id, worry.code, worry.kind, worry.contact, worry.member, worry.job,
       sealed(tx, worry.text), worry.state, worry.handler, value(worry.due_at),
       sealed(tx, worry.outcome), value(worry.at)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

std::optional<Worry> find_worry(Transaction& tx, Id id) {
  return select_worry(tx, "WHERE id = :a", {id});
}

std::optional<Worry> find_worry_by_code(Transaction& tx, const std::string& code) {
  return select_worry(tx, "WHERE code = :a", {code});
}

std::vector<Worry> open_worries(Transaction& tx) {
  return select_worries(tx, "WHERE state = 'open' ORDER BY due_at, id", {});
}

std::vector<Worry> worries(Transaction& tx) { return select_worries(tx, "ORDER BY at, id", {}); }

void add_worry_words(Transaction& tx, Id id, const std::string& words) {
  const auto worry = find_worry(tx, id);
  if (!worry) return;
  const auto all = worry->text.empty() ? words : worry->text + "\n" + words;
  tx.run("UPDATE worries SET text_sealed = :a WHERE id = :b", {sealed(tx, all), id});
}

void answer_worry(Transaction& tx, Id id, const std::string& outcome) {
  move_to(tx, Noun::worry, id, "answered");
  tx.run("UPDATE worries SET outcome_sealed = :a WHERE id = :b", {sealed(tx, outcome), id});
}

void close_worry(Transaction& tx, Id id) { move_to(tx, Noun::worry, id, "closed"); }

void reopen_worry(Transaction& tx, Id id, Id handler, Time due_at) {
  move_to(tx, Noun::worry, id, "open");
  tx.run("UPDATE worries SET handler = :a, due_at = :b WHERE id = :c",
         {handler, value(due_at), id});
}

}  // namespace kindbank::store
