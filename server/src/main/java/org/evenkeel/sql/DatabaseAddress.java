package org.evenkeel.sql;

import java.nio.file.Path;
import java.util.Objects;

/** Where the clinic's data is kept. */
public sealed interface DatabaseAddress {

    /**
     * One file beside the server, for a single node.
     *
     * @param path the file; it and its folder are made when missing, readable by the server's user only
     */
    record SqliteFile(Path path) implements DatabaseAddress {
        public SqliteFile {
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * A PostgreSQL server, for one node or several.
     *
     * @param url begins with {@code jdbc:postgresql:}
     * @param user the role that owns the tables
     * @param password its password; empty when the server asks for none
     * @param connections most connections of this node
     */
    record Postgres(String url, String user, String password, int connections) implements DatabaseAddress {

        /**
         * @throws IllegalArgumentException when the address is not PostgreSQL's or there is no connection
         */
        public Postgres {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("a PostgreSQL address begins with jdbc:postgresql:");
            }
            if (connections < 1) {
                throw new IllegalArgumentException("at least one connection is needed");
            }
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        /** Secrets stay out of logs. */
        @Override
        public String toString() {
            return "Postgres[connections=" + connections + "]";
        }
    }
}
