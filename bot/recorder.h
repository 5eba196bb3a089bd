// Writes a talk down as a transcript (transcript.h) while it happens, a line at a time, so that a
// talk that is broken off is kept as far as it went.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "bot/rehearsal.h"

namespace kindbank::bot {

class Recorder {
 public:
  // Begins the file anew.
  static Result<Recorder> open(const std::string& path, const std::string& town,
                               const LocalTime& clock);

  void says(const Address& phone, const std::string& words);
  void waits(const std::string& span);
  void shows(const std::vector<Received>& received);

  // Whether all of it is on the disk.
  bool is_sound();

 private:
  explicit Recorder(std::ofstream out) : out_(std::move(out)) {}

  std::ofstream out_;
};

}  // namespace kindbank::bot
