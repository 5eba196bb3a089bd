// Commands that write while a server holds the ledger, and what may come to its socket.
#include "bot/command_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstring>

#include "bot/server.h"
#include "tests/bot/program.h"

using namespace kindbank;
using namespace kindbank::bot;
namespace fs = std::filesystem;

namespace {

const CommandRequest hello{"say", {{"words", {"hello", "you"}}}};

CommandAnswer repeats(const CommandRequest& request) {
  return {0, request.command + " " + request.argument("words") + "\n", "", {{"heard", "yes"}}};
}

std::unique_ptr<CommandSocket> listening(const Folder& folder, CommandSocketOptions options = {}) {
  options.path = folder.file("bank.sock");
  if (!options.perform) options.perform = repeats;
  auto socket = CommandSocket::listen(std::move(options));
  REQUIRE(socket);
  return std::move(*socket);
}

// Connected as any program could, to say what no command says.
int connected(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof address.sun_path);
  std::memcpy(static_cast<char*>(address.sun_path), path.c_str(), path.size());
  REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  return socket;
}

std::string rest_of(int socket) {
  std::string text;
  char bytes[1024];
  for (ssize_t got = 0; (got = ::recv(socket, bytes, sizeof bytes, 0)) > 0;)
    text.append(bytes, static_cast<std::size_t>(got));
  ::close(socket);
  return text;
}

std::string answered(const std::string& path, const std::string& sent) {
  const int socket = connected(path);
  ::send(socket, sent.data(), sent.size(), MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);
  return rest_of(socket);
}

// Nobody listens there, which is no failure.
bool is_silent(const fs::path& path) {
  const auto answer = ask_server(path, hello);
  return answer && !answer->has_value();
}

// A server of this folder's town, for as long as it lives.
std::unique_ptr<Server> serving(const std::string& town) {
  auto house = read_house({town, {}});
  REQUIRE_FALSE(house.has_errors());
  auto server = Server::start(std::move(house), {});
  REQUIRE(server);
  return std::move(*server);
}

std::string served_town(const Folder& folder) {
  return town_in(folder,
                 "server: {listen: \"127.0.0.1:0\", ops_listen: \"127.0.0.1:0\"}\n"
                 "clock: {start: \"2026-11-24T10:00\"}\n"
                 "coordinators:\n  - {name: Duty desk, addresses: [\"sim:desk\"]}\n");
}

}  // namespace

TEST_CASE("a request and its answer are the same on the other side") {
  CHECK(read_request(write_request(hello)) == hello);
  const CommandAnswer answer{1, "two\nlines\n", "why", {{"desk", "3"}}};
  CHECK(read_answer(write_answer(answer)) == answer);
  for (const auto* line :
       {"", "{", "[]", "{}", R"({"command":"x"})", R"({"command":1,"arguments":{}})",
        R"({"command":"x","arguments":{"a":"b"}})"}) {
    CAPTURE(line);
    CHECK_FALSE(read_request(line));
    CHECK_FALSE(read_answer(line));
  }
}

TEST_CASE("a command is answered over the socket, which its owner alone may open") {
  const Folder folder;
  const auto path = folder.file("bank.sock");
  {
    const auto socket = listening(folder);
    struct stat made {};
    REQUIRE(::stat(path.c_str(), &made) == 0);
    CHECK((made.st_mode & 0777) == 0600);
    const auto answer = ask_server(path, hello);
    REQUIRE(answer);
    REQUIRE(*answer);
    CHECK((*answer)->out == "say hello\n");
    CHECK((*answer)->facts.at("heard") == "yes");
  }
  CHECK_FALSE(fs::exists(path));
  CHECK(is_silent(path));
  CHECK(is_silent(folder.file("no/folder.sock")));
}

