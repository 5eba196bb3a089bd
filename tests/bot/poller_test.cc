#include "bot/poller.h"

#include <catch2/catch.hpp>
#include <future>

#include "bot/web.h"
#include "store/bank_state.h"
#include "tests/store/ledger.h"

namespace kindbank::bot {
namespace {

using adapters::HttpRequest;
using adapters::HttpResponse;
using adapters::Inbound;
using std::chrono::seconds;
using Ids = std::vector<std::string>;

constexpr std::size_t page_size = 2;

// A provider whose list is a page of ids a line, the newest first, and then the number of the next.
class List {
 public:
  List() : web_(options()) { port_ = web_.listen("127.0.0.1", 0).value(); }

  adapters::Channel channel() {
    const auto base = "http://127.0.0.1:" + std::to_string(port_) + "/";
    adapters::Channel channel;
    channel.name = "sms";
    channel.redelivery = adapters::Redelivery::pollable;
    channel.list = [this, base](Time since, Time) {
      const std::lock_guard lock(mutex_);
      asked_since_.push_back(since);
      return HttpRequest{"GET", base + "0", {}, ""};
    };
    channel.list_more = [base](const std::string& next, Time) {
      return HttpRequest{"GET", base + next, {}, ""};
    };
    channel.listed = [](const adapters::HttpReply& reply, Time) -> Result<adapters::Page> {
      const auto* response = std::get_if<HttpResponse>(&reply);
      if (response == nullptr || response->status != 200) return fail("the list did not answer");
      adapters::Page page;
      std::string line;
      for (const char c : response->body) {
        if (c != '\n') {
          line += c;
        } else if (line.starts_with("next ")) {
          page.next = line.substr(5);
        } else {
          Inbound inbound;
          inbound.provider_id = std::exchange(line, "");
          page.messages.push_back(inbound);
        }
      }
      return page;
    };
    return channel;
  }

  void add(const std::string& id) {
    const std::lock_guard lock(mutex_);
    ids_.insert(ids_.begin(), id);
  }
  void clear() {
    const std::lock_guard lock(mutex_);
    ids_.clear();
  }
  void answer(int status) {
    const std::lock_guard lock(mutex_);
    status_ = status;
  }
  int served() {
    const std::lock_guard lock(mutex_);
    return served_;
  }
  std::vector<Time> asked_since() {
    const std::lock_guard lock(mutex_);
    return asked_since_;
  }

 private:
  WebOptions options() {
    WebOptions options;
    options.routes = {
        {"GET", "/*", 0, [this](const HttpRequest& request) { return page(request); }}};
    options.workers = 2;
    return options;
  }

  HttpResponse page(const HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    ++served_;
    const auto number = std::stoul(request.target.substr(1));
    std::string body;
    for (auto i = number * page_size; i < std::min((number + 1) * page_size, ids_.size()); ++i)
      body += ids_.at(i) + "\n";
    if ((number + 1) * page_size < ids_.size()) body += "next " + std::to_string(number + 1) + "\n";
    return {status_, {}, body};
  }

  std::mutex mutex_;
  Ids ids_;
  std::vector<Time> asked_since_;
  int status_ = 200;
  int served_ = 0;
  int port_ = 0;
  Web web_;
};

struct PollerTown {
  std::unique_ptr<Poller> poller() {
    PollerOptions options;
    options.fetch.reach = FetchOptions::Reach::loopback_only;
    options.gather = Duration{0};
    auto made = std::make_unique<Poller>(
        *database, channel, [this](const Inbound& inbound) { take(inbound.provider_id); }, options);
    made->report = [this](Level, const std::string& line) {
      const std::lock_guard lock(mutex);
      reported.push_back(line);
    };
    return made;
  }

  void take(const std::string& id) {
    const std::lock_guard lock(mutex);
    if (id == busy_at) throw store::Busy("the ledger is locked");
    if (id == "poison") throw std::runtime_error("this message is odd");
    taken.push_back(id);
    changed.notify_all();
  }

  Ids wait_for(std::size_t count) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, seconds(10), [&] { return taken.size() >= count; });
    return taken;
  }

  std::optional<std::string> state(const std::string& name) {
    return database->read([&](store::Transaction& tx) { return store::find_state(tx, name); });
  }

