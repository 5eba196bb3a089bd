#include "bank/languages.h"

#include <algorithm>

#include "bank/arguments.h"
#include "store/members.h"

namespace kindbank::bank {
namespace {

bool is_written(const Town& town, const std::string& code) {
  return std::any_of(town.languages.begin(), town.languages.end(),
                     [&](const auto& one) { return one.code == code; });
}

}  // namespace

std::vector<dialog::Facts> languages_of(const Town& town) {
  std::vector<dialog::Facts> all;
  if (town.languages.size() < 2) return all;
  for (const auto& [code, own_name] : town.languages)
    all.push_back({{"language", code}, {"own_name", own_name}});
  return all;
}

dialog::Told look_language(Context& context, const dialog::Facts& arguments) {
  const auto code = argument(arguments, "language");
  if (is_written(context.town, code)) return {"named", {}};
  return {code.empty() && context.town.languages.size() > 1 ? "which" : "unknown", {}};
}

dialog::Told choose_language(Context& context, const dialog::Facts& arguments) {
  const auto code = argument(arguments, "language");
  if (!is_written(context.town, code)) return {"chosen", {}};
  store::set_language(context.tx, context.contact.id, code);
  context.contact.language = code;
  if (context.member != 0) store::set_member_language(context.tx, context.member, code);
  return {"chosen", {}};
}

}  // namespace kindbank::bank
