package io.xiaohu.ledger.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection through the proxy. What the client sends is gathered up to its next Sync, so that
 * a fault meets a whole statement; a COMMIT is recognised by its text, or by the name of the
 * statement it was prepared as (PostgreSQL's documentation, "Frontend/Backend Protocol").
 */
final class ProxiedConnection {

    private static final String COMMIT = "COMMIT";

    private final Socket client;
    private final Socket database;
    private final Fault.Plan plan;
    private final Set<String> preparedCommits = new HashSet<>();
    private volatile boolean swallowAnswers;
    private volatile boolean cutAtAnswer;
    private volatile boolean blackHole;

    ProxiedConnection(Socket client, Socket database, Fault.Plan plan) {
        this.client = client;
        this.database = database;
        this.plan = plan;
    }

    void start(Runnable ended) throws IOException {
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        Thread.ofVirtual().start(this::passQuestions);
        Thread.ofVirtual()
                .start(() -> {
                    passAnswers();
                    ended.run();
                });
    }

    void cut() {
        close(client);
        close(database);
    }

    private void passQuestions() {
        try {
            DataInputStream from = new DataInputStream(client.getInputStream());
            OutputStream to = database.getOutputStream();
            int length = from.readInt();
            to.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            to.write(from.readNBytes(length - Integer.BYTES));
            to.flush();
            while (!blackHole) {
                passGroup(from, to);
            }
            // Nobody notices anything: what still comes is read and forgotten.
            from.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            if (!blackHole) {
                cut();
            }
        }
    }

    /** Reads messages until the client waits for an answer, then passes them on, or not. */
    private void passGroup(DataInputStream from, OutputStream to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream group = new DataOutputStream(bytes);
        boolean commit = false;
        while (true) {
            byte type = from.readByte();
            int length = from.readInt();
            byte[] payload = from.readNBytes(length - Integer.BYTES);
            group.writeByte(type);
            group.writeInt(length);
            group.write(payload);
            commit |= isCommit((char) type, payload);
            if ("SQHdcfX".indexOf(type) >= 0) {
                break;
            }
        }
        pass(bytes.toByteArray(), commit ? Fault.Moment.COMMIT : Fault.Moment.STATEMENT, to);
    }

    private void pass(byte[] group, Fault.Moment moment, OutputStream to) throws IOException {
        switch (plan.next(moment)) {
            case NONE -> send(group, to);
            case DELAY -> {
                LockSupport.parkNanos(Duration.ofMillis(plan.delayMillis()).toNanos());
                send(group, to);
            }
            case CUT_BEFORE -> cut();
            case CUT_AFTER -> {
                send(group, to);
                cut();
            }
            case CUT_ANSWER -> {
                cutAtAnswer = true;
                send(group, to);
            }
            case SWALLOW -> blackHole = true;
            case SWALLOW_ANSWER -> {
                swallowAnswers = true;
                blackHole = true;
                send(group, to);
            }
            case HALF_CLOSE -> {
                blackHole = true;
                client.shutdownOutput();
            }
            case HALF_CLOSE_AFTER -> {
                blackHole = true;
                swallowAnswers = true;
                send(group, to);
                client.shutdownOutput();
            }
        }
    }

    private static void send(byte[] group, OutputStream to) throws IOException {
        to.write(group);
        to.flush();
    }

    private boolean isCommit(char type, byte[] payload) {
        return switch (type) {
            case 'Q' -> text(payload, 0).equals(COMMIT);
            case 'P' -> {
                String name = text(payload, 0);
                boolean found = text(payload, bytes(name) + 1).equals(COMMIT);
                if (found && !name.isEmpty()) {
                    preparedCommits.add(name);
                }
                yield found;
            }
            case 'B' -> {
                String portal = text(payload, 0);
                yield preparedCommits.contains(text(payload, bytes(portal) + 1));
            }
            default -> false;
        };
    }

    /** A text of the protocol, which ends with a zero. */
    private static String text(byte[] payload, int from) {
        int end = from;
        while (payload[end] != 0) {
            end++;
        }
        return new String(payload, from, end - from, StandardCharsets.UTF_8);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void passAnswers() {
        try {
            InputStream from = database.getInputStream();
            OutputStream to = client.getOutputStream();
            byte[] some = new byte[16_384];
            for (int n = from.read(some); n >= 0; n = from.read(some)) {
                if (cutAtAnswer) {
                    break;
                }
                if (!swallowAnswers) {
                    to.write(some, 0, n);
                    to.flush();
                }
            }
        } catch (IOException e) {
            // One side is gone; so is the other now.
        }
        if (!blackHole) {
            cut();
        } else {
            close(database);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }
}
