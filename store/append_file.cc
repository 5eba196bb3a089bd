#include "store/append_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace kindbank::store {
namespace {

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

int open_to_append(const std::string& path, int more = 0) {
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | more, 0600);
}

bool write_all(int file, const std::string& text) {
  return ::write(file, text.data(), text.size()) == std::ssize(text);
}

}  // namespace

AppendFile::AppendFile(std::string path, std::string called, int file)
    : path_(std::move(path)), called_(std::move(called)), file_(file) {}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : path_(other.path_), called_(other.called_), file_(std::exchange(other.file_, -1)) {}

AppendFile::~AppendFile() {
  if (file_ >= 0) ::close(file_);
}

Error AppendFile::cannot(const std::string& what) const {
  return {called_ + " " + path_ + " cannot be " + what};
}

Result<void> AppendFile::end_last_line() {
  const auto size = ::lseek(file_, 0, SEEK_END);
  char last = '\n';
  if (size > 0 && ::pread(file_, &last, 1, size - 1) != 1)
    return tl::make_unexpected(cannot("read"));
  if (last != '\n' && !write_all(file_, "\n")) return tl::make_unexpected(cannot("written"));
  return {};
}

Result<AppendFile> AppendFile::open(const std::string& path, const std::string& called) {
  const int file = open_to_append(path);
  if (file < 0) return fail(called + " " + path + " cannot be opened: " + std::strerror(errno));
  AppendFile opened(path, called, file);
  if (auto ended = opened.end_last_line(); !ended) return tl::make_unexpected(ended.error());
  if (::fsync(file) != 0 || !sync_folder(path))
    return tl::make_unexpected(opened.cannot("written"));
  return opened;
}

Result<void> AppendFile::append(const std::string& line) {
  if (!write_all(file_, line + "\n")) {
    static_cast<void>(end_last_line());
    return tl::make_unexpected(cannot("written"));
  }
  if (::fsync(file_) != 0) return tl::make_unexpected(cannot("written"));
  return {};
}

std::vector<std::string> AppendFile::read_lines() const {
  std::vector<std::string> lines;
  std::ifstream stream(path_, std::ios::binary);
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  return lines;
}

Result<void> AppendFile::replace(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  const auto beside = path_ + ".new";
  const int file = open_to_append(beside, O_TRUNC);
  if (file < 0) return tl::make_unexpected(cannot("written"));
  const bool written = write_all(file, text) && ::fsync(file) == 0 &&
                       std::rename(beside.c_str(), path_.c_str()) == 0 && sync_folder(path_);
  if (!written) {
    ::close(file);
    return tl::make_unexpected(cannot("written"));
  }
  ::close(std::exchange(file_, file));
  return {};
}

}  // namespace kindbank::store
