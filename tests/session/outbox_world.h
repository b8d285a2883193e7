// A house with one account that can send by itself, to a platform whose answers the test writes.
#pragma once

#include "bot/session/outbox_sender.h"
#include "bot/session/saved_conversation.h"
#include "bot/session/timer_runner.h"
#include "tests/support/memory_store.h"
#include "tests/support/sample_bundle.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <functional>
#include <future>
#include <mutex>

namespace session_test {

using namespace std::chrono_literals;

class moving_clock final : public core::clock {
public:
    core::wall_time now() const override { return core::wall_time(since_1970.load()); }
    void pass(std::chrono::milliseconds time) { since_1970 = since_1970.load() + time; }

private:
    std::atomic<std::chrono::milliseconds> since_1970{1'790'000'000'000ms};
};

// The Official Account's rules, and no word that a patient would not see twice.
class scripted_platform final : public session::way_out {
public:
    struct call {
        std::string user, words;
        std::uint64_t number = 0;
        std::string token;
        core::wall_time at{};
    };

    explicit scripted_platform(const core::clock& clock) : clock_(clock) {}

    core::opening opens(const core::inbound& message) const override {
        return message.kind == core::inbound_kind::menu ? core::opening::tap
                                                        : core::opening::message;
    }
    const core::send_rules& rules() const override { return limits; }
    std::chrono::milliseconds repeatable_for() const override { return repeatable; }
    std::vector<std::vector<core::block>> pages(
        std::span<const core::block> blocks) const override {
        std::vector<std::vector<core::block>> pages;
        for (const auto& each : blocks) pages.push_back({each});
        return pages;
    }
    bool has_desk() const override { return desk; }

    runtime::task<core::verdict> say(std::string user, std::vector<core::block> page,
                                     std::uint64_t number, std::string token) override {
        std::string words;
        for (const auto& block : page)
            if (const auto* text = std::get_if<core::text_block>(&block)) words += text->text;
        return answer({std::move(user), std::move(words), number, std::move(token), {}});
    }
    runtime::task<core::verdict> tell_desk(core::desk_notice notice, std::uint64_t number,
                                           std::string token) override {
        return answer({"desk", notice.queue + notice.interrupt, number, std::move(token), {}});
    }
    runtime::task<core::fresh_token> ask_token(bool force) override {
        ++token_requests;
        forced += force ? 1 : 0;
        if (token_failure) co_return core::fresh_token{{}, {}, *token_failure};
        if (force) ++revoked;
        co_return core::fresh_token{
            "T" + std::to_string(generation + revoked), clock_.now() + 2h, {}};
    }

    std::vector<call> calls() const {
        const std::lock_guard lock(guard_);
        return calls_;
    }
    std::vector<std::string> words() const {
        std::vector<std::string> said;
        for (const auto& each : calls()) said.push_back(each.words);
        return said;
    }
    void next(core::verdict told) {
        const std::lock_guard lock(guard_);
        next_.push_back(std::move(told));
    }
    void next(core::verdict_kind what, std::chrono::milliseconds wait = 1s) {
        core::verdict told;
        told.what = what;
        told.wait = wait;
        next(told);
    }

    core::send_rules limits{{{core::opening::message, 48h, 5}, {core::opening::tap, 1min, 3}}, {}};
    std::chrono::milliseconds repeatable{0};
    bool desk = false;
    std::function<void()> during_call;
    std::optional<core::verdict> token_failure;
    int token_requests = 0, forced = 0, generation = 1, revoked = 0;

private:
    runtime::task<core::verdict> answer(call made) {
        made.at = clock_.now();
        if (during_call) during_call();
        const std::lock_guard lock(guard_);
        calls_.push_back(std::move(made));
        core::verdict told;
        if (!next_.empty()) {
            told = std::move(next_.front());
            next_.pop_front();
        }
        co_return told;
    }

