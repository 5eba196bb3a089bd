// How jemalloc, where the program is linked with it, divides its memory: two arenas serve the sixty
// threads that wait for calls, for a town's server has two cores and little memory. Read by
// jemalloc itself before main begins; without it nobody looks here.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0";
}
