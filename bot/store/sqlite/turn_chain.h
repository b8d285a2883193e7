// Each turn names the one before it in its conversation (schema.cpp): the SQL that walks back along
// them. A walk ends where retention has removed the next row.
#pragma once

#include <string>
#include <string_view>

namespace store::sqlite {

// `rest` over `chain(id, version, delivery)`: turn ?1 and those before it, newest first.
inline std::string over_turns(std::string_view rest) {
    return std::string(
               "WITH RECURSIVE chain(id, version, delivery, previous) AS ("
               " SELECT id, version, delivery, previous FROM turn WHERE id = ?1"
               " UNION ALL SELECT turn.id, turn.version, turn.delivery, turn.previous"
               "  FROM chain JOIN turn ON turn.id = chain.previous) ")
        .append(rest);
}

}  // namespace store::sqlite
