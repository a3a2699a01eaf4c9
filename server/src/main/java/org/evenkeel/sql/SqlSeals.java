package org.evenkeel.sql;

import org.evenkeel.record.Correction;
import org.evenkeel.record.Seal;
import org.evenkeel.record.SealHead;
import org.evenkeel.record.SealLink;
import org.evenkeel.record.Seals;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The chain of seals. Whoever seals moves the one row of its head, which makes all others wait or lose. Any thread. */
final class SqlSeals implements Seals {

    private static final int PAGE = 50;
    private static final String MOVE_HEAD =
            """
            UPDATE attendance_seal_head SET number = :number, hash = :hash
            WHERE id = 'clinic' AND number = :before AND hash = :previous
              AND NOT EXISTS (SELECT 1 FROM attendance_seal WHERE session_id = :session AND revision = :revision)\
            """;
    private static final String INSERT =
            """
            INSERT INTO attendance_seal
                (number, session_id, revision, signer_id, signed_at, sealed_why, document, hash, previous)
            VALUES (:number, :session, :revision, :signer, :at, :why, :document, :hash, :previous)\
            """;

    private final Database database;
    private final SealedColumns sealed;
    private final CorrectionRows corrections;

    SqlSeals(Database database, SealedColumns sealed, CorrectionRows corrections) {
        this.database = database;
        this.sealed = sealed;
        this.corrections = corrections;
    }

    @Override
    public boolean append(Seal seal) {
        return database.write(
                handle -> {
                    if (!moveHead(handle, seal)) {
                        return false;
                    }
                    insert(handle, seal);
                    for (Correction amendment : seal.amendments()) {
                        if (!corrections.insert(handle, amendment, OptionalLong.of(seal.number()))) {
                            throw new IllegalStateException("an amendment's number is taken");
                        }
                    }
                    return true;
                });
    }

    @Override
    public SealHead head() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT number, hash FROM attendance_seal_head WHERE id = 'clinic'")
                                .map((row, _) -> new SealHead(row.getLong("number"), row.getString("hash")))
                                .one());
    }

    @Override
    public List<Seal> ofSession(SessionId session) {
        return database.snapshot(
                handle ->
                        seals(
                                handle,
                                handle.createQuery(
                                                """
                                                SELECT * FROM attendance_seal
                                                WHERE session_id = :session ORDER BY revision\
                                                """)
                                        .bind("session", session.value())));
    }

    @Override
    public List<SealLink> gone() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM attendance_seal_gone ORDER BY number")
                                .map(
                                        (row, _) ->
                                                new SealLink(
                                                        row.getLong("number"),
                                                        row.getString("hash"),
                                                        row.getString("previous")))
                                .list());
    }

    @Override
    public void forEach(Consumer<Seal> visitor) {
        List<Seal> page = after(0);
        while (!page.isEmpty()) {
            page.forEach(visitor);
            page = after(page.getLast().number());
        }
    }

    private List<Seal> after(long number) {
        return database.snapshot(
                handle ->
                        seals(
                                handle,
                                handle.createQuery(
                                                """
                                                SELECT * FROM attendance_seal
                                                WHERE number > :number ORDER BY number LIMIT :page\
                                                """)
                                        .bind("number", number)
                                        .bind("page", PAGE)));
    }

    private static boolean moveHead(Handle handle, Seal seal) {
        return handle.createUpdate(MOVE_HEAD)
                        .bind("number", seal.number())
                        .bind("hash", seal.hash())
                        .bind("before", seal.number() - 1)
                        .bind("previous", seal.previous())
                        .bind("session", seal.session().value())
                        .bind("revision", seal.revision())
                        .execute()
                == 1;
    }

    private void insert(Handle handle, Seal seal) {
        handle.createUpdate(INSERT)
                .bind("number", seal.number())
                .bind("session", seal.session().value())
                .bind("revision", seal.revision())
                .bind("signer", seal.signer().value())
                .bind("at", seal.signedAt())
                .bind("why", row(seal.number()).seal("why", seal.why()))
                .bind("document", seal.document())
                .bind("hash", seal.hash())
                .bind("previous", seal.previous())
                .execute();
    }

    private List<Seal> seals(Handle handle, Query query) {
        return query.map((row, _) -> seal(handle, row)).list();
    }

    private Seal seal(Handle handle, ResultSet row) throws SQLException {
        long number = row.getLong("number");
        return new Seal(
                number,
                new SessionId(row.getString("session_id")),
                row.getInt("revision"),
                new PersonId(row.getString("signer_id")),
                row.getLong("signed_at"),
                row(number).open("why", row.getBytes("sealed_why")),
                amendments(handle, number),
                row.getBytes("document"),
                row.getString("hash"),
                row.getString("previous"));
    }

    private List<Correction> amendments(Handle handle, long number) {
        return handle.createQuery("SELECT * FROM attendance_correction WHERE seal_number = :seal ORDER BY number")
                .bind("seal", number)
                .map((row, _) -> corrections.read(row))
                .list();
    }

    private SealedColumns.Row row(long number) {
        return sealed.row("attendance_seal", Long.toString(number));
    }
}
