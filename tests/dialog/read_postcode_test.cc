// A postcode, as people text it: right, or asked again (an empty value).
#include "tests/dialog/read_rows.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a postcode is read as people text it") {
  const ReadRows rows = {
      {"sg1 1aa", "SG1 1AA"},
      {"SG1 1AA", "SG1 1AA"},
      {"sg11aa", "SG1 1AA"},
      {"s g 1 1 a a", "SG1 1AA"},
      {"sg1-1aa", "SG1 1AA"},
      {"sg1 1aa.", "SG1 1AA"},
      {"its sg1 1aa", "SG1 1AA"},
      {"my postcode is sg1 1aa", "SG1 1AA"},
      {"sg1 1aa thanks", "SG1 1AA"},
      {"12 high street sg1 1aa", "SG1 1AA"},
      {"stevenage sg1 1aa", "SG1 1AA"},
      {"sgi 1aa", "SG1 1AA"},
      {"sg1 iaa", "SG1 1AA"},
      {"sg1 laa", "SG1 1AA"},
      {"SG1 lAA", "SG1 1AA"},
      {"sgl 1aa", "SG1 1AA"},
      {"sg2 0ab", "SG2 0AB"},
      {"sg2 oab", "SG2 0AB"},
      {"sg20ab", "SG2 0AB"},
      {"ec1a 1bb", "EC1A 1BB"},
      {"w1a 0ax", "W1A 0AX"},
      {"m1 1ae", "M1 1AE"},
      {"sg1", ""},
      {"sg1 1", ""},
      {"sg1 1a", ""},
      {"sg1 1aaa", ""},
      {"1aa", ""},
      {"stevenage", ""},
      {"sg1 1aa or sg2 0ab", ""},
      {"sg1 1aa no sg2 0ab", "SG2 0AB"},
      {"dont know", ""},
      {"rather not say", ""},
      {"yes", ""},
      {"00-950", ""},
      {"at 10 am", ""},
      {"aa1 1aa", ""},  // there is no such area
      {"sg1 1aa not sg1 1ab", "SG1 1AA"},
      {"used to be sg1 1aa", ""},
  };
  check_read(Expect::postcode, rows);
}

}  // namespace
}  // namespace kindbank::dialog
