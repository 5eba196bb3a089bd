#include "store/rights_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace kindbank::store {
namespace {

constexpr std::string_view name_of(RightsLog::Kind kind) {
  switch (kind) {
    case RightsLog::Kind::stop:
      return "stop";
    case RightsLog::Kind::start:
      return "start";
    case RightsLog::Kind::erase:
      return "erase";
  }
  return "";
}

// A new name is durable only once its folder is.
bool sync_folder(const std::string& path) {
  auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  return synced;
}

bool is_hash(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<RightsLine> read_lines(const std::string& path) {
  std::vector<RightsLine> lines;
  std::ifstream stream(path, std::ios::binary);
  for (std::string text; std::getline(stream, text);) {
    std::istringstream words(text);
    RightsLine line;
    std::string more;
    words >> line.at >> line.kind >> line.hash;
    const bool known = line.kind == "stop" || line.kind == "start" || line.kind == "erase";
    if (known && is_hash(line.hash) && !(words >> more)) lines.push_back(line);
  }
  return lines;
}

// Ends a line that a crash cut short, so that the next one stands alone.
Result<void> end_last_line(int file, const std::string& path) {
  const auto size = ::lseek(file, 0, SEEK_END);
  char last = '\n';
  if (size > 0 && ::pread(file, &last, 1, size - 1) != 1)
    return fail("the rights log " + path + " cannot be read");
  if (last != '\n' && ::write(file, "\n", 1) != 1)
    return fail("the rights log " + path + " cannot be written");
  return {};
}

}  // namespace

RightsLog::RightsLog(std::string path, int file, const Key& pepper)
    : path_(std::move(path)), file_(file), pepper_(pepper) {}

RightsLog::RightsLog(RightsLog&& other) noexcept
    : path_(other.path_), file_(std::exchange(other.file_, -1)), pepper_(other.pepper_) {}

RightsLog::~RightsLog() {
  if (file_ >= 0) ::close(file_);
}

Result<RightsLog> RightsLog::open(const std::string& path) {
  const auto pepper_path = path + ".pepper";
  std::error_code ignored;
  if (!std::filesystem::exists(pepper_path) && std::filesystem::file_size(path, ignored) > 0 &&
      !ignored)
    return fail("the rights log " + path + " has lines but its pepper is missing");
  const auto pepper = std::filesystem::exists(pepper_path) ? read_key_file(pepper_path)
                                                           : make_key_file(pepper_path);
  if (!pepper) return tl::make_unexpected(pepper.error());

  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0)
    return fail("the rights log " + path + " cannot be opened: " + std::strerror(errno));
  RightsLog log(path, file, *pepper);
  if (auto ended = end_last_line(file, path); !ended) return tl::make_unexpected(ended.error());
  if (::fsync(file) != 0 || !sync_folder(path))
    return fail("the rights log " + path + " cannot be written");
  return log;
}

std::string RightsLog::hash_of(const Address& address) const {
  return pepper_.lookup_hex(address.text());
}

Result<void> RightsLog::append(Kind kind, const Address& address, Time now) {
  const std::string line =
      say_utc(now) + " " + std::string(name_of(kind)) + " " + hash_of(address) + "\n";
  const std::lock_guard lock(mutex_);
  const auto written = ::write(file_, line.data(), line.size());
  if (written != std::ssize(line)) {
    if (written > 0) static_cast<void>(end_last_line(file_, path_));
    return fail("the rights log " + path_ + " cannot be written");
  }
  if (::fsync(file_) != 0) return fail("the rights log " + path_ + " cannot be written");
  return {};
}

std::vector<RightsLine> RightsLog::read_all() const { return read_lines(path_); }

}  // namespace kindbank::store
