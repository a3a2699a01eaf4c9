package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every resource, asked by everybody: nobody, a participant, and each role of staff. A resource without a row in the
 * table fails, so that none is added without a decision about who may use it.
 */
@Timeout(60)
class ResourceRulesTest {

    /**
     * Who gets past the rule: {@code all} everybody, {@code visit} participants, else roles by letter: Counselor, Peer
     * mentor, Moderator, supervisor (S), scheduler (L: lists), IT admin, privacy officer (V).
     */
    private static final String TABLE =
            """
            GET    /api/contact                                    all
            POST   /api/links/exchange                             all
            GET    /api/visit                                      visit
            POST   /api/visit/sessions/{id}/ticket                 visit
            GET    /api/visit/sessions/{id}/entry                  visit
            GET    /api/visit/sessions/{id}/gate                   visit
            PUT    /api/visit/sessions/{id}/gate                   visit
            GET    /api/visit/sessions/{id}/minutes                visit
            POST   /api/staff/sign-in                              all
            POST   /api/staff/enter                                all
            POST   /api/staff/sign-in/code                         CPMSLIV
            POST   /api/staff/sign-out                             CPMSLIV
            POST   /api/staff/active                               CPMSLIV
            GET    /api/staff/account                              CPMSLIV
            POST   /api/staff/account/password                     CPMSLIV
            POST   /api/staff/account/second-factor                CPMSLIV
            POST   /api/staff/account/second-factor/confirm        CPMSLIV
            POST   /api/staff/account/second-factor/remove         CPMSLIV
            POST   /api/staff/account/recovery-codes               CPMSLIV
            POST   /api/staff/account/notices/seen                 CPMSLIV
            POST   /api/staff/account/sessions/others/end          CPMSLIV
            POST   /api/staff/account/sessions/{id}/end            CPMSLIV
            GET    /api/staff/me                                   CPMSLIV
            GET    /api/staff/today                                CPMSL
            POST   /api/staff/sessions/{id}/ticket                 CPMSL
            GET    /api/staff/sessions/{id}/people/{member}/gate   CS
            GET    /api/staff/sessions/{id}/attendance             CS
            POST   /api/staff/sessions/{id}/attendance/corrections CS
            POST   /api/staff/sessions/{id}/attendance/manual      CS
            POST   /api/staff/sessions/{id}/attendance/sign        CS
            POST   /api/staff/sessions/{id}/attendance/amendments  CS
            GET    /api/staff/sessions/{id}/attendance.csv         CS
            GET    /api/clinic/staff                               CSLI
            POST   /api/clinic/staff                               SI
            PUT    /api/clinic/staff/{id}                          SI
            POST   /api/clinic/staff/{id}/password                 SI
            POST   /api/clinic/staff/{id}/second-factor/reset      S
            POST   /api/clinic/staff/{id}/revoke-sessions          SI
            POST   /api/clinic/staff/{id}/deactivate               SI
            POST   /api/clinic/staff/{id}/activate                 SI
            GET    /api/clinic/participants                        CSL
            POST   /api/clinic/participants                        CSL
            GET    /api/clinic/participants/{id}/emergency-contact CSL
            PUT    /api/clinic/participants/{id}                   CSL
            POST   /api/clinic/participants/{id}/deactivate        CSL
            POST   /api/clinic/participants/{id}/activate          CSL
            POST   /api/clinic/participants/import                 CSL
            POST   /api/clinic/participants/{id}/link              CSL
            DELETE /api/clinic/participants/{id}/link              CSL
            POST   /api/clinic/participants/{id}/emergency         CS
            GET    /api/clinic/participants/{id}/emergency         CS
            DELETE /api/clinic/participants/{id}/emergency         CS
            GET    /api/clinic/groups                              CPMSL
            POST   /api/clinic/groups                              CSL
            PUT    /api/clinic/groups/{id}                         CSL
            POST   /api/clinic/groups/{id}/deactivate              CSL
            POST   /api/clinic/groups/{id}/activate                CSL
            GET    /api/clinic/sessions                            CPMSL
            POST   /api/clinic/sessions                            CSL
            POST   /api/clinic/sessions/{id}/cancel                CSL
            GET    /api/staff/emergencies                          SV
            GET    /api/audit/emergencies                          V
            GET    /api/audit/emergencies/reviewed                 V
            POST   /api/audit/emergencies/{id}/review              V
            GET    /api/system                                     SI
            PUT    /api/system/log-level                           I
            GET    /api/audit/rows                                 V
            GET    /api/audit/rows.csv                             V
            GET    /api/audit/report                               V
            GET    /api/audit/choices                              V
            GET    /api/audit/holds                                V
            POST   /api/audit/participants/{id}/hold               V
            DELETE /api/audit/participants/{id}/hold               V
            """;

