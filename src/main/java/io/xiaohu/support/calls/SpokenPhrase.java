package io.xiaohu.support.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two everyday words and four digits, to be said on the phone: {@code 熊猫 灯塔 4821}, or {@code panda
 * lighthouse 4821}, which is the same phrase. 128 words, so 27 bits: enough for ten minutes and a
 * few tries.
 *
 * @param first place of the first word in the list
 */
public record SpokenPhrase(int first, int second, int digits) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern PARTS = Pattern.compile("(\\p{L}+)\\s*(\\p{L}*)\\s*(\\d{4})");
    private static final int CHINESE_LETTERS = 2;
    private static final int LONGEST = 60;
    private static final int ALL_DIGITS = 10_000;

    private static final List<String> CHINESE = new ArrayList<>();
    private static final List<String> ENGLISH = new ArrayList<>();
    private static final Map<String, Integer> PLACES = new HashMap<>();

    static {
        read();
    }

    static SpokenPhrase random() {
        return new SpokenPhrase(
                RANDOM.nextInt(CHINESE.size()),
                RANDOM.nextInt(CHINESE.size()),
                RANDOM.nextInt(ALL_DIGITS));
    }

    /** The phrase a MAC stands for. */
    static SpokenPhrase of(byte[] mac) {
        ByteBuffer bytes = ByteBuffer.wrap(mac, 1, mac.length - 1);
        return new SpokenPhrase(
                Math.floorMod(bytes.getInt(), CHINESE.size()),
                Math.floorMod(bytes.getInt(), CHINESE.size()),
                Math.floorMod(bytes.getInt(), ALL_DIGITS));
    }

    /** What somebody typed, in either language, with or without spaces; empty when it is none. */
    static Optional<SpokenPhrase> read(String typed) {
        String text =
                Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[\\p{P}\\s]+", " ");
        Matcher parts = PARTS.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String one = parts.group(1);
        String two = parts.group(2);
        if (two.isEmpty() && one.length() == 2 * CHINESE_LETTERS) {
            two = one.substring(CHINESE_LETTERS);
            one = one.substring(0, CHINESE_LETTERS);
        }
        Integer first = PLACES.get(one);
        Integer second = PLACES.get(two);
        return first == null || second == null
                ? Optional.empty()
                : Optional.of(new SpokenPhrase(first, second, Integer.parseInt(parts.group(3))));
    }

    String written(boolean english) {
        List<String> words = english ? ENGLISH : CHINESE;
        return "%s %s %04d".formatted(words.get(first), words.get(second), digits);
    }

    /** The same for both languages: what is kept a MAC of. */
    byte[] bytes() {
        return "call-phrase:%d:%d:%d"
                .formatted(first, second, digits)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void read() {
        try (InputStream in = SpokenPhrase.class.getResourceAsStream("/support/call-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("/support/call-words.txt is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(pair -> {
                        PLACES.put(pair[0], CHINESE.size());
                        PLACES.put(pair[1], CHINESE.size());
                        CHINESE.add(pair[0]);
                        ENGLISH.add(pair[1]);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
