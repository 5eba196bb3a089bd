// Fills a ledger before a run: members who can be texted, and between them a log of messages with
// their parts, all sent. Straight through store/, many rows a transaction.
//
//   bench_fill SETTINGS MEMBERS MESSAGES
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bot/house.h"
#include "store/contacts.h"
#include "store/members.h"
#include "store/messages.h"
#include "store/outbox.h"

namespace {

using namespace kindbank;

constexpr long rows_a_transaction = 2'000;

struct Person {
  store::Id contact = 0;
  std::int64_t member = 0;
};

// The handles that bench_turns writes from.
Address address_of(long member) { return {"sms", "+447" + std::to_string(400'000'000 + member)}; }

Person add_person(store::Transaction& tx, store::Ids& ids, long i, Time now) {
  store::Member member;
  member.first_name = "Ash";
  member.sector = "SG1 3";
  member.area = "Old Town";
  member.vetting = "V1";
  member.joined_at = now;
  const auto number = store::add_member(tx, member);
  const auto contact = store::contact_of(tx, address_of(i), "sms", ids.next(), now);
  store::link_member(tx, contact.id, number);
  return {contact.id, number};
}

// One exchange: what the person said, and the answer, which has left.
void add_exchange(store::Transaction& tx, store::Ids& ids, const Person& person, long i, Time at) {
  store::InboundMessage heard;
  heard.id = ids.next();
  heard.channel = "sms";
  heard.provider_id = "SMfilled" + std::to_string(i);
  heard.contact = person.contact;
  heard.member = person.member;
  heard.text = "this week please";
  heard.at = at;
  store::insert_inbound(tx, heard);

  store::OutboundMessage said;
  said.id = ids.next();
  said.channel = "sms";
  said.contact = person.contact;
  said.member = person.member;
  said.message_class = "answer";
  said.text = "When?\n1 Today\n2 Next two days\n3 This week\n4 Any time";
  said.cause = heard.id;
  said.at = at;
  store::insert_outbound(tx, said);
  store::Part part;
  part.id = ids.next();
  part.message = said.id;
  part.contact = person.contact;
  part.channel = "sms";
  part.text = said.text;
  part.message_class = "answer";
  part.queued_at = at;
  part.not_before = at;
  store::enqueue(tx, part);
  store::mark_sent(tx, part, "SMleft" + std::to_string(i), "delivered", at);
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("usage: bench_fill SETTINGS MEMBERS MESSAGES\n", stderr);
    return 2;
  }
  const auto read = bot::read_house_settings({words[1], {}});
  for (const auto& finding : read.findings)
    if (finding.level == dialog::Finding::Level::error) {
      std::fprintf(stderr, "bench_fill: %s\n", dialog::say(finding).c_str());
      return 1;
    }
  const long members = std::atol(words[2]);
  const long exchanges = std::atol(words[3]) / 2;
  auto opened = bot::open_ledger(read.settings, store::DatabaseOptions::Mode::write);
  if (!opened) {
    std::fprintf(stderr, "bench_fill: %s\n", opened.error().message.c_str());
    return 1;
  }
  auto& ledger = **opened;
  const Time start = from_millis(1'763'719'200'000);
  std::vector<Person> people;
  std::uint64_t seed = 1;
  while (std::ssize(people) < members)
    ledger.transact([&](store::Transaction& tx) {
      store::Ids ids(start, seed++);
      const auto end = std::min<long>(members, std::ssize(people) + rows_a_transaction);
      for (long i = std::ssize(people); i < end; ++i)
        people.push_back(add_person(tx, ids, i, start));
    });
  for (long done = 0; done < exchanges && !people.empty();)
    ledger.transact([&](store::Transaction& tx) {
      const auto at = start + std::chrono::milliseconds(done);
      store::Ids ids(at, seed++);
      const auto end = std::min(exchanges, done + rows_a_transaction);
      for (; done < end; ++done)
        add_exchange(tx, ids, people[static_cast<std::size_t>(done) % people.size()], done, at);
    });
  return 0;
}
