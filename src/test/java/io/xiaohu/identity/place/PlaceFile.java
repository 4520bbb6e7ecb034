package io.xiaohu.identity.place;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a small place database as MaxMind's format version 2.0 says: a binary tree of address
 * bits, sixteen zeros, the data, and what the file is.
 */
final class PlaceFile {

    private static final byte[] MARK =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int EMPTY = -1;

    private final List<int[]> nodes = new ArrayList<>(List.of(newNode()));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Says of an IPv4 network what is known of it. */
    PlaceFile with(byte[] network, int bits, Map<String, Object> record) throws IOException {
        int offset = data.size();
        write(data, record);
        int node = 0;
        for (int bit = 0; bit < bits; bit++) {
            int side = (network[bit / 8] >> (7 - bit % 8)) & 1;
            if (bit == bits - 1) {
                nodes.get(node)[side] = -2 - offset;
            } else {
                if (nodes.get(node)[side] < 0) {
                    nodes.add(newNode());
                    nodes.get(node)[side] = nodes.size() - 1;
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    void writeTo(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int side : node) {
                int pointer = side >= 0 ? side : nodes.size() + (side == EMPTY ? 0 : 16 - 2 - side);
                out.write(pointer >> 16);
                out.write(pointer >> 8);
                out.write(pointer);
            }
        }
        out.write(new byte[16]);
        data.writeTo(out);
        out.write(MARK);
        write(
                out,
                Map.of(
                        "binary_format_major_version",
                        2,
                        "binary_format_minor_version",
                        0,
                        "build_epoch",
                        1_700_000_000L,
                        "database_type",
                        "Test-City",
                        "description",
                        Map.of("en", "made by a test"),
                        "ip_version",
                        4,
                        "languages",
                        List.of("en", "zh-CN"),
                        "node_count",
                        (long) nodes.size(),
                        "record_size",
                        24));
        Files.write(file, out.toByteArray());
    }

    private static int[] newNode() {
        return new int[] {EMPTY, EMPTY};
    }

    private static void write(ByteArrayOutputStream out, Object value) throws IOException {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, bytes.length);
                out.write(bytes);
            }
            case Integer small -> {
                control(out, 5, 2);
                out.write(small >> 8);
                out.write(small);
            }
            case Long large -> {
                control(out, 6, 4);
                for (int shift = 24; shift >= 0; shift -= 8) {
                    out.write((int) (large >> shift));
                }
            }
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    write(out, entry.getKey());
                    write(out, entry.getValue());
                }
            }
            case List<?> list -> {
                control(out, 11, list.size());
                for (Object item : list) {
                    write(out, item);
                }
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    /** Types above seven stand in a second byte; longer values than these tests have would, too. */
    private static void control(ByteArrayOutputStream out, int type, int size) {
        if (size > 28) {
            throw new IllegalArgumentException("too long for this writer: " + size);
        }
        if (type <= 7) {
            out.write(type << 5 | size);
        } else {
            out.write(size);
            out.write(type - 7);
        }
    }
}