    private static final Map<StaffRole, Character> LETTERS =
            new EnumMap<>(
                    Map.of(
                            StaffRole.COUNSELOR, 'C',
                            StaffRole.PEER_MENTOR, 'P',
                            StaffRole.MODERATOR, 'M',
                            StaffRole.SUPERVISOR, 'S',
                            StaffRole.SCHEDULER, 'L',
                            StaffRole.IT_ADMIN, 'I',
                            StaffRole.PRIVACY_OFFICER, 'V'));

    @TempDir static Path folder;
    private static ApiFixture fixture;

    @BeforeAll
    static void open() {
        fixture = ApiFixture.open(folder);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static Map<String, String> table() {
        return TABLE.lines()
                .map(line -> line.split("\\s+"))
                .collect(
                        Collectors.toMap(
                                row -> row[0] + " " + row[1], row -> row[2], (one, _) -> one, LinkedHashMap::new));
    }

    @Test
    void everyResourceHasARowAndEveryRowAResource() {
        Set<String> resources =
                Api.resources(fixture.parts).stream()
                        .map(Resource::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(resources).isEqualTo(new TreeSet<>(table().keySet()));
    }

    @Test
    void whoIsNotSignedInGetsNothingButTheDoors() {
        List<String> wrong = new ArrayList<>();
        table().forEach(
                        (name, who) -> {
                            boolean signedOut = isRefused(ask(fixture.client(), name), "signed_out");
                            note(wrong, signedOut != who.equals("all"), name);
                        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aParticipantsVisitOpensNothingOfTheStaffs() {
        ApiClient tab = fixture.visit(fixture.participant());
        List<String> wrong = new ArrayList<>();
        table().forEach(
                        (name, who) -> {
                            boolean signedOut = isRefused(ask(tab, name), "signed_out");
                            note(wrong, signedOut != (who.equals("all") || who.equals("visit")), name);
                        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachRoleGetsPastTheRulesThatTheTableSays() {
        List<String> wrong = new ArrayList<>();
        for (StaffRole role : StaffRole.values()) {
            PersonId person = fixture.staff(role);
            table().forEach(
                            (name, who) -> {
                                ApiClient.Reply reply = ask(fixture.as(person), name);
                                String refusal = reply.status() < 400 ? "" : reply.code();
                                note(
                                        wrong,
                                        refusal.equals(expected(role, who, refusal)),
                                        role + " " + name + " " + refusal);
                            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noUnsafeResourceOfTheStaffsWorksWithoutTheToken() {
        List<String> wrong = new ArrayList<>();
        ApiClient browser = fixture.as(StaffRole.SUPERVISOR);
        for (String token : List.of("", "x", "0123456789012345678901234567890123456789012")) {
            table().forEach(
                            (name, who) -> {
                                // What tells the token anew must not help the resources after it.
                                browser.csrf(token);
                                boolean needsIt =
                                        !name.startsWith("GET ") && !who.equals("all") && !who.equals("visit");
                                note(wrong, isRefused(ask(browser, name), "bad_csrf") == needsIt, name);
                            });
        }
        assertThat(wrong).isEmpty();
    }

    /** Past its rule a resource may still refuse what is asked of it, but not who asks. */
    private static String expected(StaffRole role, String who, String refusal) {
        if (who.equals("visit")) {
            return "signed_out";
        }
        boolean allowed = who.equals("all") || who.indexOf(LETTERS.get(role)) >= 0;
        if (!allowed) {
            return "not_allowed";
        }
        return Set.of("not_allowed", "signed_out", "bad_csrf", "internal").contains(refusal)
                ? "something else"
                : refusal;
    }

    private static ApiClient.Reply ask(ApiClient client, String name) {
        String[] parts = name.split(" ");
        String path = parts[1].replace("{id}", "nothing-of-this-name").replace("{member}", "nobody");
        Optional<String> body = parts[0].equals("GET") ? Optional.empty() : Optional.of("{}");
        return client.send(parts[0], path, body, "application/json");
    }

    private static boolean isRefused(ApiClient.Reply reply, String code) {
        return reply.status() >= 400 && reply.code().equals(code);
    }

    private static void note(List<String> wrong, boolean right, String what) {
        if (!right) {
            wrong.add(what);
        }
    }
}
