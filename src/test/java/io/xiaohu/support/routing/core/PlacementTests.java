package io.xiaohu.support.routing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.support.Topic;
import io.xiaohu.support.levels.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets what, as tables. */
class PlacementTests {

    private static final Instant NOW = Instant.parse("2026-11-28T04:00:00Z");
    private static final Duration OVERFLOW = Duration.ofMinutes(1);

    /**
     * Agents are written as name, languages, topics, load/capacity; topics are joined by a plus, a
     * star is every topic. The conversation: rank, topic, language, seconds in the queue, last
     * agent, passed over.
     */
    @ParameterizedTest
    @CsvSource({
        // Whoever answered this customer before, though others have more room
        "a zh * 3/5; b zh * 0/5, NORMAL PAYMENT zh 0 a -, true, a LAST_AGENT",
        // Unless they have no room, are not there, or did not answer this very one
        "a zh * 5/5; b zh * 0/5, NORMAL PAYMENT zh 0 a -, true, b SKILLED",
        "b zh * 0/5, NORMAL PAYMENT zh 0 a -, true, b SKILLED",
        "a zh * 0/5; b zh * 4/5, NORMAL PAYMENT zh 0 a a, true, b SKILLED",
        // Most room among those who know topic and language
        "a zh * 3/5; b zh * 2/5; c zh * 4/5, NORMAL PAYMENT zh 0 - -, true, b SKILLED",
        "a zh * 0/1; b zh * 7/10, NORMAL PAYMENT zh 0 - -, true, b SKILLED",
        "a zh CODE 0/5; b zh PAYMENT+REFUND 4/5, NORMAL REFUND zh 0 - -, true, b SKILLED",
        "a zh * 0/5; b en * 4/5, NORMAL PAYMENT en 0 - -, true, b SKILLED",
        "a zh+en * 1/5; b en * 0/5, NORMAL PAYMENT en 0 - -, true, b SKILLED",
        // Equal room: the one with less to do, then by id
        "a zh * 4/8; b zh * 1/5, NORMAL PAYMENT zh 0 - -, true, b SKILLED",
        "a zh * 1/5; b zh * 1/5, NORMAL PAYMENT zh 0 - -, true, a SKILLED",
        // Nobody knows it: it waits, and after a minute goes to anybody, speakers first
        "a zh CODE 0/5, NORMAL PAYMENT zh 59 - -, true, - SKILL_WANTED",
        "a zh CODE 0/5, NORMAL PAYMENT zh 60 - -, true, a OVERFLOW",
        "a zh CODE 0/5; b en * 0/9, NORMAL PAYMENT zh 60 - -, true, a OVERFLOW",
        "b en * 0/9, NORMAL PAYMENT zh 59 - -, true, - SKILL_WANTED",
        "b en * 0/9, NORMAL PAYMENT zh 61 - -, true, b OVERFLOW",
        // The only one there passed it over: not at once again, but before nobody has it
        "a zh * 0/5, NORMAL PAYMENT zh 10 a a, true, - SKILL_WANTED",
        "a zh * 0/5, NORMAL PAYMENT zh 70 a a, true, a OVERFLOW",
        // Money at risk waits for no skill, and not for the morning
        "a zh CODE 0/5, MONEY_AT_RISK PHISHING zh 0 - -, true, a OVERFLOW",
        "a zh CODE 0/5, MONEY_AT_RISK PHISHING zh 0 - -, false, a OVERFLOW",
        // Full, nobody, closed
        "a zh * 5/5; b en * 2/2, NORMAL PAYMENT zh 600 - -, true, - ALL_FULL",
        "a zh * 7/5, NORMAL PAYMENT zh 600 - -, true, - ALL_FULL",
        "'', NORMAL PAYMENT zh 600 - -, true, - NOBODY_ONLINE",
        "a zh * 0/5, FROZEN PAYMENT zh 600 a -, false, - CLOSED",
        "'', MONEY_AT_RISK SAFETY zh 600 - -, false, - NOBODY_ONLINE",
    })
    void eachConversationGoesToWhomTheRulesSay(
            String agents, String conversation, boolean open, String expected) {
        List<Agent> online =
                agents.isEmpty()
                        ? List.of()
                        : Arrays.stream(agents.split("; ")).map(PlacementTests::agent).toList();
        Placement.Placed placed =
                Placement.place(List.of(waiting(conversation)), online, open, NOW, OVERFLOW)
                        .getFirst();
        Agent to = placed.agent();
        assertThat((to == null ? "-" : to.name()) + " " + placed.why()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "URGENT, true, true, true, true, MONEY_AT_RISK",
        "URGENT, false, false, false, false, MONEY_AT_RISK",
        "HIGH, false, true, true, true, FROZEN",
        "NORMAL, false, true, false, false, FROZEN",
        "NORMAL, false, false, true, true, VULNERABLE",
        "LOW, false, false, true, false, VULNERABLE",
        "NORMAL, false, false, false, true, ASKED_FOR_HUMAN",
        "HIGH, true, false, false, true, ASKED_FOR_HUMAN",
        "HIGH, false, false, false, false, HIGH",
        "NORMAL, true, false, false, false, NORMAL",
        "LOW, false, false, false, false, LOW",
        // Said to be unimportant by somebody who looked
        "LOW, true, true, true, true, LOW",
    })
    void theRankIsTheMostPressingThingAboutIt(
            Priority priority,
            boolean said,
            boolean frozen,
            boolean vulnerable,
            boolean human,
            Rank rank) {
        assertThat(Rank.of(priority, said, frozen, vulnerable, human)).isEqualTo(rank);
    }

