#include "bot/simulator.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "dialog/conversation.h"
#include "dialog/json.h"
#include "store/contacts.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "tests/bot/contains.h"
#include "tests/bot/raw_socket.h"
#include "tests/store/ledger.h"

namespace kindbank::bot {
namespace {

using nlohmann::json;

const std::string host = "127.0.0.1:8080";
const std::string json_type = "Content-Type: application/json\r\n";
const std::string first_phone = "+447700900001";
const std::string second_phone = "+447700900002";

// Everything behind the page but the bot: what the bot would write into the ledger, a test writes.
struct Room {
  std::unique_ptr<store::Database> database = store::ledger();
  Time said = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours(10);
  Clock clock{said};
  Library library;
  int moved = 0;
  store::Id last_id = 100;
  Web web{options()};
  int port = web.listen("127.0.0.1", 0).value();

  WebOptions options() {
    WebOptions made;
    made.workers = 4;
    made.routes = simulator_routes({*database, clock, library, [this] { ++moved; }});
    return made;
  }

  std::string ask(const std::string& method, const std::string& target,
                  const std::string& lines = "", const std::string& body = "",
                  const std::string& to = host) {
    auto wire = Wire::to(port);
    auto head = method + " " + target + " HTTP/1.1\r\n" + lines;
    if (!to.empty()) head += "Host: " + to + "\r\n";
    if (method == "POST") head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    wire.send(head + "\r\n" + body);
    return wire.read_response();
  }

  std::string post(const std::string& path, const std::string& body,
                   const std::string& lines = json_type) {
    return ask("POST", path, lines, body);
  }

  json news(const std::string& after = "0") {
    const auto response = ask("GET", "/sim/messages?after=" + after);
    const auto read = read_json(response.substr(response.find("\r\n\r\n") + 4));
    REQUIRE(read);
    return *read;
  }

  store::Id contact(store::Transaction& tx, const Address& address) {
    return store::contact_of(tx, address, address.kind, ++last_id, said).id;
  }

  store::Id hear(const Address& from, const std::string& text) {
    return database->transact([&](store::Transaction& tx) {
      store::InboundMessage message;
      message.channel = from.kind;
      message.contact = contact(tx, from);
      message.id = ++last_id;
      message.provider_id = std::to_string(message.id);
      message.text = text;
      message.at = said += std::chrono::milliseconds(1);
      return store::insert_inbound(tx, message).value();
    });
  }

  store::Id say(const Address& to, const std::string& text) {
    return database->transact([&](store::Transaction& tx) {
      store::OutboundMessage message;
      message.channel = to.kind;
      message.contact = contact(tx, to);
      message.id = ++last_id;
      message.message_class = "answer";
      message.text = text;
      message.at = said += std::chrono::milliseconds(1);
      store::insert_outbound(tx, message);
      store::Part part;
      part.id = ++last_id;
      part.message = message.id;
      part.channel = to.kind;
      part.text = text;
      part.message_class = "answer";
      part.queued_at = part.not_before = said;
      store::enqueue(tx, part);
      return message.id;
    });
  }

  void deliver_all() {
    database->transact([&](store::Transaction& tx) {
      store::Claim claim;
      claim.channel = "sim";
      claim.now = said;
      claim.lease_id = ++last_id;
      for (const auto& part : store::claim(tx, claim))
        store::mark_sent(tx, part, "sim-" + std::to_string(part.id), "delivered", said);
    });
  }

