// A disk that fails when it is told to: SQLite's own way to the file system with a switch in
// between. It is the process's default while it lives, so it stands under connections that know
// nothing of it.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>

namespace kindbank::store {

class FailingDisk {
 public:
  FailingDisk() {
    real() = sqlite3_vfs_find(nullptr);
    vfs_ = *real();
    vfs_.zName = "failing";
    vfs_.xOpen = open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FailingDisk() {
    heal();
    sqlite3_vfs_unregister(&vfs_);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  // What writing, or forcing to the disk, comes back with from now on.
  void fail_writes(int code) { write_code() = code; }
  void fail_syncs(int code) { sync_code() = code; }
  void heal() { write_code() = sync_code() = SQLITE_OK; }
  int syncs() const { return sync_count(); }

 private:
  static sqlite3_vfs*& real() {
    static sqlite3_vfs* vfs = nullptr;
    return vfs;
  }
  static std::atomic<int>& write_code() {
    static std::atomic<int> code = SQLITE_OK;
    return code;
  }
  static std::atomic<int>& sync_code() {
    static std::atomic<int> code = SQLITE_OK;
    return code;
  }
  static std::atomic<int>& sync_count() {
    static std::atomic<int> count = 0;
    return count;
  }

  struct Methods {
    sqlite3_io_methods ours;
    const sqlite3_io_methods* theirs;
  };

  // One a kind of file, as SQLite has them; they outlive every file.
  static const sqlite3_io_methods* between(const sqlite3_io_methods* theirs) {
    static std::mutex mutex;
    static std::map<const sqlite3_io_methods*, Methods> all;
    const std::lock_guard lock(mutex);
    auto [found, fresh] = all.try_emplace(theirs);
    if (fresh) {
      found->second = {*theirs, theirs};
      found->second.ours.xWrite = write;
      found->second.ours.xSync = sync;
    }
    return &found->second.ours;
  }
  static const sqlite3_io_methods* theirs(sqlite3_file* file) {
    return reinterpret_cast<const Methods*>(file->pMethods)->theirs;
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int code = real()->xOpen(real(), name, file, flags, out);
    if (file->pMethods != nullptr) file->pMethods = between(file->pMethods);
    return code;
  }
  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    if (const int code = write_code(); code != SQLITE_OK) return code;
    return theirs(file)->xWrite(file, bytes, count, at);
  }
  static int sync(sqlite3_file* file, int flags) {
    ++sync_count();
    if (const int code = sync_code(); code != SQLITE_OK) return code;
    return theirs(file)->xSync(file, flags);
  }

  sqlite3_vfs vfs_;
};

}  // namespace kindbank::store
