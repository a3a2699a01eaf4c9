package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.live.Await;
import org.evenkeel.redis.FaultProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;

/** A node vanishes in the middle of a transaction, and PostgreSQL does not hear of it. */
@Tag("slow")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LostClientTest {

    private static final String MOVE_HEAD = "UPDATE attendance_seal_head SET number = number + 1 WHERE id = 'clinic'";

    /**
     * The vanished node holds the row that every signing moves. Others are told that it cannot be done now, and soon it
     * can.
     */
    @Test
    void whatAVanishedNodeHeldIsGivenFree() {
        var postgres = TestPostgres.shared();
        try (var network = new FaultProxy(postgres.port())) {
            var through = postgres.freshDatabase(network.port());
            var direct = through.replace(":" + network.port() + "/", ":" + postgres.port() + "/");
            try (var gone = open(through);
                    var here = open(direct)) {
                assertThatExceptionOfType(StorageFailure.class)
                        .isThrownBy(() -> vanishHolding(gone, network))
                        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.UNAVAILABLE));
                Await.until("the head of the chain is free again", () -> moved(here));
                long number =
                        here.read(
                                handle ->
                                        handle.createQuery("SELECT number FROM attendance_seal_head")
                                                .mapTo(Long.class)
                                                .one());
                assertThat(number).as("what the vanished node began never was").isEqualTo(1);
            }
        }
    }

    private static Database open(String url) {
        return Database.open(new DatabaseAddress.Postgres(url, "evenkeel", "", 1));
    }

    private static int vanishHolding(Database gone, FaultProxy network) {
        return gone.write(
                handle -> {
                    assertThat(handle.execute(MOVE_HEAD)).isEqualTo(1);
                    network.next(FaultProxy.Fault.VANISH);
                    return handle.execute(MOVE_HEAD);
                });
    }

    private static boolean moved(Database here) {
        try {
            return here.write(handle -> handle.execute(MOVE_HEAD)) == 1;
        } catch (StorageFailure e) {
            assertThat(e.kind()).isEqualTo(StorageFailure.Kind.UNAVAILABLE);
            return false;
        }
    }
}
