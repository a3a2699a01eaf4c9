package org.evenkeel.sql;

import org.evenkeel.identity.SecondFactorStore;
import org.evenkeel.room.PersonId;
import org.jdbi.v3.core.Handle;

import java.util.Optional;
import java.util.Set;

/** Second factors of staff: the secrets are sealed, of recovery codes there are hashes only. */
final class SqlSecondFactors implements SecondFactorStore {

    private static final String FACTOR = "second_factor";
    private static final String OFFER = "second_factor_offer";
    private static final String SECRET = "secret";

    private final Database database;
    private final SealedColumns sealed;

    SqlSecondFactors(Database database, SealedColumns sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    @Override
    public Optional<Factor> find(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM second_factor WHERE person_id = :person")
                                .bind("person", person.value())
                                .map(
                                        (row, _) ->
                                                new Factor(
                                                        opened(FACTOR, person, row.getBytes("sealed_secret")),
                                                        row.getLong("since"),
                                                        row.getLong("last_step")))
                                .findOne());
    }

    @Override
    public Optional<Offer> offered(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM second_factor_offer WHERE person_id = :person")
                                .bind("person", person.value())
                                .map(
                                        (row, _) ->
                                                new Offer(
                                                        row.getString("id"),
                                                        opened(OFFER, person, row.getBytes("sealed_secret")),
                                                        row.getLong("offered_at")))
                                .findOne());
    }

    @Override
    public void offer(PersonId person, Offer offer) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO second_factor_offer (person_id, id, sealed_secret, offered_at)
                                        VALUES (:person, :id, :secret, :at)
                                        ON CONFLICT (person_id)
                                        DO UPDATE SET id = excluded.id, sealed_secret = excluded.sealed_secret,
                                            offered_at = excluded.offered_at\
                                        """)
                                .bind("person", person.value())
                                .bind("id", offer.id())
                                .bind("secret", sealed.row(OFFER, person.value()).seal(SECRET, offer.secret()))
                                .bind("at", offer.at())
                                .execute());
    }

    /** Whoever deletes the offer makes the factor. */
    @Override
    public boolean confirm(PersonId person, Offer offer, Factor factor, Set<String> recoveryHashes) {
        return database.write(
                handle -> {
                    int taken =
                            handle.createUpdate(
                                            "DELETE FROM second_factor_offer WHERE person_id = :person AND id = :id")
                                    .bind("person", person.value())
                                    .bind("id", offer.id())
                                    .execute();
                    if (taken == 1) {
                        put(handle, person, factor);
                        replaceRecovery(handle, person, recoveryHashes);
                    }
                    return taken == 1;
                });
    }

    private void put(Handle handle, PersonId person, Factor factor) {
        handle.createUpdate(
                        """
                        INSERT INTO second_factor (person_id, sealed_secret, since, last_step)
                        VALUES (:person, :secret, :since, :step)
                        ON CONFLICT (person_id)
                        DO UPDATE SET sealed_secret = excluded.sealed_secret, since = excluded.since,
                            last_step = excluded.last_step\
                        """)
                .bind("person", person.value())
                .bind("secret", sealed.row(FACTOR, person.value()).seal(SECRET, factor.secret()))
                .bind("since", factor.since())
                .bind("step", factor.lastStep())
                .execute();
    }

    @Override
    public boolean accept(PersonId person, long step) {
        return database.write(
                        handle ->
                                handle.createUpdate(
                                                """
                                                UPDATE second_factor SET last_step = :step
                                                WHERE person_id = :person AND last_step < :step\
                                                """)
                                        .bind("person", person.value())
                                        .bind("step", step)
                                        .execute())
                == 1;
    }

    @Override
    public boolean remove(PersonId person) {
        return database.write(
                handle -> {
                    deleteOf(handle, OFFER, person);
                    deleteOf(handle, "recovery_code", person);
                    return deleteOf(handle, FACTOR, person) == 1;
                });
    }

    @Override
    public void replaceRecovery(PersonId person, Set<String> hashes) {
        database.write(
                handle -> {
                    replaceRecovery(handle, person, hashes);
                    return 0;
                });
    }

    private static void replaceRecovery(Handle handle, PersonId person, Set<String> hashes) {
        deleteOf(handle, "recovery_code", person);
        hashes.forEach(
                hash ->
                        handle.createUpdate("INSERT INTO recovery_code (person_id, hash) VALUES (:person, :hash)")
                                .bind("person", person.value())
                                .bind("hash", hash)
                                .execute());
    }

    @Override
    public boolean consumeRecovery(PersonId person, String hash) {
        return database.write(
                        handle ->
                                handle.createUpdate(
                                                "DELETE FROM recovery_code WHERE person_id = :person AND hash = :hash")
                                        .bind("person", person.value())
                                        .bind("hash", hash)
                                        .execute())
                == 1;
    }

    @Override
    public int recoveryLeft(PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT COUNT(*) FROM recovery_code WHERE person_id = :person")
                                .bind("person", person.value())
                                .mapTo(Integer.class)
                                .one());
    }

    private String opened(String table, PersonId person, byte[] value) {
        return sealed.row(table, person.value()).open(SECRET, value);
    }

    private static int deleteOf(Handle handle, String table, PersonId person) {
        return handle.createUpdate("DELETE FROM " + table + " WHERE person_id = :person")
                .bind("person", person.value())
                .execute();
    }
}
