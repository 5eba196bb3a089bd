#include "dialog/read_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialog/contains.h"
#include "dialog/name_words.h"
#include "dialog/normal.h"
#include "dialog/said_parts.h"
#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t longest_name = 40;  // characters
constexpr std::size_t most_name_words = 3;

// What stands before a name and says that it is one, in English, Polish and Romanian; the last one
// in a text counts.
constexpr auto lead_ins = std::to_array<std::string_view>({"my name is",
                                                           "my names",
                                                           "its me",
                                                           "it is me",
                                                           "tu",
                                                           "tutaj",
                                                           "imie mam",
                                                           "my name",
                                                           "name is",
                                                           "names",
                                                           "first name is",
                                                           "first name",
                                                           "name",
                                                           "i am",
                                                           "im",
                                                           "i m",
                                                           "its",
                                                           "it is",
                                                           "it s",
                                                           "this is",
                                                           "thats",
                                                           "call me",
                                                           "calls me",
                                                           "im called",
                                                           "i am called",
                                                           "called",
                                                           "known as",
                                                           "put me down as",
                                                           "put down",
                                                           "just put",
                                                           "put",
                                                           "just",
                                                           "the name is",
                                                           "goes by",
                                                           "go by",
                                                           "i go by",
                                                           "i answer to",
                                                           "to ja",
                                                           "mam na imie",
                                                           "na imie mi",
                                                           "na imie",
                                                           "jestem",
                                                           "nazywam sie",
                                                           "mowcie mi",
                                                           "mowcie",
                                                           "mow mi",
                                                           "mowia na mnie",
                                                           "moje imie to",
                                                           "imie",
                                                           "ma cheama",
                                                           "ma numesc",
                                                           "numele meu este",
                                                           "numele meu e",
                                                           "numele este",
                                                           "numele",
                                                           "sunt",
                                                           "imi zice",
                                                           "imi zic",
                                                           "imi spune",
                                                           "imi spun",
                                                           "mi se spune",
                                                           "spuneti mi",
                                                           "ziceti mi",
                                                           "eu sunt",
                                                           "ja jestem"});
// Those that put right what was said before: "Robert but everyone calls me Bob".
constexpr auto other_names = std::to_array<std::string_view>(
    {"call me", "calls me", "known as", "mowcie mi", "mowcie", "mow mi", "mowia na mnie",
     "imi zice", "imi zic", "imi spune", "imi spun", "mi se spune", "goes by", "go by"});

// Said before and behind a name.
constexpr auto before_it = std::to_array<std::string_view>(
    {"hi",    "hiya",  "hello", "hey",  "um",    "er",     "erm",     "yes",       "yeah",
     "yep",   "ok",    "okay",  "well", "oh",    "good",   "morning", "afternoon", "evening",
     "so",    "hallo", "ello",  "eyup", "dzien", "dobry",  "buna",    "ziua",      "salut",
     "czesc", "witam", "tak",   "da",   "howdy", "please", "sure",    "dear",      "there"});
constexpr auto behind_it = std::to_array<std::string_view>(
    {"x",          "xx",    "xxx",      "love", "ta",   "thanks", "thank",  "you",      "please",
     "pls",        "plz",   "speaking", "here", "bach", "duck",   "dear",   "mate",     "hun",
     "bab",        "pet",   "cheers",   "thx",  "luv",  "chuck",  "prosze", "dziekuje", "multumesc",
     "lol",        "today", "again",    "will", "do",   "is",     "fine",   "hen",      "darling",
     "sweetheart", "my",    "name",     "va",   "rog",  "xo"});

