package org.evenkeel.api;

import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.program.GroupId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one request will leave in the audit log: who asks, and about whom. The guard and the handler tell it; one
 * thread.
 */
final class Trace {

    /** The form of every id that the server makes; a path may hold anything else that somebody typed. */
    private static final Pattern MADE_BY_US = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final Audits audits;
    private final List<AuditSubject> subjects = new ArrayList<>();
    private Optional<AuditActor> actor = Optional.empty();
    private boolean tried;
    private boolean silent;

    Trace(Audits audits, HttpCall call) {
        this.audits = audits;
        audits.id()
                .filter(_ -> MADE_BY_US.matcher(call.parameter("id")).matches())
                .ifPresent(kind -> subjects.add(new AuditSubject(kind, call.parameter("id"))));
    }

    /** Known now. */
    void by(AuditActor who) {
        actor = Optional.of(who);
    }

    /** Somebody at the door tries to be let in: that leaves a row even when nobody knows who it was. */
    void knocks() {
        tried = true;
    }

    /** Leaves no row, whatever comes of it: one of a flood, of which another one tells. */
    void staysSilent() {
        silent = true;
    }

    Trace about(PersonId person) {
        subjects.add(AuditSubject.of(person));
        return this;
    }

    Trace about(Collection<PersonId> people) {
        people.stream().sorted((one, other) -> one.value().compareTo(other.value())).forEach(this::about);
        return this;
    }

    Trace about(SessionId session) {
        subjects.add(AuditSubject.of(session));
        return this;
    }

    Trace about(GroupId group) {
        subjects.add(AuditSubject.of(group));
        return this;
    }

    Trace aboutEverybody() {
        subjects.add(AuditSubject.everybody());
        return this;
    }

    /**
     * The row.
     *
     * @param at milliseconds UTC
     * @param refused the code of the refusal; empty when it was done
     * @return nothing when this resource leaves none for that
     */
    Optional<AuditEntry> entry(long at, Optional<ApiCode> refused) {
        boolean right = refused.map(ApiCode::refusesWhoAsks).orElse(false);
        if (silent || audits.refusalsOnly().isPresent() && !right) {
            return Optional.empty();
        }
        return actor.or(() -> tried ? Optional.of(AuditActor.nobody()) : Optional.empty())
                .map(
                        who ->
                                new AuditEntry(
                                        at,
                                        who,
                                        audits.action(),
                                        subjects,
                                        refused.map(ApiCode::wire).orElse(AuditEntry.OK)));
    }
}
