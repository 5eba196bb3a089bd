#include "bank/codes.h"

#include <array>
#include <string_view>

namespace kindbank::bank {
namespace {

constexpr std::string_view code_letters = "ACDEFGHJKLMNPRTWXY";
constexpr std::string_view code_digits = "2346789";

constexpr std::array<std::string_view, 48> door_words = {
    "BLUEBELL", "ROBIN",    "TEAPOT",   "MAPLE",   "LANTERN",  "PEBBLE",  "CLOVER", "BISCUIT",
    "HARBOUR",  "WILLOW",   "THIMBLE",  "OTTER",   "SUNDIAL",  "BRAMBLE", "KETTLE", "FEATHER",
    "ORCHARD",  "DAISY",    "COMPASS",  "HAZEL",   "PUDDING",  "SWALLOW", "BUTTON", "MEADOW",
    "ACORN",    "PICNIC",   "RIBBON",   "HEATHER", "CANDLE",   "SPARROW", "GINGER", "POPPY",
    "ANCHOR",   "CRUMPET",  "FOXGLOVE", "GARLAND", "LAVENDER", "MITTEN",  "NUTMEG", "PARSLEY",
    "QUILT",    "ROSEMARY", "SNOWDROP", "TURNIP",  "VIOLET",   "WALNUT",  "BADGER", "CHERRY"};

char draw_from(std::string_view characters, store::Ids& ids) {
  return characters[ids.below(static_cast<std::uint32_t>(characters.size()))];
}

}  // namespace

std::string draw_code(store::Ids& ids) {
  std::string code;
  code += draw_from(code_letters, ids);
  code += draw_from(code_digits, ids);
  code += draw_from(code_letters, ids);
  code += draw_from(code_digits, ids);
  return code;
}

std::string draw_door_word(store::Ids& ids) {
  return std::string(door_words[ids.below(static_cast<std::uint32_t>(door_words.size()))]);
}

}  // namespace kindbank::bank
