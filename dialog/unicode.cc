#include "dialog/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/plurrule.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::int64_t farthest_example = 200;  // every form of a whole number shows before it

// Each thread has its own, since they take long to make.
const icu::PluralRules* rules_of(std::string_view language) {
  thread_local std::map<std::string, std::unique_ptr<icu::PluralRules>, std::less<>> all;
  const auto found = all.find(language);
  if (found != all.end()) return found->second.get();
  const std::string code(language);
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(icu::Locale(code.c_str()), status));
  if (U_FAILURE(status) != 0) rules.reset();
  return all.emplace(code, std::move(rules)).first->second.get();
}

std::string decomposed_without_accents(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* decomposer = icu::Normalizer2::getNFDInstance(status);
  if (decomposer == nullptr || U_FAILURE(status) != 0) return std::string(text);
  const auto decomposed =
      decomposer->normalize(icu::UnicodeString::fromUTF8(std::string(text)), status);
  icu::UnicodeString bare;
  for (std::int32_t at = 0; at < decomposed.length(); at = decomposed.moveIndex32(at, 1)) {
    const auto point = decomposed.char32At(at);
    if (point == U'\u0142' || point == U'\u0141') {  // a stroke is no accent to Unicode
      bare.append(static_cast<UChar32>(point == U'\u0142' ? U'l' : U'L'));
    } else if (u_charType(point) != U_NON_SPACING_MARK) {
      bare.append(point);
    }
  }
  std::string result;
  return bare.toUTF8String(result);
}

// Two bytes of UTF-8: the Latin letters with accents of Polish, Romanian and their neighbours.
constexpr unsigned char first_latin_lead = 0xC3;
constexpr unsigned char last_latin_lead = 0xC9;

// Each of them without its accent, by its two bytes.
const std::string& bare_latin(unsigned char lead, unsigned char trail) {
  static const auto all = [] {
    std::vector<std::string> bare;
    for (unsigned one = first_latin_lead; one <= last_latin_lead; ++one)
      for (unsigned two = 0x80; two < 0xC0; ++two)
        bare.push_back(decomposed_without_accents(
            std::string{static_cast<char>(one), static_cast<char>(two)}));
    return bare;
  }();
  return all[(lead - first_latin_lead) * 64U + (trail - 0x80U)];
}

// Nothing where the text has other signs besides.
std::optional<std::string> without_latin_accents(std::string_view text) {
  std::string bare;
  bare.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      bare += text[at];
    } else if (lead >= first_latin_lead && lead <= last_latin_lead && at + 1 < text.size()) {
      bare += bare_latin(lead, static_cast<unsigned char>(text[++at]));
    } else {
      return std::nullopt;
    }
  }
  return bare;
}

}  // namespace

bool is_part_of_word(char32_t character) {
  const auto point = static_cast<UChar32>(character);
  return u_isalnum(point) || (U_MASK(u_charType(point)) & U_GC_M_MASK) != 0;
}

bool is_invisible(char32_t character) {
  return u_charType(static_cast<UChar32>(character)) == U_FORMAT_CHAR || character == U'\u00AD';
}

char32_t fold_case(char32_t character) {
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(character), U_FOLD_CASE_DEFAULT));
}

char digit_of(char32_t character) {
  const auto value = u_charDigitValue(static_cast<UChar32>(character));
  return value < 0 ? '\0' : static_cast<char>('0' + value);
}

char32_t title_case(char32_t character) {
  return static_cast<char32_t>(u_totitle(static_cast<UChar32>(character)));
}

std::string without_accents(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  if (auto bare = without_latin_accents(text)) return *std::move(bare);
  return decomposed_without_accents(text);
}

std::string in_plain_latin(std::string_view text) {
  // Most letters are bare without their accents, and a transliterator takes 15 ms to make.
  if (auto bare = without_accents(text); is_ascii(bare)) return bare;
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) made.reset();
    return made;
  }();
  if (!transliterator) return std::string(text);
  auto latin = icu::UnicodeString::fromUTF8(std::string(text));
  transliterator->transliterate(latin);
  std::string result;
  return latin.toUTF8String(result);
}

std::string plural_category(std::string_view language, std::int64_t number) {
  const auto* rules = rules_of(language);
  if (rules == nullptr) return "other";
  std::string category;
  rules->select(static_cast<double>(number)).toUTF8String(category);
  return category;
}

std::vector<std::int64_t> plural_examples(std::string_view language) {
  std::vector<std::int64_t> examples;
  std::set<std::string> seen;
  for (std::int64_t number = 1; number <= farthest_example; ++number)
    if (seen.insert(plural_category(language, number)).second) examples.push_back(number);
  return examples;
}

}  // namespace kindbank::dialog
