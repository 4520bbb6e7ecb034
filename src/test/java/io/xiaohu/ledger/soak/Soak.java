package io.xiaohu.ledger.soak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;

/**
 * Runs one of the proofs for as long as is asked for and says what it did; the exit status is 1
 * when something was found, with the seed to replay it.
 *
 * <pre>
 * Soak model  SECONDS [SEED]
 * Soak faults SECONDS [SEED]
 * Soak crash  SECONDS [SEED]
 * </pre>
 */
public final class Soak {

    private Soak() {}

    /** One proof, again and again. */
    interface Proof extends AutoCloseable {

        /** Goes on with a seed; gives a line that says what was done. */
        String next(long seed) throws Exception;

        /** What is looked at when time is over; gives the last line. */
        String end() throws Exception;

        @Override
        void close() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        List<String> given = List.of(arguments);
        if (given.size() < 2) {
            System.err.println("model|faults|crash SECONDS [SEED]");
            System.exit(2);
        }
        Duration time = Duration.ofSeconds(Long.parseLong(given.get(1)));
        long seed =
                given.size() > 2
                        ? Long.parseLong(given.get(2))
                        : ThreadLocalRandom.current().nextLong(1L << 40);
        Instant until = Instant.now().plus(time);
        try (Proof proof = proof(given.getFirst())) {
            for (; Instant.now().isBefore(until); seed++) {
                System.out.println(proof.next(seed));
            }
            System.out.println(proof.end());
        } catch (Exception | AssertionError found) {
            System.out.println("found with seed " + seed + ": " + found);
            found.printStackTrace(System.out);
            System.exit(1);
        }
        System.exit(0);
    }

    private static Proof proof(String name) {
        return switch (name) {
            case "model" -> new ModelSoak();
            case "faults" -> new FaultSoak();
            case "crash" -> new CrashSoak();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
