// How long it takes to find whom to ask, and how evenly they are asked: requests dispatched in a
// region of so many members, on a SQLite ledger of its own.
//
//   bench_matching FOLDER MEMBERS...
//
// Each request's time is that of dispatch() alone, without the commit; the invitations it makes are
// real rows, so that those who were asked are busy for the next one.
#include "bank/matching.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bank/dispatch.h"
#include "bank/fairness.h"
#include "store/contacts.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/offers.h"
#include "store/requests.h"

namespace {

using namespace kindbank;

constexpr long rows_a_transaction = 2'000;
constexpr int requests = 300;
const std::vector<std::string> categories = {"lift", "shopping", "job",   "garden",
                                             "chat", "pet",      "forms", "other"};

std::string area(long number) { return "Area " + std::to_string(number % 10); }

// A tenth has not been met, one in ten holds the highest check, and one in twenty has stopped.
void add_volunteer(store::Transaction& tx, store::Ids& ids, long i, Time now, std::mt19937& dice) {
  const auto draw = [&](int sides) {
    return static_cast<long>(dice() % static_cast<unsigned>(sides));
  };
  store::Member member;
  member.first_name = "Ash";
  member.sector = "SG1 3";
  member.area = area(draw(10));
  const auto level = draw(10);
  member.vetting = level == 0 ? "V0" : level < 7 ? "V1" : level < 9 ? "V2" : "V3";
  member.joined_at = now - std::chrono::hours{24 * 400};
  if (draw(3) > 0) member.last_asked_at = now - std::chrono::minutes{draw(60 * 24 * 60)};
  const auto number = store::add_member(tx, member);
  const Address address{"sms", "+447" + std::to_string(400'000'000 + i)};
  const auto contact = store::contact_of(tx, address, "sms", ids.next(), now);
  store::link_member(tx, contact.id, number);
  if (draw(20) == 0) store::set_stopped(tx, address, now);
  const auto first = static_cast<std::size_t>(draw(8));
  for (const auto which : {first, (first + 3) % 8})
    store::put_offer(tx, {ids.next(), number, categories[which], "varies",
                          draw(4) == 0 ? "side" : "town", 4, "active", now});
}

bank::Town region() {
  bank::Town town;
  for (const auto& category : categories)
    town.categories[category] = {"some help", 60, bank::Level::V1, bank::Level::V2};
  for (long one = 0; one < 10; ++one) {
    town.areas["SG1 " + std::to_string(one)] = area(one);
    town.neighbours[area(one)] = {area(one + 1), area(one + 9)};
  }
  return town;
}

store::Request request(store::Ids& ids, long members, int number, Time now, std::mt19937& dice) {
  store::Request one;
  one.id = ids.next();
  one.code = "R" + std::to_string(number);
  one.category = categories[dice() % categories.size()];
  one.urgency = "week";
  one.area = area(static_cast<long>(dice() % 10));
  one.vetting = dice() % 3 == 0 ? "V2" : "V1";
  one.member = one.subject = 1 + static_cast<long>(dice() % static_cast<unsigned>(members));
  one.created_at = now;
  return one;
}

struct Region {
  Region(const std::string& file, long count) : members(count), town(region()) {
    std::remove(file.c_str());
    store::DatabaseOptions options;
    options.url = "sqlite:" + file;
    auto opened = store::Database::open(options);
    if (!opened) {
      std::fprintf(stderr, "bench_matching: %s\n", opened.error().message.c_str());
      std::exit(1);
    }
    ledger = std::move(*opened);
    for (long done = 0; done < members;)
      ledger->transact([&](store::Transaction& tx) {
        store::Ids ids(now - std::chrono::hours{24} + std::chrono::milliseconds(done), ++seed);
        const auto end = std::min(members, done + rows_a_transaction);
        for (; done < end; ++done) add_volunteer(tx, ids, done, now, dice);
      });
  }