TEST_CASE("a socket that a crash left behind serves nobody, and is replaced") {
  const Folder folder;
  const auto path = folder.file("bank.sock");
  const int gone = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(static_cast<char*>(address.sun_path), path.c_str(), path.size());
  REQUIRE(::bind(gone, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  ::close(gone);
  REQUIRE(fs::exists(path));
  CHECK(is_silent(path));
  const auto socket = listening(folder);
  CHECK(ask_server(path, hello)->has_value());
}

TEST_CASE("a socket is found however long the name of its folder is") {
  const Folder folder;
  const auto deep = folder.path() / std::string(100, 'a') / std::string(100, 'b');
  fs::create_directories(deep);
  CommandSocketOptions options;
  options.path = deep / "kindbank.db.sock";
  options.perform = repeats;
  const auto socket = CommandSocket::listen(std::move(options));
  REQUIRE(socket);
  CHECK(ask_server(deep / "kindbank.db.sock", hello)->has_value());
}

TEST_CASE("what is no command is refused, and the next one is heard") {
  const Folder folder;
  const auto path = folder.file("bank.sock");
  const auto socket = listening(folder);
  for (const auto& sent : std::vector<std::string>{
           "\n", "hello\n", "{\"command\":\n", std::string(100, '[') + "\n",
           std::string("\0\xFF\n", 3), "{\"command\":\"say\",\"argum", std::string(70'000, 'x')}) {
    const auto answer = read_answer(answered(path, sent));
    REQUIRE(answer);
    CHECK(answer->exit == 2);
    CHECK_FALSE(answer->err.empty());
  }
  CHECK(answered(path, "").empty());
  CHECK(ask_server(path, hello)->has_value());
}

TEST_CASE("who connects and says nothing does not hold the others up for long") {
  const Folder folder;
  CommandSocketOptions options;
  options.patience = std::chrono::milliseconds(20);
  const auto socket = listening(folder, std::move(options));
  const int silent = connected(folder.file("bank.sock"));
  CHECK(ask_server(folder.file("bank.sock"), hello)->has_value());
  CHECK(read_answer(rest_of(silent))->exit == 2);
}

TEST_CASE("a server that stops does not wait for who says nothing") {
  const Folder folder;
  CommandSocketOptions options;
  options.patience = std::chrono::hours(1);
  auto socket = listening(folder, std::move(options));
  const int silent = connected(folder.file("bank.sock"));
  socket.reset();
  CHECK(rest_of(silent).empty());
}

TEST_CASE("a command that breaks is answered, and the next one is heard") {
  const Folder folder;
  CommandSocketOptions options;
  std::atomic<int> asked = 0;
  options.perform = [&](const CommandRequest& request) {
    if (++asked == 1) throw std::runtime_error("the ledger is busy");
    return repeats(request);
  };
  const auto socket = listening(folder, std::move(options));
  const auto first = ask_server(folder.file("bank.sock"), hello);
  CHECK((*first)->exit == 1);
  CHECK((*first)->err == "the ledger is busy");
  CHECK((*ask_server(folder.file("bank.sock"), hello))->exit == 0);
}

TEST_CASE("commands that write are done by the server that runs") {
  const Folder folder;
  const auto town = served_town(folder);
  const auto server = serving(town);
  const auto join = run({{"member", "join", "--config", town}, "Gil\nyes\nSG2 8AA\nyes\n/quit\n"});
  CHECK(join.err.empty());
  CHECK(join.code == 0);
  CHECK(contains(join.out, "What is your first name?"));
  CHECK(contains(join.out, "Member 1 has joined.\n"));

  const auto vet = run({{"member", "vet", "1", "V1", "--by", "Duty desk", "--config", town}});
  CHECK(vet.code == 0);
  CHECK(vet.out == "Gil, member 1, is V1 now.\n");
  const auto shown = run({{"member", "show", "1", "--config", town}});
  CHECK(contains(shown.out, "address: desk:1\n"));
  CHECK(contains(shown.out, "vetted: by Duty desk at 2026-11-24T10:0"));  // by the server's clock

  const auto add = run({{"coordinator", "add", "--config", town, "--name", "Second desk",
                         "--address", "sim:second", "--digest", "08:00"}});
  CHECK(add.code == 0);
  CHECK(contains(run({{"coordinator", "list", "--config", town}}).out,
                 "Second desk  sim:second  on call: always  digest: 08:00\n"));
  const auto id = add.out.substr(0, add.out.find('\n'));
  CHECK(run({{"coordinator", "remove", id, "--config", town}}).out == "removed " + id + "\n");
}

TEST_CASE("a server says why it cannot do what it was asked") {
  const Folder folder;
  const auto town = served_town(folder);
  const auto server = serving(town);
  const auto nobody = run({{"member", "vet", "9", "V1", "--by", "x", "--config", town}});
  CHECK(nobody.code == 1);
  CHECK(nobody.err == "kindbank: there is no member 9\n");
  const auto taken =
      run({{"coordinator", "add", "--config", town, "--name", "Third", "--address", "sim:desk"}});
  CHECK(taken.code == 1);
  CHECK(taken.err == "kindbank: sim:desk is a coordinator's address already\n");
  CHECK(run({{"member", "join", "--config", town}, "Gil\nno\n"}).err ==
        "kindbank: nobody joined\n");
  const auto strange = ask_server(folder.file("kindbank.db.sock"), {"sing", {}});
  CHECK((*strange)->exit == 2);
}

TEST_CASE("two commands at once are both done") {
  const Folder folder;
  const auto town = served_town(folder);
  const auto server = serving(town);
  std::atomic<int> failed = 0;
  std::vector<std::thread> callers;
  for (const auto* phone : {"one", "two", "three", "four"})
    callers.emplace_back([&, phone] {
      const auto answer = ask_server(
          folder.file("kindbank.db.sock"),
          {"coordinator add", {{"name", {phone}}, {"address", {std::string("sim:") + phone}}}});
      if (!answer || !*answer || (*answer)->exit != 0) ++failed;
    });
  for (auto& caller : callers) caller.join();
  CHECK(failed == 0);
  const auto list = run({{"coordinator", "list", "--config", town}}).out;
  for (const auto* phone : {"sim:one", "sim:two", "sim:three", "sim:four"})
    CHECK(contains(list, phone));
}

TEST_CASE("a second server does not take the first one's socket") {
  const Folder folder;
  const auto town = served_town(folder);
  const auto server = serving(town);
  CHECK(run({{"serve", "--config", town}}).code == 1);
  CHECK(run({{"coordinator", "add", "--config", town, "--name", "Second", "--address", "sim:two"}})
            .code == 0);
}
