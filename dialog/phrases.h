// A list of phrases that is listened for in every text. It knows which word each phrase begins
// with, so that of hundreds only those are tried whose first word was said.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dialog/phrase.h"
#include "dialog/vocabulary.h"

namespace kindbank::dialog {

class Phrases {
 public:
  using Numbers = Phrase::Numbers;

  Phrases() : Phrases(std::make_shared<Vocabulary>()) {}
  // Lists that are listened for in the same texts share a vocabulary: each text is then looked up
  // once, and its numbers handed to each of them.
  explicit Phrases(std::shared_ptr<Vocabulary> vocabulary) : vocabulary_(std::move(vocabulary)) {}

  void add(Phrase phrase);

  // The first of the list that is somewhere in these words; nullptr for none.
  const Phrase* first_in(const std::vector<std::string>& words) const;
  const Phrase* first_in(const Numbers& text) const;

  // Every match made unknown, phrase by phrase, so that nothing matches across them.
  void blank_in(std::vector<std::string>& words) const;
  void blank_in(Numbers& text) const;

 private:
  // A phrase that begins with a word, and the sieves of the two words that it goes on with.
  struct Begun {
    std::size_t place;  // in phrases_
    std::uint64_t next;
    std::uint64_t third;
  };

  // Calls `attempt` with the place of each that may stand in `text` from `at` on, in the order of
  // the list, until it says no.
  template <class Attempt>
  void try_at(const Numbers& text, std::size_t at, Attempt attempt) const;

  std::shared_ptr<Vocabulary> vocabulary_;
  std::vector<Phrase> phrases_;
  std::vector<std::uint16_t> row_of_;         // by the number of a word; 0: none begins with it
  std::vector<std::vector<Begun>> begun_by_;  // by its row, counted from 1
  std::vector<Begun> begun_by_value_;         // those that begin with a number or a range
};

}  // namespace kindbank::dialog
