// The files that settings are read from, and who else on the machine can read them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "dialog/yaml.h"

namespace kindbank::bot {

// Nothing where it cannot be read or is larger than any setting.
std::optional<std::string> contents(const std::filesystem::path& path, std::size_t limit);

bool all_may_read(const std::filesystem::path& path);

// Of the file that holds the town's key: whoever reads it reads every name in the ledger.
struct KeyFileAccess {
  unsigned mode = 0600;  // its permission bits
  enum class Owner { root, another } owner = Owner::another;
  enum class Mount { writable, read_only } mount = Mount::writable;  // of the folder it is in
};
// Nothing where there is no such file.
std::optional<KeyFileAccess> key_file_access(const std::filesystem::path& path);

// An error where everybody may read the key. Only a warning on a read-only mount, since containers
// are handed their secrets so and nobody can change the mode there, and only a warning where a
// group may read it. A group that root let in (root:kindbank, 640) is how a service is handed a
// key.
std::optional<dialog::Finding> judge_key_file(const KeyFileAccess& access,
                                              const dialog::Place& place,
                                              const std::filesystem::path& path);

}  // namespace kindbank::bot