// Nobody is called so, and among several words they make a sentence.
constexpr auto no_names = std::to_array<std::string_view>(
    {"a",         "about",     "address",   "after",      "again",      "ago",      "all",
     "alone",     "already",   "also",      "always",     "an",         "and",      "anonymous",
     "any",       "anyone",    "anything",  "are",        "as",         "ask",      "asking",
     "at",        "away",      "back",      "bad",        "be",         "because",  "been",
     "being",     "better",    "bot",       "business",   "busy",       "but",      "by",
     "bye",       "can",       "cannot",    "cant",       "computer",   "could",    "day",
     "delete",    "did",       "didnt",     "do",         "does",       "doesnt",   "dog",
     "doing",     "done",      "dont",      "end",        "enough",     "even",     "ever",
     "every",     "everyone",  "exit",      "find",       "fine",       "first",    "for",
     "forget",    "from",      "garden",    "get",        "getting",    "give",     "giving",
     "go",        "going",     "gone",      "got",        "had",        "happy",    "has",
     "have",      "he",        "help",      "her",        "here",       "him",      "his",
     "home",      "house",     "how",       "i",          "id",         "idea",     "if",
     "ill",       "im",        "in",        "interested", "into",       "is",       "isnt",
     "it",        "its",       "ive",       "job",        "join",       "just",     "keep",
     "know",      "later",     "leave",     "let",        "lift",       "like",     "live",
     "lonely",    "looking",   "lot",       "machine",    "made",       "make",     "maybe",
     "me",        "mean",      "member",    "message",    "mind",       "mine",     "more",
     "morning",   "much",      "must",      "my",         "name",       "names",    "near",
     "need",      "needs",     "neighbour", "never",      "new",        "next",     "nice",
     "no",        "nobody",    "none",      "nope",       "not",        "nothing",  "now",
     "number",    "of",        "off",       "ok",         "okay",       "old",      "on",
     "one",       "only",      "or",        "other",      "our",        "out",      "over",
     "own",       "people",    "person",    "phone",      "please",     "pls",      "private",
     "question",  "quit",      "rather",    "real",       "really",     "robot",    "said",
     "same",      "saw",       "say",       "says",       "secret",     "see",      "send",
     "she",       "shopping",  "short",     "should",     "some",       "somebody", "someone",
     "something", "sorry",     "spam",      "start",      "still",      "stop",     "stuff",
     "tell",      "telling",   "text",      "texting",    "texts",      "than",     "thank",
     "thanks",    "that",      "thats",     "the",        "them",       "then",     "there",
     "they",      "thing",     "this",      "tired",      "to",         "today",    "told",
     "tomorrow",  "too",       "try",       "u",          "unknown",    "up",       "ur",
     "us",        "use",       "very",      "wait",       "want",       "wants",    "was",
     "we",        "week",      "well",      "went",       "were",       "what",     "whats",
     "when",      "where",     "which",     "who",        "whos",       "why",      "wife",
     "with",      "wont",      "work",      "would",      "wrong",      "y",        "yet",
     "you",       "your",      "yours",     "yourself",   "bez",        "chce",     "cine",
     "co",        "ce",        "czemu",     "czy",        "de",         "dlaczego", "gdzie",
     "imie",      "imienia",   "jak",       "jestem",     "kim",        "kto",      "mi",
     "mnie",      "moje",      "nie",       "niczyje",    "nu",         "numar",    "numele",
     "numer",     "pe",        "po",        "pomoc",      "potrzebuje", "pomyłka",  "pomylka",
     "spune",     "vreau",     "wam",       "zly",        "ajutor",     "am",       "nevoie",
     "gresit",    "intrebati", "wont",      "test",       "human",      "human",    "menu",
     "info",      "mum",       "dad",       "daughter",   "son",        "friend",   "call",
     "ring",      "later",     "good",      "great",      "lovely",     "wanted",   "guess",
     "matter",    "matters",   "care",      "isnt",       "aint",       "anon",     "confused",
     "lost",      "deaf",      "blind",     "driving",    "disabled",   "retired",  "poorly",
     "sick",      "sad",       "scared",    "worried",    "pensioner",  "woman",    "man"});

std::size_t words_in(std::string_view phrase) {
  return 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
}

std::string bare_text(const NamePiece& piece, std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t at = from; at < from + count && at < piece.size(); ++at)
    text += (text.empty() ? "" : " ") + piece[at].bare;
  return text;
}

// What a piece of the text may hold.
struct Candidate {
  NamePiece name;
  enum class Led { no, in, anew } led = Led::no;
};

// "Rob not bob", "anita spelled a n i t a", and, behind "my name is", "kate and i live in bedwell":
// what follows is no part of the name.
void drop_what_follows(NamePiece& name, bool led_in) {
  const auto ends = [&](std::size_t at) {
    constexpr auto always =
        std::to_array<std::string_view>({"not", "nie", "nu", "spelled", "spelt"});
    const auto& word = name[at].bare;
    const auto next = at + 1 < name.size() ? name[at + 1].bare : std::string{};
    if (contains(always, word)) return true;
    if ((word == "but" || word == "and") && (next == "with" || next == "it")) return true;
    return led_in &&
           (word == "from" || word == "i" || (word == "and" && (next == "i" || next == "im")));
  };
  for (std::size_t at = 1; at < name.size(); ++at)
    if (ends(at)) return name.resize(at);
}

