#include "bot/poller.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "bot/clock.h"
#include "store/bank_state.h"
#include "store/holds.h"

namespace kindbank::bot {
namespace {

constexpr int most_pages = 20;
constexpr Duration stop_grace = std::chrono::seconds(2);  // of a stop, for a page under way

std::string cursor_name(const adapters::Channel& channel) { return "polled " + channel.name; }
std::string before_name(const adapters::Channel& channel) { return "before us " + channel.name; }

// Longer than a platform waits for what comes.
constexpr Duration asks_for = std::chrono::seconds(90);

std::string after_name(const adapters::Channel& channel) { return "polled after " + channel.name; }

std::optional<Time> read_millis(const std::string& text) {
  std::int64_t millis = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), millis);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  return from_millis(millis);
}

// One a line.
std::set<std::string> read_ids(const std::string& text) {
  std::set<std::string> ids;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end > begin) ids.insert(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return ids;
}

std::string write_ids(const std::set<std::string>& ids) {
  std::string text;
  for (const auto& id : ids) text += id + "\n";
  return text;
}

}  // namespace

bool Poller::can_poll(const adapters::Channel& channel) {
  return channel.redelivery == adapters::Redelivery::pollable && channel.listed &&
         (channel.list || channel.list_after);
}

Poller::Poller(store::Database& database, const adapters::Channel& channel, HandOver hand_over,
               PollerOptions options)
    : database_(database),
      channel_(channel),
      hand_over_(std::move(hand_over)),
      every_(channel.list_after ? options.between : options.every),
      gather_(options.gather),
      fetching_(options.fetch),
      fetch_(options.fetch),
      backoff_(0, std::chrono::seconds(5), std::chrono::minutes(1)),
      hold_name_("polls " + channel.name),
      owner_(std::to_string(store::fresh_seed())) {}

Poller::~Poller() { stop(); }

bool Poller::is_stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

// Providers list the newest first.
Result<Poller::Listing> Poller::read_list(Fetch& fetch, Time since) {
  Listing listing;
  auto request = channel_.list(since, Clock::machine());
  for (int pages = 1;; ++pages) {
    auto page = channel_.listed(fetch.send(request), since);
    if (!page) return tl::make_unexpected(page.error());
    std::move(page->messages.begin(), page->messages.end(), std::back_inserter(listing.messages));
    if (page->next.empty() || !channel_.list_more) break;
    if (pages == most_pages) {
      listing.extent = Listing::Extent::cut;
      break;
    }
    request = channel_.list_more(page->next, Clock::machine());
  }
  std::reverse(listing.messages.begin(), listing.messages.end());
  return listing;
}

Poller::Memory Poller::recall() const {
  return database_.read([&](store::Transaction& tx) {
    const auto cursor = store::find_state(tx, cursor_name(channel_));
    return Memory{cursor ? read_millis(*cursor) : std::nullopt,
                  read_ids(store::find_state(tx, before_name(channel_)).value_or(""))};
  });
}

void Poller::remember(Time polled_at, const std::set<std::string>& before_us) const {
  database_.transact([&](store::Transaction& tx) {
    store::put_state(tx, cursor_name(channel_), std::to_string(to_millis(polled_at)));
    store::put_state(tx, before_name(channel_), write_ids(before_us));
  });
}

int Poller::hand_over_new(const Listing& listing, const std::set<std::string>& before_us) {
  int count = 0;
  for (const auto& inbound : listing.messages) {
    if (is_stopping()) break;
    if (before_us.contains(inbound.provider_id) || handed_over_.contains(inbound.provider_id))
      continue;
    try {
      hand_over_(inbound);
    } catch (const store::Busy&) {
      throw;
    } catch (const store::Broken&) {
      throw;
    } catch (const std::exception& failure) {  // one message is in nobody else's way
      report(Level::warning, channel_.name + ": a message of the list failed: " + failure.what());
    }
    handed_over_.insert(inbound.provider_id);
    ++count;
  }
  return count;
}

Result<int> Poller::run_once() { return run_once(fetch_); }

Result<void> Poller::pass_over_past(Duration at_most) {
  if (channel_.list_after || recall().polled_at) return {};
  Fetch fetch(fetching_);
  fetch.end_within(at_most);
  const auto read = run_once(fetch);
  if (!read) return tl::make_unexpected(read.error());
  return {};
}

