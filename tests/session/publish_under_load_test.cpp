// Publishing while patients talk, on the real store: nobody is lost, and everybody finishes with
// the release the rules say (dialogs.md §7). DAOZHEN_CONVERSATIONS sets how many; 1,000 if unset.
#include "bot/session/conversations.h"
#include "tests/session/release_world.h"
#include "tests/store/sqlite_world.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <atomic>
#include <cstdlib>
#include <latch>
#include <mutex>
#include <thread>

namespace session_test {
namespace {

using outcome = session::published::outcome;
using store::release_kind;
using namespace std::chrono_literals;

int conversations_wanted() {
    const char* told = std::getenv("DAOZHEN_CONVERSATIONS");
    return told == nullptr ? 1000 : std::atoi(told);
}

class plain_writer final : public session::reply_writer {
public:
    session::written_reply write(const core::inbound&, std::span<const core::block> blocks,
                                 core::wall_time) const override {
        std::string body;
        for (const auto& block : blocks) {
            if (const auto* text = std::get_if<core::text_block>(&block)) body += text->text;
            if (const auto* menu = std::get_if<core::menu_block>(&block)) body += menu->head;
        }
        return {body, {}};
    }
};

// What a patient answers to the last thing a reply asks; empty: the visit is over.
std::string answer_to(const std::string& reply) {
    static const std::pair<const char*, const char*> known[] = {
        {"可以问您吗", "同意"}, {"现在有下面的情况吗", "以上都没有"},
        {"哪边？", "左膝"},     {"疼了多久", "三天"},
        {"疼几分", "2"},        {"原因很多", ""},
    };
    std::size_t last = 0;
    const char* answer = nullptr;
    for (const auto& [words, said] : known)
        if (const auto at = reply.rfind(words); at != std::string::npos && at >= last)
            last = at, answer = said;
    return answer == nullptr ? "?" : answer;
}

// Patients of one clinic, all over the flow, on a server's session and store.
class Ward : public testing::Test {
protected:
    void SetUp() override {
        put("哪边？一");
        talks = std::make_unique<session::conversations>(loops, world.store(), scripts, clock,
                                                         registry);
        loops.start();
        patients.resize(static_cast<std::size_t>(conversations_wanted()));
        for (std::size_t i = 0; i < patients.size(); ++i)
            patients[i].name = "p" + std::to_string(i);
    }
    void TearDown() override {
        loops.stop();
        talks.reset();
        world.close();
    }

    struct patient {
        std::string name;
        std::string next = "膝盖疼";  // what will be said
        int said = 0, said_in_visit = 0;
    };

    session::published put(const std::string& words, release_kind kind = release_kind::normal) {
        auto made = publish(world.store(), asking(words), clock.now(), kind);
        EXPECT_EQ(made.how, outcome::done);
        refresh();
        return made;
    }
    void refresh() { ASSERT_TRUE(support::run_task(keeper.refresh()).has_value()); }

    // Each patient says so many things as `how_many` tells, or all there is to say.
    template <class Count>
    void everybody_talks(Count how_many) {
        std::latch done(static_cast<std::ptrdiff_t>(patients.size()));
        for (std::size_t i = 0; i < patients.size(); ++i)
            boost::asio::co_spawn(loops.at(i % loops.size()).get_executor(),
                                  talk(patients[i], how_many(i), done), boost::asio::detached);
        done.wait();
    }

    runtime::task<> talk(patient& who, int times, std::latch& done) {
        for (; times > 0 && !who.next.empty(); --times) {
            core::inbound message;
            message.account = "a";
            message.user = who.name;
            message.delivery_key = std::to_string(++who.said);
            ++who.said_in_visit;
            message.text = who.next;
            auto work =
                talks->take(std::move(message), writer, std::chrono::steady_clock::now() + 60s);
            const auto answer = co_await std::move(work);
            note(who, answer);
        }
        done.count_down();
    }

    void note(patient& who, const session::answer& answer) {
        const std::string next = answer_to(answer.body);
        const bool good =
            answer.kind == session::answer_kind::replied && next != "?" && who.said_in_visit < 40;
        if (!good) {
            const std::lock_guard lock(guard);
            if (lost.size() < 5)
                lost.push_back(who.name + " after “" + who.next + "”: " + answer.body);
            who.next.clear();
            return;
        }
        who.next = next;
    }

    // Releases of the turns of one patient, in order.
    std::vector<std::uint32_t> releases_of(const patient& who) {
        std::vector<std::uint32_t> found;
        for (const auto& turn : support::run_task(world.store().history({"a", who.name})).value())
            found.push_back(turn.record.release);
        return found;
    }
    void expect_nobody_lost() {
        for (const auto& one : lost) ADD_FAILURE() << one;
        for (const auto& who : patients) ASSERT_TRUE(who.next.empty()) << who.name;
        EXPECT_EQ(registry.count("daozhen_step_faults_total", "").value(), 0U);
    }

