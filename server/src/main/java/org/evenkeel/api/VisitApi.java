package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.Visits;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.program.Participant;
import org.evenkeel.program.Session;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Standing;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a participant's tab asks: from the link to the socket ticket. Nothing here is known to a cookie. */
final class VisitApi {

    private final Clinic clinic;
    private final Identity identity;
    private final LiveRooms rooms;
    private final ApiRates rates;
    private final InstantSource clock;
    private final Json json;

    VisitApi(ApiParts parts, LiveRooms rooms, Json json) {
        this.clinic = parts.clinic();
        this.identity = parts.identity();
        this.rooms = rooms;
        this.rates = parts.rates();
        this.clock = parts.clock();
        this.json = json;
    }

    void addTo(Resources to) {
        to.anybody(
                        Audits.refusals(AuditAction.CONTACT_READ, "the clinic's own telephone, known to everybody"),
                        "GET",
                        "/api/contact",
                        (_, _) -> json.reply(ClinicView.of(clinic.settings().current())))
                .anybody(Audits.each(AuditAction.VISIT_BEGIN), "POST", "/api/links/exchange", this::exchange)
                .visitor(
                        Audits.each(AuditAction.VISIT_READ),
                        "GET",
                        "/api/visit",
                        (_, visitor) -> json.reply(view(Optional.empty(), visitor)))
                .visitor(
                        Audits.ofSession(AuditAction.ROOM_TICKET),
                        "POST",
                        "/api/visit/sessions/{id}/ticket",
                        this::ticket)
                .visitor(
                        Audits.refusals(
                                AuditAction.ROOM_STANDING,
                                "one word about oneself, asked for every few seconds while the page waits"),
                        "GET",
                        "/api/visit/sessions/{id}/entry",
                        this::entry);
    }

    /** Every bad link gets the same answer after the same look-ups. */
    private HttpReply exchange(HttpCall call, Trace trace) {
        String token = json.read(call, Token.class).token();
        rates.link(call, token);
        trace.knocks();
        Visits.Begun begun = identity.visits().exchange(token).orElseThrow(() -> new ApiProblem(ApiCode.LINK_UNKNOWN));
        PersonId person = begun.known().participant().id();
        trace.about(person).by(AuditActor.participant(person));
        return json.reply(view(Optional.of(begun.secret().value()), begun.known()));
    }

    private HttpReply ticket(HttpCall call, Visits.Known visitor) {
        Session session = ownSession(clinic, call, visitor);
        Door.of(session, clock.millis()).pass();
        return json.reply(new TicketView(identity.tickets().issue(visitor, session.id()).value()));
    }

    /** Whether the own person may come in now, for a page that shows "you are not in the session". Never why not. */
    private HttpReply entry(HttpCall call, Visits.Known visitor) {
        Session session = ownSession(clinic, call, visitor);
        Entry entry =
                Door.of(session, clock.millis()) == Door.ENDED
                        ? Entry.ENDED
                        : rooms.standing(session.id(), visitor.participant().id()).map(Entry::of).orElse(Entry.FREE);
        return json.reply(new EntryView(Words.of(entry)));
    }

    /** The session of the address, when this person is expected there as participant or guest; else there is none. */
    static Session ownSession(Clinic clinic, HttpCall call, Visits.Known visitor) {
        return clinic.schedule()
                .find(Paths.session(call))
                .filter(
                        session ->
                                session.entryOf(visitor.participant().id())
                                        .filter(entry -> Door.isAttendee(entry.role()))
                                        .isPresent())
                .orElseThrow(() -> new ApiProblem(ApiCode.NOT_FOUND));
    }

    private VisitView view(Optional<String> secret, Visits.Known visitor) {
        Participant person = visitor.participant();
        ClinicSettings settings = clinic.settings().current();
        return new VisitView(
                secret,
                new PersonView(person.details().displayName()),
                person.details().language().tag(),
                ClinicView.of(settings),
                appointments(person.id(), settings));
    }

    /** Those of today, what still runs from before, and the next one after. */
    private List<AppointmentView> appointments(PersonId person, ClinicSettings settings) {
        long now = clock.millis();
        LocalDate today = clinic.schedule().today();
        List<AppointmentView> shown = new ArrayList<>();
        for (Session session : clinic.schedule().around(person)) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(session.plan().start()), settings.zone());
            Door door = Door.of(session, now);
            if (day.equals(today) || door == Door.OPEN || day.isAfter(today)) {
                shown.add(AppointmentView.of(session, door));
            }
            if (day.isAfter(today)) {
                break;
            }
        }
        return shown;
    }

    /** How somebody comes in. */
    enum Entry {
        /** As before: nobody took the person out, or it was taken back. */
        FREE,
        /** Through the waiting room, when the person wishes to. */
        BY_WAITING_ROOM,
        /** Not while it stays as it is. */
        NOT_NOW,
        /** The session is over. */
        ENDED;

        static Entry of(Standing standing) {
            return switch (standing) {
                case WAITING, ADMITTED -> FREE;
                case REMOVED -> BY_WAITING_ROOM;
                case DECLINED, BARRED -> NOT_NOW;
            };
        }
    }

    record EntryView(String entry) {}

    record Token(String token) {}

    record TicketView(String ticket) {}

    record PersonView(String name) {}

    record VisitView(
            Optional<String> visit,
            PersonView person,
            String language,
            ClinicView clinic,
            List<AppointmentView> appointments) {}

    /** How the clinic is reached; its name only when the setting says that it may be shown. */
    record ClinicView(Optional<String> name, String phone, String crisisLine, String timeZone) {
        static ClinicView of(ClinicSettings settings) {
            return new ClinicView(
                    Optional.of(settings.name()).filter(_ -> settings.nameShown()),
                    settings.phone(),
                    settings.crisisLine(),
                    settings.zone().getId());
        }
    }

    record AppointmentView(String session, long start, long end, String phase) {
        static AppointmentView of(Session session, Door door) {
            return new AppointmentView(
                    session.id().value(), session.plan().start(), session.plan().end(), Words.of(door));
        }
    }
}
