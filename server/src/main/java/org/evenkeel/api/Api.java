package org.evenkeel.api;

import org.evenkeel.edge.HttpRouter;

import java.util.List;

/** All resources under {@code /api/}. */
public final class Api {

    private Api() {}

    /** Adds every resource to a router. */
    public static void routes(HttpRouter.Builder router, ApiParts parts) {
        resources(parts).forEach(each -> router.on(each.method(), each.path(), each.bodyBytes(), each.handler()));
    }

    /** Every resource with its rule. */
    public static List<Resource> resources(ApiParts parts) {
        Json json = new Json();
        Resources to = new Resources(new Guard(parts, json));
        LiveRooms rooms = new LiveRooms(parts.rooms(), parts.memberIds(), parts.clock());
        new VisitApi(parts, rooms, json).addTo(to);
        new GateApi(parts, rooms, json).addTo(to);
        new StaffApi(parts, json).addTo(to);
        new OwnAccountApi(parts, json).addTo(to);
        new TodayApi(parts, rooms, json).addTo(to);
        new StaffAccountsApi(parts, json).addTo(to);
        new ParticipantsApi(parts, json).addTo(to);
        new LinksApi(parts, json).addTo(to);
        new ImportApi(parts, json).addTo(to);
        new GroupsApi(parts, json).addTo(to);
        new SessionsApi(parts, json).addTo(to);
        new AttendanceApi(parts, json).addTo(to);
        new OwnMinutesApi(parts, json).addTo(to);
        new SystemApi(parts, json).addTo(to);
        new AuditApi(parts, json).addTo(to);
        new HoldsApi(parts, json).addTo(to);
        new EmergencyApi(parts, json).addTo(to);
        new EmergencyReviewsApi(parts, json).addTo(to);
        return to.all();
    }
}
