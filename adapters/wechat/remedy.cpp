#include "adapters/wechat/remedy.h"

#include <algorithm>
#include <array>

namespace adapters::wechat {
namespace {

struct row {
    int code;
    remedy what;
};

constexpr std::array table{
    row{-1, remedy::retry},
    row{0, remedy::none},
    row{40001, remedy::refresh_token},  // at the token's own address a wrong secret
    row{40002, remedy::our_mistake},    // grant_type
    row{40003, remedy::forget_user},
    row{40007, remedy::renew_media},
    row{40008, remedy::our_mistake},
    row{40013, remedy::stop},  // AppID
    row{40014, remedy::refresh_token},
    row{40033, remedy::our_mistake},  // \uXXXX in the body
    row{40035, remedy::our_mistake},
    row{40125, remedy::stop},  // secret
    row{40164, remedy::stop},  // our address is not allowed
    row{40243, remedy::stop},  // secret frozen
    row{41001, remedy::our_mistake},
    row{41002, remedy::our_mistake},
    row{41004, remedy::our_mistake},
    row{42001, remedy::refresh_token},
    row{43002, remedy::our_mistake},
    row{43004, remedy::forget_user},  // does not follow
    row{43019, remedy::drop},         // refuses messages
    row{43101, remedy::drop},         // notice not authorised
    row{44002, remedy::our_mistake},
    row{44004, remedy::our_mistake},
    row{45002, remedy::shorten},
    row{45008, remedy::our_mistake},
    row{45009, remedy::wait_for_day},
    row{45011, remedy::slow_down},
    row{45015, remedy::await_user},  // outside the window
    row{45047, remedy::await_user},  // its count is used up
    row{45072, remedy::ignore},
    row{45080, remedy::ignore},
    row{45081, remedy::ignore},
    row{47001, remedy::our_mistake},
    row{47003, remedy::our_mistake},
    row{48001, remedy::stop},  // API not granted
    row{48002, remedy::drop},
    row{48004, remedy::stop},
    row{48006, remedy::stop},
    row{50002, remedy::drop},
    row{50005, remedy::forget_user},
    row{61004, remedy::stop},
    row{70000, remedy::drop},  // a minor is protected
    row{89503, remedy::await_admin},
    row{89506, remedy::await_admin},
    row{89507, remedy::await_admin},
};
static_assert(std::ranges::is_sorted(table, {}, &row::code));

constexpr std::array<std::string_view, 15> names{
    "none",      "retry",        "refresh-token", "renew-media", "shorten",
    "slow-down", "wait-for-day", "await-user",    "forget-user", "drop",
    "ignore",    "our-mistake",  "stop",          "await-admin", "unknown-outcome"};
static_assert(names.size() == static_cast<std::size_t>(remedy::unknown_outcome) + 1);

}  // namespace

remedy remedy_of(int code, api where) {
    if (where == api::token && code == 40001) return remedy::stop;
    const auto found = std::ranges::lower_bound(table, code, {}, &row::code);
    if (found == table.end() || found->code != code) return remedy::unknown_outcome;
    return found->what;
}

std::string_view name_of(remedy what) {
    return names[static_cast<std::size_t>(what)];
}

}  // namespace adapters::wechat
