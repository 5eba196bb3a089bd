// The threads that serve connections, and the short queue before them. A connection holds its
// worker for its whole life, so an idle one must give way when somebody waits: for each connection
// queued while every worker is taken the `leave` bell gets one stroke, and one idle worker answers
// it. Nothing here reads or writes a socket.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "bot/bell.h"

namespace kindbank::bot {

class Workers {
 public:
  // Owns the socket it is handed, and may throw: the worker goes on.
  using Serve = std::function<void(int socket)>;

  Workers(int count, std::size_t queue, Serve serve);
  ~Workers();  // stops
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False where the queue is full or the workers are stopping: the socket stays with the caller.
  bool offer(int socket);

  // Somebody waits for a worker.
  bool pressed() const { return waiting_ > 0; }
  // Asked by an idle connection that heard leave_bell(): true for one of them, which must then end.
  bool leave();
  int leave_bell() const { return leave_bell_.descriptor(); }
  // Rings from stop() on, for ever.
  int stop_bell() const { return stop_bell_.descriptor(); }

  // Serves what is queued and returns when every worker is done.
  void stop();

 private:
  void work();

  const std::size_t queue_cap_;
  const Serve serve_;
  Bell leave_bell_;
  Bell stop_bell_;
  std::atomic<std::size_t> waiting_ = 0;

  std::mutex mutex_;  // guards what follows, and the strokes of leave_bell_
  std::condition_variable offered_;
  std::deque<int> queue_;
  std::size_t free_ = 0;
  std::size_t strokes_ = 0;  // never more than are queued
  bool stopping_ = false;

  std::vector<std::thread> threads_;
};

}  // namespace kindbank::bot
