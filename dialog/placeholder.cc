#include "dialog/placeholder.h"

#include <algorithm>
#include <set>

#include "dialog/unicode.h"

namespace kindbank::dialog {
namespace {

constexpr std::string_view numerals = "0123456789";
constexpr std::size_t most_digits = 9;

std::optional<std::int64_t> read_count(std::string_view text) {
  if (text.empty() || text.size() > most_digits || text.find_first_not_of(numerals) != text.npos)
    return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : text) number = number * 10 + (digit - '0');
  return number;
}

// The numbers of at least that many digits.
void take_numbers(std::string_view words, std::size_t least, std::set<std::string>& into) {
  while (true) {
    const auto from = words.find_first_of(numerals);
    if (from == words.npos) return;
    words.remove_prefix(from);
    const auto length = std::min(words.find_first_not_of(numerals), words.size());
    if (length >= least) into.emplace(words.substr(0, length));
    words.remove_prefix(length);
  }
}

// The facts in their braces, and the numbers that are long enough to be rung.
std::set<std::string> named_in(std::string_view text) {
  constexpr std::size_t shortest_rung = 3;
  std::set<std::string> named;
  for (const TextPiece& piece : pieces_of(text).value_or(std::vector<TextPiece>{})) {
    take_numbers(piece.words, shortest_rung, named);
    if (piece.placeholder) named.insert("{" + std::string(piece.placeholder->fact) + "}");
  }
  return named;
}

}  // namespace

bool is_name(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= 64 && letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Placeholder read_placeholder(std::string_view inside) {
  Placeholder placeholder;
  auto bar = inside.find('|');
  placeholder.fact = inside.substr(0, bar);
  while (bar != inside.npos) {
    inside.remove_prefix(bar + 1);
    bar = inside.find('|');
    placeholder.forms.push_back(inside.substr(0, bar));
  }
  return placeholder;
}

std::optional<std::int64_t> example_in(std::string_view form) {
  const auto from = std::min(form.find_first_of(numerals), form.size());
  const auto to = std::min(form.find_first_not_of(numerals, from), form.size());
  if (form.find_first_of(numerals, to) != form.npos) return std::nullopt;
  return read_count(form.substr(from, to - from));
}

std::string say_form(std::string_view form, std::string_view value) {
  const auto from = std::min(form.find_first_of(numerals), form.size());
  const auto to = std::min(form.find_first_not_of(numerals, from), form.size());
  return std::string(form.substr(0, from)) + std::string(value) + std::string(form.substr(to));
}

std::string_view form_for(const Placeholder& placeholder, std::string_view value,
                          std::string_view language) {
  const auto number = read_count(value);
  const auto& forms = placeholder.forms;
  if (!number) return forms.back();
  const auto category = plural_category(language, *number);
  const auto fits = [&](std::string_view form) {
    const auto example = example_in(form);
    return example && plural_category(language, *example) == category;
  };
  const auto found = std::find_if(forms.begin(), forms.end(), fits);
  return found == forms.end() ? forms.back() : *found;
}

std::optional<std::vector<TextPiece>> pieces_of(std::string_view text) {
  std::vector<TextPiece> pieces;
  while (true) {
    const std::size_t open = text.find_first_of("{}");
    if (open == text.npos) {
      if (!text.empty()) pieces.push_back({text, std::nullopt});
      return pieces;
    }
    const std::size_t close = text.find('}', open);
    if (text[open] == '}' || close == text.npos) return std::nullopt;
    auto placeholder = read_placeholder(text.substr(open + 1, close - open - 1));
    if (!is_name(placeholder.fact)) return std::nullopt;
    pieces.push_back({text.substr(0, open), std::move(placeholder)});
    text.remove_prefix(close + 1);
  }
}

std::optional<std::vector<std::string>> facts_in(std::string_view text) {
  const auto pieces = pieces_of(text);
  if (!pieces) return std::nullopt;
  std::vector<std::string> facts;
  for (const auto& piece : *pieces)
    if (piece.placeholder) facts.emplace_back(piece.placeholder->fact);
  return facts;
}

std::vector<std::string_view> slots_in(std::string_view text) {
  std::vector<std::string_view> slots;
  const auto pieces = pieces_of(text);
  if (!pieces) return slots;
  for (const auto& piece : *pieces) {
    if (!piece.placeholder || piece.placeholder->fact == "bank") continue;
    const auto open = static_cast<std::size_t>(piece.placeholder->fact.data() - text.data()) - 1;
    slots.push_back(text.substr(open, text.find('}', open) - open + 1));
  }
  return slots;
}

bool name_the_same(std::string_view one, std::string_view other) {
  return named_in(one) == named_in(other);
}

}  // namespace kindbank::dialog
