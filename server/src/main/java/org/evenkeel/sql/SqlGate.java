package org.evenkeel.sql;

import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.GateForm;
import org.evenkeel.program.GateStore;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gate answers: every answer is sealed; rows are only added. */
final class SqlGate implements GateStore {

    private static final int TRIES = 16;
    private static final String OF_PERSON =
            "SELECT * FROM gate_answers WHERE session_id = :session AND person_id = :person ORDER BY n";

    private final Database database;
    private final SealedColumns sealed;

    SqlGate(Database database, SealedColumns sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    /** Two tabs of one person may answer at once: the number that the other took is tried again with the next. */
    @Override
    public void append(GateAnswers answers) {
        for (int left = TRIES; left > 0; left--) {
            if (tryAppend(answers) == 1) {
                return;
            }
        }
        throw new IllegalStateException("gate answers found no free number");
    }

    private int tryAppend(GateAnswers answers) {
        GateForm form = answers.form();
        SealedColumns.Row row = row(answers.session().value(), answers.person().value(), answers.answeredAt());
        return database.write(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO gate_answers
                                            (session_id, person_id, n, answered_at, complete, rules_version,
                                             sealed_place, sealed_state, sealed_call_back, sealed_flags)
                                        SELECT :session, :person, COALESCE(MAX(n), 0) + 1, :at, :complete, :rules,
                                               :place, :state, :callBack, :flags
                                        FROM gate_answers WHERE session_id = :session AND person_id = :person
                                        ON CONFLICT (session_id, person_id, n) DO NOTHING\
                                        """)
                                .bind("session", answers.session().value())
                                .bind("person", answers.person().value())
                                .bind("at", answers.answeredAt())
                                .bind("complete", Rows.number(answers.complete()))
                                .bind("rules", answers.rulesVersion())
                                .bind("place", row.seal("place", form.place()))
                                .bind("state", row.seal("state", form.state()))
                                .bind("callBack", row.seal("call_back", form.callBack()))
                                .bind("flags", row.seal("flags", flags(form)))
                                .execute());
    }

    @Override
    public Optional<GateAnswers> latest(SessionId session, PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery(OF_PERSON + " DESC LIMIT 1")
                                .bind("session", session.value())
                                .bind("person", person.value())
                                .map((row, _) -> answers(row))
                                .findOne());
    }

    @Override
    public List<GateAnswers> newest(PersonId person, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM gate_answers WHERE person_id = :person
                                        ORDER BY answered_at DESC, session_id, n DESC LIMIT :most\
                                        """)
                                .bind("person", person.value())
                                .bind("most", most)
                                .map((row, _) -> answers(row))
                                .list());
    }

    @Override
    public List<GateAnswers> history(SessionId session, PersonId person) {
        return database.read(
                handle ->
                        handle.createQuery(OF_PERSON)
                                .bind("session", session.value())
                                .bind("person", person.value())
                                .map((row, _) -> answers(row))
                                .list());
    }

    private GateAnswers answers(ResultSet row) throws SQLException {
        String session = row.getString("session_id");
        String person = row.getString("person_id");
        long at = row.getLong("answered_at");
        SealedColumns.Row values = row(session, person, at);
        String flags = values.open("flags", row.getBytes("sealed_flags"));
        return new GateAnswers(
                new SessionId(session),
                new PersonId(person),
                new GateForm(
                        values.open("place", row.getBytes("sealed_place")),
                        values.open("state", row.getBytes("sealed_state")),
                        values.open("call_back", row.getBytes("sealed_call_back")),
                        flag(flags.charAt(0)),
                        flag(flags.charAt(1)),
                        flag(flags.charAt(2)),
                        flag(flags.charAt(3))),
                row.getString("rules_version"),
                Rows.yes(row, "complete"),
                at);
    }

    private SealedColumns.Row row(String session, String person, long at) {
        return sealed.row("gate_answers", session + " " + person + " " + at);
    }

    /** Four letters: yes, no or not answered, in the form's order. */
    private static String flags(GateForm form) {
        return Stream.of(form.alone(), form.driving(), form.safe(), form.rulesAccepted())
                .map(answer -> answer.map(yes -> yes ? "y" : "n").orElse("-"))
                .collect(Collectors.joining());
    }

    private static Optional<Boolean> flag(char letter) {
        return letter == '-' ? Optional.empty() : Optional.of(letter == 'y');
    }
}
