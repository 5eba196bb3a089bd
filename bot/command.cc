#include "bot/command.h"

#include <cstdio>

namespace kindbank::bot {

int refuse(const std::string& why, int code) {
  std::fflush(stdout);
  std::fprintf(stderr, "kindbank: %s\n", why.c_str());
  return code;
}

int refuse_findings(const std::vector<dialog::Finding>& findings) {
  print_findings(findings);
  return exit_unusable;
}

Result<std::unique_ptr<store::Database>> open_to_write(const Settings& settings,
                                                       const std::string& instead) {
  auto database = open_ledger(settings, store::DatabaseOptions::Mode::write);
  const bool held = !database && database.error().message.find("held by") != std::string::npos;
  if (held) return fail(database.error().message + "; a server seems to be running: " + instead);
  return database;
}

Result<std::unique_ptr<store::Database>> open_to_read(const Settings& settings) {
  return open_ledger(settings, store::DatabaseOptions::Mode::read_only);
}

int show(const CommandAnswer& answer) {
  std::fputs(answer.out.c_str(), stdout);
  return answer.err.empty() ? answer.exit : refuse(answer.err, answer.exit);
}

}  // namespace kindbank::bot
