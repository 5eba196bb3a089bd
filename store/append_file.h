// A file that only grows, a line at a time, each on the disk before append returns: for what must
// outlive the ledger. A last line that a crash cut short is ended when the file is opened, so that
// the next one stands alone.
#pragma once

#include <string>
#include <vector>

#include "dialog/result.h"

namespace kindbank::store {

class AppendFile {
 public:
  // Makes the file where it is missing, for its owner alone. `called` is for messages: "the rights
  // log".
  static Result<AppendFile> open(const std::string& path, const std::string& called);

  AppendFile(AppendFile&& other) noexcept;
  AppendFile& operator=(AppendFile&&) = delete;
  ~AppendFile();

  // Durable when it succeeds; where it fails nothing of it is read as a line. Of one thread at a
  // time.
  Result<void> append(const std::string& line);
  std::vector<std::string> read_lines() const;
  // These lines alone, all or none of them durably.
  Result<void> replace(const std::vector<std::string>& lines);

 private:
  AppendFile(std::string path, std::string called, int file);
  Error cannot(const std::string& what) const;
  Result<void> end_last_line();

  std::string path_;
  std::string called_;
  int file_;
};

}  // namespace kindbank::store
