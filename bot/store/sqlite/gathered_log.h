// SQLite writes its log frame by frame, two system calls each; a batch of turns is a hundred of
// them. This file system, laid over the default one, gathers what is written to the log and hands
// it over in one call when SQLite asks for it to be durable.
//
// Only for a connection with synchronous = FULL: there frames are published to other connections
// after that request, never before (SQLite's walFrames). A failed write is then reported by it.
#pragma once

namespace store::sqlite {

// The name to open a connection with. Registers the file system at its first call; thread-safe.
const char* gathered_log();

}  // namespace store::sqlite
