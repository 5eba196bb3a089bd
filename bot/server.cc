#include "bot/server.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "adapters/local_call.h"
#include "adapters/sim.h"
#include "bank/digest.h"
#include "bot/command.h"
#include "bot/command_work.h"
#include "bot/kept_flows.h"
#include "bot/log.h"
#include "bot/operations.h"
#include "bot/simulator.h"
#include "store/coordinators.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/rights_log.h"

namespace kindbank::bot {
namespace {

constexpr std::string_view simulator_name = "sim";
constexpr std::string_view simulator_desk = "+447700900004";
constexpr int operations_workers = 4;
constexpr Duration first_reading = std::chrono::seconds(5);  // of a provider's list

// Binds, or says what to do about it.
Result<int> listen_at(Web& web, const Endpoint& endpoint, const std::string& setting) {
  auto bound = web.listen(endpoint.host, endpoint.port);
  if (bound) return bound;
  return fail(bound.error().message + "; `ss -ltnp` shows which program has which port, and " +
              setting + " sets another (--set " + setting + "=127.0.0.1:PORT)");
}

adapters::ChannelSettings simulator_settings(const std::string& api_base) {
  return {std::string(simulator_name), "sim", {{"api_base", api_base}}, ""};
}

std::optional<Time> start_of(const Settings& settings, const bank::Town& town) {
  if (!settings.clock_start) return std::nullopt;
  return town.zone.to_utc(*settings.clock_start);
}

}  // namespace

Server::Server(House house, const ServerOptions& options)
    : settings_(std::move(house.settings)),
      as_read_(settings_),
      shelf_(std::make_shared<const Library>(std::move(house.library))),
      options_(options),
      ledger_folder_(rights_log_path(settings_).parent_path()),
      clock_(start_of(settings_, shelf_.take()->town)) {}

Server::~Server() {
  commands_.reset();
  if (web_) web_->stop();
  for (auto& [name, poller] : pollers_) poller->stop();
  if (ticker_) ticker_->stop();
  for (auto& [name, sender] : senders_) sender->stop();
  if (operations_) operations_->stop();
  if (tally_) write_tally();
}

void Server::write_tally() {
  try {
    tally_->write();
  } catch (const std::exception& failure) {
    log_problem(std::string("the last counts of ways through the flows are lost: ") +
                failure.what());
  }
}

// Whoever reaches a simulated phone speaks as anybody, whether --sim or the settings brought it.
Result<void> Server::allow_simulator() const {
  const auto& channels = settings_.channels;
  const bool page = options_.simulator == ServerOptions::Simulator::on;
  const auto simulated = std::count_if(channels.begin(), channels.end(),
                                       [](const auto& one) { return one.adapter == "sim"; });
  if (!page && simulated == 0) return {};
  const bool alone = page ? channels.empty() : std::ssize(channels) == simulated;
  if (!alone || !settings_.server.public_url.empty())
    return fail("the phone simulator does not run beside another channel or a public_url");
  if (!adapters::is_loopback(settings_.server.listen.host))
    return fail("the phone simulator listens on this machine only: set server.listen to 127.0.0.1");
  return {};
}

Result<void> Server::open() {
  if (auto allowed = allow_simulator(); !allowed) return allowed;
  const bool simulated = options_.simulator == ServerOptions::Simulator::on;
  if (!settings_.channels.empty() && settings_.server.public_url.empty() &&
      settings_.server.listen.port == 0)
    return fail("server.public_url must be set where server.listen takes any free port");
  auto channels = make_channels(settings_);
  if (!channels) return tl::make_unexpected(channels.error());
  channels_ = std::move(*channels);
  if (simulated) {
    auto made = adapters::make_sim(simulator_settings(url_of(settings_.server.listen)));
    if (!made) return tl::make_unexpected(made.error());
    simulator_out_ = *made;
    channels_.emplace(simulator_name, std::move(*made));
    if (settings_.coordinators.empty())
      settings_.coordinators.push_back(
          {"Duty desk", {{"sim", std::string(simulator_desk)}}, {}, "always", ""});
  }
  auto database = open_ledger(settings_, store::DatabaseOptions::Mode::write);
  if (!database) return tl::make_unexpected(database.error());
  database_ = std::move(*database);
  auto rights = store::RightsLog::open(rights_log_path(settings_).string());
  if (!rights) return tl::make_unexpected(rights.error());
  rights_.emplace(std::move(*rights));
  if (auto opened = open_spool(); !opened) return opened;
  if (simulated && !settings_.clock_start) begin_by_day();
  const auto now = clock_.now();
  database_->transact(
      [&](store::Transaction& tx) { store::end_all_leases(tx, now + look_up_wait); });
  take_over_flows();
  seed_coordinators(*database_, settings_, now);
  const auto seed = store::fresh_seed();
  database_->transact([&](store::Transaction& tx) {
    store::Ids ids(now, seed);
    bank::plan_digests(tx, shelf_.take()->town, ids, now);
  });
  return {};
}

Result<void> Server::open_spool() {
  const auto key = store::read_key_file(settings_.store.key_file.string());
  if (!key) return tl::make_unexpected(key.error());
  auto spool = Spool::open(spool_path(settings_).string(), *key);
  if (!spool) return tl::make_unexpected(spool.error());
  spool_.emplace(std::move(*spool));
  return {};
}

void Server::take_over_flows() {
  auto kept = keep_flows(*database_, *shelf_.take(), clock_.now());
  shelf_.put(std::move(kept.library));
  stranded_ = std::move(kept.findings);
}

// Who tries the phones in the evening wants to see neighbours asked: the simulator's clock begins
// in the daytime, and never before what an earlier try left in the ledger.
void Server::begin_by_day() {
  const auto last =
      database_->read([](store::Transaction& tx) { return store::last_message_at(tx); });
  const auto now = std::max(clock_.now(), last.value_or(Time{}));
  clock_.move(bank::in_daytime(shelf_.take()->town, now) - clock_.now());
}

Sender* Server::sender_of(const std::string& channel) {
  const auto found = senders_.find(channel);
  return found == senders_.end() ? nullptr : found->second.get();
}

void Server::poke(const Turns::Left& left) {
  for (auto& [name, sender] : senders_) {
    if (left.express) sender->poke(store::Lane::express);
    if (left.normal) sender->poke(store::Lane::normal);
  }
  if (left.plans && ticker_) ticker_->poke();
}

void Server::poke_all() { poke({true, true, true}); }

// Fail closed: unready at once, and the process ends.
void Server::broke() {
  broken_ = true;
  {
    std::scoped_lock lock(mutex_);
    end_ = Ended::broken;
  }
  ended_.notify_all();
}

void Server::wire() {
  tally_ = std::make_unique<Tally>(*database_);
  turns_ = std::make_unique<Turns>(*database_, shelf_, channels_, &*rights_);
  turns_->passed = [this](const dialog::Branch& branch) { tally_->add(branch); };
  turns_->on_commit = [this](const Turns::Left& left) { poke(left); };
  turns_->report = log_problem;
  turns_->alerted = log;
  turns_->ended = [this](std::string_view kind) { metrics_.turn(kind); };
  reload_ = std::make_unique<Reload>(
      Reload::Room{*database_, clock_, shelf_, as_read_, options_.read_again});
  reload_->report = log;
  front_ = std::make_unique<Front>(*database_, *turns_, shelf_, channels_, clock_);
  front_->send_now = [this](const adapters::Channel& channel, const adapters::Outgoing& answer) {
    if (auto* sender = sender_of(channel.name)) sender->send_now(answer);
  };
  front_->has_left = [this](const adapters::Channel& channel, const std::string& reference) {
    auto* sender = sender_of(channel.name);
    return sender != nullptr && sender->has_left(reference);
  };
  front_->on_refused_for_now = [this](const adapters::Channel& channel) {
    if (const auto poller = pollers_.find(channel.name); poller != pollers_.end())
      poller->second->ask();
  };
  front_->on_answered = [this](const adapters::Channel& channel, int status,
                               std::chrono::nanoseconds took) {
    metrics_.answered(channel.name, status, took);
  };
  front_->on_broken = [this] { broke(); };
  front_->spool = &*spool_;
  front_->report = log;
  front_->public_url = settings_.server.public_url.empty() ? url_of(settings_.server.listen)
                                                           : settings_.server.public_url;
  ticker_ = std::make_unique<Ticker>(*database_, *turns_, shelf_, clock_);
  ticker_->also = [this](Time now) {
    tally_->write_some(now);
    front_->replay();
  };
  ticker_->report = log_problem;
  ticker_->on_broken = [this] { broke(); };
}

void Server::make_senders() {
  FetchOptions fetch;
  const bool tested =
      options_.simulator == ServerOptions::Simulator::on || settings_.clock_start.has_value();
  if (tested) fetch.reach = FetchOptions::Reach::loopback_only;
  for (const auto& [name, channel] : channels_) {
    const auto& out = simulator_out_ ? *simulator_out_ : channel;
    SenderOptions sending;
    sending.fetch = fetch;
    auto sender = std::make_unique<Sender>(*database_, out, clock_, sending);
    sender->report = log;  // a line a delivery
    sender->on_outcome = [this, borrowed = &channel](const adapters::Delivery& delivery) {
      metrics_.sent(borrowed->name, delivery);
    };
    sender->on_broken = [this] { broke(); };
    senders_.emplace(name, std::move(sender));
    if (!Poller::can_poll(channel)) continue;
    PollerOptions polling;
    polling.fetch = fetch;
    const auto* borrowed = &channel;
    const auto take = [this, borrowed](const adapters::Inbound& inbound) {
      front_->take(*borrowed, inbound);
    };
    auto poller = std::make_unique<Poller>(*database_, channel, take, polling);
    poller->report = log;
    poller->on_broken = [this] { broke(); };
    pollers_.emplace(name, std::move(poller));
  }
}

Result<void> Server::listen() {
  WebOptions operations;
  operations.routes = operations_routes({*database_, broken_, ledger_folder_, channels_, clock_,
                                         metrics_, [this] { return reload_->record(); }});
  operations.workers = operations_workers;
  operations.report = log_problem;
  operations_ = std::make_unique<Web>(std::move(operations));
  const auto& ops = settings_.server.ops_listen;
  auto bound = listen_at(*operations_, ops, "server.ops_listen");
  if (!bound) return tl::make_unexpected(bound.error());
  operations_port_ = *bound;

  WebOptions web;
  web.routes = front_->routes();
  web.report = log_problem;
  web.on_turned_away = [this] {  // nobody knows whose call it was
    metrics_.turned_away();
    for (auto& [name, poller] : pollers_) poller->ask();
  };
  if (options_.simulator == ServerOptions::Simulator::on)
    for (auto& route : simulator_routes({*database_, clock_, shelf_, [this] { poke_all(); }}))
      web.routes.push_back(std::move(route));
  web_ = std::make_unique<Web>(std::move(web));
  const auto& public_side = settings_.server.listen;
  bound = listen_at(*web_, public_side, "server.listen");
  if (!bound) return tl::make_unexpected(bound.error());
  port_ = *bound;
  if (simulator_out_)  // nothing is sent before the senders' threads start
    *simulator_out_ = *adapters::make_sim(simulator_settings(url_of({public_side.host, port_})));
  return {};
}

// Where it fails, the poller's thread tries again at once, and says why that failed.
void Server::pass_over_past() {
  for (auto& [name, poller] : pollers_) {
    try {
      static_cast<void>(poller->pass_over_past(first_reading));
    } catch (const store::Busy&) {
      continue;
    }
  }
}

void Server::start_threads() {
  for (auto& [name, sender] : senders_) sender->start();
  for (auto& [name, poller] : pollers_) poller->start();
  ticker_->start();
}

// Commands that write reach the ledger through us, since we hold it. Without them we still serve.
void Server::take_commands() {
  const auto path = command_socket_path(settings_);
  if (!path) return;
  CommandSocketOptions options;
  options.path = *path;
  options.perform = [this](const CommandRequest& request) -> CommandAnswer {
    try {
      if (request.command == move_talks)  // to what was just checked, where we serve it
        if (const auto taken = reload(); !taken)
          return {exit_unusable, "", taken.error().message, {}};
      const auto library = shelf_.take();
      auto answer =
          perform({*database_, library->town, clock_, turns_.get(), library.get()}, request);
      poke_all();
      return answer;
    } catch (const store::Broken&) {
      broke();
      throw;
    }
  };
  auto listening = CommandSocket::listen(std::move(options));
  if (!listening) return log_problem(listening.error().message);
  commands_ = std::move(*listening);
}

tl::expected<std::unique_ptr<Server>, NotStarted> Server::start(House house,
                                                                const ServerOptions& options) {
  std::unique_ptr<Server> server(new Server(std::move(house), options));
  const auto not_started = [&](const Error& error) {
    return tl::make_unexpected(NotStarted{error.message, server->stranded_});
  };
  if (auto opened = server->open(); !opened) return not_started(opened.error());
  if (!server->stranded_.empty())
    return not_started({"people stand on a flow that this program cannot run"});
  server->wire();
  server->make_senders();
  server->pass_over_past();
  if (auto listening = server->listen(); !listening) return not_started(listening.error());
  server->start_threads();
  server->take_commands();
  return server;
}

Server::Ended Server::wait() {
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [&] { return end_.has_value(); });
  return *end_;
}

Result<void> Server::reload() {
  try {
    auto reloaded = reload_->run();
    poke_all();  // other hours, perhaps
    return reloaded;
  } catch (const store::Broken&) {
    broke();
    return fail("the ledger is broken");
  }
}

void Server::ask_to_stop() {
  {
    std::scoped_lock lock(mutex_);
    if (!end_) end_ = Ended::asked;
  }
  ended_.notify_all();
}

}  // namespace kindbank::bot