  List list;
  adapters::Channel channel = list.channel();
  std::unique_ptr<store::Database> database = store::ledger();
  std::mutex mutex;
  std::condition_variable changed;
  Ids taken;
  std::string busy_at;
  Ids reported;
};

}  // namespace

TEST_CASE("what was on the list before the first start is passed over for good") {
  PollerTown town;
  town.list.add("old 1");
  town.list.add("old 2");
  CHECK(town.poller()->run_once().value() == 0);
  town.list.add("new");
  auto poller = town.poller();
  CHECK(poller->run_once().value() == 1);
  CHECK(town.taken == Ids{"new"});
  town.list.clear();
  CHECK(poller->run_once().value() == 0);
  CHECK(town.state("before us sms") == "");
}

TEST_CASE("the past is passed over once, before anything is kept from the list") {
  PollerTown town;
  town.list.add("old");
  auto poller = town.poller();
  CHECK(poller->pass_over_past(seconds(5)));
  town.list.add("refused for now");
  CHECK(poller->pass_over_past(seconds(5)));
  CHECK(town.list.asked_since().size() == 1);
  CHECK(poller->run_once().value() == 1);
  CHECK(town.taken == Ids{"refused for now"});
}

TEST_CASE("a past that cannot be read is no hindrance, and is passed over later") {
  PollerTown town;
  town.list.answer(500);
  auto poller = town.poller();
  CHECK(poller->pass_over_past(seconds(5)).error().message == "the list did not answer");
  town.list.answer(200);
  CHECK_FALSE(poller->pass_over_past(Duration{0}));  // no time is left
  CHECK_FALSE(town.state("polled sms"));
  town.list.add("old");
  CHECK(poller->run_once().value() == 0);
  CHECK(town.taken.empty());
}

TEST_CASE("a list of several pages is handed over oldest first, and each message once") {
  PollerTown town;
  auto poller = town.poller();
  CHECK(poller->run_once().value() == 0);
  for (const auto* id : {"a", "b", "c", "d", "e"}) town.list.add(id);
  CHECK(poller->run_once().value() == 5);
  CHECK(poller->run_once().value() == 0);
  town.list.add("f");
  CHECK(poller->run_once().value() == 1);
  CHECK(town.taken == Ids{"a", "b", "c", "d", "e", "f"});
}

TEST_CASE("the list is asked for from when it was last read whole") {
  PollerTown town;
  auto poller = town.poller();
  const auto cursor = [&] { return from_millis(std::stoll(*town.state("polled sms"))); };
  CHECK(poller->run_once());
  const auto first = cursor();
  town.list.answer(500);
  CHECK(poller->run_once().error().message == "the list did not answer");
  CHECK(cursor() == first);
  town.list.answer(200);
  CHECK(poller->run_once());
  const auto asked = town.list.asked_since();
  REQUIRE(asked.size() == 3);
  CHECK(asked[0] == first);
  CHECK(asked[1] == first);
  CHECK(asked[2] == first);
  CHECK(cursor() >= first);
}

TEST_CASE("a list that does not answer at the first start passes nothing over yet") {
  PollerTown town;
  town.list.answer(500);
  auto poller = town.poller();
  CHECK_FALSE(poller->run_once());
  CHECK_FALSE(town.state("polled sms"));
}

TEST_CASE("where the ledger cannot take a message it and those after it come again") {
  PollerTown town;
  auto poller = town.poller();
  CHECK(poller->run_once());
  const auto cursor = town.state("polled sms");
  for (const auto* id : {"a", "b", "c"}) town.list.add(id);
  town.busy_at = "b";
  CHECK_THROWS_AS(poller->run_once(), store::Busy);
  CHECK(town.taken == Ids{"a"});
  CHECK(town.state("polled sms") == cursor);
  town.busy_at = "";
  CHECK(poller->run_once().value() == 2);
  CHECK(town.taken == Ids{"a", "b", "c"});
}

TEST_CASE("one message that fails is in nobody else's way") {
  PollerTown town;
  auto poller = town.poller();
  CHECK(poller->run_once());
  for (const auto* id : {"a", "poison", "b"}) town.list.add(id);
  CHECK(poller->run_once());
  CHECK(town.taken == Ids{"a", "b"});
  CHECK(town.reported.size() == 1);
}

