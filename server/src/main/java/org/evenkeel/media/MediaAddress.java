package org.evenkeel.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one address of this machine over which sound and picture flow. Janus is told to use only this one; were it not
 * there, Janus would use <em>all</em> addresses of the machine without a word, so it is looked at before each start.
 */
public final class MediaAddress {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    /** An address that stands in books only (RFC 5737): a route leads there, nobody lives there. */
    private static final String NOBODY = "203.0.113.1";

    private static final int ANY_PORT = 9;

    private MediaAddress() {}

    /**
     * An interface of this machine, as far as it matters here.
     *
     * @param bridge whether it joins others, as those of containers do
     * @param addresses its IPv4 addresses
     */
    record Nic(String name, boolean loopback, boolean bridge, List<String> addresses) {}

    /** Whether a text is an IPv4 address in four parts. */
    public static boolean isOne(String text) {
        return IPV4.matcher(text).matches();
    }

    /** Why media cannot use an address of this machine; empty when it can. */
    public static Optional<String> problem(String address) {
        return problem(address, nics());
    }

    static Optional<String> problem(String address, List<Nic> nics) {
        if (!isOne(address)) {
            return Optional.of(address + " is not an IPv4 address, such as 192.168.1.20");
        }
        List<Nic> owners = nics.stream().filter(nic -> nic.addresses().contains(address)).toList();
        if (owners.isEmpty()) {
            return Optional.of(
                    "no interface of this machine has the address %s; it has %s".formatted(address, usable(nics)));
        }
        return owners.stream().allMatch(Nic::loopback)
                ? Optional.of(
                        "%s is a loopback address, which Janus cannot use; this machine has %s"
                                .formatted(address, usable(nics)))
                : Optional.empty();
    }

    private static String usable(List<Nic> nics) {
        List<String> addresses =
                nics.stream().filter(nic -> !nic.loopback()).flatMap(nic -> nic.addresses().stream()).toList();
        return addresses.isEmpty() ? "none but loopback" : String.join(", ", addresses);
    }

    /**
     * The address of the default route; where there is no such route, of any interface that is no loopback, a bridge
     * only when there is nothing else. No packet is sent to find out. Empty when there is none.
     */
    public static Optional<String> ofThisMachine() {
        return choice(ofDefaultRoute(), nics());
    }

    static Optional<String> choice(Optional<String> ofRoute, List<Nic> nics) {
        return ofRoute.filter(address -> problem(address, nics).isEmpty())
                .or(
                        () ->
                                nics.stream()
                                        .filter(nic -> !nic.loopback())
                                        .sorted(Comparator.comparing(Nic::bridge))
                                        .flatMap(nic -> nic.addresses().stream())
                                        .findFirst());
    }

    /** Connecting a datagram socket only asks the kernel for the route, and with it for our own address. */
    private static Optional<String> ofDefaultRoute() {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(NOBODY), ANY_PORT));
            return Optional.of(socket.getLocalAddress())
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress);
        } catch (SocketException | UncheckedIOException _) {
            return Optional.empty(); // no route leads out of this machine
        }
    }

    private static List<Nic> nics() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            return all.filter(MediaAddress::isUp).map(MediaAddress::nic).toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Nic nic(NetworkInterface nic) {
        List<String> addresses =
                nic.getInterfaceAddresses().stream()
                        .map(InterfaceAddress::getAddress)
                        .filter(Inet4Address.class::isInstance)
                        .map(InetAddress::getHostAddress)
                        .toList();
        boolean bridge = Files.exists(Path.of("/sys/class/net", nic.getName(), "bridge"));
        return new Nic(nic.getName(), isLoopback(nic), bridge, addresses);
    }

    private static boolean isUp(NetworkInterface nic) {
        try {
            return nic.isUp();
        } catch (IOException _) {
            return false; // gone while we looked
        }
    }

    private static boolean isLoopback(NetworkInterface nic) {
        try {
            return nic.isLoopback();
        } catch (IOException _) {
            return true; // gone while we looked: not to be used
        }
    }
}
