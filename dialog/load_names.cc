#include "dialog/load_names.h"

#include <array>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dialog/normal.h"

namespace kindbank::dialog {

void read_names(WordFile& file, const YamlNode& root, NamingWords& names) {
  using Sure = NamingWords::LeadIn::Sure;
  std::vector<std::string> lead_ins;
  std::vector<std::string> plainly;
  std::vector<std::string> called;
  const auto* map = file.section(root, "names");
  if (map == nullptr) return;
  const std::array<std::pair<const char*, std::vector<std::string>*>, 3> phrases = {
      {{"lead_ins", &lead_ins}, {"plainly", &plainly}, {"called", &called}}};
  const std::array<std::pair<const char*, std::unordered_set<std::string>*>, 7> words = {
      {{"titles", &names.titles},
       {"before", &names.before},
       {"behind", &names.behind},
       {"theirs", &names.theirs},
       {"never", &names.never},
       {"ends", &names.ends},
       {"from", &names.from}}};
  std::vector<std::string> keys;
  for (const auto& [key, list] : phrases) {
    keys.emplace_back(key);
    file.read_list(*map, key, *list);
  }
  for (const auto& [key, set] : words) {
    keys.emplace_back(key);
    file.read_list(*map, key, *set);
  }
  file.check_keys(*map, "names", keys);
  for (const auto& phrase : lead_ins) names.add_lead_in(words_of(phrase), Sure::may_be);
  for (const auto& phrase : plainly) names.add_lead_in(words_of(phrase), Sure::plainly);
  for (const auto& phrase : called) names.add_lead_in(words_of(phrase), Sure::anew);
}

}  // namespace kindbank::dialog