  void open_question(const std::string& phone, std::int64_t id) {
    database->transact([&](store::Transaction& tx) {
      dialog::Conversation talk;
      talk.open.emplace();
      talk.open->id = talk.last_question = id;
      store::save_conversation(tx, contact(tx, {"sim", phone}), dialog::write_conversation(talk),
                               {});
    });
  }
};

std::vector<std::string> texts(const json& news) {
  std::vector<std::string> all;
  for (const auto& message : news.at("messages"))
    all.push_back(message.at("text").is_null() ? "-" : message.at("text").get<std::string>());
  return all;
}

const std::string question =
    R"({"to":"+447700900001","text":"When?","options":[{"key":"today","label":"Today"},)"
    R"({"key":"any","label":"Any time"}],"question":"13","reference":"77"})";

}  // namespace

TEST_CASE("the page and its files are served, and may load nothing from elsewhere") {
  Room room;
  const auto page = room.ask("GET", "/sim");
  CHECK(status_of(page) == "200");
  CHECK(contains(page, "Content-Type: text/html; charset=utf-8\r\n"));
  CHECK(contains(page, "Content-Security-Policy: default-src 'none'; script-src 'self';"));
  CHECK(contains(page, "frame-ancestors 'none'"));
  CHECK(contains(page, "X-Content-Type-Options: nosniff\r\n"));
  CHECK(contains(page, "<title>Phone simulator</title>"));
  CHECK(contains(page, "</html>"));
  CHECK_FALSE(contains(page.substr(page.find("<!doctype")), "://"));
  const auto css = room.ask("GET", "/sim/page.css");
  CHECK(contains(css, "Content-Type: text/css"));
  CHECK(contains(css, "#phones"));
  const auto script = room.ask("GET", "/sim/page.js");
  CHECK(contains(script, "Content-Type: text/javascript"));
  CHECK(contains(script, "/hooks/sim"));
}

TEST_CASE("a forwarded request is refused on every route") {
  Room room;
  for (const std::string line :
       {"X-Forwarded-For: 127.0.0.1", "x-forwarded-host: localhost", "X-Forwarded-Proto: https",
        "X-Forwarded-Port: 443", "Forwarded: for=127.0.0.1"}) {
    CAPTURE(line);
    for (const std::string path : {"/sim", "/sim/page.css", "/sim/page.js", "/sim/messages"})
      CHECK(status_of(room.ask("GET", path, line + "\r\n")) == "403");
    CHECK(status_of(room.post("/sim/clock", R"({"forward":"2h"})", json_type + line + "\r\n")) ==
          "403");
    CHECK(status_of(room.post("/sim/accept", question, json_type + line + "\r\n")) == "403");
  }
  CHECK(room.moved == 0);
}

TEST_CASE("a page of another site neither reads nor writes") {
  Room room;
  const std::string body = R"({"forward":"2h"})";
  CHECK(status_of(room.post("/sim/clock", body, "Content-Type: text/plain\r\n")) == "415");
  CHECK(status_of(room.post("/sim/clock", body, "")) == "415");
  const auto from = [&](const std::string& origin) {
    return status_of(room.post("/sim/clock", body, json_type + "Origin: " + origin + "\r\n"));
  };
  CHECK(from("https://shop.example") == "403");
  CHECK(from("null") == "403");
  CHECK(from("http://127.0.0.1:9999") == "403");
  CHECK(room.moved == 0);
  CHECK(from("http://" + host) == "200");
  CHECK(room.moved == 1);
}

TEST_CASE("a name that was made to point here is refused") {
  Room room;
  for (const std::string name : {"shop.example:8080", "127.0.0.1.shop.example", "10.0.0.7:8080"}) {
    CAPTURE(name);
    CHECK(status_of(room.ask("GET", "/sim/messages", "", "", name)) == "403");
    CHECK(status_of(room.ask("GET", "/sim", "Origin: http://" + name + "\r\n", "", name)) == "403");
  }
  for (const std::string name : {"localhost:8080", "127.0.0.1", "[::1]:8080"})
    CHECK(status_of(room.ask("GET", "/sim/messages", "", "", name)) == "200");
}

TEST_CASE("what the simulated phones said and heard is told in order") {
  Room room;
  room.hear({"sim", first_phone}, "hello");
  room.hear({"sms", "+447400123456"}, "a real phone's");
  room.hear({"sim", second_phone}, "join");
  room.say({"sim", first_phone}, "What is your first name?");
  const auto news = room.news();
  CHECK(news.at("bank") == "Bank of Kindness");
  CHECK(news.at("now") == "Tue 24 Nov, 10am");
  CHECK(texts(news) == std::vector<std::string>{"hello", "join", "What is your first name?"});
  const auto& first = news.at("messages").at(0);
  CHECK(first.at("id").is_string());
  CHECK(first.at("phone") == first_phone);
  CHECK(first.at("direction") == "in");
  CHECK(first.at("state") == "heard");
  CHECK(first.at("day") == "Tue 24 Nov");
  CHECK(first.at("at") == "10am");
  CHECK(news.at("messages").at(2).at("direction") == "out");
  CHECK(news.at("messages").at(2).at("state") == "queued");
}

TEST_CASE("only what is new or has changed is told again") {
  Room room;
  const auto answer = room.hear({"sim", first_phone}, "SG1 3AA");
  const auto after = [](const json& news) { return news.at("after").get<std::string>(); };
  auto news = room.news();
  CHECK(texts(room.news(after(news))).empty());

  room.say({"sim", first_phone}, "Is that OK?");
  news = room.news(after(news));
  CHECK(texts(news) == std::vector<std::string>{"Is that OK?"});

  room.deliver_all();
  news = room.news(after(news));
  CHECK(texts(news) == std::vector<std::string>{"Is that OK?"});
  CHECK(news.at("messages").at(0).at("state") == "delivered");

  room.database->transact([&](store::Transaction& tx) { store::redact(tx, answer); });
  news = room.news(after(news));
  CHECK(texts(news) == std::vector<std::string>{"-"});

  // Ids go by a clock that a restart sets back: an id below all others is news all the same.
  room.last_id = 1;
  room.hear({"sim", second_phone}, "join");
  CHECK(texts(room.news(after(news))) == std::vector<std::string>{"join"});
  CHECK(texts(room.news()).size() == 3);
  CHECK(status_of(room.ask("GET", "/sim/messages?after=soon")) == "400");
}

TEST_CASE("the clock moves forward, and what waits is poked") {
  Room room;
  const auto before = room.clock.now();
  const auto response = room.post("/sim/clock", R"({"forward":"2h"})");
  CHECK(status_of(response) == "200");
  CHECK(contains(response, R"({"now":"Tue 24 Nov, noon"})"));
  CHECK(room.clock.now() >= before + std::chrono::hours(2));
  CHECK(room.moved == 1);
  for (const std::string body :
       {R"({"forward":"-2h"})", R"({"forward":"soon"})", R"({"forward":2})", R"({})", R"([])",
        R"({"forward":"60000d"})", "2h", ""}) {
    CAPTURE(body);
    CHECK(status_of(room.post("/sim/clock", body)) == "400");
  }
  CHECK(status_of(room.post("/sim/clock", std::string(2000, ' '))) == "413");
  CHECK(status_of(room.ask("GET", "/sim/clock")) == "405");
  CHECK(room.moved == 1);
}

TEST_CASE("the buttons of a question are offered while it is open") {
  Room room;
  const auto response = room.post("/sim/accept", question);
  CHECK(status_of(response) == "202");
  CHECK(contains(response, R"({"id":"sim-77"})"));
  CHECK(contains(room.post("/sim/accept", question), R"({"id":"sim-77"})"));
  CHECK(room.news().at("offers").empty());

  room.open_question(first_phone, 13);
  const auto offers = room.news().at("offers");
  REQUIRE(offers.size() == 1);
  CHECK(offers.at(0).at("phone") == first_phone);
  CHECK(offers.at(0).at("question") == "13");
  CHECK(offers.at(0).at("options").at(1).at("key") == "any");
  CHECK(offers.at(0).at("options").at(1).at("label") == "Any time");

  room.open_question(first_phone, 14);
  CHECK(room.news().at("offers").empty());
}

TEST_CASE("what is no message is not accepted") {
  Room room;
  for (const std::string body :
       {"", "{}", "[]", R"({"to":"+447700900001"})", R"({"to":7,"reference":"77"})",
        R"({"to":"a","reference":"77","options":{}})",
        R"({"to":"a","reference":"77","options":["today"]})"}) {
    CAPTURE(body);
    CHECK(status_of(room.post("/sim/accept", body)) == "400");
  }
  CHECK(status_of(room.post("/sim/accept", std::string(70'000, ' '))) == "413");
}

}  // namespace kindbank::bot
