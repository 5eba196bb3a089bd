// What is remembered of the talk with one Address, from one message to the next: the open question,
// the waiting ones behind it, and the answers so far. It is stored as JSON between any two turns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialog/message.h"
#include "dialog/result.h"
#include "dialog/time.h"

namespace kindbank::dialog {

using Facts = std::map<std::string, std::string>;

// One thing asked, or about to be asked, with the talk that it belongs to.
struct Question {
  std::int64_t id = 0;      // rises within a conversation; a button carries it
  std::int64_t member = 0;  // whom it is for; 0 while the person is unknown
  std::string flow;
  std::string version;  // the hash of the flow it is pinned to
  std::string step;     // "": not begun
  // Which texts of another language it was last asked in, "pl/<hash>"; "": in the flow's English.
  std::string translation;
  Facts facts;        // what was handed in and the answers so far
  Facts said;         // answers given before they were asked, by what they are saved as, or else
                      // by the step
  std::string about;  // "invitation 17": what may close it
  std::string message_class = "answer";
  Time asked_at{};
  std::optional<Time> wakes_at;
  int missed = 0;                  // misunderstandings in a row
  int puzzled = 0;                 // how often in a row they did not understand it
  Time chatted_at{};               // when they last passed the time of day instead
  int nudged = 0;                  // silences since it was asked
  std::vector<std::string> trail;  // steps answered before this one, for BACK
  std::size_t settled = 0;         // so many of them are not gone back to: the bank acted since
  std::vector<Option> listed;      // what `choices_from` listed when it was asked
  // Only within a turn, and never stored: where a text may hold more than what it answered, each
  // way to part it (what answered, and what is left); and the steps whose answers are to be said
  // before the next question, each with the reply that is said where the answer is not kept.
  std::vector<std::pair<std::string, std::string>> parted;
  std::vector<std::pair<std::string, std::string>> noted;
  std::size_t page = 0;  // of it, the page that was shown last

  // The steps that can be gone back to, the last one last.
  std::vector<std::string> way_back() const {
    return {trail.begin() + static_cast<std::ptrdiff_t>(settled), trail.end()};
  }
  bool operator==(const Question&) const = default;
};

// The crisis that was last spoken of, until an OK or a question asked since says that the talk goes
// on.
struct AfterCrisis {
  std::string letter;
  Time at{};

  bool operator==(const AfterCrisis&) const = default;
};

struct Conversation {
  std::optional<Question> open;
  std::vector<Question> waiting;   // the next one first
  std::optional<Question> acting;  // between a Do and its Told; never stored
  std::optional<Question> closed;  // it is over, but a late YES to it is still understood
  std::int64_t last_question = 0;
  std::map<std::string, Time> crisis_answered;  // when the full text last went out, by class
  std::optional<AfterCrisis> after_crisis;
  Time sensitive_until{};  // what is said right after an answer that is not kept is not kept either
  std::int64_t crossed = 0;  // the question that was told to be answered first; told once
  std::string answered;      // what the last question that was answered was about, and when
  Time answered_at{};
  std::vector<std::string> offered;  // languages, each only once
  Time handed_over_at{};             // when a person was last called because nothing was understood
  Time spoken_at{};                  // at a phone that several share: when it was clear who speaks
  enum class LastSaid { question, notice } last_said = LastSaid::question;

  bool operator==(const Conversation&) const = default;
};

// How long after it was asked a question that is over is still understood to be answered.
inline constexpr Duration late_answer = std::chrono::hours{14 * 24};

// What is sent so close together may cross.
inline constexpr Duration crossing = std::chrono::seconds{20};

// The questions that stand on a version of a flow, the open one first: what was asked and can still
// be answered.
std::vector<Question*> standing(Conversation& conversation, Time now);
std::vector<const Question*> standing(const Conversation& conversation, Time now);

// Whom what is heard, or a silence, is first of all of, at a phone that several share: whose
// question is open, or comes next; 0: nobody's.
std::int64_t whose(const Conversation& conversation);

// When the talk goes on by itself: at the silence of the open question, or of the next one that
// waits where none is open.
std::optional<Time> wakes_at(const Conversation& conversation);

std::string write_conversation(const Conversation& conversation);
Result<Conversation> read_conversation(std::string_view json);

}  // namespace kindbank::dialog
