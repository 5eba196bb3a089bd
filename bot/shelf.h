// Where the library in force stands. A turn takes it once and goes on with it to its end, whatever
// is put here meanwhile; the old one goes away with the last turn that has it. A copy is the same
// shelf. Safe from any thread.
#pragma once

#include <memory>

#include "bot/library.h"

namespace kindbank::bot {

class Shelf {
 public:
  // One that never changes: borrowed, and outlives every turn.
  Shelf(const Library& library);  // NOLINT(google-explicit-constructor): what tests and talks have
  explicit Shelf(std::shared_ptr<const Library> library);

  std::shared_ptr<const Library> take() const;
  void put(std::shared_ptr<const Library> library);
  // Only where `seen` still stands there: what was read beside it is not to hide something newer.
  void put_after(const std::shared_ptr<const Library>& seen,
                 std::shared_ptr<const Library> library);

 private:
  struct Place;
  std::shared_ptr<Place> place_;
};

}  // namespace kindbank::bot
