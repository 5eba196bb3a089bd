// The gate and the words it listens to: it stands whatever is said, and no capital, no blank around
// a text and no punctuation behind it changes what is heard.
#include <fstream>
#include <iterator>
#include <string>

#include "dialog/gate.h"
#include "dialog/normal.h"
#include "dialog/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace kindbank;
using fuzz::must;

namespace {

std::string read_file(const std::string& name) {
  std::ifstream in(KINDBANK_SOURCE_DIR "/flows/words/" + name, std::ios::binary);
  must(in.good(), "the word lists are there");
  return {std::istreambuf_iterator<char>(in), {}};
}

const dialog::Words& words() {
  static const auto read = dialog::read_words({"flows/words/",
                                               "en",
                                               read_file("crisis.en.yaml"),
                                               read_file("answers.en.yaml"),
                                               read_file("replies.en.yaml"),
                                               read_file("spellings.en.yaml"),
                                               {},
                                               {{"en", read_file("need.en.yaml")}}});
  return read.words;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size > 4'000) return 0;  // more than any text has
  const auto text = repair_utf8(fuzz::text_of(bytes, size)).text;
  const auto reading = dialog::read_gate(words(), text);
  must(reading == dialog::read_gate(words(), text), "the same text is heard in the same way");
  if (reading.crisis) {
    must(!reading.crisis->letter.empty() && !reading.crisis->rule.empty(), "a crisis has a class");
    for (const auto& also : reading.crisis->also)
      must(also != reading.crisis->letter, "a class is named once");
  }
  must(reading == dialog::read_gate(words(), "  " + text + " "), "blanks around it change nothing");

  const auto plain = dialog::plain(text);
  must(is_utf8(plain), "plain words are valid UTF-8");
  must(dialog::plain(plain) == plain, "plain words stay as they are");
  must(dialog::join_words(dialog::words_of(text)) == plain, "plain is the words joined");
  for (const auto& word : dialog::words_of(text))
    must(!word.empty() && word.find(' ') == std::string::npos, "a word holds no blank");
  return 0;
}
