#include "bot/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "dialog/json.h"

namespace kindbank::bot {
namespace {

spdlog::logger& logger() {
  static const auto shared = [] {
    auto made = spdlog::stderr_logger_mt("kindbank");
    made->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","what":%v})",
                      spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *shared;
}

spdlog::level::level_enum as_spdlog(Level level) {
  switch (level) {
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

}  // namespace

void log(Level level, const std::string& what) { logger().log(as_spdlog(level), write_json(what)); }

}  // namespace kindbank::bot
