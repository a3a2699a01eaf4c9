package org.evenkeel.setup;

import java.util.List;
import java.util.Optional;

/** What setup adds to the units of the package, in drop-in files of theirs. */
final class UnitAdditions {

    private static final String WRITTEN = "# Written by Evenkeel; changes are lost.\n";

    private UnitAdditions() {}

    static String none() {
        return WRITTEN;
    }

    /** The server is what browsers reach. */
    static String ownPort() {
        return WRITTEN
                + """
                [Service]
                # Browsers ask from everywhere.
                IPAddressAllow=any
                # A port below 1024 needs this, which a unit with users of its own (PrivateUsers) could not use.
                AmbientCapabilities=CAP_NET_BIND_SERVICE
                CapabilityBoundingSet=CAP_NET_BIND_SERVICE
                PrivateUsers=no
                # Nothing but its own port and that of the figures (metrics.address) may be opened.
                SocketBindDeny=any
                SocketBindAllow=tcp:%d
                SocketBindAllow=tcp:%d
                """
                        .formatted(Places.OWN_PORT, Places.METRICS_PORT);
    }

    /** Proxies on other machines reach the server; it reaches a database there. */
    static String withOthers(List<String> addresses) {
        return WRITTEN
                + """
                [Service]
                IPAddressAllow=%s
                """
                        .formatted(String.join(" ", addresses));
    }

    /** Where backups go and what opens them. */
    static String backup(Answers.Backup backup, Optional<String> database) {
        String text =
                """
                [Service]
                Environment=BACKUP_TO=%s
                Environment=BACKUP_OPENED_BY=--%s=%s
                """
                        .formatted(
                                backup.folder(),
                                backup.isForRecipient() ? "recipient" : "passphrase-file",
                                backup.key());
        boolean elsewhere = !backup.folder().equals(Places.BACKUPS);
        return WRITTEN
                + text
                + (elsewhere ? "ReadWritePaths=%s\n".formatted(backup.folder()) : "")
                + database.map("IPAddressAllow=%s\n"::formatted).orElse("");
    }
}
