package org.evenkeel.sql;

import org.evenkeel.identity.SocketTicket;
import org.evenkeel.identity.SocketTicketStore;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Socket tickets. */
final class SqlTickets implements SocketTicketStore {

    private final Database database;

    SqlTickets(Database database) {
        this.database = database;
    }

    @Override
    public void add(String hash, SocketTicket ticket, long expiresAt) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO socket_ticket
                                            (hash, session_id, person_id, audience, access_id, expires_at)
                                        VALUES (:hash, :session, :person, :audience, :access, :at)\
                                        """)
                                .bind("hash", hash)
                                .bind("session", ticket.session().value())
                                .bind("person", ticket.person().value())
                                .bind("audience", ticket.audience())
                                .bind("access", ticket.access())
                                .bind("at", expiresAt)
                                .execute());
    }

    /** Whoever deletes the row has it: reading it first tells only what it was. */
    @Override
    public Optional<SocketTicket> consume(String hash, long now) {
        return database.write(
                handle -> {
                    Optional<SocketTicket> ticket =
                            handle.createQuery("SELECT * FROM socket_ticket WHERE hash = :hash AND expires_at > :now")
                                    .bind("hash", hash)
                                    .bind("now", now)
                                    .map((row, _) -> ticket(row))
                                    .findOne();
                    int taken =
                            handle.createUpdate("DELETE FROM socket_ticket WHERE hash = :hash AND expires_at > :now")
                                    .bind("hash", hash)
                                    .bind("now", now)
                                    .execute();
                    return taken == 1 ? ticket : Optional.empty();
                });
    }

    @Override
    public void removeAllOf(PersonId person) {
        delete("person_id = :value", person.value());
    }

    @Override
    public void removeAllFrom(String access) {
        delete("access_id = :value", access);
    }

    @Override
    public int removeExpired(long now) {
        return delete("expires_at <= :value", now);
    }

    private int delete(String condition, Object value) {
        return database.write(
                handle ->
                        handle.createUpdate("DELETE FROM socket_ticket WHERE " + condition)
                                .bind("value", value)
                                .execute());
    }

    private static SocketTicket ticket(ResultSet row) throws SQLException {
        return new SocketTicket(
                new SessionId(row.getString("session_id")),
                new PersonId(row.getString("person_id")),
                SocketTicket.Audience.valueOf(row.getString("audience")),
                row.getString("access_id"));
    }
}