Candidate candidate_of(NamePiece piece) {
  Candidate candidate;
  bool led_by_name = false;  // "im lost" may be no name, and goes on as it likes
  for (std::size_t at = piece.size(); at-- > 0;) {
    std::size_t longest_lead_in = 0;
    for (const auto lead_in : lead_ins) {
      const auto count = words_in(lead_in);
      if (count > longest_lead_in && at + count <= piece.size() &&
          bare_text(piece, at, count) == lead_in) {
        longest_lead_in = count;
        candidate.led = contains(other_names, lead_in) ? Candidate::Led::anew : Candidate::Led::in;
        led_by_name = lead_in.find("name") != lead_in.npos || lead_in.find("call") != lead_in.npos;
      }
    }
    if (longest_lead_in == 0) continue;
    // "Will Just" is a name; "just will" leads one in.
    if (at + longest_lead_in == piece.size() && at > 0) {
      candidate.led = Candidate::Led::no;
      continue;
    }
    piece.erase(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(at + longest_lead_in));
    break;
  }
  drop_what_follows(piece, candidate.led != Candidate::Led::no && led_by_name);
  while (!piece.empty() && contains(before_it, piece.front().bare) &&
         (piece.size() > 1 || candidate.led == Candidate::Led::no))
    piece.erase(piece.begin());
  while (piece.size() > 1 && contains(behind_it, piece.back().bare)) piece.pop_back();
  candidate.name = std::move(piece);
  return candidate;
}

bool is_name(const AnswerWords& words, const NamePiece& name) {
  if (name.empty() || name.size() > most_name_words) return false;
  if (name.size() == 1 && name.front().bare.size() == 1) return false;
  const auto whole = bare_text(name, 0, name.size());
  if (contains(words.yes, whole) || contains(words.no, whole) || contains(words.greetings, whole))
    return false;
  return std::none_of(name.begin(), name.end(), [](const NameWord& word) {
    return word.bare.empty() || contains(no_names, word.bare);
  });
}

std::string written_name(const NamePiece& name) {
  std::string text;
  for (const auto& word : name) text += (text.empty() ? "" : " ") + with_capitals(word.typed);
  return text;
}

// "Dot for short" is called Dot.
bool drop_for_short(NamePiece& piece) {
  if (piece.size() < 3 || bare_text(piece, piece.size() - 2, 2) != "for short") return false;
  piece.resize(piece.size() - 2);
  return true;
}

// The pieces of each part of a text that puts itself right.
std::vector<std::vector<NamePiece>> parts_of(std::string_view text, const Measures& measures) {
  std::vector<std::vector<NamePiece>> parts(1);
  for (auto& piece : name_pieces_of(text)) {
    NamePiece rest;
    for (auto& word : piece) {
      if (!puts_right(word.bare, measures)) {
        rest.push_back(std::move(word));
        continue;
      }
      parts.back().push_back(std::exchange(rest, {}));
      parts.emplace_back();
    }
    parts.back().push_back(std::move(rest));
  }
  return parts;
}

Reading read_pieces_of_name(const AnswerWords& words, const std::vector<NamePiece>& pieces) {
  std::vector<Candidate> found;
  for (auto piece : pieces) {
    const bool shorter = drop_for_short(piece);
    auto candidate = candidate_of(std::move(piece));
    if (shorter) candidate.led = Candidate::Led::anew;
    if (!is_name(words, candidate.name)) {
      if (candidate.led != Candidate::Led::no && !candidate.name.empty() && found.empty())
        return Reading::unclear("what follows is no name");
      continue;
    }
    found.push_back(std::move(candidate));
  }
  if (found.empty()) return Reading::nothing("no name in it");
  const auto anew = std::find_if(found.rbegin(), found.rend(), [](const Candidate& one) {
    return one.led == Candidate::Led::anew;
  });
  if (anew != found.rend()) return Reading::of(written_name(anew->name), "what they are called");
  const auto led = std::find_if(found.begin(), found.end(),
                                [](const Candidate& one) { return one.led == Candidate::Led::in; });
  const auto& chosen = led != found.end() ? *led : found.front();
  return Reading::of(written_name(chosen.name), led != found.end()
                                                    ? "a name behind 'I am' or the like"
                                                    : "nothing but a name");
}

}  // namespace

Reading read_name(const AnswerWords& words, const Measures& measures, std::string_view text) {
  const auto odd = std::string_view("0123456789@{}<>=_#/\\");
  if (text.find_first_of(odd) != text.npos) return Reading::nothing("signs that no name has");
  const auto whole = plain(text);
  if (contains(words.yes, whole) || contains(words.no, whole) || contains(words.greetings, whole) ||
      whole.starts_with("stop "))
    return Reading::nothing("an answer or a greeting, no name");
  auto reading = read_last(parts_of(text, measures), [&](const std::vector<NamePiece>& pieces) {
    return read_pieces_of_name(words, pieces);
  });
  if (reading && code_points(reading.value).size() > longest_name)
    return Reading::unclear("too long for a name");
  return reading;
}

}  // namespace kindbank::dialog
