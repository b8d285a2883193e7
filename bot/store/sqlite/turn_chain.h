// Each turn names the one before it in its conversation (schema.cpp): the SQL that walks back along
// them. A walk ends where retention has removed the next row.
#pragma once

#include <string>
#include <string_view>

namespace store::sqlite {

namespace detail {

inline std::string walk(std::string_view limit, std::string_view rest) {
    return std::string(
               "WITH RECURSIVE chain(id, version, delivery, previous) AS ("
               " SELECT id, version, delivery, previous FROM turn WHERE id = ?1"
               " UNION ALL SELECT turn.id, turn.version, turn.delivery, turn.previous"
               "  FROM chain JOIN turn ON turn.id = chain.previous")
        .append(limit)
        .append(") ")
        .append(rest);
}

}  // namespace detail

// `rest` over `chain(id, version, delivery)`: turn ?1 and those before it, newest first.
inline std::string over_turns(std::string_view rest) {
    return detail::walk("", rest);
}

// The same over ?2 of them at most; the walk goes no further.
inline std::string over_last_turns(std::string_view rest) {
    return detail::walk(" LIMIT ?2", rest);
}

}  // namespace store::sqlite
