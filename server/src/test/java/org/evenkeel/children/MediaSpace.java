package org.evenkeel.children;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of the test's own with one address that is not loopback, so that an SFU and browsers meet there
 * and nowhere else. It lives as long as a small process in it, which ends with this JVM.
 *
 * <p>Root makes it directly; everybody else inside a user namespace of his own, where the machine allows that.
 */
public final class MediaSpace implements AutoCloseable {

    /** The one address at which media flow. */
    public static final String ADDRESS = "10.77.0.1";

    private static final String SET_UP =
            """
            ip link set lo up &&
            ip link add v0 type veth peer name v1 &&
            ip addr add %s/24 dev v0 &&
            ip link set v0 up &&
            ip link set v1 up &&
            echo ready &&
            read -r forever
            """
                    .formatted(ADDRESS);

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private static final String FIRST_ADDRESS_OF_A_PHONE = "10.77.0.20/24";

    private static final String PHONE_SET_UP = "ip link set lo up && echo ready && read -r forever";

    private static final String PHONE_JOINS =
            """
            ip link set v1 netns "$0" &&
            nsenter --target "$0" --net ip addr add %s dev v1 &&
            nsenter --target "$0" --net ip link set v1 up
            """
                    .formatted(FIRST_ADDRESS_OF_A_PHONE);

    private final List<Process> holders = new ArrayList<>();
    private final Process holder;

    private MediaSpace(Process holder) {
        this.holder = holder;
        holders.add(holder);
    }

    /** Makes one; empty where this machine does not let us. */
    public static Optional<MediaSpace> open() {
        var command = new ArrayList<>(List.of("unshare", "--net"));
        if (!ROOT) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("/bin/sh", "-c", SET_UP));
        return hold(command).map(MediaSpace::new);
    }

    private static Optional<Process> hold(List<String> command) {
        try {
            var holder = new ProcessBuilder(command).redirectErrorStream(true).start();
            var line = new BufferedReader(holder.inputReader()).readLine();
            if ("ready".equals(line)) {
                return Optional.of(holder);
            }
            holder.destroyForcibly();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A second network with an address of its own on the device {@code v1}, from which the first one's is reached: what
     * happens to it happens to nobody else. Once only.
     *
     * @return the command that runs another one there, seen from inside the first
     */
    public List<String> phone() throws IOException, InterruptedException {
        var phone = hold(inside(List.of("unshare", "--net", "/bin/sh", "-c", PHONE_SET_UP))).orElseThrow();
        holders.addFirst(phone);
        var pid = Long.toString(phone.pid());
        var joins = inside(List.of("/bin/sh", "-c", PHONE_JOINS, pid));
        int failed = new ProcessBuilder(joins).inheritIO().start().waitFor();
        if (failed != 0) {
            throw new IOException("the phone's network could not be set up");
        }
        return List.of("nsenter", "--target", pid, "--net");
    }

    /** The same command, to be run inside. */
    public List<String> inside(List<String> command) {
        var inside = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--net"));
        if (!ROOT) {
            inside.addAll(List.of("--user", "--preserve-credentials"));
        }
        inside.addAll(command);
        return List.copyOf(inside);
    }

    @Override
    public void close() {
        try {
            for (var each : holders) {
                each.getOutputStream().close();
                if (!each.waitFor(5, TimeUnit.SECONDS)) {
                    each.destroyForcibly();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
