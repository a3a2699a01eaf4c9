package org.evenkeel.media;

import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProcess;
import org.evenkeel.child.SearchPath;
import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.TestFolder;
import org.evenkeel.live.Await;
import org.evenkeel.live.IceServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A real coturn for a test, on a free port, in a folder of its own that is gone afterwards. It relays to the one
 * address it listens on and to nowhere else. For one thread.
 */
public final class TestTurn implements AutoCloseable {

    private static final String CHILD = "turn";
    private static final String LOOPBACK = "127.0.0.1";

    private final ChildFolder folder;
    private final String address;
    private final int port;
    private final GuardedChild child;

    private TestTurn(ChildFolder folder, String address, int port, GuardedChild child) {
        this.folder = folder;
        this.address = address;
        this.port = port;
        this.child = child;
    }

    /** Starts one on loopback. */
    public static TestTurn start() {
        return start(LOOPBACK);
    }

    /**
     * Starts one.
     *
     * @param address IPv4 address of this machine to listen on, to relay from and to relay to
     * @throws AssertionError when coturn is not installed: these tests are not optional
     */
    public static TestTurn start(String address) {
        return start(address, command -> command);
    }

    /**
     * The same somewhere else, for instance in a network of its own.
     *
     * @param where makes the command that runs there
     */
    public static TestTurn start(String address, UnaryOperator<List<String>> where) {
        Path program =
                SearchPath.ofThisProcess()
                        .programs("turnserver")
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "coturn is not installed, and these tests need a real one: "
                                                        + "sudo apt-get install coturn"));
        try {
            ChildFolder folder = ChildFolder.at(CHILD, Files.createTempDirectory("evenkeel-turn"));
            int port = ChildProcess.freePorts(CHILD, 1).getFirst();
            folder.write("turn.conf", configuration(folder, address, port));
            List<String> command = where.apply(List.of(program.toString(), "-c", folder.file("turn.conf").toString()));
            GuardedChild child = GuardedChild.start(folder.path(), folder.log(), "KILL", command);
            var relay = new TestTurn(folder, address, port, child);
            Await.until("coturn listens", relay::listens);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(ChildFolder folder, String address, int port) {
        String common =
                """
                listening-ip=%1$s
                relay-ip=%1$s
                listening-port=%2$d
                min-port=30000
                max-port=30999
                realm=evenkeel.test
                fingerprint
                use-auth-secret
                static-auth-secret=%3$s
                no-tls
                no-dtls
                no-cli
                no-multicast-peers
                no-tcp-relay
                stale-nonce=600
                user-quota=12
                total-quota=1200
                userdb=%4$s/turndb
                pidfile=%4$s/turn.pid
                log-file=stdout
                simple-log
                denied-peer-ip=0.0.0.0-255.255.255.255
                allowed-peer-ip=%1$s
                """
                        .formatted(address, port, folder.secret(), folder.path());
        // coturn wants the password of its command line set before it relays to loopback, though there is no such line
        return address.equals(LOOPBACK) ? common + "allow-loopback-peers\ncli-password=unused\n" : common;
    }

    /** By its own word: where it runs we may not be. */
    private boolean listens() {
        return Files.exists(folder.log()) && log().contains("Total General servers");
    }

    /** As a browser is told it. */
    public String url() {
        return "turn:%s:%d?transport=udp".formatted(address, port);
    }

    /** What logins are made with. */
    public String secret() {
        return folder.secret();
    }

    /** Asks for a relayed address over UDP, as a browser does. */
    TurnAllocation allocate(Optional<IceServer.Login> login) {
        return TurnAllocation.ask(RelayUrl.parse(url()), login);
    }

    /** What it said. */
    public String log() {
        try {
            return Files.readString(folder.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        child.close();
        TestFolder.delete(folder.path());
    }
}