    @Test
    void theQueueGoesByRankAndThenByHowLongSomebodyWaits() {
        List<Waiting> queue =
                List.of(
                        waiting("LOW OTHER zh 900 - -"),
                        waiting("NORMAL OTHER zh 20 - -"),
                        waiting("NORMAL OTHER zh 30 - -"),
                        waiting("ASKED_FOR_HUMAN OTHER zh 1 - -"),
                        waiting("VULNERABLE OTHER zh 1 - -"),
                        waiting("FROZEN OTHER zh 1 - -"),
                        waiting("MONEY_AT_RISK SAFETY zh 0 - -"),
                        waiting("HIGH CODE zh 5 - -"));
        assertThat(Placement.place(queue, List.of(), true, NOW, OVERFLOW))
                .extracting(placed -> placed.waiting().rank() + " " + seconds(placed.waiting()))
                .containsExactly(
                        "MONEY_AT_RISK 0",
                        "FROZEN 1",
                        "VULNERABLE 1",
                        "ASKED_FOR_HUMAN 1",
                        "HIGH 5",
                        "NORMAL 30",
                        "NORMAL 20",
                        "LOW 900");
    }

    @Test
    void nobodyIsEverGivenMoreThanTheyCanHave() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int turn = 0; turn < 500; turn++) {
            List<Agent> online =
                    IntStream.range(0, random.nextInt(6))
                            .mapToObj(n ->
                                    agent(
                                            "%c %s * %d/%d"
                                                    .formatted(
                                                            'a' + n,
                                                            random.nextBoolean() ? "zh" : "zh+en",
                                                            random.nextInt(4),
                                                            1 + random.nextInt(4))))
                            .toList();
            List<Waiting> queue =
                    IntStream.range(0, random.nextInt(20))
                            .mapToObj(n ->
                                    waiting(
                                            "NORMAL PAYMENT %s %d %c -"
                                                    .formatted(
                                                            random.nextBoolean() ? "zh" : "en",
                                                            random.nextInt(120),
                                                            'a' + random.nextInt(6))))
                            .toList();
            Map<String, Integer> given = new TreeMap<>();
            List<Placement.Placed> placed = Placement.place(queue, online, true, NOW, OVERFLOW);
            for (Placement.Placed one : placed) {
                if (one.agent() != null) {
                    given.merge(one.agent().name(), 1, Integer::sum);
                }
            }
            for (Agent agent : online) {
                assertThat(given.getOrDefault(agent.name(), 0))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(agent.room());
            }
            assertThat(placed).as("seed %d", seed).hasSameSizeAs(queue);
        }
    }

    private static long seconds(Waiting waiting) {
        return Duration.between(waiting.since(), NOW).toSeconds();
    }

    private static Agent agent(String text) {
        String[] parts = text.split(" ");
        String[] load = parts[3].split("/");
        Set<Topic> topics =
                parts[2].equals("*")
                        ? Set.of()
                        : Arrays.stream(parts[2].split("\\+"))
                                .map(Topic::valueOf)
                                .collect(Collectors.toSet());
        return new Agent(
                id(parts[0]),
                parts[0],
                topics,
                Set.of(parts[1].split("\\+")),
                Integer.parseInt(load[1]),
                Integer.parseInt(load[0]));
    }

    private static Waiting waiting(String text) {
        String[] parts = text.split(" ");
        Instant since = NOW.minusSeconds(Long.parseLong(parts[3]));
        List<UUID> passed = new ArrayList<>();
        if (!parts[5].equals("-")) {
            passed.add(id(parts[5]));
        }
        return new Waiting(
                UUID.randomUUID(),
                Rank.valueOf(parts[0]),
                since,
                since,
                Topic.valueOf(parts[1]),
                parts[2],
                idOrNull(parts[4]),
                Set.copyOf(passed));
    }

    private static @Nullable UUID idOrNull(String name) {
        return name.equals("-") ? null : id(name);
    }

    private static UUID id(String name) {
        return new UUID(0, name.charAt(0));
    }
}
