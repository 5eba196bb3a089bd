#include "adapters/whatsapp_code.h"

#include <array>

namespace kindbank::adapters {

WhatsappCode whatsapp_code(std::int64_t code) {
  using Verdict = WhatsappCode::Verdict;
  struct Row {
    std::int64_t code;
    Verdict verdict;
    int seconds;  // to wait, or 0: nothing is known
    std::string_view why;
  };
  static constexpr std::string_view slower = "WhatsApp asks to send more slowly";
  static constexpr std::string_view ours = "Meta does not let our account send; see its dashboard";
  static constexpr std::string_view unapproved =
      "WhatsApp has not approved the template of this text";
  static constexpr std::array rows = {
      Row{4, Verdict::later, 0, slower},
      Row{80007, Verdict::later, 0, slower},
      Row{130429, Verdict::later, 0, slower},
      Row{131048, Verdict::later, 3600, "WhatsApp limits us, for people have blocked our texts"},
      // One message in six seconds to the same person.
      Row{131056, Verdict::later, 6, "WhatsApp asks to send more slowly to this person"},
      Row{133016, Verdict::later, 3600, "our number was registered too often"},
      Row{131000, Verdict::later, 0, "WhatsApp could not send it now"},
      Row{131016, Verdict::later, 0, "WhatsApp could not send it now"},
      Row{10, Verdict::later, 600, ours},
      Row{190, Verdict::later, 600, "Meta does not accept our token; check access_token"},
      Row{200, Verdict::later, 600, ours},
      Row{368, Verdict::later, 3600, ours},
      Row{131031, Verdict::later, 3600, ours},
      Row{131026, Verdict::never, 0, "the person has no WhatsApp, or an old one"},
      Row{131047, Verdict::never, 0,
          "more than a day has passed since the person wrote, and only a template may go"},
      Row{131049, Verdict::never, 0, "WhatsApp did not deliver it, to spare the person"},
      Row{131050, Verdict::stopped, 0, "the person wants no messages of us on WhatsApp"},
      Row{131021, Verdict::never, 0, "it was to our own number"},
      Row{132000, Verdict::never, 0, unapproved},
      Row{132001, Verdict::never, 0, unapproved},
      Row{132015, Verdict::never, 0, unapproved},
      Row{132016, Verdict::never, 0, unapproved},
  };
  for (const Row& row : rows) {
    if (row.code != code) continue;
    const auto after = row.seconds == 0
                           ? std::nullopt
                           : std::optional<Duration>(std::chrono::seconds(row.seconds));
    return {row.verdict, after, std::string(row.why)};
  }
  return {Verdict::never, std::nullopt, "WhatsApp refused it with code " + std::to_string(code)};
}

}  // namespace kindbank::adapters
