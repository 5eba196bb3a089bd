// GET /sim/messages?after=0
// 200 {"after":"1763978400007","now":"Tue 24 Nov, 10am","bank":"Bank of Kindness",
//      "messages":[{"id":"77","phone":"+447700900001","direction":"in","text":"hello",
//                   "state":"heard","day":"Tue 24 Nov","at":"10am"}],
//      "offers":[{"phone":"+447700900001","question":"13",
//                 "options":[{"key":"today","label":"Today"}]}]}
//
// What is new or has changed since `after`, in the order in which that happened; 0 asks for all.
// `text` is null where the bank does not keep it. An offer is a question that can be answered by a
// button now: the hook is sent pressed "13:today".
//
// POST /sim/clock {"forward":"2h"}    200 {"now":"Tue 24 Nov, noon"}
// POST /sim/accept                    as in adapters/sim.cc
#include "bot/simulator.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "adapters/local_call.h"
#include "bot/simulator_page.h"
#include "dialog/conversation.h"
#include "dialog/json.h"
#include "store/contacts.h"
#include "store/messages.h"

namespace kindbank::bot {
namespace {

using adapters::HttpRequest;
using adapters::HttpResponse;
using nlohmann::json;

constexpr std::size_t clock_cap = 1024;
constexpr std::size_t accept_cap = 64 * 1024;
// Row ids count milliseconds until 2089 (store/ids.h), and a few years are kept in hand.
constexpr Time latest = std::chrono::sys_days{std::chrono::year{2080} / 1 / 1};

HttpResponse answer(int status, const json& body) {
  return {status, {{"Content-Type", "application/json"}}, write_json(body)};
}

HttpResponse refuse(int status, const std::string& why) { return answer(status, {{"error", why}}); }

Route guarded(Route route) {
  route.handle = [handle = std::move(route.handle)](const HttpRequest& request) {
    const auto refused = adapters::refuse_stranger(request);
    auto response = refused ? refuse(refused->status, refused->why) : handle(request);
    response.headers.insert(
        response.headers.end(),
        {{"Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
         {"X-Content-Type-Options", "nosniff"},
         {"Cross-Origin-Resource-Policy", "same-origin"},
         {"Referrer-Policy", "no-referrer"},
         {"Cache-Control", "no-store"}});
    return response;
  };
  return route;
}

Route file(const std::string& path, const std::string& type, std::string_view text) {
  return guarded(
      {"GET", path, 0, [type, text](const HttpRequest&) {
         return HttpResponse{200, {{"Content-Type", type + "; charset=utf-8"}}, std::string(text)};
       }});
}

// The text under that key, or "" where there is none or something else.
std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return {};
  return found->get<std::string>();
}

std::optional<std::int64_t> read_after(const HttpRequest& request) {
  const auto fields = adapters::read_form(adapters::query_of(request.target));
  if (!fields) return std::nullopt;
  const auto text = adapters::field(*fields, "after");
  std::int64_t after = 0;
  if (text.empty()) return after;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), after);
  if (wrong != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return after;
}

std::optional<json> read_options(const json& object) {
  json options = json::array();
  const auto found = object.find("options");
  if (found == object.end()) return options;
  if (!found->is_array()) return std::nullopt;
  for (const json& option : *found) {
    if (!option.is_object()) return std::nullopt;
    options.push_back({{"key", text_of(option, "key")}, {"label", text_of(option, "label")}});
  }
  return options;
}

class Simulator {
 public:
  explicit Simulator(SimulatorRoom room) : room_(std::move(room)) {}

  HttpResponse tell(const HttpRequest& request);
  HttpResponse move_clock(const HttpRequest& request);
  HttpResponse accept(const HttpRequest& request);

 private:
  // The buttons of the question that a phone was sent last.
  struct Offer {
    std::string question;
    json options;
  };
  struct Told {
    std::string state;
    enum class Words { kept, gone } words = Words::kept;
    std::int64_t revision = 0;
    bool operator==(const Told&) const = default;
  };

  json shown(const store::LoggedMessage& message) const;
  json offers(store::Transaction& tx) const;
  std::int64_t revise(const store::LoggedMessage& message);
  std::string say_now() const {
    return say_day_and_hour(room_.shelf.take()->town.zone.to_local(room_.clock.now()));
  }