TEST_CASE("a list without end is read for twenty pages and reported") {
  PollerTown town;
  auto poller = town.poller();
  CHECK(poller->run_once());
  const auto cursor = town.state("polled sms");
  for (int i = 0; i < 50; ++i) town.list.add(std::to_string(i));
  CHECK(poller->run_once().value() == 40);
  CHECK(town.taken.front() == "10");
  CHECK(town.taken.back() == "49");
  CHECK(town.reported.size() == 1);
  CHECK(town.state("polled sms") == cursor);
}

TEST_CASE("the list is read at the start and whenever that is asked for") {
  PollerTown town;
  auto poller = town.poller();
  CHECK(poller->run_once());
  town.list.add("a");
  poller->start();
  CHECK(town.wait_for(1) == Ids{"a"});
  town.list.add("b");
  poller->ask();
  CHECK(town.wait_for(2) == Ids{"a", "b"});
  poller->stop();
}

TEST_CASE("what the platform forgets behind us is asked for behind the last page that was kept") {
  PollerTown town;
  Ids asked;
  town.channel.list_after = [&, list = town.channel.list](const std::string& after, Time now) {
    asked.push_back(after);
    return list(now, now);
  };
  town.channel.listed = [listed = town.channel.listed](const adapters::HttpReply& reply, Time now) {
    auto page = listed(reply, now);
    if (page) page->next = page->messages.empty() ? "" : page->messages.back().provider_id;
    return page;
  };
  town.list.add("a");
  auto poller = town.poller();
  CHECK(poller->pass_over_past(seconds(5)));  // what came while we were away is heard
  town.busy_at = "a";
  CHECK_THROWS_AS(poller->run_once(), store::Busy);
  CHECK_FALSE(town.state("polled after sms"));
  town.busy_at = "";
  CHECK(poller->run_once().value() == 1);
  CHECK(town.state("polled after sms") == "a");
  town.list.clear();
  poller.reset();
  CHECK(town.poller()->run_once().value() == 0);
  CHECK(town.state("polled after sms") == "a");
  CHECK(asked == Ids{"", "", "a"});
  CHECK(town.taken == Ids{"a"});
}

TEST_CASE("of two servers one asks a platform that forgets, until it stops") {
  PollerTown town;
  int asked = 0;
  town.channel.list_after = [&, list = town.channel.list](const std::string&, Time now) {
    ++asked;
    return list(now, now);
  };
  auto one = town.poller();
  auto other = town.poller();
  for (int i = 0; i < 3; ++i) {
    CHECK(one->run_once().value() == 0);
    CHECK(other->run_once().value() == 0);
  }
  CHECK(asked == 3);
  one->stop();
  town.list.add("a");
  CHECK(other->run_once().value() == 1);
  CHECK(asked == 4);
}

TEST_CASE("a platform is told that a press was heard, once it is kept") {
  PollerTown town;
  town.channel.list_after = [list = town.channel.list](const std::string&, Time now) {
    return list(now, now);
  };
  town.channel.listed = [&, listed = town.channel.listed](const adapters::HttpReply& reply,
                                                          Time now) {
    auto page = listed(reply, now);
    page->next = "a";
    page->receipts = {town.channel.list_more("0", now)};
    return page;
  };
  town.list.add("a");
  town.busy_at = "a";
  auto poller = town.poller();
  CHECK_THROWS_AS(poller->run_once(), store::Busy);
  CHECK(town.list.served() == 1);
  town.busy_at = "";
  CHECK(poller->run_once());
  CHECK(town.list.served() == 3);
}

TEST_CASE("a ledger that is broken ends the poller") {
  PollerTown town;
  auto poller = town.poller();
  CHECK(poller->run_once());
  std::promise<void> broken;
  poller->on_broken = [&] { broken.set_value(); };
  CHECK_THROWS_AS(
      town.database->transact([](store::Transaction&) { throw store::Broken("the disk is gone"); }),
      store::Broken);
  town.list.add("a");
  poller->start();
  CHECK(broken.get_future().wait_for(seconds(10)) == std::future_status::ready);
}

}  // namespace kindbank::bot