  template <class Fn>
  void as(store::Contact contact, Fn fn) {
    ledger->transact([&](store::Transaction& tx) {
      store::Ids ids(now, ++seed);
      bank::Context context{tx, town, ids, now, contact, contact.member.value_or(0)};
      fn(context);
    });
  }

  // Asks for help, and says how many milliseconds it took to find whom to ask.
  double ask(int number) {
    double took = 0;
    as({}, [&](bank::Context& context) {
      const auto one = request(context.ids, members, number, now, dice);
      store::insert_request(context.tx, one);
      const auto before = std::chrono::steady_clock::now();
      bank::dispatch(context, one);
      took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before)
                 .count();
    });
    return took;
  }

  std::vector<store::Invitation> open_invitations() {
    std::vector<store::Invitation> open;
    ledger->read([&](store::Transaction& tx) {
      for (auto& one : store::invitations(tx))
        if (one.state == "invited") open.push_back(std::move(one));
    });
    return open;
  }

  // One in five says yes and half say no; the rest let the day pass.
  void answer() {
    for (const auto& one : open_invitations()) {
      const auto choice = dice() % 10;
      const auto id = std::to_string(one.id);
      store::Contact contact;
      contact.member = one.member;
      as(contact, [&](bank::Context& context) {
        if (choice < 2) bank::accept_invitation(context, {{"invitation", id}});
        if (choice >= 2 && choice < 7) bank::decline_invitation(context, {{"invitation", id}});
        if (choice >= 7) bank::expire_invitation(context, id);
      });
    }
  }

  bank::Fairness fairness(const std::vector<std::string>& states) {
    std::vector<long> shares(static_cast<std::size_t>(members), 0);
    ledger->read([&](store::Transaction& tx) {
      for (const auto& one : store::invitations(tx))
        if (states.empty() || std::count(states.begin(), states.end(), one.state) > 0)
          ++shares[static_cast<std::size_t>(one.member) - 1];
    });
    return bank::fairness_of(std::move(shares));
  }

  long members;
  bank::Town town;
  Time now = from_millis(1'795'514'400'000);
  std::mt19937 dice{7};
  std::uint64_t seed = 0;
  std::unique_ptr<store::Database> ledger;
};

void time_matching(const std::string& file, long members) {
  Region region(file, members);
  std::vector<double> times;
  for (int number = 0; number < requests; ++number) {
    region.now += std::chrono::minutes{1};
    times.push_back(region.ask(number));
  }
  std::sort(times.begin(), times.end());
  std::printf("| %ld | %d | %.2f | %.2f | %.2f |\n", members, requests, times[times.size() / 2],
              times[times.size() * 99 / 100], times.back());
  std::fflush(stdout);
}

// Two requests a day for sixty days in a town of eighty volunteers.
void print_fairness(const std::string& file) {
  Region town(file, 80);
  for (int day = 0; day < 60; ++day, town.now += std::chrono::hours{24}) {
    town.ask(2 * day);
    town.ask(2 * day + 1);
    town.answer();
  }
  const auto print = [](const char* what, const bank::Fairness& fairness) {
    std::printf("| %s | %zu | %zu | %.2f | %.2f |\n", what, fairness.volunteers, fairness.never,
                fairness.gini, fairness.top_five);
  };
  print("invitations", town.fairness({}));
  print("jobs", town.fairness({"won"}));
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fputs("usage: bench_matching FOLDER MEMBERS...\n", stderr);
    return 2;
  }
  const auto file = std::string(words[1]) + "/matching.db";
  std::puts("| members | requests | median ms | p99 ms | longest ms |");
  std::puts("| --- | --- | --- | --- | --- |");
  for (int at = 2; at < count; ++at) time_matching(file, std::atol(words[at]));
  std::puts("\n| of 60 days | volunteers | never | Gini | top five |");
  std::puts("| --- | --- | --- | --- | --- |");
  print_fairness(file);
  return 0;
}
