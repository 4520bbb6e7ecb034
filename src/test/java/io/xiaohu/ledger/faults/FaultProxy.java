package io.xiaohu.ledger.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a writer and its PostgreSQL and does to messages what a plan says. */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int databasePort;
    private final Fault.Plan plan;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();

    public FaultProxy(int databasePort, long seed) {
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.databasePort = databasePort;
        this.plan = new Fault.Plan(seed);
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    /** The URL of the same database through this proxy. */
    public String through(String url) {
        return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + listening.getLocalPort() + "/")
                + "&sslmode=disable&gssEncMode=disable";
    }

    /** From here on everything arrives. */
    public void heal() {
        plan.heal();
    }

    /** How many commits something was done to. */
    public int commitsMet() {
        return plan.made(Fault.Moment.COMMIT);
    }

    /** How many other statements something was done to. */
    public int statementsMet() {
        return plan.made(Fault.Moment.STATEMENT);
    }

    /** The port in a database's URL. */
    public static int portOf(String url) {
        return Integer.parseInt(url.replaceFirst(".*//[^/:]+:(\\d+)/.*", "$1"));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(ProxiedConnection::cut);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (plan.next(Fault.Moment.CONNECT) != Fault.NONE) {
                    client.close();
                    continue;
                }
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                ProxiedConnection connection = new ProxiedConnection(client, database, plan);
                open.add(connection);
                connection.start(() -> open.remove(connection));
            } catch (IOException e) {
                // The database is away, or this proxy is being closed.
            }
        }
    }
}
