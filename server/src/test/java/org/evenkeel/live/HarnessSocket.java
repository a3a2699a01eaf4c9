package org.evenkeel.live;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.MemberId;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One socket of a person's page on a node, and what the simulation itself knows of its time: it surely was there in
 * {@code [seatedAt, surelyUntil]} and surely not outside {@code [asked, atMostUntil]}. Milliseconds UTC.
 */
final class HarnessSocket {

    /** Whose page it is. */
    interface Page {
        MemberId member();

        void seated(HarnessSocket socket);

        void dismissed(HarnessSocket socket);
    }

    private final Page person;
    private final ConnectionId connection;
    private final Optional<HarnessNode> node;
    private final long asked;
    private OptionalLong seatedAt = OptionalLong.empty();
    private long surelyUntil = Long.MAX_VALUE;
    private long atMostUntil = Long.MAX_VALUE;
    private boolean open = true;
    private Optional<CompletableFuture<Answer>> entering = Optional.empty();

    HarnessSocket(Page person, ConnectionId connection, Optional<HarnessNode> node, long asked) {
        this.person = person;
        this.connection = connection;
        this.node = node;
        this.asked = asked;
    }

    /** A socket of which only that it is open matters. */
    static HarnessSocket open(MemberId member, ConnectionId connection) {
        return new HarnessSocket(
                new Page() {
                    @Override
                    public MemberId member() {
                        return member;
                    }

                    @Override
                    public void seated(HarnessSocket socket) {}

                    @Override
                    public void dismissed(HarnessSocket socket) {}
                },
                connection,
                Optional.empty(),
                0);
    }

    MemberId member() {
        return person.member();
    }

    ConnectionId connection() {
        return connection;
    }

    HarnessNode node() {
        return node.orElseThrow();
    }

    boolean open() {
        return open;
    }

    boolean isSeated() {
        return open && seatedAt.isPresent();
    }

    OptionalLong seatedAt() {
        return seatedAt;
    }

    long asked() {
        return asked;
    }

    long surelyUntil() {
        return surelyUntil;
    }

    long atMostUntil() {
        return atMostUntil;
    }

    void surelyNotAfter(long at) {
        surelyUntil = Math.min(surelyUntil, at);
    }

    void notAfter(long at) {
        surelyNotAfter(at);
        atMostUntil = Math.min(atMostUntil, at);
    }

    /** What the room says of its coming in. */
    CompletableFuture<Answer> enters(CompletableFuture<Answer> answer) {
        entering = Optional.of(answer);
        return answer;
    }

    /** The node found out that it is gone: what was not decided yet is not wanted any more. */
    void giveUp() {
        entering.ifPresent(answer -> answer.cancel(false));
    }

    void close() {
        open = false;
    }

    /** The room's log has the connection. */
    void seated(long at) {
        seatedAt = OptionalLong.of(at);
        person.seated(this);
    }

    /** The server closed it: the seat is somebody else's, or gone. */
    void dismissed() {
        open = false;
        person.dismissed(this);
    }
}
