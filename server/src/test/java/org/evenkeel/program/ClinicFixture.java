package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clinic in memory at a time that the test sets. */
public final class ClinicFixture {

    public final ProgramStores stores = new MemoryProgram();
    public final List<PersonId> departed = new ArrayList<>();
    public final Caller supervisor = caller("supervisor", StaffRole.SUPERVISOR);
    public final Caller counselor = caller("counselor", StaffRole.COUNSELOR);
    public final Caller peer = caller("peer", StaffRole.PEER_MENTOR);
    public final Caller itAdmin = caller("it", StaffRole.IT_ADMIN);
    private Instant now = Instant.parse("2026-03-02T15:00:00Z");
    public final InstantSource clock = () -> now;
    public final Clinic clinic = Clinic.over(stores, clock, Samples.countingRandom(), departed::add);

    /** Moves the clock. */
    public void at(String instant) {
        now = Instant.parse(instant);
    }

    /** A member of staff who is kept, as caller. */
    public Caller caller(String id, StaffRole role) {
        return stores.staff().save(Samples.staff(id, role)).asCaller();
    }

    /** A participant who is kept. */
    public PersonId participant(String id) {
        return stores.participants().save(Samples.participant(id)).id();
    }

    /** Milliseconds UTC. */
    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