    const core::clock& clock_;
    mutable std::mutex guard_;
    std::vector<call> calls_;
    std::deque<core::verdict> next_;
};

// Says everything, or as much as it has room for; the account can send by itself.
class sending_writer final : public session::reply_writer {
public:
    explicit sending_writer(const session::way_out* out) : out_(out) {}
    session::written_reply write(const core::inbound&, std::span<const core::block> blocks,
                                 core::wall_time) const override {
        session::written_reply reply;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (i >= room) {
                reply.rest.push_back(blocks[i]);
            } else if (const auto* text = std::get_if<core::text_block>(&blocks[i])) {
                reply.body += text->text;
            } else if (const auto* menu = std::get_if<core::menu_block>(&blocks[i])) {
                reply.body += menu->head;
            }
        }
        return reply;
    }
    const session::way_out* outgoing() const override { return out_; }

    std::size_t room = 99;

private:
    const session::way_out* out_;
};

class outbox_world : public testing::Test {
protected:
    void SetUp() override {
        scripts.publish(std::make_shared<const dialog::bundle>(sample::without_doors()));
        talks = std::make_unique<session::conversations>(loops, memory, scripts, clock, registry);
        sender = make_sender("node 1");
        loops.start();
    }
    void TearDown() override {
        loops.stop();
        sender.reset();
        talks.reset();
    }

    std::unique_ptr<session::outbox_sender> make_sender(const std::string& holder) {
        return std::make_unique<session::outbox_sender>(loops.at(0).get_executor(), "a", holder,
                                                        memory, platform, *talks, clock, registry);
    }
    template <class T>
    T run(runtime::task<T> work) {
        return boost::asio::co_spawn(loops.at(0).get_executor(), std::move(work),
                                     boost::asio::use_future)
            .get();
    }
    core::wall_time send() { return run(sender->run_once()); }
    // Rounds until nothing more is due.
    void send_all() {
        for (int i = 0; i < 50; ++i)
            if (send() > clock.now()) return;
        FAIL() << "never at rest";
    }

    session::answer say(const std::string& user, const std::string& delivery,
                        const std::string& text) {
        core::inbound made;
        made.account = "a";
        made.user = user;
        made.delivery_key = delivery;
        made.text = text;
        return run(talks->take(std::move(made), writer, std::chrono::steady_clock::now() + 10s));
    }

    // A conversation as if the patient had just written, with these pages left in the outbox.
    void leave(const std::string& user, const std::vector<std::string>& pages, bool keeps = true,
               std::optional<session::openings> opened = {}) {
        store::turn change;
        change.key = {"a", user};
        change.expected_version = memory.kept()->conversations[change.key].version;
        session::saved_conversation saved;
        saved.state = "x";
        saved.opened = opened.value_or(session::openings{clock.now(), {}});
        change.state = session::encode(saved);
        change.reply = {"d" + std::to_string(change.expected_version), ""};
        change.at = clock.now();
        auto more = std::make_shared<store::consequences>();
        for (const auto& words : pages)
            more->messages.push_back(
                {session::encode(session::patient_page{{core::text_block{words}}, keeps}),
                 clock.now()});
        change.more = std::move(more);
        ASSERT_EQ(memory.apply(std::move(change)), store::commit_outcome::applied);
    }
    session::saved_conversation saved(const std::string& user) {
        const std::scoped_lock lock(memory.kept()->guard);
        return session::decode(memory.kept()->conversations[{"a", user}].state).value();
    }
    store::fate fate_of(std::size_t index) {
        const std::scoped_lock lock(memory.kept()->guard);
        return std::next(memory.kept()->messages.begin(), static_cast<std::ptrdiff_t>(index))
            ->second.how;
    }

    runtime::loops loops{2};
    support::memory_store memory;
    session::script_source scripts;
    moving_clock clock;
    core::metrics registry;
    scripted_platform platform{clock};
    sending_writer writer{&platform};
    std::unique_ptr<session::conversations> talks;
    std::unique_ptr<session::outbox_sender> sender;
};

}  // namespace session_test
