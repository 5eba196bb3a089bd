#include "bot/shelf.h"

#include <mutex>
#include <utility>

namespace kindbank::bot {

struct Shelf::Place {
  std::mutex mutex;  // held while the pointer is copied, and never during a turn
  std::shared_ptr<const Library> library;
};

Shelf::Shelf(std::shared_ptr<const Library> library) : place_(std::make_shared<Place>()) {
  place_->library = std::move(library);
}

Shelf::Shelf(const Library& library)
    : Shelf(std::shared_ptr<const Library>(std::shared_ptr<const Library>(), &library)) {}

std::shared_ptr<const Library> Shelf::take() const {
  const std::lock_guard lock(place_->mutex);
  return place_->library;
}

// What was there goes outside the lock: it may be the last of it.
void Shelf::put(std::shared_ptr<const Library> library) {
  const std::lock_guard lock(place_->mutex);
  place_->library.swap(library);
}

void Shelf::put_after(const std::shared_ptr<const Library>& seen,
                      std::shared_ptr<const Library> library) {
  const std::lock_guard lock(place_->mutex);
  if (place_->library == seen) place_->library.swap(library);
}

}  // namespace kindbank::bot
