#include "bot/recorder.h"

#include <array>
#include <cstdio>
#include <filesystem>

#include "bot/transcript.h"

namespace kindbank::bot {
namespace {

std::string say_local(const LocalTime& clock) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d", clock.year, clock.month,
                clock.day, clock.hour, clock.minute);
  return text.data();
}

}  // namespace

Result<Recorder> Recorder::open(const std::string& path, const std::string& town,
                                const LocalTime& clock) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  if (!out) return fail("the recording cannot be written to " + path);
  out << "# " << std::filesystem::path(path).stem().string() << " - a recorded talk\n"
      << "town: " << town << "\nclock: " << say_local(clock) << '\n'
      << std::flush;
  return Recorder(std::move(out));
}

void Recorder::says(const Address& phone, const std::string& words) {
  out_ << phone.handle << "> " << words << '\n' << std::flush;
}

void Recorder::waits(const std::string& span) { out_ << "... " << span << '\n' << std::flush; }

void Recorder::shows(const std::vector<Received>& received) {
  for (const auto& one : received)
    out_ << one.phone.handle << "< " << on_one_line(one.text) << '\n';
  out_ << std::flush;
}

bool Recorder::is_sound() { return static_cast<bool>(out_.flush()); }

}  // namespace kindbank::bot
