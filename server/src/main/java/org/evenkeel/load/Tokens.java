package org.evenkeel.load;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code evenkeel seed} writes for measuring tools, ours and others; its meaning is in {@code docs/loadtest.md}.
 *
 * @param version of this form: 1
 * @param address of the WebSocket, when the seed ran inside a server
 * @param processes of that server
 * @param raised limits that stand above their defaults, by configuration key
 * @param rooms the open sessions
 */
public record Tokens(
        int version,
        Optional<String> address,
        Optional<Processes> processes,
        Map<String, String> raised,
        List<Room> rooms) {

    public Tokens {
        raised = Map.copyOf(raised);
        rooms = List.copyOf(rooms);
    }

    /**
     * Process ids on this machine.
     *
     * @param redis when the server started one as its child
     */
    public record Processes(long server, Optional<Long> redis) {}

    /** One open session, its facilitator first. */
    public record Room(String session, List<Member> members) {
        public Room {
            members = List.copyOf(members);
        }
    }

    /**
     * One member, admitted.
     *
     * @param member id in the session
     * @param role facilitator or participant
     * @param resume token for the first frame {@code resume}; good until it was used or the grace time passed
     * @param epoch to be sent with it
     * @param seq to be sent with it; 0 asks for the whole view
     * @param number last command number that this client session used
     * @param ticket for the first frame {@code hello}, once, within a minute of the seed's end; when asked for
     * @param link a participant's link secret, for the HTTP exchange
     * @param cookie a facilitator's sign-in
     */
    public record Member(
            String member,
            String role,
            String resume,
            long epoch,
            long seq,
            long number,
            Optional<String> ticket,
            Optional<String> link,
            Optional<String> cookie) {

        /** The same member after his token was used for a newer one. */
        Member resumed(String token, long lastNumber) {
            return new Member(member, role, token, epoch, seq, lastNumber, Optional.empty(), link, cookie);
        }
    }

    /**
     * @throws UncheckedIOException when there is no such file
     * @throws IllegalArgumentException when it is not of this form
     */
    public static Tokens read(Path file) {
        try {
            return mapper().readValue(Files.readAllBytes(file), Tokens.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a file of tokens");
        }
    }

    /** Writes it at once and readable for its owner alone: tokens open rooms. */
    public void write(Path file) {
        var unfinished = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(unfinished, mapper().writeValueAsBytes(this));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .changeDefaultPropertyInclusion(
                        _ ->
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .build();
    }
}