    static constexpr auto to_the_end = [](std::size_t) { return 100; };
    // So that somebody waits at every question.
    static constexpr auto spread = [](std::size_t i) { return static_cast<int>(i % 6); };

    store_test::sqlite_world world;
    runtime::loops loops{2};
    session::script_source scripts;
    core::system_clock clock;
    session::release_keeper keeper{world.store(), scripts, clock};
    core::metrics registry;
    plain_writer writer;
    std::unique_ptr<session::conversations> talks;
    std::vector<patient> patients;
    std::mutex guard;
    std::vector<std::string> lost;
};

TEST_F(Ward, NormalEachFinishesWithTheReleaseTheVisitBeganWith) {
    everybody_talks(spread);
    const auto made = put("哪边？二");
    std::uint64_t under_way = 0;
    for (std::size_t i = 0; i < patients.size(); ++i) under_way += i % 6 > 0 ? 1 : 0;
    EXPECT_EQ(made.waiting.waiting, under_way);
    EXPECT_GT(made.waiting.asked_again, 0U);
    EXPECT_GT(made.waiting.kept, made.waiting.asked_again);
    everybody_talks(to_the_end);
    expect_nobody_lost();
    for (std::size_t i = 0; i < patients.size(); ++i)
        for (const auto release : releases_of(patients[i]))
            ASSERT_EQ(release, i % 6 > 0 ? 1U : 2U) << patients[i].name;
}

TEST_F(Ward, UrgentEachMovesWithTheNextMessage) {
    everybody_talks(spread);
    put("哪边？二", release_kind::urgent);
    everybody_talks(to_the_end);
    expect_nobody_lost();
    for (std::size_t i = 0; i < patients.size(); ++i) {
        const auto releases = releases_of(patients[i]);
        for (std::size_t turn = 0; turn < releases.size(); ++turn)
            ASSERT_EQ(releases[turn], turn < i % 6 ? 1U : 2U) << patients[i].name;
    }
}

TEST_F(Ward, RecalledAndRolledBackOnlyThoseOfTheBadReleaseMove) {
    everybody_talks([](std::size_t i) { return i % 2 == 0 ? spread(i) : 0; });
    put("哪边？二");
    everybody_talks([](std::size_t i) { return i % 2 == 1 ? spread(i) : 0; });
    put("哪边？三", release_kind::recall);
    everybody_talks([](std::size_t) { return 1; });
    const auto rolled = roll_back(world.store(), 1, clock.now());
    ASSERT_EQ(rolled.how, outcome::done);
    refresh();
    everybody_talks(to_the_end);
    expect_nobody_lost();
    for (std::size_t i = 0; i < patients.size(); ++i) {
        const auto releases = releases_of(patients[i]);
        const auto before = i % 6;
        for (std::size_t turn = 0; turn < releases.size(); ++turn) {
            // 1 has the content of 4: whoever began with it is in the current one.
            const bool was_bad = i % 2 == 1 || before == 0;
            const std::uint32_t wanted = turn < before    ? (was_bad ? 2U : 1U)
                                         : turn == before ? (was_bad ? 3U : 1U)
                                                          : 4U;
            ASSERT_EQ(releases[turn], wanted) << patients[i].name << " turn " << turn;
        }
    }
}

TEST_F(Ward, TwentyPublicationsWhileEverybodyTalks) {
    std::thread operators([this] {
        for (std::uint32_t i = 0; i < 20; ++i) {
            if (i % 4 == 3) {
                EXPECT_EQ(roll_back(world.store(), i, clock.now()).how, outcome::done);
                refresh();
                continue;
            }
            put("哪边？" + std::to_string(i % 8), static_cast<release_kind>(i % 3));
        }
    });
    int visits = 0;
    do {
        for (auto& who : patients) who.next = "膝盖疼", who.said_in_visit = 0;
        everybody_talks(to_the_end);
        ++visits;
    } while (scripts.current()->release < 21 && lost.empty());
    operators.join();
    expect_nobody_lost();
    std::uint64_t moved = 0;
    for (const char* how : {"kept", "asked-again", "on-upgrade", "restarted"})
        moved +=
            registry
                .count("daozhen_conversations_moved_total", "", "how=\"" + std::string(how) + "\"")
                .value();
    EXPECT_GT(moved, 0U);
    RecordProperty("visits of each", visits);
    RecordProperty("moved", std::to_string(moved));
}

}  // namespace
}  // namespace session_test
