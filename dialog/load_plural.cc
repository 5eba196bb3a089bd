// Texts whose words change with a number: whether every form that the language has is written.
#include <algorithm>
#include <map>

#include "dialog/draft.h"
#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

std::string shown(const Placeholder& placeholder) {
  std::string all = "{" + std::string{placeholder.fact};
  for (const std::string_view form : placeholder.forms) all += "|" + std::string{form};
  return all + "}";
}

void check_forms(Remarks& remarks, const Place& place, const Placeholder& placeholder,
                 std::string_view language) {
  std::map<std::string, std::string_view> written;
  for (const std::string_view form : placeholder.forms) {
    const auto example = example_in(form);
    if (!example) {
      remarks.error(place, "bad-plural",
                    "'" + std::string{form} + "' in " + shown(placeholder) +
                        " does not say beside which number it stands.",
                    "Write each form with one number, like {weeks|1 week|2 weeks}.");
      return;
    }
    const auto [other, first] = written.try_emplace(plural_category(language, *example), form);
    if (first) continue;
    remarks.error(
        place, "plural-form-twice",
        "'" + std::string{form} + "' is the same form as '" + std::string{other->second} + "'.",
        "Write each form once.");
    return;
  }
  for (const std::int64_t example : plural_examples(language)) {
    if (written.contains(plural_category(language, example))) continue;
    remarks.error(place, "plural-form-missing",
                  shown(placeholder) + " does not say it beside " + std::to_string(example) + ".",
                  "Add |" + std::to_string(example) + " and the words that belong to it.");
  }
}

}  // namespace

void check_plurals(Remarks& remarks, const Place& place, std::string_view text,
                   std::string_view language) {
  const auto pieces = pieces_of(text);
  if (!pieces) return;
  for (const TextPiece& piece : *pieces) {
    if (piece.placeholder && !piece.placeholder->forms.empty())
      check_forms(remarks, place, *piece.placeholder, language);
  }
}

}  // namespace kindbank::dialog
