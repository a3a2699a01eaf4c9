package org.evenkeel.check;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public address and the name in it. */
record NameCheck(CheckPlan plan) implements Check {

    @Override
    public Subject subject() {
        return Subject.DNS;
    }

    @Override
    public List<Finding> look() {
        return plan.publicAddress()
                .map(address -> List.of(address(address), name(Web.host(address))))
                .orElseGet(() -> Subject.only(unset()));
    }

    private Finding unset() {
        return Subject.PUBLIC_ADDRESS.warning(
                "public.address is not set, so the server's own port is looked at: %s", plan.base());
    }

    private static Finding address(URI address) {
        if (Web.isTls(address)) {
            return Subject.PUBLIC_ADDRESS.fine("People come by %s", address);
        }
        return isOfThisMachine(Web.host(address))
                ? Subject.PUBLIC_ADDRESS.fine("%s is for browsers on this machine alone.", address)
                : Subject.PUBLIC_ADDRESS.broken("%s does not speak TLS.", address);
    }

    private static boolean isOfThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static Finding name(String host) {
        Set<InetAddress> found;
        try {
            found = Set.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return Subject.DNS.broken("The name %s has no address.", host);
        }
        var words = found.stream().map(InetAddress::getHostAddress).sorted().collect(Collectors.joining(", "));
        boolean onlyLoopback = found.stream().allMatch(InetAddress::isLoopbackAddress);
        if (onlyLoopback && !isOfThisMachine(host)) {
            return Subject.DNS
                    .warning("On this machine %s is %s: its own hosts file answers, not DNS.", host, words)
                    .doing("Ask from elsewhere (dig +short %s), or take the name out of /etc/hosts.".formatted(host));
        }
        var own = Machine.addresses();
        return Stream.of(found.toArray(InetAddress[]::new)).anyMatch(own::contains)
                ? Subject.DNS.fine("%s is %s, an address of this machine.", host, words)
                : Subject.DNS.fine(
                        "%s is %s, no address of this machine: a proxy or NAT must stand in front.", host, words);
    }
}
