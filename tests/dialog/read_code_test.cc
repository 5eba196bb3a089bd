// A job's code, as people text it: right, or asked again (an empty value).
#include "tests/dialog/read_rows.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a job's code is read as people text it") {
  const ReadRows rows = {
      {"k4t7", "K4T7"},
      {"K4T7", "K4T7"},
      {"k4 t7", "K4T7"},
      {"K 4 T 7", "K4T7"},
      {"k-4-t-7", "K4T7"},
      {"k4t7 please", "K4T7"},
      {"its k4t7", "K4T7"},
      {"job k4t7", "K4T7"},
      {"job code k4t7", "K4T7"},
      {"code is K4T7", "K4T7"},
      {"the code is k4t7", "K4T7"},
      {"K4T7.", "K4T7"},
      {"\"k4t7\"", "K4T7"},
      {"(K4T7)", "K4T7"},
      {"#k4t7", "K4T7"},
      {"kilo four tango seven", "K4T7"},
      {"k four t seven", "K4T7"},
      {"kay four tee seven", "K4T7"},
      {"its job k4t7 i think", "K4T7"},
      {"k4t7 thanks", "K4T7"},
      {"k4t7 or m2x8", ""},
      {"k4t7 no m2x8", "M2X8"},
      {"k4t7 sorry m2x8", "M2X8"},
      {"4k7t", ""},
      {"k4t", ""},
      {"k4t77", ""},
      {"kt47", ""},
      {"dont know", ""},
      {"lost it", ""},
      {"i dont have one", ""},
      {"which code", ""},
      {"1", ""},
      {"yes", ""},
      {"sg1 1aa", ""},
      {"the one for friday", ""},
  };
  check_read(Expect::code, rows);
}

}  // namespace
}  // namespace kindbank::dialog
