package org.evenkeel.setup;

import java.util.ArrayList;
import java.util.List;

/** What must be let in, in words and as commands of ufw. */
final class Firewall {

    private Firewall() {}

    static List<String> rules(Answers answers) {
        String media = answers.mediaPorts().first() + ":" + answers.mediaPorts().last();
        var rules = new ArrayList<String>();
        rules.add("Let in through the firewall of this machine, and of the cloud around it; nothing else:");
        if (answers.tls().isProxyHere()) {
            rules.add(
                    "    tcp 80, 443           pages and sockets; 80 leads people to 443, and is for Caddy's"
                            + " certificates");
        } else if (answers.tls() == Answers.Tls.OWN) {
            rules.add("    tcp %-17d pages and sockets".formatted(Places.OWN_PORT));
        } else {
            rules.add(
                    "    tcp %-17d from %s only: pages and sockets, not encrypted"
                            .formatted(Places.SERVER_PORT, String.join(", ", answers.proxies())));
        }
        rules.add("    udp %-17s sound and picture, to %s".formatted(answers.mediaPorts(), answers.mediaAddress()));
        if (answers.relay()) {
            rules.add("    tcp and udp %-9d the relay".formatted(Places.RELAY_PORT));
        }
        rules.add("With ufw, beside the rule for your own ssh:");
        if (answers.tls().isProxyHere()) {
            rules.add("    sudo ufw allow 80,443/tcp");
        } else if (answers.tls() == Answers.Tls.OWN) {
            rules.add("    sudo ufw allow %d/tcp".formatted(Places.OWN_PORT));
        } else {
            answers.proxies()
                    .forEach(
                            proxy ->
                                    rules.add(
                                            "    sudo ufw allow proto tcp from %s to any port %d"
                                                    .formatted(proxy, Places.SERVER_PORT)));
        }
        rules.add("    sudo ufw allow %s/udp".formatted(media));
        if (answers.relay()) {
            rules.add("    sudo ufw allow %d".formatted(Places.RELAY_PORT));
        }
        return List.copyOf(rules);
    }
}
