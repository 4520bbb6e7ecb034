package io.xiaohu.wallet.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A wallet or a desk that follows conversations as the apps do: an event says that something is
 * there, the lines after the last one it has are read, and whenever the stream breaks it comes back
 * by itself, to whichever server answers, with the last event it had.
 */
final class ChatClient implements Runnable {

    private static final int READ = 200;
    private static final int WRITTEN = 201;
    private static final long SAID_EVERY_MILLIS = 20_000;

    /**
     * Where nobody answers is left at once, as a browser does that knows a name's two addresses.
     */
    private static final long AT_ONCE_MILLIS = 200;

    /** The API of one of the two apps. */
    enum Side {
        WALLET("/api/v1/events", "/api/v1/conversations/", "xiaohu_session", "message"),
        DESK("/api/v1/desk/events", "/api/v1/desk/conversations/", "xiaohu_desk", "conversation");

        private final String events;
        private final String conversations;
        private final String cookie;
        private final String changed;

        Side(String events, String conversations, String cookie, String changed) {
            this.events = events;
            this.conversations = conversations;
            this.cookie = cookie;
            this.changed = changed;
        }
    }

    private final Side side;
    private final String token;
    private final String csrfToken;
    private final Servers servers;
    private final Reach reach;
    private final JsonMapper json;

    /** The last line it has of each conversation it follows. */
    private final Map<UUID, AtomicLong> last = new ConcurrentHashMap<>();

    private volatile @Nullable EventStream stream;
    private volatile boolean connected;
    private volatile boolean ended;
    private volatile long cutAt;
    private volatile int port;
    private volatile long retryMillis = 1_000;
    private String lastId = "";

    ChatClient(
            Side side,
            String token,
            String csrfToken,
            Servers servers,
            Reach reach,
            JsonMapper json) {
        this.side = side;
        this.token = token;
        this.csrfToken = csrfToken;
        this.servers = servers;
        this.reach = reach;
        this.json = json;
        this.port = servers.any();
    }

    void follow(UUID conversation, long seq) {
        last.put(conversation, new AtomicLong(seq));
    }

    boolean isConnected() {
        return connected;
    }

    /** Cuts its connection; it comes back. */
    void cut() throws IOException {
        EventStream open = stream;
        if (open != null) {
            open.close();
        }
    }

    void end() throws IOException {
        ended = true;
        cut();
    }

    @Override
    public void run() {
        while (!ended) {
            try (EventStream open =
                    new EventStream(port, side.events, side.cookie + "=" + token, lastId)) {
                stream = open;
                while (!ended) {
                    handle(open.next());
                }
            } catch (IOException gone) {
                if (connected) {
                    cutAt = System.nanoTime();
                    connected = false;
                }
                comeBack(gone instanceof ConnectException ? AT_ONCE_MILLIS : retryMillis);
            }
        }
    }

    private void comeBack(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        port = servers.other(port);
    }

    private void handle(EventStream.Event event) throws IOException {
        if (event.retryMillis() > 0) {
            retryMillis = event.retryMillis();
            connected = true;
        }
        if (side == Side.WALLET && !event.id().isEmpty() && !event.name().isEmpty()) {
            checkOrder(Long.parseLong(event.id()) - Long.parseLong(lastId));
        }
        if (event.name().equals(side.changed)) {
            JsonNode data = json.readTree(event.data());
            UUID conversation = UUID.fromString(data.path("conversationId").asString());
            AtomicLong have = last.get(conversation);
            if (have != null && data.path("seq").asLong(Long.MAX_VALUE) > have.get()) {
                read(conversation, have);
            }
        } else if (event.name().equals("refresh")) {
            for (Map.Entry<UUID, AtomicLong> one : last.entrySet()) {
                read(one.getKey(), one.getValue());
            }
        }
        if (!event.id().isEmpty()) {
            lastId = event.id();
        }
    }

    /** A customer's events are numbered without gaps. */
    private void checkOrder(long step) {
        if (step <= 0) {
            reach.duplicate();
        } else if (step > 1) {
            reach.outOfOrder();
        }
    }

    private void read(UUID conversation, AtomicLong have) throws IOException {
        try (Connection connection = connection()) {
            Connection.Answer answer =
                    connection.get(
                            side.conversations + conversation + "/messages?afterSeq=" + have.get());
            if (answer.status() != READ) {
                throw new IOException("no lines: " + answer.status() + " " + answer.body());
            }
            for (JsonNode line : json.readTree(answer.body()).path("items")) {
                long seq = line.path("seq").asLong();
                if (seq <= have.get()) {
                    reach.outOfOrder();
                }
                reach.received(this, conversation, seq, cutAt);
                have.set(seq);
            }
        }
    }

    /**
     * Writes a line until a server has it: the same client id again is the same line.
     *
     * @return its number
     */
    long write(UUID conversation, String clientId) throws InterruptedException {
        String body = "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(clientId, "你好 " + clientId);
        int to = port;
        while (true) {
            try (Connection connection = connection(to)) {
                Connection.Answer answer =
                        connection.post(
                                side.conversations + conversation + "/messages", body, clientId);
                if (answer.status() == WRITTEN) {
                    return json.readTree(answer.body()).path("seq").asLong();
                }
                servers.complain(answer.status() + " " + answer.body());
            } catch (IOException gone) {
                // Whether it was stored is not known: it is written again.
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(100, 300));
            to = servers.other(to);
        }
    }

    /** Says now and then that its desk is open, as the app does: what nobody has goes back. */
    void beOpen() {
        while (!ended) {
            try {
                try (Connection connection = connection()) {
                    connection.post(
                            "/api/v1/desk/agent-state/seen", "{}", UUID.randomUUID().toString());
                } catch (IOException gone) {
                    // The next one makes up for it.
                }
                Thread.sleep(SAID_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Connection connection() throws IOException {
        return connection(port);
    }

    private Connection connection(int to) throws IOException {
        Connection connection = new Connection(to);
        connection.cookie(side.cookie, token);
        connection.csrfToken(csrfToken);
        return connection;
    }
}
