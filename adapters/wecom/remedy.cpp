#include "adapters/wecom/remedy.h"

#include <algorithm>
#include <array>

namespace adapters::wecom {
namespace {

struct row {
    int code;
    remedy what;
};

constexpr std::array table{
    row{-1, remedy::retry},  // system busy
    row{0, remedy::none},
    row{40001, remedy::refresh_token},  // at a call; at gettoken a wrong secret
    row{40003, remedy::drop},           // unknown userid
    row{40007, remedy::renew_media},
    row{40008, remedy::our_mistake},
    row{40013, remedy::stop},  // bad corpid
    row{40014, remedy::refresh_token},
    row{40033, remedy::our_mistake},  // \uXXXX in the body
    row{40035, remedy::our_mistake},
    row{40056, remedy::stop},  // agentid of another token
    row{40058, remedy::our_mistake},
    row{40063, remedy::our_mistake},
    row{40091, remedy::refresh_token},
    row{40096, remedy::drop},  // bad external_userid
    row{40201, remedy::drop},  // blocked as sensitive
    row{41001, remedy::refresh_token},
    row{42001, remedy::refresh_token},
    row{43012, remedy::stop},  // the card needs a callback URL
    row{44004, remedy::our_mistake},
    row{45002, remedy::our_mistake},
    row{45008, remedy::our_mistake},
    row{45009, remedy::wait},
    row{45033, remedy::slow_down},
    row{46004, remedy::drop},
    row{48002, remedy::stop},
    row{48007, remedy::stop},  // the account is not granted to this app
    row{60011, remedy::stop},
    row{60020, remedy::stop},  // our address is not trusted
    row{60111, remedy::drop},
    row{60140, remedy::drop},  // response_code used up
    row{60251, remedy::stop},
    row{81013, remedy::drop},  // no receiver is valid
    row{82001, remedy::our_mistake},
    row{93000, remedy::stop},  // robot's key
    row{93004, remedy::stop},
    row{93008, remedy::stop},
    row{95000, remedy::stop},            // open_kfid
    row{95001, remedy::await_customer},  // five messages
    row{95002, remedy::drop},            // 48 hours
    row{95003, remedy::stop},
    row{95004, remedy::stop},
    row{95007, remedy::without_token},
    row{95008, remedy::our_mistake},  // menu too long
    row{95009, remedy::our_mistake},
    row{95011, remedy::stop},  // two editions' secrets mixed up
    row{95012, remedy::stop},
    row{95013, remedy::reread_state},
    row{95014, remedy::choose_another},
    row{95015, remedy::stop},
    row{95016, remedy::reread_state},  // transition forbidden
    row{95017, remedy::stop},
    row{95018, remedy::reread_state},
    row{95019, remedy::choose_another},
    row{95022, remedy::our_mistake},
    row{95023, remedy::stop},
    row{95026, remedy::stop},
    row{95027, remedy::stop},
    row{95030, remedy::our_mistake},
    row{95031, remedy::await_customer},  // silent for 48 hours
    row{95032, remedy::stop},
    row{301002, remedy::stop},
};
static_assert(std::ranges::is_sorted(table, {}, &row::code));

constexpr std::array<std::string_view, 14> names{
    "none",         "retry",          "refresh-token", "renew-media",    "wait",
    "slow-down",    "drop",           "our-mistake",   "stop",           "await-customer",
    "reread-state", "choose-another", "without-token", "unknown-outcome"};
static_assert(names.size() == static_cast<std::size_t>(remedy::unknown_outcome) + 1);

}  // namespace

remedy remedy_of(int code, api where) {
    // A wrong secret: many calls with it block our address for an hour.
    if (where == api::token && (code == 40001 || code == 40091)) return remedy::stop;
    const auto found = std::ranges::lower_bound(table, code, {}, &row::code);
    if (found == table.end() || found->code != code) return remedy::unknown_outcome;
    return found->what;
}

bool is_alarming(remedy what) {
    return what == remedy::stop || what == remedy::our_mistake;
}

std::string_view name_of(remedy what) {
    return names[static_cast<std::size_t>(what)];
}

}  // namespace adapters::wecom
