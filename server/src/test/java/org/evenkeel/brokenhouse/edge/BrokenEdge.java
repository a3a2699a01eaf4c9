package org.evenkeel.brokenhouse.edge;

import java.sql.Connection;

/** An edge that talks to the database. */
public final class BrokenEdge {

    /** Whether the edge keeps a connection of its own. */
    public boolean owns(Connection connection) {
        return connection != null;
    }
}
