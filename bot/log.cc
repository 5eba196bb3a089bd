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

}  // namespace

void log_info(const std::string& what) { logger().info(write_json(what)); }
void log_problem(const std::string& what) { logger().warn(write_json(what)); }

}  // namespace kindbank::bot
