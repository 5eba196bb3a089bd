#include "bot/settings_file.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <fstream>

namespace kindbank::bot {

using dialog::Finding;
namespace fs = std::filesystem;

std::optional<std::string> contents(const fs::path& path, std::size_t limit) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return std::nullopt;
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  std::string text(limit + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || text.size() > limit) return std::nullopt;
  return text;
}

bool all_may_read(const fs::path& path) {
  std::error_code failed;
  const auto status = fs::status(path, failed);
  return !failed && (status.permissions() & fs::perms::others_read) != fs::perms::none;
}

std::optional<KeyFileAccess> key_file_access(const fs::path& path) {
  struct stat file {};
  struct statvfs mount {};
  if (::stat(path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return std::nullopt;
  KeyFileAccess access;
  access.mode = file.st_mode & 07777;
  if (file.st_uid == 0) access.owner = KeyFileAccess::Owner::root;
  if (::statvfs(path.c_str(), &mount) == 0 && (mount.f_flag & ST_RDONLY) != 0)
    access.mount = KeyFileAccess::Mount::read_only;
  return access;
}

std::optional<Finding> judge_key_file(const KeyFileAccess& access, const dialog::Place& place,
                                      const fs::path& path) {
  const bool of_root = access.owner == KeyFileAccess::Owner::root;
  const bool fixed = access.mount == KeyFileAccess::Mount::read_only;
  const std::string close = fixed
                                ? "Have whoever mounts it there give it mode 0400."
                                : "chmod " + std::string(of_root ? "o= " : "600 ") + path.string();
  if ((access.mode & 007) != 0)
    return Finding{fixed ? Finding::Level::warning : Finding::Level::error, place,
                   "key-open-to-all",
                   "Everybody on this machine can read the key that opens the ledger.", close};
  if ((access.mode & 070) != 0 && !of_root)
    return Finding{Finding::Level::warning, place, "key-open-to-group",
                   "A whole group on this machine can read the key that opens the ledger.", close};
  return std::nullopt;
}

}  // namespace kindbank::bot
