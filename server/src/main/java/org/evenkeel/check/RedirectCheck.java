package org.evenkeel.check;

import java.net.URI;
import java.util.List;

/**
 * Where plain HTTP leads.
 *
 * @param plainPort usually 80
 */
record RedirectCheck(URI address, int plainPort) implements Check {

    @Override
    public Subject subject() {
        return Subject.HTTPS_REDIRECT;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        try (var web = new Web()) {
            var plain = URI.create("http://" + address.getHost() + ":" + plainPort + "/");
            return Subject.only(web.get(plain).map(this::judged).orElseGet(this::silent));
        }
    }

    private Finding silent() {
        return subject().warning("Nobody answers on port %d.", plainPort);
    }

    private Finding judged(Web.Reply reply) {
        boolean leads =
                reply.status() / 100 == 3
                        && reply.headers().firstValue("Location").filter(it -> it.startsWith("https://")).isPresent();
        return leads
                ? subject().fine("Port %d leads to https:// (%d).", plainPort, reply.status())
                : subject().broken("Port %d answers %d instead of leading to https://.", plainPort, reply.status());
    }
}
