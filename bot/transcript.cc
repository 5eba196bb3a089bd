#include "bot/transcript.h"

namespace kindbank::bot {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

// "town: example   # why": the value without its remark.
std::string_view value_of(std::string_view line) {
  auto value = line.substr(line.find(':') + 1);
  if (const auto remark = value.find(" #"); remark != std::string_view::npos)
    value = value.substr(0, remark);
  return trimmed(value);
}

// "... 24h   # a day later": two spaces, since a text may hold a # of its own.
std::string_view without_remark(std::string_view text) {
  return trimmed(text.substr(0, text.find("  #")));
}

Error wrong(const std::string& file, int number, const std::string& what) {
  return {file + ":" + std::to_string(number) + ": " + what};
}

}  // namespace

bool is_actor(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  return true;
}

std::string on_one_line(std::string text) {
  for (auto& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return std::string(trimmed(text));
}

Result<Transcript> read_transcript(std::string_view text, const std::string& file) {
  Transcript transcript;
  transcript.file = file;
  int number = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = trimmed(text.substr(at, end - at));
    at = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("town:")) {
      transcript.town = value_of(line);
    } else if (line.starts_with("clock:")) {
      const auto clock = read_local_time(value_of(line));
      if (!clock)
        return tl::make_unexpected(wrong(file, number, "write the clock like 2026-11-24T10:00"));
      transcript.clock = *clock;
    } else if (line.starts_with("...")) {
      const auto span = read_duration(without_remark(line.substr(3)));
      if (!span) return tl::make_unexpected(wrong(file, number, "write a wait like ... 24h"));
      transcript.lines.push_back({Line::Kind::waits, "", "", *span, number});
    } else {
      const auto mark = line.find_first_of("<>!");
      const auto actor = trimmed(line.substr(0, mark));
      if (mark == std::string_view::npos || !is_actor(actor))
        return tl::make_unexpected(
            wrong(file, number, "write 'name> what they text' or 'name< what they are shown'"));
      const auto rest = line.substr(mark + 1);
      if (line[mark] == '!' && without_remark(rest) != "dead")
        return tl::make_unexpected(wrong(file, number, "a phone can only be 'dead'"));
      const auto kind = line[mark] == '>'   ? Line::Kind::says
                        : line[mark] == '<' ? Line::Kind::shows
                                            : Line::Kind::dies;
      const auto words = kind == Line::Kind::says ? trimmed(rest) : without_remark(rest);
      transcript.lines.push_back({kind, std::string(actor), std::string(words), {}, number});
    }
  }
  if (transcript.lines.empty())
    return tl::make_unexpected(wrong(file, 1, "nobody says anything here"));
  return transcript;
}

bool matches(const std::string& expected, const std::string& shown) {
  if (expected == shown) return true;
  return expected.size() >= 3 && expected.ends_with("...") &&
         shown.starts_with(expected.substr(0, expected.size() - 3));
}

}  // namespace kindbank::bot
