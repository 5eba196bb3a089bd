#include "bot/digest_pages.h"

#include "dialog/respond.h"
#include "dialog/sms.h"

namespace kindbank::bot {
namespace {

constexpr int segments_a_page = 2;

bool fits(const std::string& page) { return dialog::count_sms(page).segments <= segments_a_page; }

}  // namespace

std::vector<std::string> digest_pages(const dialog::Words& words, const bank::Town& town,
                                      const bank::Digest& digest) {
  const dialog::Facts facts = {{"bank", town.bank}, {"when", digest.when}};
  const auto more = " " + words.reply("digest_more");
  const bool quiet = digest.lines.empty();
  std::vector<std::string> pages = {
      dialog::fill_in(words.reply(quiet ? "digest_quiet" : "digest_head"), facts, {})};
  std::string last;  // of the first page, whatever comes behind
  for (const auto& line : digest.last)
    last += " " + dialog::fill_in(words.reply(line.reply), line.facts, {});
  for (const auto& line : digest.lines) {
    const auto sentence = dialog::fill_in(words.reply(line.reply), line.facts, {});
    const auto ending = (pages.size() == 1 ? last : std::string()) + more;
    if (fits(pages.back() + " " + sentence + ending)) {
      pages.back() += " " + sentence;
    } else {
      for (auto& part : dialog::split_sms(sentence, 1)) pages.push_back(std::move(part));
    }
  }
  pages.front() += last;
  for (std::size_t i = 0; i + 1 < pages.size(); ++i) pages[i] += more;
  return pages;
}

}  // namespace kindbank::bot
