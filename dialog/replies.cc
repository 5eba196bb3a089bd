// What the engine itself says, by the keys of flows/words/replies.<language>.yaml.
#include <array>
#include <cassert>
#include <string_view>

#include "dialog/words.h"

namespace kindbank::dialog {
namespace {

constexpr auto keys = std::to_array<std::string_view>({"sorry",
                                                       "sorry_again",
                                                       "sorry_person",
                                                       "closed_question",
                                                       "crossed",
                                                       "apology",
                                                       "back_on",
                                                       "nothing_to_do",
                                                       "left",
                                                       "no_way_back",
                                                       "promise_now",
                                                       "promise_none",
                                                       "promise_later",
                                                       "stopped_help",
                                                       "help_stranger",
                                                       "none_listed",
                                                       "again_person",
                                                       "small_talk",
                                                       "go_on",
                                                       "noted",
                                                       "noted_unsaid",
                                                       "skipped",
                                                       "skipped_careful",
                                                       "cannot_skip",
                                                       "needed",
                                                       "label_yes",
                                                       "label_no",
                                                       "label_more",
                                                       "language_offer",
                                                       "alert_crisis",
                                                       "alert_red",
                                                       "alert_person",
                                                       "alert_job",
                                                       "alert_nobody",
                                                       "alert_brake",
                                                       "alert_broken",
                                                       "alert_unanswered",
                                                       "alert_stopped",
                                                       "alert_stopped_asker",
                                                       "alert_nobody_left",
                                                       "alert_asked",
                                                       "alert_untold",
                                                       "alert_review",
                                                       "alert_no_shows",
                                                       "alert_twice",
                                                       "alert_silent",
                                                       "alert_stopped_visit",
                                                       "alert_stopped_desk",
                                                       "alert_overdue",
                                                       "alert_no_address",
                                                       "alert_contact",
                                                       "alert_missing",
                                                       "alert_shut_out",
                                                       "alert_opened",
                                                       "alert_passed_on",
                                                       "alert_unsafe",
                                                       "alert_worry",
                                                       "alert_accident",
                                                       "voice_key",
                                                       "voice_person",
                                                       "voice_goodbye",
                                                       "voice_hidden",
                                                       "voice_kept",
                                                       "alert_kept_aside",
                                                       "alert_unreached",
                                                       "alert_lost_helper",
                                                       "alert_further",
                                                       "alert_worry_late",
                                                       "digest_worry",
                                                       "digest_worry_late",
                                                       "digest_head",
                                                       "digest_quiet",
                                                       "digest_more",
                                                       "digest_crisis",
                                                       "digest_crisis_mine",
                                                       "digest_no_done",
                                                       "digest_no_here",
                                                       "digest_shut_out",
                                                       "digest_red",
                                                       "digest_amber",
                                                       "digest_stuck",
                                                       "digest_green",
                                                       "digest_paused",
                                                       "digest_hours",
                                                       "digest_unreached",
                                                       "digest_unreached_new",
                                                       "digest_meet",
                                                       "digest_checks",
                                                       "digest_low",
                                                       "digest_idle",
                                                       "digest_pot",
                                                       "digest_counted",
                                                       "digest_minutes"});

}  // namespace

const std::vector<std::string>& reply_keys() {
  static const std::vector<std::string> all(keys.begin(), keys.end());
  return all;
}

const std::string& Words::reply(std::string_view key) const {
  const auto found = replies.find(key);
  assert(found != replies.end());
  return found->second;
}

}  // namespace kindbank::dialog
