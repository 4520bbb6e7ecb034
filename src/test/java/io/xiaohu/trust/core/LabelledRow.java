package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A labelled link, number, address, account or text, and what the checker says of it.
 *
 * @param number its place in the file, from 0
 */
record LabelledRow(int number, Label label, String kind, String text, Finding found) {

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");

    /** Knows the contacts of the demo. */
    static final Checker CHECKER =
            new Checker(
                    List.of(
                            new OfficialContact(ContactKind.PHONE, "400-000-7281"),
                            new OfficialContact(ContactKind.EMAIL, "care@xiaohu-wallet.example"),
                            new OfficialContact(ContactKind.WECHAT, "xiaohu-care"),
                            new OfficialContact(ContactKind.QQ, "1000007281"),
                            new OfficialContact(ContactKind.WEIBO, "小狐钱包客服"),
                            new OfficialContact(ContactKind.DOMAIN, "xiaohu-wallet.example")),
                    List.of(),
                    List.of());

    enum Label {
        /** Really ours. */
        OURS,
        /** Somebody else's, and no fraud. */
        HONEST,
        IMPOSTOR
    }

    boolean isCaught() {
        return found.verdict() == Verdict.IMPOSTOR || found.verdict() == Verdict.SUSPICIOUS;
    }

    @Override
    public String toString() {
        return "%s %s %s: %s %s".formatted(label, kind, text, found.verdict(), found.why());
    }

    /** All rows of a file in {@code /trust}. */
    static List<LabelledRow> in(String file) {
        List<LabelledRow> rows = new ArrayList<>();
        for (String line : lines(file)) {
            String[] cells = line.split("\t", 3);
            String text =
                    ESCAPED.matcher(cells[2])
                            .replaceAll(match ->
                                    String.valueOf((char) Integer.parseInt(match.group(1), 16)));
            rows.add(
                    new LabelledRow(
                            rows.size(),
                            Label.valueOf(cells[0]),
                            cells[1],
                            text,
                            CHECKER.check(text).decides()));
        }
        return List.copyOf(rows);
    }

    private static List<String> lines(String file) {
        try (InputStream in = LabelledRow.class.getResourceAsStream("/trust/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
