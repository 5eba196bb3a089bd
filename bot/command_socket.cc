#include "bot/command_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace kindbank::bot {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int backlog = 16;
constexpr std::chrono::seconds answer_within(60);  // the ledger may be busy for a while

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

// The name of a socket has 107 bytes at most, and a folder's may be longer: it is named by the
// descriptor of the open folder.
std::optional<sockaddr_un> name_of(const Descriptor& folder, const std::filesystem::path& path) {
  const auto name =
      "/proc/self/fd/" + std::to_string(folder.get()) + "/" + path.filename().string();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (folder.get() < 0 || name.size() >= sizeof(address.sun_path)) return std::nullopt;
  std::memcpy(static_cast<char*>(address.sun_path), name.c_str(), name.size() + 1);
  return address;
}

Descriptor open_folder(const std::filesystem::path& path) {
  auto folder = path.parent_path();
  if (folder.empty()) folder = ".";
  return Descriptor(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

const sockaddr* generic(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

int milliseconds_until(SteadyTime deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

bool is_ours(int connection) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == ::geteuid() || peer.uid == 0);
}

bool send_all(int connection, std::string_view text, SteadyTime deadline) {
  while (!text.empty()) {
    const auto sent = ::send(connection, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) {
      text.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    pollfd writable{connection, POLLOUT, 0};
    if (errno != EAGAIN || ::poll(&writable, 1, milliseconds_until(deadline)) <= 0) return false;
  }
  return true;
}

// What has come is added; false at the end, or where it is more than a command may be.
bool receive_some(int connection, std::string& text) {
  std::array<char, 4096> bytes{};
  const auto got = ::recv(connection, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  text.append(bytes.data(), static_cast<std::size_t>(got));
  return got > 0 && text.size() <= max_command_bytes;
}

std::string because(const std::string& what) { return what + ": " + std::strerror(errno); }

}  // namespace

// ---- the server's side

Result<std::unique_ptr<CommandSocket>> CommandSocket::listen(CommandSocketOptions options) {
  const auto what = "the socket for commands " + options.path.string();
  const auto folder = open_folder(options.path);
  const auto address = name_of(folder, options.path);
  if (!address) return fail(what + " cannot be made: its name is too long or its folder not there");
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  ::unlink(static_cast<const char*>(address->sun_path));
  const bool made = socket.get() >= 0 &&
                    ::bind(socket.get(), generic(*address), sizeof *address) == 0 &&
                    ::chmod(static_cast<const char*>(address->sun_path), 0600) == 0 &&
                    ::listen(socket.get(), backlog) == 0;  // nobody gets in before this
  if (!made) return fail(because(what + " cannot be made"));
  return std::unique_ptr<CommandSocket>(new CommandSocket(std::move(options), socket.release()));
}

CommandSocket::CommandSocket(CommandSocketOptions options, int listener)
    : options_(std::move(options)), listener_(listener), thread_([this] { loop(); }) {}

CommandSocket::~CommandSocket() {
  stop_.ring();
  thread_.join();
  ::close(listener_);
  ::unlink(options_.path.c_str());
}

void CommandSocket::loop() {
  for (;;) {
    std::array<pollfd, 2> either{{{listener_, POLLIN, 0}, {stop_.descriptor(), POLLIN, 0}}};
    if (::poll(either.data(), either.size(), -1) < 0 && errno != EINTR) return;
    if (either[1].revents != 0) return;
    const Descriptor connection(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.get() >= 0) serve(connection.get());
  }
}

void CommandSocket::serve(int connection) {
  CommandAnswer answer{1, "", "only the user that the server runs as may give it commands", {}};
  if (is_ours(connection)) {
    const auto line = read_line(connection);
    if (!line) return;  // it went away, or the server stops
    answer = answer_to(*line);
  }
  send_all(connection, write_answer(answer), std::chrono::steady_clock::now() + options_.patience);
}

// Up to its line end. What is too long or too slow comes back cut off, and reads as no command.
std::optional<std::string> CommandSocket::read_line(int connection) {
  const auto deadline = std::chrono::steady_clock::now() + options_.patience;
  std::string text;
  while (text.find('\n') == text.npos) {
    std::array<pollfd, 2> either{{{connection, POLLIN, 0}, {stop_.descriptor(), POLLIN, 0}}};
    const int ready = ::poll(either.data(), either.size(), milliseconds_until(deadline));
    if (either[1].revents != 0) return std::nullopt;
    if (ready == 0) return text;
    if (ready < 0 && errno != EINTR) return std::nullopt;
    if (ready > 0 && !receive_some(connection, text))
      return text.empty() ? std::nullopt : std::optional(text);
  }
  return text.substr(0, text.find('\n'));
}

CommandAnswer CommandSocket::answer_to(const std::string& line) const {
  if (line.size() > max_command_bytes) return {2, "", "the command is too long", {}};
  const auto request = read_request(line);
  if (!request) return {2, "", request.error().message, {}};
  try {
    return options_.perform(*request);
  } catch (const std::exception& error) {
    return {1, "", error.what(), {}};
  }
}

// ---- the command's side

Result<std::optional<CommandAnswer>> ask_server(const std::filesystem::path& path,
                                                const CommandRequest& request) {
  const auto folder = open_folder(path);
  const auto address = name_of(folder, path);
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!address || socket.get() < 0) return std::nullopt;
  if (::connect(socket.get(), generic(*address), sizeof *address) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED) return std::nullopt;
    return fail(because("the server's socket " + path.string() + " cannot be opened"));
  }
  const auto deadline = std::chrono::steady_clock::now() + answer_within;
  std::string text;
  bool open = send_all(socket.get(), write_request(request), deadline);
  while (open && text.find('\n') == text.npos) {
    pollfd readable{socket.get(), POLLIN, 0};
    const int ready = ::poll(&readable, 1, milliseconds_until(deadline));
    open = ready > 0 ? receive_some(socket.get(), text) : ready < 0 && errno == EINTR;
  }
  const auto answer = read_answer(text.substr(0, text.find('\n')));
  if (!answer) return fail("the running server did not answer, and may or may not have done it");
  return *answer;
}

}  // namespace kindbank::bot
