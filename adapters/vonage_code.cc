#include "adapters/vonage_code.h"

#include <array>
#include <string_view>

namespace kindbank::adapters {

VonageCode vonage_code(std::int64_t code) {
  using enum VonageCode::Verdict;
  struct Row {
    std::int64_t code;
    VonageCode::Verdict verdict;
    std::string_view why;
  };
  static constexpr std::array rows = {
      Row{1000, later, "Vonage asks to send more slowly"},
      Row{1050, never, "Vonage lets nobody text this number"},
      Row{1060, never, "Vonage does not let our account send; see its dashboard"},
      Row{1070, never, "our account at Vonage has no credit left"},
      Row{1120, never, "the person's network does not take texts from our number"},
      Row{1160, never, "our account at Vonage may not text this number yet; see its dashboard"},
      Row{1170, never, "this is not a phone number that can be texted"},
      Row{1180, never, "the phone is off or out of reach"},
      Row{1190, never, "the number is not in use any more"},
      Row{1200, never, "the number has moved to another network, which does not know it yet"},
      Row{1210, never, "the network took it for spam"},
      Row{1220, never, "the phone is busy"},
      Row{1230, later, "the network failed on the way"},
      Row{1240, stopped, "they texted STOP to our number, and Vonage lets nothing through"},
      Row{1241, later, "Vonage asks to send more slowly to this person"},
      Row{1250, never, "no text can get from our number to this one"},
      Row{1260, never, "the phone could not be reached"},
      Row{1270, never, "the network blocked it for the person's age"},
      Row{1280, never, "the person's network blocks our texts"},
      Row{1290, never, "the person's phone has no credit"},
      Row{1300, never, "the network does not know this number"},
      Row{1310, never, "the person's phone takes no such texts"},
      Row{1320, never, "Vonage took it for one that it had sent already"},
      Row{1330, never, "the phone network gave no reason"},
  };
  if (code == 0) return {never, "the network did not deliver it"};
  for (const Row& row : rows)
    if (row.code == code) return {row.verdict, std::string(row.why)};
  return {never, "Vonage gives error " + std::to_string(code)};
}

}  // namespace kindbank::adapters
