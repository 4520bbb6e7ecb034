package io.xiaohu.funding.channel.sandbox;

import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelOrder;
import io.xiaohu.funding.channel.ChannelSilentException;
import io.xiaohu.funding.channel.sandbox.SandboxBank.Outcome;
import java.time.Duration;
import java.util.Random;

/**
 * A bank at its worst. What it does with an order follows from the order's id alone, so that a run
 * can be understood afterwards: it loses a tenth before they arrive, carries most of the others out
 * at once or within seconds, hides every third answer, and calls back up to four times, late, in
 * any order, now and then with the opposite of the truth.
 */
final class SandboxChaos {

    private final String channel;
    private final SandboxBank bank;

    SandboxChaos(String channel, SandboxBank bank) {
        this.channel = channel;
        this.bank = bank;
    }

    ChannelAnswer start(ChannelOrder order) {
        Random random =
                new Random(
                        order.id().getLeastSignificantBits() ^ order.id().getMostSignificantBits());
        if (random.nextInt(10) == 0) {
            throw new ChannelSilentException(channel);
        }
        boolean done = random.nextInt(4) != 0;
        Duration knownAfter =
                random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(4_000));
        ChannelAnswer answer =
                bank.receive(channel, order, done ? Outcome.DONE : Outcome.REJECTED, knownAfter);
        int callbacks = random.nextInt(5);
        for (int i = 0; i < callbacks; i++) {
            boolean lies = random.nextInt(6) == 0;
            bank.callBack(
                    channel, order.id(), lies != done, Duration.ofMillis(random.nextInt(6_000)));
        }
        if (random.nextInt(3) == 0) {
            throw new ChannelSilentException(channel);
        }
        return answer;
    }
}