// Of several servers one asks, for the platform hands on to whoever asks last.
bool Poller::is_ours() {
  const auto now = Clock::machine();
  const auto hold =
      database_.read([&](store::Transaction& tx) { return store::find_hold(tx, hold_name_); });
  if (hold && hold->owner == owner_ && hold->until - now > asks_for) return true;
  if (hold && hold->owner != owner_ && hold->until > now) return false;
  holds_ = database_.transact([&](store::Transaction& tx) {
    return store::take_hold(tx, hold_name_, {owner_, now + 2 * asks_for}, now);
  });
  return holds_;
}

void Poller::let_go() {
  try {
    database_.transact([&](store::Transaction& tx) { store::end_hold(tx, hold_name_, owner_); });
  } catch (const std::exception&) {  // its time passes
  }
}

Result<int> Poller::run_after(Fetch& fetch) {
  if (!is_ours()) return 0;
  const auto name = after_name(channel_);
  const auto after = database_.read(
      [&](store::Transaction& tx) { return store::find_state(tx, name).value_or(""); });
  const auto now = Clock::machine();
  const auto page = channel_.listed(fetch.send(channel_.list_after(after, now)), now);
  if (!page) return tl::make_unexpected(page.error());
  const int count = hand_over_new({page->messages, Listing::Extent::whole}, {});
  if (is_stopping() || page->next.empty()) return count;
  for (const auto& receipt : page->receipts) static_cast<void>(fetch.send(receipt));
  database_.transact([&](store::Transaction& tx) { store::put_state(tx, name, page->next); });
  handed_over_.clear();
  return count;
}

Result<int> Poller::run_once(Fetch& fetch) {
  if (channel_.list_after) return run_after(fetch);
  const auto began = Clock::machine();  // a provider's list goes by the world's time
  auto memory = recall();
  const auto listing = read_list(fetch, memory.polled_at.value_or(began));
  if (!listing) return tl::make_unexpected(listing.error());
  std::set<std::string> listed;
  for (const auto& inbound : listing->messages) listed.insert(inbound.provider_id);
  if (!memory.polled_at) {
    remember(began, listed);
    return 0;
  }
  const int count = hand_over_new(*listing, memory.before_us);
  if (is_stopping()) return count;
  if (listing->extent == Listing::Extent::cut) {
    report(Level::error, channel_.name + ": the list of what came in is longer than " +
                             std::to_string(most_pages) + " pages; the oldest of it was not read");
    return count;
  }
  std::erase_if(handed_over_, [&](const auto& id) { return !listed.contains(id); });
  std::erase_if(memory.before_us, [&](const auto& id) { return !listed.contains(id); });
  remember(began, memory.before_us);
  return count;
}

// False where it should be tried again soon.
bool Poller::round() {
  try {
    const auto count = run_once();
    if (!count) report(Level::warning, channel_.name + ": " + count.error().message);
    if (count && *count > 0)
      report(Level::info,
             channel_.name + ": " + std::to_string(*count) + " read from the provider's list");
    return count.has_value();
  } catch (const store::Broken&) {
    throw;
  } catch (const std::exception& failure) {  // busy: what is on the list stays there
    report(Level::warning, channel_.name + ": the list could not be taken in: " + failure.what());
    return false;
  }
}

void Poller::loop() {
  int failures = 0;
  while (!is_stopping()) {
    try {
      failures = round() ? 0 : failures + 1;
    } catch (const store::Broken&) {
      return on_broken();
    }
    std::unique_lock lock(mutex_);
    const auto woken = [&] { return stopping_ || (asked_ && failures == 0); };
    changed_.wait_for(lock, failures == 0 ? every_ : backoff_.ceiling(failures), woken);
    if (asked_) changed_.wait_for(lock, gather_, [&] { return stopping_; });
    asked_ = false;
  }
}

void Poller::start() {
  thread_ = std::thread([this] { loop(); });
}

void Poller::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  fetch_.end_within(stop_grace);
  if (thread_.joinable()) thread_.join();
  if (std::exchange(holds_, false)) let_go();
}

void Poller::ask() {
  {
    const std::lock_guard lock(mutex_);
    asked_ = true;
  }
  changed_.notify_all();
}

}  // namespace kindbank::bot
