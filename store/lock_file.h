// `<file>.lock`, held for as long as the object lives: one process writes a ledger at a time. The
// operating system lets go of it when the process dies, however it dies.
#pragma once

#include <string>

#include "dialog/result.h"

namespace kindbank::store {

class LockFile {
 public:
  static Result<LockFile> take(const std::string& path);

  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&& other) noexcept;
  ~LockFile();

 private:
  explicit LockFile(int file) : file_(file) {}

  int file_ = -1;
};

}  // namespace kindbank::store
