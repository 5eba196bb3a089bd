#include "store/rights_log.h"

#include <filesystem>
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

bool is_hash(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<RightsLine> read_lines(const std::vector<std::string>& all) {
  std::vector<RightsLine> lines;
  for (const auto& text : all) {
    std::istringstream words(text);
    RightsLine line;
    std::string more;
    words >> line.at >> line.kind >> line.hash;
    const bool known = line.kind == "stop" || line.kind == "start" || line.kind == "erase";
    if (known && is_hash(line.hash) && !(words >> more)) lines.push_back(line);
  }
  return lines;
}

}  // namespace

RightsLog::RightsLog(AppendFile file, const Key& pepper)
    : file_(std::move(file)), pepper_(pepper) {}

RightsLog::RightsLog(RightsLog&& other) noexcept
    : file_(std::move(other.file_)), pepper_(other.pepper_) {}

Result<RightsLog> RightsLog::open(const std::string& path) {
  const auto pepper_path = path + ".pepper";
  std::error_code ignored;
  if (!std::filesystem::exists(pepper_path) && std::filesystem::file_size(path, ignored) > 0 &&
      !ignored)
    return fail("the rights log " + path + " has lines but its pepper is missing");
  const auto pepper = std::filesystem::exists(pepper_path) ? read_key_file(pepper_path)
                                                           : make_key_file(pepper_path);
  if (!pepper) return tl::make_unexpected(pepper.error());

  auto file = AppendFile::open(path, "the rights log");
  if (!file) return tl::make_unexpected(file.error());
  return RightsLog(std::move(*file), *pepper);
}

std::string RightsLog::hash_of(const Address& address) const {
  return pepper_.lookup_hex(address.text());
}

Result<void> RightsLog::append(Kind kind, const Address& address, Time now) {
  const std::string line = say_utc(now) + " " + std::string(name_of(kind)) + " " + hash_of(address);
  const std::lock_guard lock(mutex_);
  return file_.append(line);
}

std::vector<RightsLine> RightsLog::read_all() const { return read_lines(file_.read_lines()); }

}  // namespace kindbank::store
