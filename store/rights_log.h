// Who said STOP, who came back, who was erased: kept outside the database, so that a backup put
// back does not write to people who asked for silence. A file that only grows; each line
//   2026-11-24T10:00:00.000Z stop|start|erase <64 hexadecimal digits, a keyed hash of the Address>
// is on the disk before append returns. The key of the hash ("pepper") is in `<file>.pepper`, is
// made once and never changes: it must fit lines of any age.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "dialog/message.h"
#include "dialog/result.h"
#include "dialog/time.h"
#include "store/append_file.h"
#include "store/seal.h"

namespace kindbank::store {

struct RightsLine {
  std::string at;    // as written
  std::string kind;  // "stop", "start", "erase"
  std::string hash;
  bool operator==(const RightsLine&) const = default;
};

class RightsLog {
 public:
  enum class Kind { stop, start, erase };

  // Makes the file and its pepper where they are missing; fails where there are lines and no
  // pepper. A last line that was cut short by a crash is left out and a new one begins after it.
  static Result<RightsLog> open(const std::string& path);

  RightsLog(RightsLog&& other) noexcept;
  RightsLog& operator=(RightsLog&&) = delete;

  // Durable when it succeeds. Any thread may call it.
  Result<void> append(Kind kind, const Address& address, Time now);
  std::vector<RightsLine> read_all() const;
  std::string hash_of(const Address& address) const;

 private:
  RightsLog(AppendFile file, const Key& pepper);

  AppendFile file_;
  Sealer pepper_;
  std::mutex mutex_;
};

}  // namespace kindbank::store
