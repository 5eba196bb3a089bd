#include "dialog/load_signs.h"

#include <string>
#include <string_view>

#include "dialog/said_parts.h"

namespace kindbank::dialog {
namespace {

// "a: [ay, alpha]": one sign, and what it is called.
void read_called(WordFile& file, const YamlNode& signs, std::string_view key, std::string_view all,
                 std::unordered_map<std::string, char>& into) {
  const auto* map = file.section(signs, key);
  if (map == nullptr) return;
  for (const auto& [sign, names] : map->entries) {
    if (sign.scalar.size() != 1 || all.find(sign.scalar) == all.npos) {
      file.complain(sign.place, "'" + sign.scalar + "' is none of the " + std::string(key) + ".",
                    "Write one sign, and its names behind it: a: [ay, alpha].");
      continue;
    }
    file.each_of(names, [&, only = sign.scalar.front()](const std::string& name, const Place&) {
      into[heard_as(name)] = only;
    });
  }
}

}  // namespace

void read_signs(WordFile& file, const YamlNode& root, SpokenSigns& signs) {
  const auto* map = file.section(root, "signs");
  if (map == nullptr) return;
  file.check_keys(*map, "signs", {"digits", "letters"});
  read_called(file, *map, "digits", "0123456789", signs.digits);
  read_called(file, *map, "letters", "abcdefghijklmnopqrstuvwxyz", signs.letters);
}

}  // namespace kindbank::dialog
