package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.EmergencyAccess;
import org.evenkeel.program.EmergencyReviews;
import org.evenkeel.program.Participant;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Emergency accesses for privacy officers, who look at each; and how many wait, for supervisors too. */
final class EmergencyReviewsApi {

    private static final String ROOT = "/api/audit/emergencies";
    private static final int PAGE = 20;

    private final EmergencyReviews reviews;
    private final People people;
    private final InstantSource clock;
    private final Json json;

    EmergencyReviewsApi(ApiParts parts, Json json) {
        Clinic clinic = parts.clinic();
        this.reviews = clinic.emergencyReviews();
        this.people = new People(clinic);
        this.clock = parts.clock();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(
                        Access.EMERGENCY_NOTICES,
                        Audits.refusals(AuditAction.EMERGENCY_TOLD, "numbers, nothing about people, at intervals"),
                        "/api/staff/emergencies",
                        this::told)
                .reading(Access.EMERGENCY_REVIEWS, Audits.each(AuditAction.EMERGENCY_LIST), ROOT, this::waiting)
                .reading(
                        Access.EMERGENCY_REVIEWS,
                        Audits.each(AuditAction.EMERGENCY_LIST),
                        ROOT + "/reviewed",
                        this::reviewed)
                .changing(
                        Access.EMERGENCY_REVIEWS,
                        Audits.each(AuditAction.EMERGENCY_REVIEW),
                        "POST",
                        ROOT + "/{id}/review",
                        this::review);
    }

    private HttpReply told(HttpCall call, StaffIdentity staff) {
        EmergencyReviews.Told told = reviews.told(staff.caller());
        return json.reply(new Told(told.waiting(), told.unattended()));
    }

    private HttpReply waiting(HttpCall call, StaffIdentity staff, Trace trace) {
        List<EmergencyAccess> shown = reviews.waiting(staff.caller());
        return list(shown, reviews.told(staff.caller()).waiting() > shown.size(), staff, trace);
    }

    /** With {@code ?below=} the id of the last one that was shown: those before it. */
    private HttpReply reviewed(HttpCall call, StaffIdentity staff, Trace trace) {
        List<EmergencyAccess> found = reviews.reviewed(staff.caller(), call.query("below"), PAGE + 1);
        return list(found.stream().limit(PAGE).toList(), found.size() > PAGE, staff, trace);
    }

    private HttpReply list(List<EmergencyAccess> shown, boolean more, StaffIdentity staff, Trace trace) {
        trace.about(shown.stream().flatMap(each -> Stream.of(each.participant(), each.by())).distinct().toList());
        return json.reply(new Answer(shown.stream().map(each -> view(each, staff)).toList(), more));
    }

    private HttpReply review(HttpCall call, StaffIdentity staff, Trace trace) {
        Found found = json.read(call, Found.class);
        EmergencyAccess access = reviews.get(staff.caller(), call.parameter("id"));
        trace.about(access.participant()).about(access.by());
        reviews.review(staff.caller(), access.id(), found.note().orElse(""));
        return HttpReply.done();
    }

    private View view(EmergencyAccess access, StaffIdentity staff) {
        return new View(
                access.id(),
                access.participant().value(),
                people.participant(access.participant()).map(Participant::details).map(it -> it.fullName()).orElse(""),
                access.by().value(),
                staffName(access.by()),
                access.by().equals(staff.member().id()),
                access.reason(),
                access.openedAt(),
                access.endsAt(),
                access.closedAt().isPresent(),
                access.isOpen(clock.millis()),
                access.reads(),
                Words.of(access.shown()),
                access.review().map(review -> Review.of(review, staffName(review.by()))));
    }

    private String staffName(PersonId id) {
        return people.staff(id).map(member -> member.details().fullName()).orElse("");
    }

    /**
     * @param unattended of those that wait, for how many nobody is there who may look
     */
    record Told(long waiting, long unattended) {}

    /**
     * @param more whether there are more than are shown
     */
    record Answer(List<View> accesses, boolean more) {}

    /**
     * @param own whether the caller opened it: then somebody else looks
     * @param endsAt when it ended or will, milliseconds UTC
     * @param closed whether its person ended it
     * @param open whether it is open now
     * @param shown which facts were shown, over all readings
     */
    record View(
            String id,
            String person,
            String name,
            String by,
            String byName,
            boolean own,
            String reason,
            long openedAt,
            long endsAt,
            boolean closed,
            boolean open,
            int reads,
            List<String> shown,
            Optional<Review> review) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "View[" + id + "]";
        }
    }

    record Review(String byName, long at, Optional<String> note) {
        static Review of(EmergencyAccess.Review review, String name) {
            return new Review(name, review.at(), Optional.of(review.note()).filter(text -> !text.isEmpty()));
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Review[]";
        }
    }

    record Found(Optional<String> note) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Found[]";
        }
    }
}