  SimulatorRoom room_;
  std::mutex mutex_;
  // Guarded by mutex_. The outbox forgets the options of what was sent, so they are kept here;
  // after a restart a question already sent has no buttons and is answered by typing.
  std::map<std::string, Offer> offers_;
  // Guarded by mutex_: which messages the page can know, and as what. Ids do not do for this: turns
  // commit in another order than they drew their ids in, and a message changes after it was told.
  std::map<store::Id, Told> told_;
  // Guarded by mutex_. Begins at the machine's time, so that to a page left open from before a
  // restart everything is new.
  std::int64_t last_revision_ = to_millis(Clock::machine());
};

json Simulator::shown(const store::LoggedMessage& message) const {
  const auto local = room_.shelf.take()->town.zone.to_local(message.created_at);
  return {{"id", std::to_string(message.id)},
          {"phone", read_address(message.address).value_or(Address{}).handle},
          {"direction", message.direction},
          {"text", message.text ? json(*message.text) : json(nullptr)},
          {"state", message.state},
          {"day", say_day(local)},
          {"at", say_hour(local)}};
}

json Simulator::offers(store::Transaction& tx) const {
  json list = json::array();
  for (const auto& [phone, offer] : offers_) {
    const auto contact = store::find_contact(tx, Address{"sim", phone});
    if (!contact) continue;
    const auto talk = dialog::read_conversation(contact->conversation);
    if (!talk || !talk->open || std::to_string(talk->open->id) != offer.question) continue;
    list.push_back({{"phone", phone}, {"question", offer.question}, {"options", offer.options}});
  }
  return list;
}

std::int64_t Simulator::revise(const store::LoggedMessage& message) {
  auto& told = told_[message.id];
  const Told now{message.state, message.text ? Told::Words::kept : Told::Words::gone,
                 told.revision};
  if (told.revision == 0 || !(told == now)) {
    told = now;
    told.revision = ++last_revision_;
  }
  return told.revision;
}

HttpResponse Simulator::tell(const HttpRequest& request) {
  const auto after = read_after(request);
  if (!after) return refuse(400, "after is no number");
  const std::lock_guard lock(mutex_);  // held while reading, so that no older state is told later
  auto [log, open] = room_.database.read([&](store::Transaction& tx) {
    return std::pair{store::messages(tx), offers(tx)};
  });
  std::map<std::int64_t, const store::LoggedMessage*> fresh;
  for (const auto& message : log) {
    if (!message.address.starts_with("sim:")) continue;
    if (const auto revision = revise(message); revision > *after) fresh[revision] = &message;
  }
  json messages = json::array();
  for (const auto& [revision, message] : fresh) messages.push_back(shown(*message));
  return answer(200, {{"after", std::to_string(last_revision_)},
                      {"now", say_now()},
                      {"bank", room_.shelf.take()->town.bank},
                      {"messages", std::move(messages)},
                      {"offers", std::move(open)}});
}

HttpResponse Simulator::move_clock(const HttpRequest& request) {
  const auto body = read_json(request.body);
  if (!body || !body->is_object()) return refuse(400, "the body is no JSON object");
  const auto forward = read_duration(text_of(*body, "forward"));
  if (!forward) return refuse(400, "write a span of time like 30m, 2h or 2d");
  if (room_.clock.now() > latest - *forward) return refuse(400, "the clock ends in 2080");
  room_.clock.move(*forward);
  room_.on_moved();
  return answer(200, {{"now", say_now()}});
}

HttpResponse Simulator::accept(const HttpRequest& request) {
  const auto body = read_json(request.body);
  if (!body || !body->is_object()) return refuse(400, "the body is no JSON object");
  const auto to = text_of(*body, "to");
  const auto reference = text_of(*body, "reference");
  const auto question = text_of(*body, "question");
  auto options = read_options(*body);
  if (to.empty() || reference.empty()) return refuse(400, "to or reference is missing");
  if (!options) return refuse(400, "options is no list of keys and labels");
  if (!question.empty() && !options->empty()) {
    const std::lock_guard lock(mutex_);
    offers_[to] = {question, std::move(*options)};
  }
  return answer(202, {{"id", "sim-" + reference}});  // a second copy gets the same id
}

}  // namespace

std::vector<Route> simulator_routes(const SimulatorRoom& room) {
  const auto simulator = std::make_shared<Simulator>(room);  // the routes own it together
  const auto served = [&](std::string method, std::string path, std::size_t body_cap,
                          HttpResponse (Simulator::*handle)(const HttpRequest&)) {
    return guarded({std::move(method), std::move(path), body_cap,
                    [simulator, handle](const HttpRequest& request) {
                      return ((*simulator).*handle)(request);
                    }});
  };
  return {file("/sim", "text/html", simulator_html),
          file("/sim/page.css", "text/css", simulator_css),
          file("/sim/page.js", "text/javascript", simulator_js),
          served("GET", "/sim/messages", 0, &Simulator::tell),
          served("POST", "/sim/clock", clock_cap, &Simulator::move_clock),
          served("POST", "/sim/accept", accept_cap, &Simulator::accept)};
}

}  // namespace kindbank::bot
