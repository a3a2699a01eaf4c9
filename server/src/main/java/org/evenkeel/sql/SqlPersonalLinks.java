package org.evenkeel.sql;

import org.evenkeel.identity.PersonalLink;
import org.evenkeel.identity.PersonalLinkStore;
import org.evenkeel.identity.Visit;
import org.evenkeel.room.PersonId;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Participants' links and the visits made with them. */
final class SqlPersonalLinks implements PersonalLinkStore {

    private final Database database;

    SqlPersonalLinks(Database database) {
        this.database = database;
    }

    @Override
    public void replace(String hash, PersonalLink link) {
        database.write(
                handle -> {
                    delete(handle, link.participant());
                    return handle.createUpdate(
                                    """
                                    INSERT INTO personal_link (participant_id, id, hash, issued_at, expires_at)
                                    VALUES (:participant, :id, :hash, :issued, :expires)
                                    ON CONFLICT (participant_id) DO UPDATE
                                    SET id = excluded.id, hash = excluded.hash, issued_at = excluded.issued_at,
                                        expires_at = excluded.expires_at\
                                    """)
                            .bind("participant", link.participant().value())
                            .bind("id", link.id())
                            .bind("hash", hash)
                            .bind("issued", link.issuedAt())
                            .bind("expires", link.expiresAt())
                            .execute();
                });
    }

    @Override
    public Optional<PersonalLink> find(String hash) {
        return one("SELECT * FROM personal_link WHERE hash = :key", hash);
    }

    @Override
    public Optional<PersonalLink> of(PersonId participant) {
        return one("SELECT * FROM personal_link WHERE participant_id = :key", participant.value());
    }

    @Override
    public boolean remove(PersonId participant) {
        return database.write(handle -> delete(handle, participant)) > 0;
    }

    /** A link that is deleted in this moment makes the reference fail: then the visit is not kept. */
    @Override
    public boolean addVisit(String hash, Visit visit) {
        try {
            return database.write(
                            handle ->
                                    handle.createUpdate(
                                                    """
                                                    INSERT INTO visit (hash, id, participant_id, link_id, expires_at)
                                                    SELECT :hash, :id, :participant, l.id, :expires
                                                    FROM personal_link l
                                                    WHERE l.id = :link AND l.participant_id = :participant\
                                                    """)
                                            .bind("hash", hash)
                                            .bind("id", visit.id())
                                            .bind("participant", visit.participant().value())
                                            .bind("link", visit.linkId())
                                            .bind("expires", visit.expiresAt())
                                            .execute())
                    == 1;
        } catch (StorageFailure e) {
            if (e.kind() == StorageFailure.Kind.CONSTRAINT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<Visit> findVisit(String hash) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM visit WHERE hash = :hash")
                                .bind("hash", hash)
                                .map((row, _) -> visit(row))
                                .findOne());
    }

    @Override
    public int removeExpiredVisits(long now) {
        return database.write(
                handle -> handle.createUpdate("DELETE FROM visit WHERE expires_at <= :now").bind("now", now).execute());
    }

    private static int delete(Handle handle, PersonId participant) {
        return handle.createUpdate("DELETE FROM personal_link WHERE participant_id = :participant")
                .bind("participant", participant.value())
                .execute();
    }

    private Optional<PersonalLink> one(String query, String key) {
        return database.read(handle -> handle.createQuery(query).bind("key", key).map((row, _) -> link(row)).findOne());
    }

    private static PersonalLink link(ResultSet row) throws SQLException {
        return new PersonalLink(
                row.getString("id"),
                new PersonId(row.getString("participant_id")),
                row.getLong("issued_at"),
                row.getLong("expires_at"));
    }

    private static Visit visit(ResultSet row) throws SQLException {
        return new Visit(
                row.getString("id"),
                new PersonId(row.getString("participant_id")),
                row.getString("link_id"),
                row.getLong("expires_at"));
    }
}
