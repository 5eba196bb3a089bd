#include "adapters/twilio_code.h"

#include <array>
#include <string_view>

namespace kindbank::adapters {
namespace {

struct CodeRow {
  int code;
  TwilioCode::Verdict verdict;
  std::string_view why;
};

using enum TwilioCode::Verdict;

constexpr std::array code_rows = {
    // Answers to a send.
    CodeRow{20003, later, "Twilio refused our credentials; check account_sid and auth_token"},
    CodeRow{20429, later, "Twilio asks us to slow down"},
    CodeRow{21211, never, "this is not a phone number that can be texted"},
    CodeRow{21408, never, "our Twilio account may not text that country"},
    CodeRow{21606, never, "our own number may not text this one; check `from` at Twilio"},
    CodeRow{21610, stopped, "they texted STOP to our number; only their START undoes it"},
    CodeRow{21611, later, "too many texts wait at Twilio to leave our number"},
    CodeRow{21612, never, "no text can get from our number to this one"},
    CodeRow{21614, never, "this number cannot get texts; it may be a landline"},
    CodeRow{21617, never, "the text was longer than 1,600 characters"},
    // Delivery reports.
    CodeRow{30003, never, "the phone is switched off or out of reach"},
    CodeRow{30004, never, "the text was blocked on its way"},
    CodeRow{30005, never, "the number is not in use"},
    CodeRow{30006, never, "the number is a landline, or its network takes no texts"},
    CodeRow{30007, never, "the phone network took the text for spam"},
    CodeRow{30008, never, "the phone network gave no reason"},
    // WhatsApp's, in both.
    CodeRow{63003, never, "the person has no WhatsApp"},
    CodeRow{63015, never, "the person has not joined our sandbox at Twilio"},
    CodeRow{63016, never,
            "more than a day has passed since the person wrote, and only a template may go"},
    CodeRow{63018, later, "WhatsApp asks to send more slowly"},
    CodeRow{63024, never, "WhatsApp does not know this person"},
    CodeRow{63032, never, "WhatsApp does not let us write to this person"},
    CodeRow{63033, stopped, "the person has blocked us on WhatsApp"},
};

}  // namespace

TwilioCode twilio_code(int code) {
  for (const CodeRow& row : code_rows) {
    if (row.code == code) return {row.verdict, std::string(row.why)};
  }
  if (code == 0) return {never, "Twilio gave no reason"};
  return {never, "Twilio refused it with error " + std::to_string(code)};
}

}  // namespace kindbank::adapters
