// A line of the file is a sealed
//   {"channel":"voice","address":"voice:+441438555000","id":"CA01.2","text":"yes","pressed":"7:yes",
//    "replyable":true,"answered":false}
#include "bot/spool.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "dialog/json.h"

namespace kindbank::bot {
namespace {

std::string write_spooled(const Spool::Kept& kept) {
  return write_json({{"channel", kept.channel},
                     {"address", kept.inbound.from.text()},
                     {"id", kept.inbound.provider_id},
                     {"text", kept.inbound.message.text},
                     {"pressed", kept.inbound.pressed},
                     {"replyable", kept.inbound.replyable},
                     {"answered", kept.crisis == Turns::Crisis::answered}});
}

Spool::Kept spooled_of(const std::string& text) {
  const auto json = read_json(text);
  if (!json) throw std::runtime_error(json.error().message);
  Spool::Kept kept;
  kept.channel = json->at("channel").get<std::string>();
  kept.inbound.from = read_address(json->at("address").get<std::string>()).value();
  kept.inbound.provider_id = json->at("id").get<std::string>();
  kept.inbound.message.text = json->at("text").get<std::string>();
  kept.inbound.pressed = json->at("pressed").get<std::string>();
  kept.inbound.replyable = json->at("replyable").get<bool>();
  if (json->at("answered").get<bool>()) kept.crisis = Turns::Crisis::answered;
  return kept;
}

}  // namespace

Spool::Spool(store::AppendFile file, const store::Key& key)
    : file_(std::move(file)), sealer_(key), waiting_(static_cast<int>(file_.read_lines().size())) {}

Spool::Spool(Spool&& other) noexcept
    : file_(std::move(other.file_)), sealer_(other.sealer_), waiting_(other.waiting_.load()) {}

Result<Spool> Spool::open(const std::string& path, const store::Key& key) {
  auto file = store::AppendFile::open(path, "the spool");
  if (!file) return tl::make_unexpected(file.error());
  return Spool(std::move(*file), key);
}

Result<void> Spool::keep(const Kept& kept) {
  const auto line = sealer_.seal(write_spooled(kept)).text;
  const std::lock_guard lock(mutex_);
  auto appended = file_.append(line);
  if (appended) ++waiting_;
  return appended;
}

Spool::Replayed Spool::replay(const std::function<void(const Kept&)>& take) {
  Replayed replayed;
  const std::lock_guard lock(mutex_);
  std::vector<std::string> rest;
  for (auto& line : file_.read_lines()) {
    try {
      take(spooled_of(sealer_.open({line})));
      ++replayed.taken;
    } catch (const store::Busy&) {
      throw;
    } catch (const store::Broken&) {
      throw;
    } catch (const std::exception&) {  // it may hold somebody's words
      ++replayed.failed;
      rest.push_back(std::move(line));
    }
  }
  // Where that fails it is handed over once more, and was heard before.
  if (replayed.taken == 0 || file_.replace(rest)) waiting_ = 0;
  return replayed;
}

}  // namespace kindbank::bot
